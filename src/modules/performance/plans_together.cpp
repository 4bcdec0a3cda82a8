#include "modules/performance/plans_together.h"

namespace sinergi::performance {

PlanYear PlansTogether(const std::vector<std::shared_ptr<const PlanYear>>& plans) {
  PlanYear all;
  for (const auto& plan : plans) {
    const int units = static_cast<int>(all.units.size()), nodes = static_cast<int>(all.nodes.size());
    for (UnitRef unit : plan->units) {
      if (unit.parent >= 0) unit.parent += units;
      all.units.push_back(std::move(unit));
    }
    for (Node node : plan->nodes) {
      if (node.unit >= 0) node.unit += units;
      if (node.parent >= 0)
        node.parent += nodes;
      else if (node.unit < 0 && !plan->units.empty())
        node.unit = units;
      all.nodes.push_back(std::move(node));
    }
    for (Indicator indicator : plan->indicators) {
      indicator.node += nodes;
      all.indicators.push_back(std::move(indicator));
    }
  }
  return all;
}

}  // namespace sinergi::performance
