// A clock of a register's file:
//
//   answer: {title: …, days: 10, kind: working, from: registered, until: [granted, refused], pause:
//   incomplete,
//            lengths: {by: class, urgent: 5}, extend: {act: extend, days: 7}, warn: [5, 2, 0, -1], warns:
//            head, basis: …}
#include <algorithm>
#include <array>

#include "modules/register/definition_parts.h"
#include "modules/register/names.h"
#include "modules/register/record_columns.h"

namespace sinergi::registers {
namespace {

using kernel::ClockUnit;

struct UnitWord {
  std::string_view key, kind;
  ClockUnit unit;
};
constexpr std::array<UnitWord, 4> kUnits = {{{"days", "working", ClockUnit::kWorkingDays},
                                             {"days", "calendar", ClockUnit::kCalendarDays},
                                             {"hours", "working", ClockUnit::kWorkingHours},
                                             {"hours", "calendar", ClockUnit::kHours}}};

int ReadLength(const files::Node& node, const char* key, files::Faults& faults) {
  const int64_t length = node.Whole().value_or(0);
  if (length < 1 || length > 3660) faults.Add(node.Mark(), "data_file.bad_number", {key});
  return static_cast<int>(length);
}

void ReadUnit(const files::Node& map, kernel::ClockRule& rule, files::Faults& faults) {
  const char* key = map["hours"] ? "hours" : "days";
  if (map["hours"] && map["days"]) faults.Add(map["days"].Mark(), "data_file.unknown_key", {"days"});
  const std::string kind = map["kind"] ? files::OptionalText(map, "kind", faults) : "working";
  bool known = false;
  for (const UnitWord& word : kUnits) {
    if (word.key != key || word.kind != kind) continue;
    rule.unit = word.unit;
    known = true;
  }
  if (!known) faults.Add(map["kind"].Mark(), "data_file.unknown_word", {kind, "working, calendar"});
  if (!map[key]) return faults.Add(map.Mark(), "data_file.missing_key", {key});
  rule.length = ReadLength(map[key], key, faults);
}

// Other lengths for some options of a choice.
void ReadLengths(const files::Node& map, const Definition& definition, RegisterClock& clock,
                 files::Faults& faults) {
  const files::Node lengths = map["lengths"];
  if (!lengths) return;
  if (!lengths.IsMap()) return faults.Add(lengths.Mark(), "data_file.not_a_map", {"lengths"});
  clock.by = files::RequiredText(lengths, "by", faults);
  const Field* field = definition.FieldNamed(clock.by);
  if (field == nullptr || field->options.empty()) {
    if (lengths["by"]) faults.Add(lengths["by"].Mark(), "register.not_a_choice", {clock.by});
    return;
  }
  for (const auto& entry : lengths.entries()) {
    const std::string option = entry.first.IsScalar() ? entry.first.Scalar() : "";
    if (option == "by") continue;
    const bool there = std::any_of(field->options.begin(), field->options.end(),
                                   [&](const FieldOption& known) { return known.name == option; });
    if (!there) faults.Add(entry.first.Mark(), "register.unknown_option", {option, clock.by});
    clock.lengths.emplace_back(option, ReadLength(entry.second, "lengths", faults));
  }
}

void ReadExtension(const files::Node& map, const Definition& definition, kernel::ClockRule& rule,
                   files::Faults& faults) {
  const files::Node extend = map["extend"];
  if (!extend) return;
  if (!extend.IsMap()) return faults.Add(extend.Mark(), "data_file.not_a_map", {"extend"});
  const char* key = map["hours"] ? "hours" : "days";
  files::CheckKeys(extend, {"act", key, "most"}, faults);
  rule.extend_act = files::RequiredText(extend, "act", faults);
  const Act* act = definition.ActNamed(rule.extend_act);
  if (extend["act"] && act == nullptr)
    faults.Add(extend["act"].Mark(), "register.unknown_act", {rule.extend_act});
  // An extension is an act with a reason.
  if (act != nullptr && act->note != Need::kRequired)
    faults.Add(extend["act"].Mark(), "register.extension_note", {rule.extend_act});
  if (!extend[key]) return faults.Add(extend.Mark(), "data_file.missing_key", {key});
  rule.extension = ReadLength(extend[key], key, faults);
  if (extend["most"]) rule.extensions_most = ReadLength(extend["most"], "most", faults);
}

void ReadWarnings(const files::Node& map, RegisterClock& clock, files::Faults& faults) {
  for (const std::string& word : ReadWords(map, "warn", faults)) {
    const std::optional<int64_t> before = ReadDecimal(word, 0, NumberStyle::kPoint);
    if (!before || *before < -366 || *before > 366)
      faults.Add(map["warn"].Mark(), "data_file.bad_number", {"warn"});
    clock.rule.warn.push_back(static_cast<int>(before.value_or(0)));
  }
  std::sort(clock.rule.warn.rbegin(), clock.rule.warn.rend());
  clock.warns = ReadWords(map, "warns", faults);
}

}  // namespace

RegisterClock ReadClock(const files::Node& name, const files::Node& map, const Definition& definition,
                        files::Faults& faults) {
  RegisterClock clock;
  clock.name = ReadName(name, faults);
  if (!map.IsMap()) {
    faults.Add(map.Mark(), "data_file.not_a_map", {clock.name});
    return clock;
  }
  files::CheckKeys(map,
                   {"title", "days", "hours", "kind", "lengths", "from", "starts", "until", "until_act",
                    "again_act", "pause", "extend", "warn", "warns", "move", "basis"},
                   faults);
  clock.title = OptionalLabel(map, "title", faults);
  for (const char* key : {"title", "from"})
    if (!map[key]) faults.Add(map.Mark(), "data_file.missing_key", {key});
  if (!map["until"] && !map["until_act"]) faults.Add(map.Mark(), "data_file.missing_key", {"until"});
  for (const TableColumn& column : ClockColumns(clock))
    if (definition.FieldNamed(column.name)) faults.Add(name.Mark(), "register.name_taken", {column.name});
  ReadUnit(map, clock.rule, faults);
  ReadLengths(map, definition, clock, faults);
  clock.rule.from = ReadWords(map, "from", faults);
  clock.rule.until = ReadWords(map, "until", faults);
  clock.until_acts = ReadWords(map, "until_act", faults);
  clock.again_acts = ReadWords(map, "again_act", faults);
  clock.rule.pause = ReadWords(map, "pause", faults);
  const auto state = [&](std::string_view word) { return definition.StateNamed(word) != nullptr; };
  for (const char* key : {"from", "until", "pause"})
    CheckWords(map, key, state, "register.unknown_state", faults);
  for (const char* key : {"until_act", "again_act"})
    CheckWords(
        map, key, [&](std::string_view word) { return definition.ActNamed(word) != nullptr; },
        "register.unknown_act", faults);
  clock.starts = files::OptionalText(map, "starts", faults);
  const auto date = [&](std::string_view word) {
    const Field* field = definition.FieldNamed(word);
    return field != nullptr && field->type->name() == "date";
  };
  CheckWords(map, "starts", date, "register.not_a_date_field", faults);
  ReadExtension(map, definition, clock.rule, faults);
  ReadWarnings(map, clock, faults);
  CheckTold(map, "warns", definition, faults);
  clock.rule.move_to_working_day = ReadYes(map, "move", faults);
  clock.rule.basis = files::RequiredText(map, "basis", faults);
  return clock;
}

}  // namespace sinergi::registers
