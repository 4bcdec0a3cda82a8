#include "modules/agreement/annex.h"

#include <algorithm>

namespace sinergi::agreement {
namespace {

using performance::Node;
using planning::NodeLevel;

NodeLevel LowestOf(AgreementLevel level) {
  switch (level) {
    case AgreementLevel::kAgency:
      return NodeLevel::kProgramme;
    case AgreementLevel::kDivision:
      return NodeLevel::kActivity;
    default:
      return NodeLevel::kSubActivity;
  }
}

const Node& NodeAt(const PlanYear& plan, int node) {
  return plan.nodes[static_cast<size_t>(node)];
}

bool HasIndicator(const PlanYear& plan, int node) {
  return std::ranges::find(plan.indicators, node, &Indicator::node) != plan.indicators.end();
}

bool HasIndicatorAbove(const PlanYear& plan, int node, int top) {
  for (int at = NodeAt(plan, node).parent; at >= top; at = NodeAt(plan, at).parent)
    if (HasIndicator(plan, at)) return true;
  return false;
}

// Nodes of one tree of the unit whose indicators are proposed.
std::vector<int> ProposedNodes(const PlanYear& plan, int top, int64_t unit_id, NodeLevel lowest) {
  std::vector<int> high, nearest;
  for (int node = top; node < plan.EndOf(top); ++node) {
    if (!HasIndicator(plan, node) || !BelongsTo(plan, node, unit_id)) continue;
    if (NodeAt(plan, node).level <= lowest) high.push_back(node);
    if (!HasIndicatorAbove(plan, node, top)) nearest.push_back(node);
  }
  return high.empty() ? nearest : high;
}

bool Contains(const PlanYear& plan, int node, int below) {
  return node <= below && below < plan.EndOf(node);
}

bool HasChosen(const PlanYear& plan, int node, const Agreement& agreement) {
  return std::ranges::any_of(plan.indicators, [&](const Indicator& indicator) {
    return agreement.Line(indicator.id) && Contains(plan, node, indicator.node);
  });
}

// Of the level, or where the plan skips it: a branch that ends above, or goes on below it.
bool IsRow(const PlanYear& plan, int node, NodeLevel level) {
  const Node& one = NodeAt(plan, node);
  if (one.level < level) return plan.IsLeaf(node);
  return one.level == level || one.parent < 0 || NodeAt(plan, one.parent).level < level;
}

// The sum of the unit's leaves; empty when it has none below.
std::optional<Money> SumOf(const PlanYear& plan, int node, int64_t unit_id, const Date& day) {
  std::optional<Money> sum;
  for (int at = node; at < plan.EndOf(node); ++at)
    if (plan.IsLeaf(at) && BelongsTo(plan, at, unit_id))
      sum = sum.value_or(Money()) + NodeAt(plan, at).money.CeilingAt(day);
  return sum;
}

std::string NodeText(const PlanYear& plan, int node) {
  const Node& one = NodeAt(plan, node);
  return one.code.empty() ? one.name : one.code + " " + one.name;
}

void FillLine(const PlanYear& plan, const Indicator& indicator, AgreementLine& line) {
  line.node = NodeText(plan, indicator.node);
  line.name = indicator.name;
  line.measure = indicator.unit;
  line.target = line.own_target.empty() ? YearTargetOf(indicator) : line.own_target;
  for (size_t q = 0; q < 4; ++q)
    line.quarters[q] = line.own_target.empty() ? indicator.target[q].text : std::string();
}

Quantity Read(const std::string& text) {
  return Quantity::Read(text, NumberStyle::kIndonesian);
}

}  // namespace

bool BelongsTo(const PlanYear& plan, int node, int64_t unit_id) {
  int unit = plan.UnitOf(node);
  if (unit < 0) unit = 0;  // nobody named: the agency
  for (; unit >= 0 && unit < static_cast<int>(plan.units.size());
       unit = plan.units[static_cast<size_t>(unit)].parent)
    if (plan.units[static_cast<size_t>(unit)].id == unit_id) return true;
  return false;
}

std::vector<int64_t> ProposedIndicators(const PlanYear& plan, int64_t unit_id, AgreementLevel level) {
  std::vector<int> nodes;
  for (int node = 0; node < static_cast<int>(plan.nodes.size()); ++node) {
    const int parent = NodeAt(plan, node).parent;
    if (!BelongsTo(plan, node, unit_id) || (parent >= 0 && BelongsTo(plan, parent, unit_id))) continue;
    for (const int one : ProposedNodes(plan, node, unit_id, LowestOf(level))) nodes.push_back(one);
  }
  std::vector<int64_t> ids;
  for (const Indicator& indicator : plan.indicators)
    if (std::ranges::find(nodes, indicator.node) != nodes.end()) ids.push_back(indicator.id);
  return ids;
}

std::vector<AmountLine> AmountsOf(const PlanYear& plan, const Agreement& agreement, const Date& day) {
  const AgreementHead& head = agreement.head;
  const NodeLevel row_level = LowestOf(head.level);
  std::vector<AmountLine> rows;
  for (int node = 0; node < static_cast<int>(plan.nodes.size()); ++node) {
    const Node& one = NodeAt(plan, node);
    if (!IsRow(plan, node, row_level)) continue;
    if (head.level == AgreementLevel::kStaff && !HasChosen(plan, node, agreement)) continue;
    if (const auto sum = SumOf(plan, node, head.unit_id, day)) rows.push_back({one.code, one.name, *sum});
  }
  return rows;
}

std::string YearTargetOf(const Indicator& indicator) {
  if (!indicator.target_year.empty()) return indicator.target_year.text;
  std::array<std::optional<int64_t>, 4> numbers;
  std::string last;
  bool all_numbers = true;
  for (size_t q = 0; q < 4; ++q) {
    const Quantity& target = indicator.target[q];
    if (target.empty()) continue;
    last = target.text;
    all_numbers = all_numbers && target.is_number();
    if (target.is_number()) numbers[q] = target.low_micro;
  }
  if (!all_numbers) return last;
  return performance::PrintToDate(performance::FigureToDate(indicator.aggregation, numbers, 4), 6);
}

void FillFromPlan(const PlanYear& plan, const Date& day, Agreement& agreement) {
  std::vector<AgreementLine> ordered;
  for (const Indicator& indicator : plan.indicators)
    if (const AgreementLine* line = agreement.Line(indicator.id)) {
      ordered.push_back(*line);
      if (!agreement.head.Frozen()) FillLine(plan, indicator, ordered.back());
    }
  for (const AgreementLine& line : agreement.lines)
    if (std::ranges::find(ordered, line.indicator_id, &AgreementLine::indicator_id) == ordered.end())
      ordered.push_back(line);
  agreement.lines = std::move(ordered);
  if (!agreement.head.Frozen()) agreement.amounts = AmountsOf(plan, agreement, day);
}

PlanYear AsPlan(const PlanYear& plan, const Agreement& agreement) {
  PlanYear one;
  one.year = plan.year;
  one.government_id = plan.government_id;
  one.nodes.emplace_back();
  one.nodes.back().level = planning::NodeLevel::kProgramme;
  for (const AgreementLine& line : agreement.lines) {
    const auto found = std::ranges::find(plan.indicators, line.indicator_id, &Indicator::id);
    Indicator indicator = found == plan.indicators.end() ? Indicator() : *found;
    indicator.node = 0;
    indicator.target_year = Read(line.target);
    for (size_t q = 0; q < 4; ++q) indicator.target[q] = Read(line.quarters[q]);
    one.indicators.push_back(std::move(indicator));
  }
  return one;
}

}  // namespace sinergi::agreement
