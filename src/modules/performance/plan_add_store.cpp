#include "modules/performance/plan_add_store.h"

#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/ids.h"

namespace sinergi::performance {
namespace {

struct NodePlan {
  int64_t plan_id = 0, agency_id = 0;
};

std::optional<NodePlan> PlanOfNode(sql::Connection& c, int64_t government, int64_t node_id) {
  std::optional<NodePlan> found;
  c.Query(
      "SELECT p.id, p.unit_id FROM plan_node n JOIN plan p ON p.government_id = n.government_id AND p.id = "
      "n.plan_id "
      "WHERE n.government_id = ? AND n.id = ?",
      {government, node_id}, [&](const sql::Row& row) {
        found = NodePlan{row.Int(0), row.Int(1)};
      });
  return found;
}

std::optional<int64_t> Namesake(sql::Connection& c, int64_t government, int64_t node_id,
                                std::string_view name) {
  return c.One(
      "SELECT id FROM indicator WHERE government_id = ? AND node_id = ? AND name = ? ORDER BY id LIMIT 1",
      {government, node_id, name});
}

// A row with what has no default; SetIndicator fills in, checks and records the rest.
int64_t InsertBare(sql::Connection& c, int64_t government, int64_t node_id, std::string_view name) {
  const int64_t id = kernel::NextId(c, government);
  const int64_t last = c.One("SELECT MAX(position) FROM indicator WHERE government_id = ? AND node_id = ?",
                             {government, node_id})
                           .value_or(0);
  c.Execute(
      "INSERT INTO indicator (government_id, id, node_id, position, name, unit, direction, aggregation) "
      "VALUES (?, ?, ?, ?, ?, '', ?, ?)",
      {government, id, node_id, last + 1, name, Name(Direction::kHigher), Name(Aggregation::kLast)});
  return id;
}

}  // namespace

Result<AddedIndicators> AddIndicators(sql::Connection& c, const ActContext& context, int64_t node_id,
                                      const std::vector<IndicatorSettings>& indicators) {
  const int64_t government = context.actor.government_id;
  const std::optional<NodePlan> plan = PlanOfNode(c, government, node_id);
  if (!plan) return Error{ErrorKind::kNotFound, "performance.node_unknown"};
  if (!context.actor.May(kernel::Right::kPlan, context.units, plan->agency_id)) return kernel::Forbidden();
  AddedIndicators result{plan->plan_id, {}, 0};
  for (IndicatorSettings wish : indicators) {
    const std::string name(TrimBlanks(wish.name));
    if (const std::optional<int64_t> there = Namesake(c, government, node_id, name)) {
      result.ids.push_back(*there);
      continue;
    }
    wish.indicator_id = InsertBare(c, government, node_id, name);
    if (const Status set = SetIndicator(c, context, wish); !set.ok()) return set.error();
    const boost::json::object detail{{"node", std::to_string(node_id)}, {"name", name}};
    kernel::Record(
        c, context.actor, context.now,
        {"indicator.add", "indicator/" + std::to_string(wish.indicator_id), boost::json::serialize(detail)});
    result.ids.push_back(wish.indicator_id);
    ++result.added;
  }
  return result;
}

std::vector<NodeChoice> NodesOfPlan(sql::Connection& c, int64_t government_id, const PlanHead& head) {
  const PlanYear plan = LoadPlanYear(c, government_id, head);
  std::vector<NodeChoice> choices;
  std::vector<int> depth;
  for (size_t i = 0; i < plan.nodes.size(); ++i) {
    const Node& node = plan.nodes[i];
    depth.push_back(node.parent < 0 ? 0 : depth[static_cast<size_t>(node.parent)] + 1);
    const int unit = plan.UnitOf(static_cast<int>(i));
    const int64_t unit_id = unit < 0 ? head.unit_id : plan.units[static_cast<size_t>(unit)].id;
    choices.push_back({node.id, unit_id, depth.back(), node.code, node.name});
  }
  return choices;
}

}  // namespace sinergi::performance
