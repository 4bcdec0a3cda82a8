// The planner's verbs: what may be set of nodes and indicators, audited with what it was before and is now.
#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/ids.h"
#include "modules/performance/performance_store.h"
#include "modules/performance/quantity_columns.h"

namespace sinergi::performance {
namespace {

namespace json = boost::json;

constexpr size_t kSettingTextBytesMost = 4000;

// Where a node hangs: its plan and the plan's agency.
struct NodePlace {
  int64_t plan_id = 0, agency_id = 0;
};

std::optional<NodePlace> PlaceOfNode(sql::Connection& c, int64_t government, int64_t node_id) {
  std::optional<NodePlace> place;
  c.Query(
      "SELECT p.id, p.unit_id FROM plan_node n JOIN plan p ON p.government_id = n.government_id AND p.id = "
      "n.plan_id "
      "WHERE n.government_id = ? AND n.id = ?",
      {government, node_id}, [&](const sql::Row& row) {
        place = NodePlace{row.Int(0), row.Int(1)};
      });
  return place;
}

void CheckRange(Error& error, const std::string& field, int64_t value, int64_t most) {
  if (value < 0 || value > most) error.fields.push_back({field, "performance.out_of_range", {}});
}

void CheckSettingText(Error& error, const char* field, const std::string& text) {
  if (text.size() > kSettingTextBytesMost)
    error.fields.push_back({field, "performance.text_too_long", {std::to_string(kSettingTextBytesMost)}});
  else if (!IsValidUtf8(text) || text.find('\0') != std::string::npos)
    error.fields.push_back({field, "performance.text_unreadable", {}});
}

Status CheckNode(const ActContext& context, const NodeSettings& s, int64_t agency_id) {
  Error error{ErrorKind::kInvalid, "performance.node_invalid"};
  if (s.unit_id != 0 && !context.units.IsWithin(s.unit_id, agency_id))
    error.fields.push_back({"unit", "performance.unit_unknown", {}});
  CheckRange(error, "own_share", s.own_share_micro, kMicro);
  CheckRange(error, "weight", s.weight_micro, kWeightMost);
  constexpr int64_t kSenMost = 100'000'000'000'000'000;  // a quadrillion rupiah
  CheckRange(error, "ceiling_original", s.ceiling_original.sen(), kSenMost);
  CheckRange(error, "ceiling_revised", s.ceiling_revised.value_or(Money()).sen(), kSenMost);
  for (size_t month = 0; month < 12; ++month) {
    CheckRange(error, fmt::format("cash_{}", month + 1), s.cash_plan[month].sen(), kSenMost);
    CheckRange(error, fmt::format("realised_{}", month + 1), s.realised[month].sen(), kSenMost);
  }
  if (!error.fields.empty()) return error;
  return Ok();
}

Status CheckIndicator(const IndicatorSettings& s) {
  Error error{ErrorKind::kInvalid, "performance.indicator_invalid"};
  if (TrimBlanks(s.name).empty()) error.fields.push_back({"name", "performance.name_missing", {}});
  CheckSettingText(error, "name", s.name);
  CheckSettingText(error, "unit", s.unit);
  CheckSettingText(error, "definition", s.definition);
  CheckSettingText(error, "formula", s.formula);
  CheckSettingText(error, "data_source", s.data_source);
  CheckRange(error, "weight", s.weight_micro, kWeightMost);
  CheckRange(error, "cap", s.cap.value_or(Score()).micro(), kUncapped.micro());
  for (const Quantity& target : s.target) CheckSettingText(error, "target", target.text);
  if (!error.fields.empty()) return error;
  return Ok();
}

void Changed(sql::Connection& c, const ActContext& context, int64_t plan_id,
             const kernel::AuditEntry& entry) {
  const int64_t government = context.actor.government_id;
  kernel::Record(c, context.actor, context.now, entry);
  c.Execute(
      "UPDATE plan SET version = version + 1, shape_version = shape_version + 1 "
      "WHERE government_id = ? AND id = ?",
      {government, plan_id});
  kernel::BumpDataVersion(c, government);
}

void WriteTarget(sql::Connection& c, int64_t government, int64_t indicator_id, int64_t quarter,
                 const Quantity& t) {
  c.Execute("DELETE FROM indicator_target WHERE government_id = ? AND indicator_id = ? AND quarter = ?",
            {government, indicator_id, quarter});
  if (t.empty()) return;
  c.Execute(
      "INSERT INTO indicator_target (government_id, indicator_id, quarter, target_text, target_low, "
      "target_high) "
      "VALUES (?, ?, ?, ?, ?, ?)",
      {government, indicator_id, quarter, t.text, LowOf(t), HighOf(t)});
}

void WriteMonths(sql::Connection& c, int64_t government, const NodeSettings& s) {
  c.Execute("DELETE FROM node_month WHERE government_id = ? AND node_id = ?", {government, s.node_id});
  for (size_t month = 0; month < 12; ++month) {
    if (s.cash_plan[month] == Money() && s.realised[month] == Money()) continue;
    c.Execute(
        "INSERT INTO node_month (government_id, node_id, month, cash_plan_sen, realised_sen) VALUES (?, ?, "
        "?, ?, ?)",
        {government, s.node_id, static_cast<int64_t>(month) + 1, s.cash_plan[month].sen(),
         s.realised[month].sen()});
  }
}

json::array Plain(const std::array<Money, 12>& months) {
  json::array list;
  for (const Money month : months) list.emplace_back(month.Plain());
  return list;
}

json::object Describe(const IndicatorSettings& s) {
  json::array targets;
  for (const Quantity& target : s.target) targets.emplace_back(target.text);
  return {{"name", s.name},
          {"direction", Name(s.direction)},
          {"aggregation", Name(s.aggregation)},
          {"weight", PlainDecimal(s.weight_micro, 6, Zeros::kTrim)},
          {"cap", s.cap ? json::value(s.cap->Plain()) : json::value()},
          {"target_year", s.target_year.text},
          {"targets", std::move(targets)}};
}

}  // namespace

int64_t NodeRowVersion(sql::Connection& c, int64_t government_id, int64_t node_id) {
  return c
      .One("SELECT row_version FROM plan_node WHERE government_id = ? AND id = ?", {government_id, node_id})
      .value_or(0);
}

int64_t IndicatorRowVersion(sql::Connection& c, int64_t government_id, int64_t indicator_id) {
  return c
      .One("SELECT row_version FROM indicator WHERE government_id = ? AND id = ?",
           {government_id, indicator_id})
      .value_or(0);
}

Status SetNode(sql::Connection& c, const ActContext& context, const NodeSettings& s) {
  const int64_t government = context.actor.government_id;
  const std::optional<NodePlace> place = PlaceOfNode(c, government, s.node_id);
  if (!place) return Error{ErrorKind::kNotFound, "performance.node_unknown"};
  if (!context.actor.May(kernel::Right::kPlan, context.units, place->agency_id)) return kernel::Forbidden();
  if (s.row_version && s.row_version != NodeRowVersion(c, government, s.node_id))
    return Error{ErrorKind::kConflict, "performance.node_changed"};
  const Status valid = CheckNode(context, s, place->agency_id);
  if (!valid.ok()) return valid;

  const sql::Value unit = s.unit_id == 0 ? sql::Value() : sql::Value(s.unit_id);
  c.Execute(
      "UPDATE plan_node SET unit_id = ?, own_share_micro = ?, weight_micro = ?, "
      "row_version = row_version + 1 WHERE government_id = ? AND id = ?",
      {unit, s.own_share_micro, s.weight_micro, government, s.node_id});
  const sql::Value revised = s.ceiling_revised ? sql::Value(s.ceiling_revised->sen()) : sql::Value();
  const std::optional<std::string> from =
      s.revised_from ? std::optional(s.revised_from->Iso()) : std::nullopt;
  c.Execute(
      "INSERT INTO node_money (government_id, node_id, ceiling_original_sen, ceiling_revised_sen, "
      "revised_from) "
      "VALUES (?, ?, ?, ?, ?) ON CONFLICT (government_id, node_id) DO UPDATE SET "
      "ceiling_original_sen = excluded.ceiling_original_sen, ceiling_revised_sen = "
      "excluded.ceiling_revised_sen, "
      "revised_from = excluded.revised_from",
      {government, s.node_id, s.ceiling_original.sen(), revised, from});
  WriteMonths(c, government, s);
  const json::object detail{
      {"unit", std::to_string(s.unit_id)},
      {"own_share", PlainDecimal(s.own_share_micro, 6, Zeros::kTrim)},
      {"weight", PlainDecimal(s.weight_micro, 6, Zeros::kTrim)},
      {"ceiling_original", s.ceiling_original.Plain()},
      {"ceiling_revised", s.ceiling_revised ? json::value(s.ceiling_revised->Plain()) : json::value()},
      {"cash_plan", Plain(s.cash_plan)},
      {"realised", Plain(s.realised)}};
  Changed(c, context, place->plan_id,
          {"node.set", "node/" + std::to_string(s.node_id), json::serialize(detail)});
  return Ok();
}

Status SetIndicator(sql::Connection& c, const ActContext& context, const IndicatorSettings& s) {
  const int64_t government = context.actor.government_id;
  const std::optional<IndicatorPlace> place = PlaceOf(c, government, s.indicator_id);
  if (!place) return Error{ErrorKind::kNotFound, "performance.indicator_unknown"};
  if (!context.actor.May(kernel::Right::kPlan, context.units, place->unit_id)) return kernel::Forbidden();
  if (s.row_version && s.row_version != IndicatorRowVersion(c, government, s.indicator_id))
    return Error{ErrorKind::kConflict, "performance.indicator_changed"};
  const Status valid = CheckIndicator(s);
  if (!valid.ok()) return valid;

  const sql::Value cap = s.cap ? sql::Value(s.cap->micro()) : sql::Value();
  c.Execute(
      "UPDATE indicator SET name = ?, unit = ?, direction = ?, aggregation = ?, weight_micro = ?, cap_micro "
      "= ?, "
      "target_year_text = ?, target_year_low = ?, target_year_high = ?, target_renstra_text = ?, "
      "target_renstra_low = ?, target_renstra_high = ?, baseline_text = ?, baseline_low = ?, baseline_high = "
      "?, "
      "realised_before_text = ?, realised_before_low = ?, realised_before_high = ?, definition = ?, formula "
      "= ?, "
      "data_source = ?, row_version = row_version + 1 WHERE government_id = ? AND id = ?",
      {TrimBlanks(s.name),
       TrimBlanks(s.unit),
       Name(s.direction),
       Name(s.aggregation),
       s.weight_micro,
       cap,
       s.target_year.text,
       LowOf(s.target_year),
       HighOf(s.target_year),
       s.target_renstra.text,
       LowOf(s.target_renstra),
       HighOf(s.target_renstra),
       s.baseline.text,
       LowOf(s.baseline),
       HighOf(s.baseline),
       s.realised_before.text,
       LowOf(s.realised_before),
       HighOf(s.realised_before),
       s.definition,
       s.formula,
       s.data_source,
       government,
       s.indicator_id});
  for (size_t q = 0; q < 4; ++q)
    WriteTarget(c, government, s.indicator_id, static_cast<int64_t>(q) + 1, s.target[q]);
  Changed(c, context, place->plan_id,
          {"indicator.set", "indicator/" + std::to_string(s.indicator_id), json::serialize(Describe(s))});
  return Ok();
}

}  // namespace sinergi::performance
