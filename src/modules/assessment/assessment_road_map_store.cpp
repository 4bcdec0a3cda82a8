#include "modules/assessment/assessment_road_map_store.h"

#include <charconv>

#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/ids.h"
#include "modules/assessment/target_store.h"
#include "platform/files/texts.h"

namespace sinergi::assessment {
namespace {

namespace json = boost::json;
using kernel::Right;

json::object WishJson(const RoadWish& wish) {
  json::object object{{"target", PlainDecimal(wish.target_micro, 6)}};
  if (wish.capacity_micro) object["capacity"] = PlainDecimal(*wish.capacity_micro, 6);
  if (wish.years) object["years"] = *wish.years;
  if (wish.max_rise) object["max_rise"] = *wish.max_rise;
  json::array efforts, locked;
  for (const auto& [step, micro] : wish.efforts)
    efforts.push_back(
        json::array{json::value(step.first), json::value(step.second), json::value(PlainDecimal(micro, 6))});
  for (const std::string& item : wish.locked) locked.emplace_back(item);
  object["efforts"] = std::move(efforts);
  object["locked"] = std::move(locked);
  return object;
}

int64_t MicroAt(const json::value& value) {
  return ReadDecimal(std::string(value.as_string()), 6, NumberStyle::kPoint).value_or(0);
}

// Written by WishJson only.
RoadWish WishOf(const std::string& text) {
  const json::value value = json::parse(text);
  const json::object& object = value.as_object();
  RoadWish wish;
  wish.target_micro = MicroAt(object.at("target"));
  if (const json::value* capacity = object.if_contains("capacity")) wish.capacity_micro = MicroAt(*capacity);
  if (const json::value* years = object.if_contains("years"))
    wish.years = static_cast<int>(years->as_int64());
  if (const json::value* rise = object.if_contains("max_rise"))
    wish.max_rise = static_cast<int>(rise->as_int64());
  for (const json::value& effort : object.at("efforts").as_array()) {
    const json::array& step = effort.as_array();
    wish.efforts[{std::string(step.at(0).as_string()), std::string(step.at(1).as_string())}] =
        MicroAt(step.at(2));
  }
  for (const json::value& item : object.at("locked").as_array()) wish.locked.emplace(item.as_string());
  return wish;
}

std::string Say(std::string_view key, std::initializer_list<std::string_view> args) {
  return Texts::Shipped().Get(Lang::kId, key, args);  // what becomes part of a plan is Indonesian
}

// What the level reached asks for, with its evidence and who is responsible.
std::string DefinitionOf(const Item& item, const Rise& rise) {
  std::string text;
  for (const Criterion& criterion : item.criteria)
    if (criterion.level == rise.to) {
      text = criterion.text;
      if (!criterion.evidence.empty()) text += "\n" + Say("assessment.plan_evidence", {criterion.evidence});
    }
  for (const std::string& unit : rise.responsible) text += "\n" + Say("assessment.plan_responsible", {unit});
  return Shorten(text, kTextBytesMost);
}

performance::IndicatorSettings Measured(std::string name, const std::string& target,
                                        const std::string& baseline) {
  performance::IndicatorSettings settings;
  settings.name = std::move(name);
  settings.aggregation = performance::Aggregation::kLast;
  settings.target_year = Quantity::Read(target, NumberStyle::kIndonesian);
  settings.baseline = Quantity::Read(baseline, NumberStyle::kIndonesian);
  return settings;
}

performance::IndicatorSettings StepIndicator(const Sheet& sheet, const Rise& rise, bool counts) {
  const Item& item = sheet.instrument->items[static_cast<size_t>(rise.item)];
  auto settings = Measured(Say("assessment.plan_step", {item.code, item.name.id}), PrintValue(rise.to),
                           PrintValue(rise.from));
  settings.unit = Say("assessment.plan_step_unit", {});
  settings.definition = DefinitionOf(item, rise);
  settings.data_source = fmt::format("{} {}", sheet.instrument->title.id, sheet.head.year);
  settings.weight_micro = counts ? kMicro : 0;
  return settings;
}

}  // namespace

std::optional<RoadWish> FindWish(sql::Connection& c, int64_t government_id, int64_t assessment_id) {
  std::optional<RoadWish> wish;
  c.Query("SELECT wish, row_version FROM assessment_road_map WHERE government_id = ? AND assessment_id = ?",
          {government_id, assessment_id}, [&](const sql::Row& row) {
            wish = WishOf(row.String(0));
            wish->row_version = row.Int(1);
          });
  return wish;
}

bool MayWish(const kernel::Actor& actor, const kernel::UnitTree& units, const AssessmentHead& head) {
  return MayAssign(actor, units, head) || actor.May(Right::kPlan, units, head.unit_id);
}

Status SaveWish(sql::Connection& c, const ActContext& context, const Instrument& instrument,
                int64_t assessment_id, const RoadWish& wish) {
  const int64_t government = context.actor.government_id;
  const auto head = FindAssessment(c, government, assessment_id);
  if (!head) return Error{ErrorKind::kNotFound, "assessment.unknown"};
  if (!MayWish(context.actor, context.units, *head)) return kernel::Forbidden();
  if (const Status fine = CheckWish(instrument, wish); !fine.ok()) return fine;
  const std::string text = json::serialize(WishJson(wish));
  const int64_t written = wish.row_version == 0 ? c.Execute(
                                                      "INSERT INTO assessment_road_map (government_id, "
                                                      "assessment_id, wish) VALUES (?, ?, ?) ON CONFLICT "
                                                      "DO NOTHING",
                                                      {government, assessment_id, text})
                                                : c.Execute(
                                                      "UPDATE assessment_road_map SET wish = ?, row_version "
                                                      "= row_version + 1 WHERE government_id = ? AND "
                                                      "assessment_id = ? AND row_version = ?",
                                                      {text, government, assessment_id, wish.row_version});
  if (written == 0) return Error{ErrorKind::kConflict, "assessment.changed"};
  Tell(c, context, {assessment_id, "wish", "", "", "", PlainDecimal(wish.target_micro, 6, Zeros::kTrim), ""});
  return Ok();
}

Result<performance::AddedIndicators> AdoptRoadMap(sql::Connection& c, const ActContext& context,
                                                  const Sheet& sheet, const AdoptWish& wish) {
  if (wish.rises.empty()) return Error{ErrorKind::kInvalid, "assessment.nothing_picked"};
  const bool index = wish.how == Adoption::kIndex;
  std::vector<performance::IndicatorSettings> indicators;
  if (index) {
    const Levels levels = sheet.LevelsAt(sheet.head.at.stage);
    const Result<Index> now = ComputeIndex(*sheet.instrument, levels, sheet.head.year);
    if (!now.ok()) return now.error();
    indicators.push_back(Measured(Say("assessment.plan_index", {sheet.instrument->title.id}), wish.target,
                                  PrintIndex(now->printed)));
    indicators.back().unit = Say("assessment.plan_index_unit", {});
  }
  for (const Rise& rise : wish.rises) indicators.push_back(StepIndicator(sheet, rise, !index));
  const auto added = performance::AddIndicators(c, context, wish.node_id, indicators);
  if (!added.ok()) return added;
  if (index && added->added > 0) {
    const Status linked =
        LinkIndicator(c, context, SeriesOf(sheet.head.instrument), sheet.head.unit_id, added->ids.front());
    if (!linked.ok()) return linked.error();
  }
  Tell(c, context,
       {sheet.head.id, "adopt", "", "", "", std::to_string(added->added),
        fmt::format("node/{}", wish.node_id)});
  return added;
}

}  // namespace sinergi::assessment
