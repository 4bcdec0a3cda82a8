// /agreements/tree: the tree of performance (pohon kinerja) of a plan: what serves what, with which indicators, who promised
// each, and how far it has come.
#include <algorithm>

#include "modules/agreement/agreement_pages.h"
#include "modules/agreement/agreement_scope.h"

namespace sinergi::agreement {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

struct TreeView {
  AgreementView view;
  std::vector<const Agreement*> in_force;
  Period period;
  Evaluation evaluation;
};

std::optional<performance::PlanHead> WantedPlan(const Visit& v) {
  const std::optional<int64_t> id = ReadId(v.request.Query("plan"));
  if (!id) return {};
  return v.web.db.Read([&](sql::Connection& c) { return PlanHeadOf(c, v.actor.government_id, *id); });
}

void FillTreeIndicators(const Visit& v, const TreeView& tree, int node, Dict& row) {
  const PlanYear& plan = *tree.view.plan;
  for (size_t i = 0; i < plan.indicators.size(); ++i) {
    const Indicator& indicator = plan.indicators[i];
    if (indicator.node != node) continue;
    Dict& one = *row.AddSectionDictionary("INDICATOR");
    one.SetValue("INDICATOR_NAME", indicator.name);
    one.SetValue("LINK", fmt::format("/explain/indicator/{}?period={}", indicator.id, tree.period.Code()));
    one.SetValue("TARGET", fmt::format("{} {}", YearTargetOf(indicator), indicator.unit));
    one.SetValue("RATE", performance::PrintRate(v, tree.evaluation.indicators[i]));
    Dict* carriers = nullptr;
    for (const Agreement* agreement : tree.in_force) {
      if (!agreement->Line(indicator.id)) continue;
      if (!carriers) carriers = one.AddSectionDictionary("CARRIERS");
      Dict& carrier = *carriers->AddSectionDictionary("CARRIER");
      carrier.SetValue("CARRIER_PATH", PathOf(agreement->head));
      carrier.SetValue("CARRIER_POSITION", agreement->head.first.position);
    }
  }
}

// Depth first: a node closes itself and those above it that end here.
void FillNode(const Visit& v, const TreeView& tree, int node, Dict& page) {
  const PlanYear& plan = *tree.view.plan;
  const performance::Node& one = plan.nodes[static_cast<size_t>(node)];
  const performance::NodeFigure& figure = tree.evaluation.nodes[static_cast<size_t>(node)];
  Dict& row = *page.AddSectionDictionary("NODE");
  row.SetValue("LEVEL", v.T(fmt::format("interface.level_{}", planning::Name(one.level))));
  row.SetValue("CODE", one.code);
  row.SetValue("NAME", one.name);
  row.SetValue("K", performance::PrintPercent(figure.score));
  performance::FillPredicate(v, figure.score, tree.evaluation.settings, "PREDICATE", row);
  const int unit = plan.UnitOf(node);
  row.SetValue("UNIT", unit < 0 ? plan.agency : plan.units[static_cast<size_t>(unit)].name);
  FillTreeIndicators(v, tree, node, row);
  if (!plan.IsLeaf(node)) return row.ShowSection("OPENS");
  row.ShowSection("LEAF");
  for (int at = node; plan.nodes[static_cast<size_t>(at)].parent >= 0;
       at = plan.nodes[static_cast<size_t>(at)].parent) {
    if (plan.EndOf(plan.nodes[static_cast<size_t>(at)].parent) != node + 1) break;
    row.AddSectionDictionary("CLOSES");
  }
}

http::Response ShowTree(Visit& v, PerformanceServices& services) {
  const auto head = WantedPlan(v);
  if (!head) return v.Refuse({ErrorKind::kNotFound, "agreement.no_tree"});
  if (!v.actor.May(kernel::Right::kRead, *v.Units(), head->unit_id)) return v.Refuse(kernel::Forbidden());
  TreeView tree{ViewOf(v, services, *head), {}, {}, {}};
  tree.in_force = InForce(tree.view.all);
  tree.period = QuarterOf(v, *tree.view.plan);
  tree.evaluation =
      *services.evaluations.Get(*tree.view.plan, tree.period, performance::SettingsOf(*v.Gov()));
  Dict page("tree");
  page.SetValue("AGENCY", tree.view.plan->agency);
  page.SetIntValue("YEAR", head->year);
  page.SetIntValue("PLAN_ID", head->id);
  page.SetValue("PERIOD", performance::PrintPeriod(v, tree.period));
  for (int node = 0; node < static_cast<int>(tree.view.plan->nodes.size()); ++node)
    FillNode(v, tree, node, page);
  FillFindings(v, *tree.view.plan, CheckCascade(*tree.view.plan, tree.in_force), page);
  return v.Show("agreement/tree", page, "agreement.tree");
}

}  // namespace

void AddAgreementTreePage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/agreements/tree", [&services](Visit& v) { return ShowTree(v, services); });
}

}  // namespace sinergi::agreement
