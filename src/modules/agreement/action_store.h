// The store of action plans: steps put and removed while an agreement is drafted, months reported once it is signed; each with
// its audit entry in the same transaction. LoadAgreements reads them.
//
// Errors of all: agreement.unknown, kernel.forbidden; of drafts also agreement.changed, agreement.not_drafted.
#pragma once

#include <functional>

#include "modules/agreement/agreement_store.h"

namespace sinergi::agreement {

struct ActionWish {
  int64_t agreement_id = 0;
  ActionStep step;  // id 0: a new one
  int64_t row_version = 0;
};
// Answers the step's id. Errors: agreement.action_unknown, agreement.actions_many (above 200); fields indicator
// (agreement.indicator_unpromised), action (agreement.action_missing), output, carrier (agreement.carrier_missing), months
// (agreement.months_missing).
Result<int64_t> PutAction(sql::Connection& c, const ActContext& context, const ActionWish& wish);
Status RemoveAction(sql::Connection& c, const ActContext& context, const ActionWish& wish);  // of step.id

// Whoever prepares or enters for the unit, and the first party.
bool MayReport(const kernel::Actor& actor, const kernel::UnitTree& units, const AgreementHead& head);

struct MonthReport {
  int64_t agreement_id = 0, step_id = 0;
  int month = 0;
  std::optional<Date> day;
  std::string realised;
};
// Errors: agreement.not_in_force, agreement.action_unknown, agreement.month_reported; fields month
// (agreement.month_unplanned), day (agreement.done_day_unfit: none, to come, or before the year), realised.
Status ReportMonth(sql::Connection& c, const ActContext& context, const MonthReport& report);
Status TakeBackMonth(sql::Connection& c, const ActContext& context, const MonthReport& report);

// For the verbs on agreements: what a revision begins with, and what goes with an indicator or a draft.
void CopyActions(sql::Connection& c, int64_t government_id, int64_t from, int64_t to);
void DropUnpromisedActions(sql::Connection& c, int64_t government_id, int64_t agreement_id);
void ReadActions(sql::Connection& c, int64_t government_id, int64_t plan_id, std::vector<Agreement>& all);

struct YearSpan {
  int first = 0, last = 9999;
};
// The agreements of these years that `wanted` names, with head and steps; their lines and amounts are not read.
std::vector<Agreement> LoadActionPlans(sql::Connection& c, int64_t government_id, const YearSpan& years,
                                       const std::function<bool(const AgreementHead&)>& wanted);

}  // namespace sinergi::agreement
