// Reads plans as PlanYear values: one statement a table, joined in memory.
#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "base/ensure.h"
#include "kernel/government.h"
#include "modules/performance/performance_store.h"
#include "modules/performance/quantity_columns.h"

namespace sinergi::performance {
namespace {

using Index = std::unordered_map<int64_t, int>;

// The version of a plan with its units' names: both parts only grow, so their sum names one state.
constexpr std::string_view kSelectHeads =
    "SELECT p.id, p.unit_id, p.version + d.units_version, p.year, p.title FROM plan p "
    "JOIN data_version d ON d.government_id = p.government_id ";

PlanHead PlanHeadAt(const sql::Row& row) {
  return {row.Int(0), row.Int(1), row.Int(2), static_cast<int>(row.Int(3)), row.String(4)};
}

int Find(const Index& index, std::optional<int64_t> id) {
  if (!id) return -1;
  const auto it = index.find(*id);
  return it == index.end() ? -1 : it->second;
}

// The agency and every unit below it, the agency first.
void TakeUnits(const kernel::UnitTree& tree, const PlanHead& head, PlanYear& plan, Index& units) {
  for (const kernel::Unit& unit : tree.units()) {
    if (!tree.IsWithin(unit.id, head.unit_id)) continue;
    units[unit.id] = static_cast<int>(plan.units.size());
    plan.units.push_back({unit.id, unit.code, unit.name, Find(units, unit.parent_id)});
  }
  if (plan.units.empty()) return;
  plan.agency = plan.units[0].name;
  plan.agency_code = plan.units[0].code;
}

Node NodeAt(const sql::Row& row, const Index& units) {
  Node node;
  node.id = row.Int(0);
  const std::optional<planning::NodeLevel> level = planning::ParseNodeLevel(row.Text(2));
  ENSURE(level.has_value());
  node.level = *level;
  node.code = row.String(3);
  node.name = row.String(4);
  node.unit = Find(units, row.MaybeInt(5));
  node.own_share_micro = row.Int(6);
  node.weight_micro = row.Int(7);
  node.note = row.String(8);
  return node;
}

// Puts the nodes into depth-first order.
class DepthFirst {
 public:
  void Add(Node node, std::optional<int64_t> parent_id) {
    children_[parent_id.value_or(0)].push_back(std::move(node));
  }
  void Emit(PlanYear& plan, Index& nodes) { Below(0, -1, plan, nodes); }

