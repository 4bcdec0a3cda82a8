#include "modules/performance/form/measured_years.h"

#include <algorithm>

#include "base/text.h"

namespace sinergi::performance::form {
namespace {

// A code, or for goals and objectives the level with the name.
std::string KeyOfPlace(std::string_view level, std::string_view code, std::string_view name) {
  if (!code.empty()) return std::string(code);
  return std::string(level) + "|" + FoldText(name);
}

Money SpentBelow(const PlanYear& plan, int node) {
  Money sum;
  for (int i = node; i < plan.EndOf(node); ++i) {
    if (!plan.IsLeaf(i)) continue;
    for (const Money& month : plan.nodes[static_cast<size_t>(i)].money.realised) sum += month;
  }
  return sum;
}

const Indicator* IndicatorAt(const PlanYear& plan, int node, std::string_view name, bool only) {
  const Indicator* last = nullptr;
  int count = 0;
  const auto from = std::lower_bound(plan.indicators.begin(), plan.indicators.end(), node,
                                     [](const Indicator& indicator, int n) { return indicator.node < n; });
  for (auto at = from; at != plan.indicators.end() && at->node == node; ++at) {
    if (SameText(at->name, name)) return &*at;
    last = &*at;
    ++count;
  }
  return only && count == 1 ? last : nullptr;
}

}  // namespace

MeasuredYears::MeasuredYears(std::vector<std::shared_ptr<const PlanYear>> plans) : plans_(std::move(plans)) {
  std::sort(plans_.begin(), plans_.end(), [](const auto& a, const auto& b) { return a->year < b->year; });
  for (size_t p = 0; p < plans_.size(); ++p)
    for (size_t n = 0; n < plans_[p]->nodes.size(); ++n) {
      const Node& node = plans_[p]->nodes[n];
      by_node_[KeyOfPlace(planning::Name(node.level), node.code, node.name)].push_back(
          {p, static_cast<int>(n)});
    }
}

std::vector<MeasuredYears::Place> MeasuredYears::PlacesOf(std::string_view agency,
                                                          const planning::DocumentNode& node) const {
  std::vector<Place> places;
  const auto found = by_node_.find(KeyOfPlace(planning::Name(node.level), node.code, node.name));
  if (found == by_node_.end()) return places;
  for (const Place& place : found->second)
    if (agency.empty() || plans_[place.plan]->agency_code == agency) places.push_back(place);
  return places;
}

std::vector<MeasuredIndicator> MeasuredYears::IndicatorsOf(std::string_view agency,
                                                           const planning::DocumentNode& node,
                                                           std::string_view name, bool only) const {
  std::vector<MeasuredIndicator> found;
  for (const Place& place : PlacesOf(agency, node)) {
    const PlanYear& plan = *plans_[place.plan];
    if (!found.empty() && found.back().plan->year == plan.year) continue;
    if (const Indicator* indicator = IndicatorAt(plan, place.node, name, only))
      found.push_back({&plan, indicator});
  }
  return found;
}

std::map<int, Money> MeasuredYears::SpentAt(std::string_view agency,
                                            const planning::DocumentNode& node) const {
  std::map<int, Money> spent;
  for (const Place& place : PlacesOf(agency, node))
    spent[plans_[place.plan]->year] += SpentBelow(*plans_[place.plan], place.node);
  return spent;
}

std::map<int, Money> MeasuredYears::SpentInAll() const {
  std::map<int, Money> spent;
  for (const auto& plan : plans_)
    for (int i = 0; i < static_cast<int>(plan->nodes.size()); ++i)
      if (plan->nodes[static_cast<size_t>(i)].parent < 0) spent[plan->year] += SpentBelow(*plan, i);
  return spent;
}

}  // namespace sinergi::performance::form
