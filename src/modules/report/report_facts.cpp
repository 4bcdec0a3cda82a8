// What the figures of a report are read from.
#include <algorithm>

#include "base/text.h"
#include "modules/agreement/agreement_store.h"
#include "modules/planning/document/document_store.h"
#include "modules/planning/document_visit.h"
#include "modules/report/report_store.h"

namespace sinergi::report {
namespace {

constexpr int kYearsBefore = 4;

int LastQuarter(const PlanYear& plan) {
  for (int quarter = 4; quarter > 1; --quarter)
    for (const performance::Indicator& indicator : plan.indicators)
      if (const auto& m = indicator.measured[static_cast<size_t>(quarter - 1)]; m && Counts(m->state))
        return quarter;
  return 1;
}

// What the head of the agency has signed; else what the plan proposes.
MeasuredPlan Measured(sql::Connection& c, const PlanHead& head, const PlanSource& plans, const Date& today) {
  MeasuredPlan measured;
  measured.plan = plans(head);
  const std::vector<agreement::Agreement> all = agreement::LoadAgreements(c, *measured.plan, today);
  for (const agreement::Agreement* one : agreement::InForce(all)) {
    if (one->head.level != agreement::AgreementLevel::kAgency || one->head.unit_id != head.unit_id) continue;
    if (one->head.state != agreement::AgreementState::kSigned) continue;
    measured.promise = *one;
    measured.promised = true;
  }
  if (!measured.promised) measured.promise = PromiseOfPlan(*measured.plan, today);
  return measured;
}

// National standards and SPM that the agency's planning documents of the year name at their indicators.
std::map<std::string, std::string> StandardsOf(sql::Connection& c, int64_t government, const PlanHead& plan) {
  std::map<std::string, std::string> standards;
  for (const planning::DocumentHead& head : planning::ListDocuments(c, government)) {
    if (head.unit_id != plan.unit_id || head.year_from > plan.year || head.year_to < plan.year) continue;
    const auto versions = planning::VersionsOf(c, government, head.id);
    const planning::DocumentContent content =
        planning::LoadContent(c, government, planning::StandingVersion(versions).id);
    for (const planning::DocumentIndicator& indicator : content.indicators)
      if (!indicator.standard.empty()) standards.emplace(FoldText(indicator.name), indicator.standard);
  }
  return standards;
}

}  // namespace

ReportFacts FactsNow(sql::Connection& c, const kernel::Government& government, const PlanHead& plan,
                     const PlanSource& plans, const Date& today) {
  FactSources sources;
  sources.settings = performance::SettingsOf(government);
  sources.now = Measured(c, plan, plans, today);
  sources.quarter = LastQuarter(*sources.now.plan);
  for (const PlanHead& head : performance::ListPlans(c, government.id))
    if (head.unit_id == plan.unit_id && head.year < plan.year && head.year >= plan.year - kYearsBefore)
      sources.before.push_back(Measured(c, head, plans, today));
  std::ranges::sort(sources.before, {}, [](const MeasuredPlan& one) { return one.plan->year; });
  sources.standards = StandardsOf(c, government.id, plan);
  return MakeFacts(sources);
}

}  // namespace sinergi::report
