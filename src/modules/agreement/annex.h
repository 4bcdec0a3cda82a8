// Annex (lampiran) of an agreement, computed from the plan of the year by the level of who promises: which indicators are
// proposed, which programmes, activities or sub-activities with their budgets stand under them, and what was achieved.
//
//   head of agency    goals, objectives, programmes of the whole agency     amounts by programme
//   head of division  programmes and activities of the division             amounts by activity
//   staff             sub-activities of the unit, as chosen                 amounts by sub-activity
//
// Where a tree has no indicator so far up, those nearest below are proposed. Amounts are sums of leaves of the unit. Pure.
#pragma once

#include "modules/agreement/agreement.h"
#include "modules/performance/public.h"

namespace sinergi::agreement {

using performance::Evaluation;
using performance::Indicator;
using performance::PlanYear;

// Whether the node is the unit's: its responsible unit lies within.
bool BelongsTo(const PlanYear& plan, int node, int64_t unit_id);
std::vector<int64_t> ProposedIndicators(const PlanYear& plan, int64_t unit_id, AgreementLevel level);
std::vector<AmountLine> AmountsOf(const PlanYear& plan, const Agreement& agreement, const Date& day);

// What the plan promises for the year: as typed, else the quarters by the indicator's aggregation; "" without any.
std::string YearTargetOf(const Indicator& indicator);

// The lines in the order of the plan with everything filled from it; indicators the plan no longer has stay as they are.
void FillFromPlan(const PlanYear& plan, const Date& day, Agreement& agreement);

// The agreement as a plan of one node: its indicators with the measurements of the plan and the targets that were agreed.
// Evaluating it gives the achievement of each line, in their order, and of the agreement.
PlanYear AsPlan(const PlanYear& plan, const Agreement& agreement);

}  // namespace sinergi::agreement
