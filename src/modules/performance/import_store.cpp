#include "modules/performance/import_store.h"

#include <algorithm>
#include <limits>

#include <boost/json.hpp>

#include "kernel/audit.h"
#include "kernel/ids.h"
#include "modules/performance/plan_merge.h"
#include "modules/performance/quantity_columns.h"

namespace sinergi::performance {
namespace {

// Writes a merged plan; the ids of new rows are taken in one step.
class PlanWriter {
 public:
  PlanWriter(sql::Connection& c, const ActContext& context, int64_t plan_id, MergedPlan& merged)
      : c_(c),
        context_(context),
        government_(context.actor.government_id),
        plan_id_(plan_id),
        merged_(merged) {}

  void Write() {
    TakeIds();
    for (size_t i = 0; i < merged_.plan.nodes.size(); ++i) {
      if (merged_.node_touched[i]) WriteNode(i);
      if (i == kMany) sql::LearnSizes(c_, "plan_node, node_money, node_month");
    }
    WriteBudgetNames();
    for (size_t i = 0; i < merged_.plan.indicators.size(); ++i) {
      if (merged_.indicator_touched[i]) WriteIndicator(i);
      if (i == kMany) sql::LearnSizes(c_, "indicator, indicator_target");
    }
    for (size_t i = 0; i < merged_.measured.size(); ++i) {
      WriteMeasurement(merged_.measured[i].first, merged_.measured[i].second);
      if (i == kMany) sql::LearnSizes(c_, "measurement, measurement_act");
    }
  }

 private:
  static constexpr size_t kMany = 300;  // rows from which on it matters how they are found

  void TakeIds() {
    int64_t count = static_cast<int64_t>(merged_.measured.size()) * 2;
    for (const Node& node : merged_.plan.nodes) count += node.id == 0 ? 1 : 0;
    for (const Indicator& indicator : merged_.plan.indicators) count += indicator.id == 0 ? 1 : 0;
    next_id_ = count == 0 ? 0 : kernel::NextId(c_, government_, count);
  }

  sql::Value UnitId(const Node& node) const {
    if (node.unit < 0) return {};
    return merged_.plan.units[static_cast<size_t>(node.unit)].id;
  }

  void WriteNode(size_t at) {
    Node& node = merged_.plan.nodes[at];
    if (node.id == 0) {
      node.id = next_id_++;
      const sql::Value parent = node.parent < 0
                                    ? sql::Value()
                                    : sql::Value(merged_.plan.nodes[static_cast<size_t>(node.parent)].id);
      c_.Execute(
          "INSERT INTO plan_node (government_id, id, plan_id, parent_id, position, level, code, name, "
          "unit_id, "
          "own_share_micro, weight_micro, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          {government_, node.id, plan_id_, parent, static_cast<int64_t>(at), planning::Name(node.level),
           node.code, node.name, UnitId(node), node.own_share_micro, node.weight_micro, node.note});
    } else {
      c_.Execute(
          "UPDATE plan_node SET name = ?, unit_id = ?, row_version = row_version + 1 WHERE government_id = ? "
          "AND id = ?",
          {node.name, UnitId(node), government_, node.id});
      // A month that has become empty has no row.
      c_.Execute("DELETE FROM node_month WHERE government_id = ? AND node_id = ?", {government_, node.id});
    }
    WriteMoney(node);
    WriteBudget(node);
  }

  void WriteBudget(const Node& node) {
    if (node.budget.empty()) return;
    c_.Execute("DELETE FROM node_budget WHERE government_id = ? AND node_id = ?", {government_, node.id});
    for (const BudgetPart& part : node.budget)
      c_.Execute(
          "INSERT INTO node_budget (government_id, node_id, fund, account, amount_sen) VALUES (?, ?, ?, ?, "
          "?)",
          {government_, node.id, part.fund, part.account, part.amount.sen()});
  }

  // A file that gives a code without its name leaves the known one.
  void WriteBudgetNames() {
    const auto write = [&](std::string_view kind, const std::map<std::string, std::string>& names) {
      for (const auto& [code, name] : names)
        if (!name.empty())
          c_.Execute(
              "INSERT INTO budget_code (government_id, kind, code, name) VALUES (?, ?, ?, ?) "
              "ON CONFLICT (government_id, kind, code) DO UPDATE SET name = excluded.name",
              {government_, kind, code, name});
    };
    write("fund", merged_.plan.budget_names.funds);
    write("account", merged_.plan.budget_names.accounts);
  }

