// What the pages of agreements share: finding what the address names with its plan, achievement, and how things are
// written. Made for one request.
#pragma once

#include "kernel/web.h"
#include "modules/agreement/agreement_store.h"
#include "modules/agreement/cascade.h"

namespace sinergi::agreement {

using performance::PerformanceServices;
using performance::ReadId;

// A plan with all its agreements; `one` is the agreement of {id}.
struct AgreementView {
  std::shared_ptr<const PlanYear> plan;
  std::vector<Agreement> all;
  Agreement one = {};
};
// Errors: agreement.unknown, kernel.forbidden.
Result<AgreementView> FindAgreementOf(const kernel::Visit& v, PerformanceServices& services);
// The plan and its agreements that the visitor may see.
AgreementView ViewOf(const kernel::Visit& v, PerformanceServices& services,
                     const performance::PlanHead& plan);

ActContext ContextOf(const kernel::Visit& v, const kernel::UnitTree& units);
std::string PathOf(const AgreementHead& head);                            // "/agreements/12"
std::string UnitText(const kernel::Visit& v, const AgreementHead& head);  // as signed, else as it is
std::string_view TagOf(AgreementState state);

// The quarter of the address, else the last that has figures.
Period QuarterOf(const kernel::Visit& v, const PlanYear& plan);
Evaluation EvaluationOf(const kernel::Visit& v, const AgreementView& view, const Agreement& one,
                        Period period);
// Name, unit, parties, state: {{PATH}} {{UNIT}} {{FIRST_NAME}} …
void FillHead(const kernel::Visit& v, const AgreementHead& head, ctemplate::TemplateDictionary& page);
void FillFindings(const kernel::Visit& v, const PlanYear& plan, const std::vector<CascadeFinding>& findings,
                  ctemplate::TemplateDictionary& page);

// Accounts that may be named as a party, and the agreements that may stand above.
void FillAccounts(const kernel::Visit& v, const char* field, int64_t chosen,
                  ctemplate::TemplateDictionary& page);

}  // namespace sinergi::agreement
