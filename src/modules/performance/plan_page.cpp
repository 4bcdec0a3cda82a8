#include "modules/performance/plan_page.h"

#include <algorithm>

#include "modules/performance/figure_text.h"
#include "modules/performance/observer.h"
#include "modules/performance/scope.h"
#include "modules/performance/template/template_writer.h"
#include "modules/performance/workbook_file.h"

namespace sinergi::performance {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

std::string Or(const std::string& text, std::string_view otherwise) {
  return text.empty() ? std::string(otherwise) : text;
}

void FillIndicator(const Visit& v, const Indicator& indicator, Period period, Dict& row) {
  row.SetIntValue("ID", indicator.id);
  row.SetValue("PERIOD", period.Code());
  row.SetValue("NAME", indicator.name);
  row.SetValue("MEASURE", indicator.unit);
  row.SetValue("TARGET_YEAR", Or(indicator.target_year.text, "–"));
  std::string quarters;
  for (const Quantity& target : indicator.target)
    quarters += (quarters.empty() ? "" : " · ") + Or(target.text, "–");
  row.SetValue("QUARTERS", quarters);
  row.SetValue("DIRECTION", v.T(fmt::format("interface.direction_{}", Name(indicator.direction))));
  row.SetValue("AGGREGATION", v.T(fmt::format("interface.aggregation_{}", Name(indicator.aggregation))));
  row.SetValue("CAP", indicator.cap ? PrintPercent(indicator.cap) : v.T("interface.cap_none"));
  row.SetValue("WEIGHT", PrintWeight(indicator.weight_micro));
  row.SetValueAndShowSection("DEFINITION", indicator.definition, "HAS_DEFINITION");
  row.SetValueAndShowSection("FORMULA", indicator.formula, "HAS_FORMULA");
  row.SetValueAndShowSection("DATA_SOURCE", indicator.data_source, "HAS_SOURCE");
}

// Ceilings of a node: a leaf's own, a parent's as the sum of its leaves.
struct Ceilings {
  Money original, revised;
  bool any_revised = false;
};

Ceilings CeilingsOf(const PlanYear& plan, int node) {
  Ceilings sum;
  for (int i = node; i < plan.EndOf(node); ++i) {
    if (!plan.IsLeaf(i)) continue;
    const NodeMoney& money = plan.nodes[static_cast<size_t>(i)].money;
    sum.original += money.ceiling_original;
    sum.revised += money.ceiling_revised.value_or(money.ceiling_original);
    sum.any_revised = sum.any_revised || money.ceiling_revised.has_value();
  }
  return sum;
}

void FillNode(const Visit& v, const Scope& scope, int at, Dict& row) {
  const Node& node = scope.plan->nodes[static_cast<size_t>(at)];
  const Ceilings ceilings = CeilingsOf(*scope.plan, at);
  row.SetIntValue("NODE_ID", node.id);
  row.SetIntValue("DEPTH", scope.DepthOf(at));
  row.SetValue("CODE", node.code);
  row.SetValue("NODE_NAME", node.name);
  row.SetValue("LEVEL", v.T(fmt::format("interface.level_{}", planning::Name(node.level))));
  row.SetValue("UNIT", std::string(scope.UnitNameOf(at)));
  row.SetValue("ORIGINAL", ceilings.original.Print());
  row.SetValue("REVISED", ceilings.any_revised ? ceilings.revised.Print() : "–");
  row.SetValue("NODE_WEIGHT", PrintWeight(node.weight_micro));
  row.SetValue("OWN_SHARE", PrintDecimal(node.own_share_micro * 100, 6, 2, Zeros::kTrim) + "\u00a0%");
  const bool may_plan = v.actor.May(Right::kPlan, *scope.units, scope.UnitIdOf(at));
  if (may_plan) row.ShowSection("EDIT_NODE");
  for (const Indicator& indicator : scope.plan->indicators) {
    if (indicator.node != at) continue;
    Dict& line = *row.AddSectionDictionary("INDICATOR");
    if (may_plan) line.ShowSection("EDIT_INDICATOR");
    FillIndicator(v, indicator, scope.period, line);
  }
}

http::Response ShowPlanPage(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindScope(v, services, Right::kRead);
  if (!scope.ok()) return v.Refuse(scope.error());
  Dict page("plan");
  FillScopeBar(v, *scope, Right::kRead, "/plan", page);
  page.SetValue("HEADING", fmt::format("{} – {}", scope->unit->name, scope->period.year));
  page.SetValue("PERIOD", scope->period.Code());
  page.SetValue("SCOPE_QUERY", scope->Query());
  page.ShowSection(scope->plan ? "TREE" : "EMPTY");
  if (v.actor.May(Right::kPlan, *v.Units(), scope->agency->id))
    page.SetValueAndShowSection("QUERY", scope->Query(), "MAY_PLAN");
  if (scope->plan) {
    for (int i = 0; i < static_cast<int>(scope->plan->nodes.size()); ++i)
      if (scope->Has(i)) FillNode(v, *scope, i, *page.AddSectionDictionary("NODE"));
  }
  return v.Show("performance/plan", page, "interface.plan_title");
}

// The plan as a workbook to fill in and import again; empty where there is no plan yet.
http::Response DownloadPlan(Visit& v, PerformanceServices& services) {
  const Result<Scope> scope = FindScope(v, services, Right::kPlan);
  if (!scope.ok()) return v.Refuse(scope.error());
  return http::Response::Download(templates::WritePlanTemplate(scope->plan.get()), kXlsx,
                                  fmt::format("rencana-{}.xlsx", scope->period.year));
}

}  // namespace

void AddPlanPage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  AddObservedPage(web, router, "/plan", [&services](Visit& v) { return ShowPlanPage(v, services); });
  web.Page(router, "/plan/workbook", [&services](Visit& v) { return DownloadPlan(v, services); });
}

}  // namespace sinergi::performance
