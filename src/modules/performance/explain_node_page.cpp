#include <algorithm>

#include "modules/performance/budget/budget_table.h"
#include "modules/performance/explain_page.h"
#include "modules/performance/figure_text.h"
#include "modules/performance/observer.h"
#include "modules/performance/scope.h"

namespace sinergi::performance {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

std::optional<int64_t> PlanOfNode(const Visit& v) {
  const auto id = ReadId(v.request.Param("id"));
  if (!id) return {};
  return v.web.db.Read([&](sql::Connection& c) {
    return c.One("SELECT plan_id FROM plan_node WHERE government_id = ? AND id = ?",
                 {v.actor.government_id, *id});
  });
}

void FillOwn(const Visit& v, const Explained& x, Dict& page) {
  const PlanYear& plan = *x.plan;
  Dict* table = nullptr;
  for (size_t i = 0; i < plan.indicators.size(); ++i) {
    if (plan.indicators[i].node != x.index) continue;
    if (!table) table = page.AddSectionDictionary("OWN");
    const Achievement& a = x.evaluation->indicators[i];
    Dict& row = *table->AddSectionDictionary("INDICATOR");
    row.SetIntValue("ID", plan.indicators[i].id);
    row.SetValue("PERIOD", x.period.Code());
    row.SetValue("NAME", plan.indicators[i].name);
    row.SetValue("REACHED", PrintAchievement(v, a));
    row.SetValue("COUNTED", PrintPercent(a.counted));
    row.SetValue("WEIGHT", PrintWeight(plan.indicators[i].weight_micro));
  }
  if (table)
    table->SetValue("OWN_MEAN", PrintPercent(x.evaluation->nodes[static_cast<size_t>(x.index)].own.Value()));
}

void FillChildren(const Visit& v, const Explained& x, Dict& page) {
  const PlanYear& plan = *x.plan;
  Dict* table = nullptr;
  for (int i = x.index + 1; i < plan.EndOf(x.index); ++i) {
    const Node& child = plan.nodes[static_cast<size_t>(i)];
    if (child.parent != x.index) continue;
    if (!table) table = page.AddSectionDictionary("CHILDREN");
    const NodeFigure& figure = x.evaluation->nodes[static_cast<size_t>(i)];
    const bool by_ceiling = x.evaluation->settings.weights == Settings::Weights::kByCeiling;
    Dict& row = *table->AddSectionDictionary("CHILD");
    row.SetIntValue("ID", child.id);
    row.SetValue("PERIOD", x.period.Code());
    row.SetValue("CODE", child.code);
    row.SetValue("NAME", child.name);
    row.SetValue("K", PrintPercent(figure.score));
    FillPredicate(v, figure.score, x.evaluation->settings, "PREDICATE", row);
    row.SetValue("WEIGHT", by_ceiling ? figure.budget.ceiling.Print() : PrintWeight(child.weight_micro));
    row.SetValue("ABSORPTION", PrintPercent(figure.budget.Absorption()));
  }
  if (table)
    table->SetValue("CHILDREN_MEAN",
                    PrintPercent(x.evaluation->nodes[static_cast<size_t>(x.index)].children.Value()));
}

// The line that shows how own figures and children's become the score.
std::string Combination(const Visit& v, const Explained& x) {
  const NodeFigure& figure = x.evaluation->nodes[static_cast<size_t>(x.index)];
  const Node& node = x.plan->nodes[static_cast<size_t>(x.index)];
  if (!figure.score) return v.T("interface.combine_nothing");
  const std::string exact = figure.score->Print(6) + "\u00a0%", printed = PrintPercent(figure.score);
  const bool mixes = node.level > planning::NodeLevel::kObjective && !figure.children.empty();
  if (figure.own.empty()) return v.T("interface.combine_children", {exact, printed});
  if (!mixes) return v.T("interface.combine_own", {exact, printed});
  const auto share = [](int64_t micro) { return PrintDecimal(micro * 100, 6, 2, Zeros::kTrim) + "\u00a0%"; };
  return v.T("interface.combine_both",
             {share(node.own_share_micro), figure.own.Value()->Print(6), share(kMicro - node.own_share_micro),
              figure.children.Value()->Print(6), exact, printed});
}

void FillMoney(const Visit& v, const Explained& x, Dict& page) {
  const NodeFigure& figure = x.evaluation->nodes[static_cast<size_t>(x.index)];
  const Budget& budget = figure.budget;
  page.SetValue("CEILING", budget.ceiling.Print());
  page.SetValue("SPENT", budget.realised.Print());
  page.SetValue("REMAINING", budget.Remaining().Print());
  page.SetValue("ABSORPTION", PrintPercent(budget.Absorption()));
  page.SetValue("CASH_PLAN", budget.cash_plan.Print());
  page.SetValue("DEVIATION", budget.Deviation().Print());
  const auto absorption = budget.Absorption();
  page.SetValue("EFFICIENCY",
                figure.score && absorption
                    ? Score::Micro(figure.score->micro() - absorption->micro()).Print() + "\u00a0%"
                    : std::string("–"));
  for (int q = 0; q < x.period.quarter; ++q) {
    Dict& row = *page.AddSectionDictionary("QUARTER");
    row.SetValue("QUARTER_TEXT", PrintPeriod(v, {x.period.year, q + 1}));
    row.SetValue("QUARTER_SPENT", budget.by_quarter[q].Print());
  }
  const NodeMoney& money = x.plan->nodes[static_cast<size_t>(x.index)].money;
  if (!x.plan->IsLeaf(x.index)) return page.ShowSection("SUM_OF_LEAVES");
  Dict& leaf = *page.AddSectionDictionary("LEAF");
  leaf.SetValue("ORIGINAL", money.ceiling_original.Print());
  leaf.SetValue("REVISED", money.ceiling_revised ? money.ceiling_revised->Print() : v.T("common.none"));
  leaf.SetValue("REVISED_FROM", money.revised_from ? PrintDate(v, *money.revised_from) : "–");
  leaf.SetValue("LAST_DAY", PrintDate(v, LastDay(x.period)));
}

// What the ceilings below the node come from; at a leaf also what they go to.
void FillBudget(const Visit& v, const Explained& x, Dict& page) {
  const PlanYear& plan = *x.plan;
  std::vector<int> nodes;
  for (int i = x.index; i < plan.EndOf(x.index); ++i) nodes.push_back(i);
  const BudgetTable table = TableOf(plan, nodes, LastDay(x.period));
  if (table.parts == Money()) return;
  Dict& part = *page.AddSectionDictionary("BUDGET");
  for (const BudgetRow& row : table.funds) {
    Dict& line = *part.AddSectionDictionary("FUND");
    line.SetValue("FUND_CODE", row.code);
    line.SetValue("FUND_NAME", row.code.empty() ? v.T("interface.budget_unsaid") : row.name);
    line.SetValue("FUND_AMOUNT", row.amount.Print());
  }
  Dict* accounts = nullptr;
  for (const BudgetRow& row : table.accounts) {
    if (!plan.IsLeaf(x.index) || row.code.empty()) continue;
    if (accounts == nullptr) accounts = part.AddSectionDictionary("ACCOUNTS");
    Dict& line = *accounts->AddSectionDictionary("ACCOUNT");
    line.SetValue("ACCOUNT_CODE", row.code);
    line.SetValue("ACCOUNT_NAME", row.name);
    line.SetValue("ACCOUNT_AMOUNT", row.amount.Print());
  }
  if (table.unequal.empty()) return;
  Dict& unequal = *part.AddSectionDictionary("UNEQUAL");
  unequal.SetValue("PARTS", table.parts.Print());
  unequal.SetValue("CEILING_TEXT", table.ceiling.Print());
}

http::Response ShowNodePage(Visit& v, PerformanceServices& services) {
  const std::optional<int64_t> plan_id = PlanOfNode(v);
  const Result<Explained> x = FindExplained(v, services, plan_id.value_or(0), true);
  if (!x.ok()) return v.Refuse(x.error());
  const Node& node = x->plan->nodes[static_cast<size_t>(x->index)];
  const NodeFigure& figure = x->evaluation->nodes[static_cast<size_t>(x->index)];
  Dict page("explain");
  FillPath(v, *x->plan, node.parent, x->period, page);
  page.SetValue("CODE", node.code);
  page.SetValue("NAME", node.name);
  page.SetValue("LEVEL", v.T(fmt::format("interface.level_{}", planning::Name(node.level))));
  page.SetValue("PERIOD_TEXT", PrintPeriod(v, x->period));
  page.SetValue("K", PrintPercent(figure.score));
  FillPredicate(v, figure.score, x->evaluation->settings, "PREDICATE", page);
  page.SetValue("REPORTED", v.T("interface.reported_of",
                                {std::to_string(figure.reported), std::to_string(figure.indicators)}));
  page.SetValue("COMBINATION", Combination(v, *x));
  const Settings& s = x->evaluation->settings;
  page.SetValue("MISSING_RULE", v.T(s.missing == Settings::Missing::kZero ? "interface.missing_zero"
                                                                          : "interface.missing_left_out"));
  page.SetValue("WEIGHT_RULE", v.T(s.weights == Settings::Weights::kByCeiling ? "interface.weights_ceiling"
                                                                              : "interface.weights_typed"));
  page.SetValue("PREDICATE_RULE", v.T(s.predicate == PredicateRule::kAbove ? "interface.predicate_above"
                                                                           : "interface.predicate_from"));
  FillOwn(v, *x, page);
  FillChildren(v, *x, page);
  FillMoney(v, *x, page);
  FillBudget(v, *x, page);
  return v.Show("performance/explain_node", page, "interface.explain_title");
}

}  // namespace

void AddExplainNodePage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  AddObservedPage(web, router, "/explain/node/{id}",
                  [&services](Visit& v) { return ShowNodePage(v, services); });
}

}  // namespace sinergi::performance
