#include "modules/performance/evaluation_page.h"

#include <algorithm>

#include "modules/performance/figure_text.h"
#include "modules/performance/observer.h"
#include "modules/performance/scope.h"

namespace sinergi::performance {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

void FillFigure(const Visit& v, const Figure& figure, const Settings& settings, Dict& dict) {
  dict.SetValue("K", PrintPercent(figure.score));
  FillPredicate(v, figure.score, settings, "PREDICATE", dict);
  dict.SetValue("REPORTED",
                figure.indicators ? fmt::format("{}/{}", figure.reported, figure.indicators) : "–");
  dict.SetValue("CEILING", figure.budget.ceiling.Print());
  dict.SetValue("SPENT", figure.budget.realised.Print());
  dict.SetValue("ABSORPTION", PrintPercent(figure.budget.Absorption()));
}

void FillRows(const Visit& v, const Scope& scope, const Evaluation& e, Dict& page) {
  for (int i = 0; i < static_cast<int>(scope.plan->nodes.size()); ++i) {
    if (!scope.Has(i)) continue;
    const Node& node = scope.plan->nodes[static_cast<size_t>(i)];
    Dict& row = *page.AddSectionDictionary("ROW");
    row.SetIntValue("ID", node.id);
    row.SetValue("CODE", node.code);
    row.SetValue("NAME", node.name);
    row.SetValue("UNIT", std::string(scope.UnitNameOf(i)));
    row.SetIntValue("DEPTH", scope.DepthOf(i));
    row.SetValue("LEVEL", v.T(fmt::format("interface.level_{}", planning::Name(node.level))));
    if (node.level == planning::NodeLevel::kProgramme) row.ShowSection("PROGRAMME");
    FillFigure(v, e.nodes[static_cast<size_t>(i)], e.settings, row);
  }
}

void FillTotals(const Visit& v, const Scope& scope, const Evaluation& e, Dict& page) {
  const Figure* figure = &e.total;
  for (const DivisionFigure& division : e.divisions)
    if (!scope.WholeAgency() && scope.plan->units[static_cast<size_t>(division.unit)].id == scope.unit->id)
      figure = &division;
  if (!scope.WholeAgency() && figure == &e.total) return;
  Dict& total = *page.AddSectionDictionary("TOTAL");
  total.SetValue("TOTAL_NAME", scope.unit->name);
  FillFigure(v, *figure, e.settings, total);
  if (!scope.WholeAgency()) return;
  Dict& means = *page.AddSectionDictionary("MEANS");
  means.SetValue("MEAN_K", PrintPercent(e.MeanK().Value()));
  means.SetValue("MEAN_RP", PrintPercent(e.MeanRp().Value()));
  const bool activities = e.settings.mean_rows == Settings::MeanRows::kActivities;
  means.SetValue("MEAN_ROWS", v.T(activities ? "interface.mean_activities" : "interface.mean_indicators"));
}

http::Response ShowEvaluationPage(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindScope(v, services, Right::kRead);
  if (!scope.ok()) return v.Refuse(scope.error());
  Dict page("evaluation");
  FillScopeBar(v, *scope, Right::kRead, "/evaluation", page);
  page.SetValue("HEADING", fmt::format("{} – {}", PrintPeriod(v, scope->period), scope->unit->name));
  page.SetValue("QUERY", scope->Query());
  page.SetValue("PERIOD", scope->period.Code());
  page.ShowSection(scope->plan ? "TABLE" : "EMPTY");
  if (scope->plan) {
    const auto e = services.evaluations.Get(*scope->plan, scope->period, scope->settings);
    FillRows(v, *scope, *e, page);
    FillTotals(v, *scope, *e, page);
  }
  return v.Show("performance/evaluation", page, "interface.evaluation_title");
}

}  // namespace

void AddEvaluationPage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  AddObservedPage(web, router, "/evaluation",
                  [&services](Visit& v) { return ShowEvaluationPage(v, services); });
}

}  // namespace sinergi::performance