 private:
  void Below(int64_t parent_id, int parent, PlanYear& plan, Index& nodes) {
    const auto it = children_.find(parent_id);
    if (it == children_.end()) return;
    for (Node& node : it->second) {
      const int at = static_cast<int>(plan.nodes.size());
      const int64_t id = node.id;
      node.parent = parent;
      nodes[id] = at;
      plan.nodes.push_back(std::move(node));
      Below(id, at, plan, nodes);
    }
  }
  std::unordered_map<int64_t, std::vector<Node>> children_;  // by parent id, 0: roots; in order of position
};

void LoadNodes(sql::Connection& c, const PlanHead& head, PlanYear& plan, const Index& units, Index& nodes) {
  DepthFirst order;
  c.Query(
      "SELECT id, parent_id, level, code, name, unit_id, own_share_micro, weight_micro, note FROM plan_node "
      "WHERE government_id = ? AND plan_id = ? ORDER BY position, id",
      {plan.government_id, head.id},
      [&](const sql::Row& row) { order.Add(NodeAt(row, units), row.MaybeInt(1)); });
  order.Emit(plan, nodes);
}

void LoadMoney(sql::Connection& c, const PlanHead& head, PlanYear& plan, const Index& nodes) {
  c.Query(
      "SELECT m.node_id, m.renstra_sen, m.realised_before_sen, m.next_year_sen, m.ceiling_original_sen, "
      "m.ceiling_revised_sen, m.revised_from FROM plan_node n CROSS JOIN node_money m "
      "WHERE n.government_id = ? AND n.plan_id = ? AND m.government_id = n.government_id AND m.node_id = "
      "n.id",
      {plan.government_id, head.id}, [&](const sql::Row& row) {
        NodeMoney& money = plan.nodes[static_cast<size_t>(Find(nodes, row.Int(0)))].money;
        money.renstra = Money::Sen(row.Int(1));
        money.realised_before = Money::Sen(row.Int(2));
        money.next_year = Money::Sen(row.Int(3));
        money.ceiling_original = Money::Sen(row.Int(4));
        if (!row.IsNull(5)) money.ceiling_revised = Money::Sen(row.Int(5));
        if (!row.IsNull(6)) money.revised_from = Date::Parse(row.Text(6));
      });
  c.Query(
      "SELECT m.node_id, m.month, m.cash_plan_sen, m.realised_sen FROM plan_node n CROSS JOIN node_month m "
      "WHERE n.government_id = ? AND n.plan_id = ? AND m.government_id = n.government_id AND m.node_id = "
      "n.id",
      {plan.government_id, head.id}, [&](const sql::Row& row) {
        NodeMoney& money = plan.nodes[static_cast<size_t>(Find(nodes, row.Int(0)))].money;
        const size_t month = static_cast<size_t>(row.Int(1) - 1);
        money.cash_plan[month] = Money::Sen(row.Int(2));
        money.realised[month] = Money::Sen(row.Int(3));
      });
}

// Most governments have none: one look tells.
void LoadBudget(sql::Connection& c, const PlanHead& head, PlanYear& plan, const Index& nodes) {
  if (!c.One("SELECT 1 FROM node_budget WHERE government_id = ? LIMIT 1", {plan.government_id})) return;
  c.Query(
      "SELECT b.node_id, b.fund, b.account, b.amount_sen FROM plan_node n CROSS JOIN node_budget b "
      "WHERE n.government_id = ? AND n.plan_id = ? AND b.government_id = n.government_id AND b.node_id = "
      "n.id",
      {plan.government_id, head.id}, [&](const sql::Row& row) {
        plan.nodes[static_cast<size_t>(Find(nodes, row.Int(0)))].budget.push_back(
            {row.String(1), row.String(2), Money::Sen(row.Int(3))});
      });
  // Codes are in bytewise order, whatever the database sorts by.
  for (Node& node : plan.nodes)
    std::ranges::sort(node.budget, {},
                      [](const BudgetPart& part) { return std::tie(part.fund, part.account); });
  c.Query("SELECT kind, code, name FROM budget_code WHERE government_id = ?", {plan.government_id},
          [&](const sql::Row& row) {
            auto& names = row.Text(0) == "fund" ? plan.budget_names.funds : plan.budget_names.accounts;
            names[row.String(1)] = row.String(2);
          });
}

// A plan's rows are found from its nodes downwards. The order is given (CROSS JOIN): SQLite, which does not
// know how many rows there are, would begin with all rows of the government, and so for each of its plans.
std::string IndicatorsOfPlan(std::string_view with = "", std::string_view on = "") {
  return fmt::format(
      "FROM plan_node n CROSS JOIN indicator i {} WHERE n.government_id = ? AND n.plan_id = ? "
      "AND i.government_id = n.government_id AND i.node_id = n.id {}",
      with, on);
}

constexpr std::string_view kWithTargets = "CROSS JOIN indicator_target t";
constexpr std::string_view kOfTargets = "AND t.government_id = i.government_id AND t.indicator_id = i.id";
constexpr std::string_view kWithMeasurements = "CROSS JOIN measurement m";
constexpr std::string_view kOfMeasurements =
    "AND m.government_id = i.government_id AND m.indicator_id = i.id";
constexpr std::string_view kWithActs = "CROSS JOIN measurement m CROSS JOIN measurement_act a";
constexpr std::string_view kOfActs =
    "AND m.government_id = i.government_id AND m.indicator_id = i.id "
    "AND a.government_id = m.government_id AND a.measurement_id = m.id AND a.act IN ('submit', 'import')";

// What IndicatorAt reads, in its order.
std::string SelectIndicators(std::string_view from) {
  return "SELECT i.id, i.node_id, i.name, i.unit, i.direction, i.aggregation, i.weight_micro, i.cap_micro, "
         "i.target_year_text, i.target_year_low, i.target_year_high, "
         "i.target_renstra_text, i.target_renstra_low, i.target_renstra_high, "
         "i.baseline_text, i.baseline_low, i.baseline_high, "
         "i.realised_before_text, i.realised_before_low, i.realised_before_high, "
         "i.definition, i.formula, i.data_source " +
         std::string(from);
}

Indicator IndicatorAt(const sql::Row& row) {
  Indicator indicator;
  indicator.id = row.Int(0);
  indicator.name = row.String(2);
  indicator.unit = row.String(3);
  indicator.direction = *ParseDirection(row.Text(4));
  indicator.aggregation = *ParseAggregation(row.Text(5));
  indicator.weight_micro = row.Int(6);
  const std::optional<int64_t> cap = row.MaybeInt(7);
  indicator.cap = cap ? std::optional<Score>(Score::Micro(*cap)) : std::nullopt;
  indicator.target_year = QuantityAt(row, 8);
  indicator.target_renstra = QuantityAt(row, 11);
  indicator.baseline = QuantityAt(row, 14);
  indicator.realised_before = QuantityAt(row, 17);
  indicator.definition = row.String(20);
  indicator.formula = row.String(21);
  indicator.data_source = row.String(22);
  return indicator;
}

// Indicators in the order of their nodes, then of their position; answers where each id stands.
Index LoadIndicators(sql::Connection& c, const PlanHead& head, PlanYear& plan, const Index& nodes) {
  c.Query(SelectIndicators(IndicatorsOfPlan() + " ORDER BY i.position, i.id"), {plan.government_id, head.id},
          [&](const sql::Row& row) {
            plan.indicators.push_back(IndicatorAt(row));
            plan.indicators.back().node = Find(nodes, row.Int(1));
          });
  std::stable_sort(plan.indicators.begin(), plan.indicators.end(),
                   [](const Indicator& a, const Indicator& b) { return a.node < b.node; });
  Index at;
  for (size_t i = 0; i < plan.indicators.size(); ++i) at[plan.indicators[i].id] = static_cast<int>(i);
  return at;
}

void LoadTargets(sql::Connection& c, const PlanHead& head, PlanYear& plan, const Index& indicators) {
  c.Query(fmt::format("SELECT t.indicator_id, t.quarter, t.target_text, t.target_low, t.target_high {}",
                      IndicatorsOfPlan(kWithTargets, kOfTargets)),
          {plan.government_id, head.id}, [&](const sql::Row& row) {
            Indicator& indicator = plan.indicators[static_cast<size_t>(Find(indicators, row.Int(0)))];
            indicator.target[static_cast<size_t>(row.Int(1) - 1)] = QuantityAt(row, 2);
          });
}

// Rows come oldest version first: a later one takes the place when it counts, or when none that counts is
// there.
void Take(std::optional<Measurement>& slot, Measurement measurement) {
  if (slot && Counts(slot->state) && !Counts(measurement.state)) return;
  slot = std::move(measurement);
}

void LoadMeasurements(sql::Connection& c, const PlanHead& head, PlanYear& plan, const Index& indicators) {
  c.Query(fmt::format("SELECT m.indicator_id, m.quarter, m.id, m.version, m.state, m.realised_text, "
                      "m.realised_low, m.realised_high, m.obstacle, m.solution, m.driver, m.follow_up {} "
                      "ORDER BY m.version",
                      IndicatorsOfPlan(kWithMeasurements, kOfMeasurements)),
          {plan.government_id, head.id}, [&](const sql::Row& row) {
            Indicator& indicator = plan.indicators[static_cast<size_t>(Find(indicators, row.Int(0)))];
            Take(indicator.measured[static_cast<size_t>(row.Int(1) - 1)],
                 Measurement{row.Int(2), static_cast<int>(row.Int(3)), *ParseMeasurementState(row.Text(4)),
                             QuantityAt(row, 5), row.String(8), row.String(9), row.String(10), row.String(11),
                             0});
          });
}

// When each measurement that counts was handed in, the last time.
void LoadReportedAt(sql::Connection& c, const PlanHead& head, PlanYear& plan, const Index& indicators) {
  c.Query(fmt::format(
              "SELECT m.indicator_id, m.quarter, m.id, max(a.at) {} GROUP BY m.indicator_id, m.quarter, m.id",
              IndicatorsOfPlan(kWithActs, kOfActs)),
          {plan.government_id, head.id}, [&](const sql::Row& row) {
            Indicator& indicator = plan.indicators[static_cast<size_t>(Find(indicators, row.Int(0)))];
            std::optional<Measurement>& measured = indicator.measured[static_cast<size_t>(row.Int(1) - 1)];
            if (measured && measured->id == row.Int(2)) measured->reported_at = row.Int(3);
          });
}

}  // namespace

std::vector<PlanHead> ListPlans(sql::Connection& c, int64_t government_id) {
  std::vector<PlanHead> heads;
  static const std::string kSql =
      fmt::format("{}WHERE p.government_id = ? ORDER BY p.year DESC, p.unit_id", kSelectHeads);
  c.Query(kSql, {government_id}, [&](const sql::Row& row) { heads.push_back(PlanHeadAt(row)); });
  return heads;
}

std::optional<PlanHead> FindPlan(sql::Connection& c, int64_t government_id, int64_t agency_unit_id,
                                 int year) {
  std::optional<PlanHead> head;
  static const std::string kSql =
      fmt::format("{}WHERE p.government_id = ? AND p.unit_id = ? AND p.year = ?", kSelectHeads);
  c.Query(kSql, {government_id, agency_unit_id, year}, [&](const sql::Row& row) { head = PlanHeadAt(row); });
  return head;
}

PlanYear LoadPlanYear(sql::Connection& c, int64_t government_id, const PlanHead& head) {
  return LoadPlanYear(c, government_id, kernel::LoadAllUnits(c, government_id), head);
}

PlanYear LoadPlanYear(sql::Connection& c, int64_t government_id, const kernel::UnitTree& tree,
                      const PlanHead& head) {
  PlanYear plan;
  plan.government_id = government_id;
  plan.plan_id = head.id;
  plan.year = head.year;
  plan.version = head.version;
  if (const auto government = kernel::FindGovernment(c, government_id)) plan.government = government->name;
  Index units, nodes;
  TakeUnits(tree, head, plan, units);
  LoadNodes(c, head, plan, units, nodes);
  LoadMoney(c, head, plan, nodes);
  LoadBudget(c, head, plan, nodes);
  const Index indicators = LoadIndicators(c, head, plan, nodes);
  LoadTargets(c, head, plan, indicators);
  LoadMeasurements(c, head, plan, indicators);
  LoadReportedAt(c, head, plan, indicators);
  return plan;
}

Indicator LoadIndicator(sql::Connection& c, int64_t government_id, int64_t indicator_id) {
  Indicator indicator;
  c.Query(SelectIndicators("FROM indicator i WHERE i.government_id = ? AND i.id = ?"),
          {government_id, indicator_id}, [&](const sql::Row& row) { indicator = IndicatorAt(row); });
  c.Query(
      "SELECT quarter, target_text, target_low, target_high FROM indicator_target WHERE government_id = ? "
      "AND indicator_id = ?",
      {government_id, indicator_id}, [&](const sql::Row& row) {
        indicator.target[static_cast<size_t>(row.Int(0) - 1)] = QuantityAt(row, 1);
      });
  c.Query(
      "SELECT quarter, id, version, state, realised_text, realised_low, realised_high, obstacle, solution, "
      "driver, "
      "follow_up FROM measurement WHERE government_id = ? AND indicator_id = ? ORDER BY quarter, version",
      {government_id, indicator_id}, [&](const sql::Row& row) {
        Take(indicator.measured[static_cast<size_t>(row.Int(0) - 1)],
             Measurement{row.Int(1), static_cast<int>(row.Int(2)), *ParseMeasurementState(row.Text(3)),
                         QuantityAt(row, 4), row.String(7), row.String(8), row.String(9), row.String(10), 0});
      });
  return indicator;
}

std::shared_ptr<const PlanYear> PlanCache::Get(sql::Connection& c, int64_t government_id,
                                               const PlanHead& head) {
  {
    const std::lock_guard lock(mutex_);
    for (Slot& slot : slots_)
      if (slot.government_id == government_id && slot.plan_id == head.id && slot.version == head.version) {
        slot.used = ++clock_;
        return slot.plan;
      }
  }
  auto plan = std::make_shared<const PlanYear>(LoadPlanYear(c, government_id, head));
  const std::lock_guard lock(mutex_);
  std::erase_if(slots_, [&](const Slot& slot) {
    return slot.government_id == government_id && slot.plan_id == head.id;
  });
  if (slots_.size() >= most_)
    slots_.erase(std::ranges::min_element(slots_, {}, [](const Slot& slot) { return slot.used; }));
  slots_.push_back({government_id, head.id, head.version, ++clock_, plan});
  return plan;
}

}  // namespace sinergi::performance