  void WriteMoney(const Node& node) {
    const NodeMoney& m = node.money;
    if (m == NodeMoney()) return;
    const sql::Value revised = m.ceiling_revised ? sql::Value(m.ceiling_revised->sen()) : sql::Value();
    const std::optional<std::string> from =
        m.revised_from ? std::optional(m.revised_from->Iso()) : std::nullopt;
    c_.Execute(
        "INSERT INTO node_money (government_id, node_id, renstra_sen, realised_before_sen, next_year_sen, "
        "ceiling_original_sen, ceiling_revised_sen, revised_from) VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (government_id, node_id) DO UPDATE SET renstra_sen = excluded.renstra_sen, "
        "realised_before_sen = excluded.realised_before_sen, next_year_sen = excluded.next_year_sen, "
        "ceiling_original_sen = excluded.ceiling_original_sen, "
        "ceiling_revised_sen = excluded.ceiling_revised_sen, revised_from = excluded.revised_from",
        {government_, node.id, m.renstra.sen(), m.realised_before.sen(), m.next_year.sen(),
         m.ceiling_original.sen(), revised, from});
    for (size_t month = 0; month < 12; ++month) {
      if (m.cash_plan[month] == Money() && m.realised[month] == Money()) continue;
      c_.Execute(
          "INSERT INTO node_month (government_id, node_id, month, cash_plan_sen, realised_sen) "
          "VALUES (?, ?, ?, ?, ?) ON CONFLICT (government_id, node_id, month) DO UPDATE SET "
          "cash_plan_sen = excluded.cash_plan_sen, realised_sen = excluded.realised_sen",
          {government_, node.id, static_cast<int64_t>(month) + 1, m.cash_plan[month].sen(),
           m.realised[month].sen()});
    }
  }

  void WriteIndicator(size_t at) {
    Indicator& i = merged_.plan.indicators[at];
    const bool is_new = i.id == 0;
    if (is_new) {
      i.id = next_id_++;
      const int64_t node_id = merged_.plan.nodes[static_cast<size_t>(i.node)].id;
      const sql::Value cap = i.cap ? sql::Value(i.cap->micro()) : sql::Value();
      c_.Execute(
          "INSERT INTO indicator (government_id, id, node_id, position, name, unit, direction, aggregation, "
          "weight_micro, cap_micro) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          {government_, i.id, node_id, static_cast<int64_t>(at), i.name, i.unit, Name(i.direction),
           Name(i.aggregation), i.weight_micro, cap});
    }
    c_.Execute(
        "UPDATE indicator SET unit = ?, target_year_text = ?, target_year_low = ?, target_year_high = ?, "
        "target_renstra_text = ?, target_renstra_low = ?, target_renstra_high = ?, baseline_text = ?, "
        "baseline_low = ?, "
        "baseline_high = ?, realised_before_text = ?, realised_before_low = ?, realised_before_high = ?, "
        "definition = ?, formula = ?, data_source = ?, row_version = row_version + 1 WHERE government_id = ? "
        "AND id = ?",
        {i.unit, i.target_year.text, LowOf(i.target_year), HighOf(i.target_year), i.target_renstra.text,
         LowOf(i.target_renstra), HighOf(i.target_renstra), i.baseline.text, LowOf(i.baseline),
         HighOf(i.baseline), i.realised_before.text, LowOf(i.realised_before), HighOf(i.realised_before),
         i.definition, i.formula, i.data_source, government_, i.id});
    WriteTargets(i);
  }

  void WriteTargets(const Indicator& i) {
    for (size_t q = 0; q < 4; ++q) {
      const Quantity& t = i.target[q];
      if (t.empty()) continue;
      c_.Execute(
          "INSERT INTO indicator_target (government_id, indicator_id, quarter, target_text, target_low, "
          "target_high) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (government_id, indicator_id, quarter) DO "
          "UPDATE "
          "SET target_text = excluded.target_text, target_low = excluded.target_low, "
          "target_high = excluded.target_high",
          {government_, i.id, static_cast<int64_t>(q) + 1, t.text, LowOf(t), HighOf(t)});
    }
  }

