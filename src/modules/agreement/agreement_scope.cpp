#include "modules/agreement/agreement_scope.h"

#include <algorithm>

#include "kernel/account.h"
#include "kernel/form_view.h"

namespace sinergi::agreement {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

namespace {

constexpr size_t kAccountsMost = 300, kFindingsMost = 50;

std::string IndicatorName(const PlanYear& plan, int64_t id) {
  const auto found = std::ranges::find(plan.indicators, id, &Indicator::id);
  return found == plan.indicators.end() ? std::string("–") : found->name;
}

}  // namespace

ActContext ContextOf(const Visit& v, const kernel::UnitTree& units) {
  return {v.actor, units, v.now, v.Today()};
}

std::string PathOf(const AgreementHead& head) {
  return fmt::format("/agreements/{}", head.id);
}

std::string UnitText(const Visit& v, const AgreementHead& head) {
  if (!head.unit_name.empty()) return head.unit_name;
  const kernel::Unit* unit = v.Units()->Find(head.unit_id);
  return unit ? unit->name : std::string("–");
}

std::string_view TagOf(AgreementState state) {
  switch (state) {
    case AgreementState::kSigned:
      return "good";
    case AgreementState::kAgreed:
      return "warn";
    default:
      return "";
  }
}

Result<AgreementView> FindAgreementOf(const Visit& v, PerformanceServices& services) {
  const Error unknown{ErrorKind::kNotFound, "agreement.unknown"};
  const std::optional<int64_t> id = ReadId(v.request.Param("id"));
  if (!id) return unknown;
  const int64_t government = v.actor.government_id;
  return v.web.db.Read([&](sql::Connection& c) -> Result<AgreementView> {
    const auto head = FindAgreement(c, government, *id);
    if (!head) return unknown;
    if (!MaySee(v.actor, *v.Units(), *head)) return kernel::Forbidden();
    AgreementView view;
    view.plan = services.plans.Get(c, government, *PlanHeadOf(c, government, head->plan_id));
    view.all = LoadAgreements(c, *view.plan, v.Today());
    view.one = *std::ranges::find_if(view.all, [&](const Agreement& one) { return one.head.id == *id; });
    return view;
  });
}

AgreementView ViewOf(const Visit& v, PerformanceServices& services, const performance::PlanHead& plan) {
  return v.web.db.Read([&](sql::Connection& c) {
    AgreementView view;
    view.plan = services.plans.Get(c, v.actor.government_id, plan);
    view.all = LoadAgreements(c, *view.plan, v.Today());
    std::erase_if(view.all, [&](const Agreement& one) { return !MaySee(v.actor, *v.Units(), one.head); });
    return view;
  });
}

Period QuarterOf(const Visit& v, const PlanYear& plan) {
  if (const auto wanted = Period::Parse(v.request.Query("period")); wanted && wanted->year == plan.year)
    return *wanted;
  for (int quarter = 4; quarter > 1; --quarter)
    for (const Indicator& indicator : plan.indicators)
      if (const auto& m = indicator.measured[static_cast<size_t>(quarter - 1)];
          m && performance::Counts(m->state))
        return {plan.year, quarter};
  return {plan.year, 1};
}

Evaluation EvaluationOf(const Visit& v, const AgreementView& view, const Agreement& one, Period period) {
  return performance::Evaluate(AsPlan(*view.plan, one), period, performance::SettingsOf(*v.Gov()));
}

void FillHead(const Visit& v, const AgreementHead& head, Dict& page) {
  page.SetValue("PATH", PathOf(head));
  page.SetValue("UNIT", UnitText(v, head));
  page.SetIntValue("YEAR", head.year);
  page.SetIntValue("VERSION", head.version);
  page.SetIntValue("ROW_VERSION", head.row_version);
  page.SetValue("LEVEL", v.T(fmt::format("agreement.level_{}", Name(head.level))));
  page.SetValue("STATE", v.T(fmt::format("agreement.state_{}", Name(head.state))));
  page.SetValue("TAG", std::string(TagOf(head.state)));
  page.SetValue("FIRST_NAME", head.first.name);
  page.SetValue("FIRST_POSITION", head.first.position);
  page.SetValue("SECOND_NAME", head.second.name);
  page.SetValue("SECOND_POSITION", head.second.position);
  if (head.version > 1) page.ShowSection("IS_REVISION");
  if (!head.reason.empty()) page.SetValueAndShowSection("REASON", head.reason, "HAS_REASON");
  if (head.signed_on)
    page.SetValueAndShowSection("SIGNED_ON", performance::PrintDate(v, *head.signed_on), "IS_SIGNED");
}

void FillFindings(const Visit& v, const PlanYear& plan, const std::vector<CascadeFinding>& findings,
                  Dict& page) {
  page.ShowSection(findings.empty() ? "NO_FINDINGS" : "FINDINGS");
  size_t shown = 0;
  for (const CascadeFinding& finding : findings) {
    if (++shown > kFindingsMost) break;
    Dict& row = *page.AddSectionDictionary("FINDING");
    row.SetValue("FINDING_TEXT",
                 v.T(fmt::format("agreement.finding_{}", Name(finding.kind)),
                     {IndicatorName(plan, finding.indicator_id), finding.promised, finding.below}));
    if (!finding.agreement) continue;
    Dict& of = *row.AddSectionDictionary("OF");
    of.SetValue("OF_PATH", PathOf(finding.agreement->head));
    of.SetValue("OF_POSITION", finding.agreement->head.first.position);
  }
  if (findings.size() > kFindingsMost)
    page.SetValueAndShowSection(
        "MORE", v.T("agreement.more", {std::to_string(findings.size() - kFindingsMost)}), "HAS_MORE");
}

void FillAccounts(const Visit& v, const char* field, int64_t chosen, Dict& page) {
  kernel::FormView form(v, page);
  const auto accounts =
      v.web.db.Read([&](sql::Connection& c) { return kernel::ListAccounts(c, v.actor.government_id); });
  size_t listed = 0;
  for (const kernel::Account& account : accounts)
    if ((!account.disabled && ++listed <= kAccountsMost) || account.id == chosen)
      form.Choice(field, std::to_string(account.id), account.name, account.id == chosen);
}

}  // namespace sinergi::agreement
