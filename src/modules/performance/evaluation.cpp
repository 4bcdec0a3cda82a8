#include "modules/performance/evaluation.h"

#include <algorithm>

namespace sinergi::performance {
namespace {

Budget BudgetOf(const NodeMoney& money, Period period) {
  Budget budget;
  budget.renstra = money.renstra;
  budget.realised_before = money.realised_before;
  budget.ceiling = money.CeilingAt(LastDay(period));
  for (int month = 1; month <= period.LastMonth(); ++month) {
    const size_t i = static_cast<size_t>(month - 1);
    budget.realised += money.realised[i];
    budget.cash_plan += money.cash_plan[i];
    budget.by_quarter[i / 3] += money.realised[i];
  }
  return budget;
}

// A score that a roll-up takes in: what was not reported counts as 0, or not at all.
bool Enters(const Achievement& achievement, const Settings& settings) {
  return achievement.reported || settings.missing == Settings::Missing::kZero;
}

int64_t WeightOf(const PlanYear& plan, const Evaluation& e, size_t node) {
  if (e.settings.weights == Settings::Weights::kByCeiling)
    return std::max<int64_t>(0, e.nodes[node].budget.ceiling.sen());  // a file's negative amount weighs nothing
  return plan.nodes[node].weight_micro;
}

void AddAchievements(const PlanYear& plan, Evaluation& e) {
  e.indicators.reserve(plan.indicators.size());
  for (const Indicator& indicator : plan.indicators) {
    const Achievement a = Achieve(indicator.Figures(), e.period.quarter);
    NodeFigure& node = e.nodes[static_cast<size_t>(indicator.node)];
    ++node.indicators;
    node.reported += a.reported ? 1 : 0;
    if (Enters(a, e.settings)) node.own.Add(a.counted, indicator.weight_micro);
    e.indicators.push_back(a);
  }
}

// Objectives and goals speak for themselves: what supports them is shown beside, not mixed in.
bool MixesChildren(planning::NodeLevel level) { return level > planning::NodeLevel::kObjective; }

// One backward pass: in depth-first order every child stands behind its parent.
void RollUpNodes(const PlanYear& plan, Evaluation& e) {
  for (size_t i = plan.nodes.size(); i-- > 0;) {
    const Node& node = plan.nodes[i];
    NodeFigure& figure = e.nodes[i];
    if (plan.IsLeaf(static_cast<int>(i))) figure.budget = BudgetOf(node.money, e.period);
    figure.score = Combine(figure.own, MixesChildren(node.level) ? figure.children : Mean(), node.own_share_micro);
    if (node.parent < 0) continue;
    NodeFigure& parent = e.nodes[static_cast<size_t>(node.parent)];
    parent.budget += figure.budget;
    parent.indicators += figure.indicators;
    parent.reported += figure.reported;
    if (figure.score) parent.children.Add(*figure.score, WeightOf(plan, e, i));
  }
}

void RollUpAgency(const PlanYear& plan, Evaluation& e) {
  for (size_t i = 0; i < plan.nodes.size(); ++i) {
    const NodeFigure& figure = e.nodes[i];
    if (plan.nodes[i].parent < 0) AddTo(e.total, figure);
    if (plan.nodes[i].level == planning::NodeLevel::kProgramme && figure.score)
      e.total_mean.Add(*figure.score, WeightOf(plan, e, i));
  }
  e.total.score = e.total_mean.Value();
}

// A division answers for the topmost nodes that name it or a unit below it, so that nothing counts twice.
DivisionFigure DivisionOf(const PlanYear& plan, const Evaluation& e, int unit) {
  DivisionFigure division;
  division.unit = unit;
  for (int i = 0; i < static_cast<int>(plan.nodes.size()); ++i) {
    const Node& node = plan.nodes[static_cast<size_t>(i)];
    if (!plan.IsUnitWithin(plan.UnitOf(i), unit)) continue;
    if (node.parent >= 0 && plan.IsUnitWithin(plan.UnitOf(node.parent), unit)) continue;
    const NodeFigure& figure = e.nodes[static_cast<size_t>(i)];
    division.nodes.push_back(i);
    AddTo(division, figure);
    if (figure.score) division.mean.Add(*figure.score, WeightOf(plan, e, static_cast<size_t>(i)));
  }
  division.score = division.mean.Value();
  return division;
}

void AddRow(RowMean& rows, const std::optional<Score>& percentage) {
  if (!percentage) return;
  rows.mean.Add(*percentage, 1);
  ++rows.rows;
}

std::optional<Score> RowPercentage(const Achievement& a) {
  if (!a.promised || a.raw == kBeyondPercentages) return {};
  return a.raw;
}

void AddRowMeans(const PlanYear& plan, Evaluation& e) {
  int last_node = -1;
  for (size_t i = 0; i < plan.indicators.size(); ++i) {
    const int node = plan.indicators[i].node;
    const bool activity = plan.nodes[static_cast<size_t>(node)].level == planning::NodeLevel::kActivity;
    const std::optional<Score> k = RowPercentage(e.indicators[i]);
    AddRow(e.indicator_rows_k, k);
    if (activity) AddRow(e.activity_rows_k, k);
    if (node == last_node) continue;  // money stands once, in a node's first row
    last_node = node;
    const std::optional<Score> rp = e.nodes[static_cast<size_t>(node)].budget.Absorption();
    AddRow(e.indicator_rows_rp, rp);
    if (activity) AddRow(e.activity_rows_rp, rp);
  }
}

}  // namespace

void AddTo(Figure& sum, const Figure& part) {
  sum.budget += part.budget;
  sum.indicators += part.indicators;
  sum.reported += part.reported;
}

Date LastDay(Period period) {
  const Date first_of_next = period.quarter == 4 ? Date{period.year + 1, 1, 1}
                                                 : Date{period.year, period.LastMonth() + 1, 1};
  return Date::FromDays(first_of_next.Days() - 1);
}

const RowMean& Evaluation::MeanK() const {
  return settings.mean_rows == Settings::MeanRows::kIndicators ? indicator_rows_k : activity_rows_k;
}

const RowMean& Evaluation::MeanRp() const {
  return settings.mean_rows == Settings::MeanRows::kIndicators ? indicator_rows_rp : activity_rows_rp;
}

Evaluation Evaluate(const PlanYear& plan, Period period, const Settings& settings) {
  Evaluation e;
  e.period = period;
  e.settings = settings;
  e.nodes.resize(plan.nodes.size());
  AddAchievements(plan, e);
  RollUpNodes(plan, e);
  RollUpAgency(plan, e);
  for (int unit = 1; unit < static_cast<int>(plan.units.size()); ++unit)
    e.divisions.push_back(DivisionOf(plan, e, unit));
  AddRowMeans(plan, e);
  return e;
}

}  // namespace sinergi::performance
