// Adding indicators to a plan from elsewhere: what an assessment's road map promises becomes an indicator
// below a node of the plan, and is measured every quarter as any other.
//
//   AddIndicators(c, context, node_id, {index_indicator, action_1, action_2});
//
// An indicator whose name stands below the node already is left as it is: doing it twice adds nothing. To be
// called inside a Write; its audit entry is "indicator.add".
#pragma once

#include <vector>

#include "modules/performance/performance_store.h"

namespace sinergi::performance {

struct AddedIndicators {
  int64_t plan_id = 0;
  std::vector<int64_t> ids;  // of each indicator given, those that were there already included
  int added = 0;
};
// Needs Right::kPlan at the node's agency. Errors: performance.node_unknown, kernel.forbidden, and those of
// SetIndicator.
Result<AddedIndicators> AddIndicators(sql::Connection& c, const ActContext& context, int64_t node_id,
                                      const std::vector<IndicatorSettings>& indicators);

// Where indicators may be added: the nodes of a plan, depth first, with the unit responsible.
struct NodeChoice {
  int64_t id = 0, unit_id = 0;
  int depth = 0;
  std::string code, name;
};
std::vector<NodeChoice> NodesOfPlan(sql::Connection& c, int64_t government_id, const PlanHead& head);

}  // namespace sinergi::performance
