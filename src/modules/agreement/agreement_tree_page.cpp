// /agreements/tree: the tree of performance (pohon kinerja) of a plan: what serves what, with which indicators, who promised
// each, and how far it has come.
#include <algorithm>

#include "kernel/form_view.h"
#include "modules/agreement/agreement_pages.h"
#include "modules/agreement/agreement_scope.h"
#include "modules/agreement/crosscut_store.h"

namespace sinergi::agreement {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

struct TreeView {
  AgreementView view;
  std::vector<const Agreement*> in_force;
  Period period;
  Evaluation evaluation;
  std::vector<Crosscut> crosscuts;
};

std::optional<performance::PlanHead> WantedPlan(const Visit& v) {
  const std::optional<int64_t> id = ReadId(v.request.Query("plan"));
  if (!id) return {};
  return v.web.db.Read([&](sql::Connection& c) { return PlanHeadOf(c, v.actor.government_id, *id); });
}

bool MayCrossAt(const Visit& v, const PlanYear& plan, int node) {
  const int unit = plan.UnitOf(node);
  return MayPrepare(v.actor, *v.Units(), plan.units[unit < 0 ? 0 : static_cast<size_t>(unit)].id);
}

// Who else contributes, and with what.
void FillCrosscuts(const Visit& v, const TreeView& tree, const Indicator& indicator, Dict& one) {
  for (const Crosscut& crosscut : tree.crosscuts) {
    if (crosscut.indicator_id != indicator.id) continue;
    const kernel::Unit* unit = v.Units()->Find(crosscut.unit_id);
    Dict& row = *one.AddSectionDictionary("CROSSCUT");
    row.SetIntValue("CROSSCUT_ID", crosscut.id);
    row.SetValue("CROSSCUT_UNIT", unit ? unit->name : "–");
    row.SetValue("ROLE", crosscut.role);
    if (MayCrossAt(v, *tree.view.plan, indicator.node)) row.ShowSection("MAY_END");
  }
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
    FillCrosscuts(v, tree, indicator, one);
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

void FillCrossForm(const Visit& v, const TreeView& tree, const http::Form& typed, const Error* error,
                   Dict& page) {
  const PlanYear& plan = *tree.view.plan;
  Dict* part = nullptr;
  for (const Indicator& indicator : plan.indicators) {
    if (!MayCrossAt(v, plan, indicator.node)) continue;
    if (!part) part = page.AddSectionDictionary("MAY_CROSS");
    const std::string id = std::to_string(indicator.id);
    kernel::FormView(v, *part).Choice("indicator", id, indicator.name, typed.Field("indicator") == id);
  }
  kernel::FormView form(v, part ? *part : page);
  if (part) {
    for (const kernel::Unit& unit : v.Units()->units())
      form.Choice("unit", std::to_string(unit.id), unit.name, typed.Field("unit") == std::to_string(unit.id));
    form.Value("role", kernel::Typed(typed.Field("role")));
  }
  if (error) kernel::FormView(v, page).Faults(*error);
}

http::Response ShowTree(Visit& v, PerformanceServices& services, const http::Form& typed = {},
                        const Error* error = nullptr) {
  const auto head = WantedPlan(v);
  if (!head) return v.Refuse({ErrorKind::kNotFound, "agreement.no_tree"});
  if (!v.actor.May(kernel::Right::kRead, *v.Units(), head->unit_id)) return v.Refuse(kernel::Forbidden());
  TreeView tree{ViewOf(v, services, *head), {}, {}, {}, {}};
  tree.in_force = InForce(tree.view.all);
  tree.period = QuarterOf(v, *tree.view.plan);
  tree.evaluation =
      *services.evaluations.Get(*tree.view.plan, tree.period, performance::SettingsOf(*v.Gov()));
  tree.crosscuts =
      v.web.db.Read([&](sql::Connection& c) { return CrosscutsOf(c, v.actor.government_id, head->id); });
  Dict page("tree");
  page.SetValue("AGENCY", tree.view.plan->agency);
  page.SetIntValue("YEAR", head->year);
  page.SetIntValue("PLAN_ID", head->id);
  page.SetValue("PERIOD", performance::PrintPeriod(v, tree.period));
  for (int node = 0; node < static_cast<int>(tree.view.plan->nodes.size()); ++node)
    FillNode(v, tree, node, page);
  FillFindings(v, *tree.view.plan, CheckCascade(*tree.view.plan, tree.in_force), page);
  FillCrossForm(v, tree, typed, error, page);
  return v.Show("agreement/tree", page, "agreement.tree", error ? 422 : 200);
}

// Adds one, or ends the one named.
http::Response TakeCrosscut(Visit& v, PerformanceServices& services) {
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const std::optional<int64_t> ended = ReadId(form.Field("end"));
  const Crosscut wish{0, ReadId(form.Field("indicator")).value_or(0), ReadId(form.Field("unit")).value_or(0),
                      kernel::Typed(form.Field("role"))};
  const auto units = v.Units();
  const Status done = v.web.db.Write([&](sql::Connection& c) -> Status {
    if (ended) return RemoveCrosscut(c, ContextOf(v, *units), *ended);
    const Result<int64_t> added = AddCrosscut(c, ContextOf(v, *units), wish);
    return added.ok() ? Ok() : Status(added.error());
  });
  const std::string back =
      fmt::format("/agreements/tree?plan={}", ReadId(v.request.Query("plan")).value_or(0));
  if (done.ok()) return v.Back(back, "agreement.crosscut_saved");
  const ErrorKind kind = done.error().kind;
  const bool here = kind == ErrorKind::kInvalid || kind == ErrorKind::kConflict;
  return here ? ShowTree(v, services, form, &done.error()) : v.Refuse(done.error());
}

}  // namespace

void AddAgreementTreePage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/agreements/tree", [&services](Visit& v) { return ShowTree(v, services); });
  web.Post(router, "/agreements/tree", [&services](Visit& v) { return TakeCrosscut(v, services); });
}

}  // namespace sinergi::agreement
