// Targets of an index by year beside what was reached, and the indicators of the plan that take it as
// realisation.
#include "base/text.h"
#include "kernel/form_view.h"
#include "modules/assessment/assessment_figures.h"
#include "modules/assessment/assessment_pages.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/target_store.h"

namespace sinergi::assessment {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr int kBlankRows = 3;

// What the address names: a series, and the whole government or an agency.
struct TargetScope {
  std::string series;
  int64_t unit_id = 0;
  std::string Query() const { return fmt::format("series={}&unit={}", series, unit_id); }
};

std::vector<std::string> AllSeries(const AssessmentServices& services) {
  std::vector<std::string> all;
  for (const std::string& id : services.instruments.ids())
    if (const std::string series = SeriesOf(id); std::find(all.begin(), all.end(), series) == all.end())
      all.push_back(series);
  return all;
}

Result<TargetScope> FindScope(const Visit& v, const AssessmentServices& services) {
  const std::vector<std::string> all = AllSeries(services);
  std::string series(v.request.Query("series"));
  if (series.empty())
    series = std::find(all.begin(), all.end(), "spbe") != all.end() || all.empty() ? "spbe" : all[0];
  const std::string_view unit = v.request.Query("unit");
  const TargetScope scope{series, unit.empty() ? 0 : ReadId(unit).value_or(-1)};
  const bool known = std::find(all.begin(), all.end(), series) != all.end() &&
                     (scope.unit_id == 0 || v.Units()->Find(scope.unit_id) != nullptr);
  if (!known) return Error{ErrorKind::kNotFound, "assessment.series_unknown", {series}};
  AssessmentHead head;
  head.unit_id = scope.unit_id;
  if (!MaySee(v.actor, *v.Units(), head)) return kernel::Forbidden();
  return scope;
}

void FillTargetBar(const Visit& v, const AssessmentServices& services, const TargetScope& scope,
                   kernel::FormView& form) {
  for (const std::string& series : AllSeries(services)) {
    std::string name = series;
    for (char& c : name) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
    form.Choice("series", series, name, series == scope.series);
  }
  form.Choice("unit", "0", v.Gov()->name, scope.unit_id == 0);
  for (const kernel::Unit& unit : v.Units()->units())
    if (unit.kind == kernel::UnitKind::kAgency)
      form.Choice("unit", std::to_string(unit.id), unit.name, unit.id == scope.unit_id);
}

struct TypedTarget {
  std::string year, target, source;
};

void FillEdit(const std::vector<TypedTarget>& typed, Dict& page) {
  Dict& edit = *page.AddSectionDictionary("EDIT");
  int n = 0;
  for (const TypedTarget& target : typed) {
    Dict& row = *edit.AddSectionDictionary("EDIT_ROW");
    row.SetIntValue("N", ++n);
    row.SetValue("YEAR", target.year);
    row.SetValue("TARGET", target.target);
    row.SetValue("SOURCE", target.source);
  }
}

std::vector<TypedTarget> AsTypedTargets(const std::vector<YearTarget>& targets) {
  std::vector<TypedTarget> typed;
  for (const YearTarget& target : targets)
    typed.push_back(
        {std::to_string(target.year), PrintDecimal(target.target_micro, 6, 6, Zeros::kTrim), target.source});
  for (int i = 0; i < kBlankRows; ++i) typed.emplace_back();
  return typed;
}

// Indicators to be linked: those of one plan that the visitor may change.
struct Linkable {
  std::vector<performance::PlanHead> plans;
  std::optional<performance::PlanHead> plan;
  std::vector<performance::Indicator> indicators;
};

Linkable ReadLinkable(sql::Connection& c, const Visit& v) {
  const std::optional<int64_t> wanted = ReadId(v.request.Query("plan"));
  Linkable found;
  for (const performance::PlanHead& plan : performance::ListPlans(c, v.actor.government_id)) {
    if (!v.actor.May(Right::kPlan, *v.Units(), plan.unit_id)) continue;
    found.plans.push_back(plan);
    if (!found.plan || plan.id == wanted) found.plan = plan;
  }
  if (found.plan)
    found.indicators = performance::LoadPlanYear(c, v.actor.government_id, *found.plan).indicators;
  return found;
}

void FillLinkable(const Visit& v, const TargetScope& scope, const Linkable& linkable, Dict& page) {
  if (!linkable.plan) return;
  Dict& part = *page.AddSectionDictionary("MAY_LINK");
  part.SetValue("SERIES", scope.series);
  part.SetIntValue("UNIT", static_cast<long>(scope.unit_id));
  kernel::FormView form(v, part);
  for (const performance::PlanHead& plan : linkable.plans)
    form.Choice("plan", std::to_string(plan.id),
                fmt::format("{} – {}", SubjectText(v, plan.unit_id), plan.title),
                plan.id == linkable.plan->id);
  for (const performance::Indicator& indicator : linkable.indicators)
    form.Choice("indicator", std::to_string(indicator.id), indicator.name, false);
}

http::Response ShowTargets(Visit& v, AssessmentServices& services, const TargetScope& scope,
                           const std::vector<TypedTarget>* typed, const Error* error) {
  Dict page("targets");
  kernel::FormView form(v, page);
  FillTargetBar(v, services, scope, form);
  page.SetValue("QUERY", scope.Query());
  const int64_t government = v.actor.government_id;
  std::vector<YearTarget> targets;
  std::vector<AssessmentHead> heads;
  std::vector<LinkedIndicator> links;
  Linkable linkable;
  v.web.db.Read([&](sql::Connection& c) {
    targets = ListTargets(c, government, scope.series, scope.unit_id);
    heads = ListAssessments(c, government);
    links = ListLinks(c, government, scope.series, scope.unit_id);
    linkable = ReadLinkable(c, v);
    return Unit{};
  });
  const std::vector<TrendYear> trend = TrendOf(heads, targets, scope.series, scope.unit_id);
  FillTrend(v, services, trend, page);
  if (trend.empty()) page.ShowSection("EMPTY");
  const bool may = v.actor.May(Right::kPlan, *v.Units(), scope.unit_id);
  if (may) FillEdit(typed ? *typed : AsTypedTargets(targets), page);
  FillLinkable(v, scope, linkable, page);
  for (const LinkedIndicator& link : links) {
    Dict& row = *page.AddSectionDictionary("LINK");
    row.SetIntValue("INDICATOR", link.indicator_id);
    row.SetIntValue("YEAR", link.year);
    row.SetValue("NAME", link.name);
    if (v.actor.May(Right::kPlan, *v.Units(), link.unit_id)) row.ShowSection("UNLINK");
  }
  page.ShowSection(links.empty() ? "NO_LINKS" : "LINKS");
  if (error) form.Faults(*error);
  return v.Show("assessment/targets", page, "assessment.targets", error ? 422 : 200);
}

// Rows whose year and target are both empty are no targets.
Result<std::vector<YearTarget>> ReadTargets(const std::vector<TypedTarget>& typed) {
  Error error{ErrorKind::kInvalid, "assessment.target_invalid"};
  std::vector<YearTarget> targets;
  for (size_t i = 0; i < typed.size(); ++i) {
    if (TrimBlanks(typed[i].year).empty() && TrimBlanks(typed[i].target).empty()) continue;
    const auto year = ReadId(TrimBlanks(typed[i].year));
    const auto micro = ReadDecimal(typed[i].target, 6, NumberStyle::kIndonesian);
    if (!year || *year > 9999)
      error.fields.push_back({fmt::format("year{}", i + 1), "assessment.year_range", {"2000", "2100"}});
    if (!micro) error.fields.push_back({fmt::format("target{}", i + 1), "assessment.target_range", {}});
    if (year && micro && *year <= 9999) targets.push_back({static_cast<int>(*year), *micro, typed[i].source});
  }
  if (!error.fields.empty()) return error;
  return targets;
}

http::Response PostTargets(Visit& v, AssessmentServices& services) {
  const Result<TargetScope> scope = FindScope(v, services);
  if (!scope.ok()) return v.Refuse(scope.error());
  if (!v.actor.May(Right::kPlan, *v.Units(), scope->unit_id)) return v.Refuse(kernel::Forbidden());
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  std::vector<TypedTarget> typed;
  for (int n = 1;
       n <= 60 && std::any_of(form.fields.begin(), form.fields.end(),
                              [&](const auto& field) { return field.first == fmt::format("year{}", n); });
       ++n)
    typed.push_back({kernel::Typed(form.Field(fmt::format("year{}", n))),
                     kernel::Typed(form.Field(fmt::format("target{}", n))),
                     kernel::Typed(form.Field(fmt::format("source{}", n)))});
  const Result<std::vector<YearTarget>> targets = ReadTargets(typed);
  if (!targets.ok()) return ShowTargets(v, services, *scope, &typed, &targets.error());
  const auto units = v.Units();
  const Status done = v.web.db.Write([&](sql::Connection& c) {
    return SetTargets(c, ContextOf(v, *units), scope->series, scope->unit_id, *targets);
  });
  if (!done.ok()) return ShowTargets(v, services, *scope, &typed, &done.error());
  return v.Back("/assessments/targets?" + scope->Query(), "assessment.targets_saved");
}

http::Response PostLink(Visit& v, AssessmentServices& services) {
  const Result<TargetScope> scope = FindScope(v, services);
  if (!scope.ok()) return v.Refuse(scope.error());
  const http::Form form = http::ReadForm(v.request);
  const auto indicator = ReadId(TrimBlanks(form.Field("indicator")));
  if (!form.ok || !indicator) return v.Refuse({ErrorKind::kInvalid, "performance.indicator_unknown"});
  const bool links = form.Field("do") != "unlink";
  const auto units = v.Units();
  const Status done = v.web.db.Write([&](sql::Connection& c) {
    const ActContext context = ContextOf(v, *units);
    return links ? LinkIndicator(c, context, scope->series, scope->unit_id, *indicator)
                 : UnlinkIndicator(c, context, *indicator);
  });
  if (!done.ok()) return v.Refuse(done.error());
  return v.Back("/assessments/targets?" + scope->Query(),
                links ? "assessment.linked" : "assessment.unlinked");
}

}  // namespace

void AddTargetPages(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Page(router, "/assessments/targets", [&services](Visit& v) {
    const Result<TargetScope> scope = FindScope(v, services);
    return scope.ok() ? ShowTargets(v, services, *scope, nullptr, nullptr) : v.Refuse(scope.error());
  });
  web.Post(router, "/assessments/targets", [&services](Visit& v) { return PostTargets(v, services); });
  web.Post(router, "/assessments/targets/link", [&services](Visit& v) { return PostLink(v, services); });
}

}  // namespace sinergi::assessment