  void WriteMeasurement(int at, int quarter) {
    const Indicator& indicator = merged_.plan.indicators[static_cast<size_t>(at)];
    const Measurement& m = *indicator.measured[static_cast<size_t>(quarter - 1)];
    const int64_t id = next_id_++;
    c_.Execute(
        "INSERT INTO measurement (government_id, id, indicator_id, quarter, version, state, realised_text, "
        "realised_low, realised_high, obstacle, solution, driver, follow_up) "
        "VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)",
        {government_, id, indicator.id, quarter, Name(m.state), m.realised.text, LowOf(m.realised),
         HighOf(m.realised), m.obstacle, m.solution, m.driver, m.follow_up});
    c_.Execute(
        "INSERT INTO measurement_act (government_id, id, measurement_id, act, from_state, to_state, "
        "account_id, login, at) VALUES (?, ?, ?, 'import', '', ?, ?, ?, ?)",
        {government_, next_id_++, id, Name(m.state), context_.actor.account_id, context_.actor.login,
         context_.now});
  }

  sql::Connection& c_;
  const ActContext& context_;
  int64_t government_, plan_id_;
  MergedPlan& merged_;
  int64_t next_id_ = 0;
};

// Sums are made of these amounts wherever figures are shown: all of them together must fit 64 bits.
bool AmountsAddUp(const PlanYear& plan) {
  Int128 sum = 0;
  const auto add = [&](Money amount) {
    sum += amount.sen() < 0 ? -static_cast<Int128>(amount.sen()) : amount.sen();
  };
  for (const Node& node : plan.nodes) {
    const NodeMoney& m = node.money;
    for (const BudgetPart& part : node.budget) add(part.amount);
    for (const Money amount : {m.renstra, m.realised_before, m.next_year, m.ceiling_original}) add(amount);
    add(m.ceiling_revised.value_or(Money()));
    for (size_t month = 0; month < 12; ++month) {
      add(m.cash_plan[month]);
      add(m.realised[month]);
    }
  }
  return sum <= std::numeric_limits<int64_t>::max();
}

bool Writes(const PlanChange& change) {
  return change.kind == PlanChange::Kind::kNew || change.kind == PlanChange::Kind::kChanged;
}

int64_t MakePlan(sql::Connection& c, int64_t government, int64_t unit_id, const PlanYear& imported) {
  const int64_t id = kernel::NextId(c, government);
  c.Execute("INSERT INTO plan (government_id, id, unit_id, year, title) VALUES (?, ?, ?, ?, ?)",
            {government, id, unit_id, imported.year, "Renja " + std::to_string(imported.year)});
  return id;
}

// A plan without nodes still knows its agency's units, so that responsible units can be recognised.
PlanYear EmptyPlan(const ActContext& context, int64_t unit_id) {
  PlanYear plan;
  for (const kernel::Unit& unit : context.units.units())
    if (context.units.IsWithin(unit.id, unit_id)) plan.units.push_back({unit.id, unit.code, unit.name, -1});
  return plan;
}

}  // namespace

Result<ImportResult> ApplyImport(sql::Connection& c, const ActContext& context, int64_t unit_id,
                                 const PlanYear& imported) {
  const int64_t government = context.actor.government_id;
  const kernel::Unit* unit = context.units.Find(unit_id);
  if (unit == nullptr) return Error{ErrorKind::kNotFound, "performance.import_unit_unknown"};
  if (!context.actor.May(kernel::Right::kPlan, context.units, unit_id)) return kernel::Forbidden();

  const std::optional<PlanHead> head = FindPlan(c, government, unit_id, imported.year);
  const PlanYear stored = head ? LoadPlanYear(c, government, *head) : EmptyPlan(context, unit_id);
  MergedPlan merged = Merge(&stored, imported);
  if (!AmountsAddUp(merged.plan)) return Error{ErrorKind::kInvalid, "performance.import_amounts_too_large"};
  ImportResult result;
  result.applied = static_cast<int>(std::ranges::count_if(merged.changes, Writes));
  result.plan_id = head ? head->id : 0;
  if (result.applied == 0) return result;

  if (!head) result.plan_id = MakePlan(c, government, unit_id, imported);
  PlanWriter(c, context, result.plan_id, merged).Write();
  c.Execute(
      "UPDATE plan SET version = version + 1, shape_version = shape_version + 1 WHERE government_id = ? AND "
      "id = ?",
      {government, result.plan_id});
  const boost::json::object detail{{"year", imported.year}, {"changes", result.applied}};
  kernel::Record(c, context.actor, context.now,
                 {"plan.import", "plan/" + std::to_string(result.plan_id), boost::json::serialize(detail)});
  kernel::BumpDataVersion(c, government);
  return result;
}

}  // namespace sinergi::performance
