#include "modules/performance/plan_document.h"

#include <map>

#include "base/text.h"
#include "modules/planning/document/funding_parts.h"

namespace sinergi::performance {
namespace {

bool CountsAsLast(const std::string& unit) {
  const std::string folded = FoldText(unit);
  return folded.find('%') != folded.npos || folded.starts_with("persen") || folded.starts_with("indeks") ||
         folded.starts_with("nilai");
}

NodeMoney MoneyOf(const planning::DocumentNode& node, const DocumentPlanWish& wish) {
  NodeMoney money;
  const Money amount = node.AmountOf(wish.year).value_or(Money());
  if (wish.revised_from) {
    money.ceiling_revised = amount;
    money.revised_from = wish.revised_from;
  } else {
    money.ceiling_original = amount;
  }
  money.next_year = node.AmountOf(wish.year + 1).value_or(Money());
  return money;
}

// Sources of the document's first year, where they make the amount.
void TakeBudget(const planning::DocumentNode& from, int year, Node& node, BudgetNames& names) {
  const Money amount = from.AmountOf(year).value_or(Money());
  std::map<std::string, Money> sums;
  Money all;
  for (const planning::FundingPart& part : planning::SplitOf(from.funding, amount)) {
    sums[part.code] += *part.amount;
    all += *part.amount;
    names.funds.try_emplace(part.code, part.name);
  }
  if (all != amount || amount == Money()) return;
  for (const auto& [code, sum] : sums) node.budget.push_back({code, "", sum});
}

Indicator IndicatorOf(const planning::DocumentIndicator& from, int node, int year) {
  Indicator indicator;
  indicator.node = node;
  indicator.name = from.name;
  indicator.unit = from.unit;
  indicator.baseline = from.baseline;
  if (const Quantity* target = from.TargetOf(year)) indicator.target_year = *target;
  if (CountsAsLast(from.unit)) indicator.aggregation = Aggregation::kLast;
  return indicator;
}

}  // namespace

PlanYear PlanOfDocument(const planning::DocumentContent& content, const DocumentPlanWish& wish) {
  PlanYear plan;
  plan.year = wish.year;
  plan.agency_code = wish.agency_code;
  std::vector<int> place(content.nodes.size(), -1);
  for (size_t i = 0; i < content.nodes.size(); ++i) {
    const planning::DocumentNode& from = content.nodes[i];
    const auto level = planning::AsPlanLevel(from.level);
    if (!level) continue;
    Node node;
    node.level = *level;
    node.code = from.code;
    node.name = from.name;
    node.note = from.note;
    node.parent = from.parent < 0 ? -1 : place[static_cast<size_t>(from.parent)];
    if (content.IsLeaf(static_cast<int>(i))) {
      node.money = MoneyOf(from, wish);
      TakeBudget(from, wish.year, node, plan.budget_names);
    }
    place[i] = static_cast<int>(plan.nodes.size());
    plan.nodes.push_back(std::move(node));
  }
  for (const planning::DocumentIndicator& indicator : content.indicators)
    if (const int node = place[static_cast<size_t>(indicator.node)]; node >= 0)
      plan.indicators.push_back(IndicatorOf(indicator, node, wish.year));
  return plan;
}

}  // namespace sinergi::performance
