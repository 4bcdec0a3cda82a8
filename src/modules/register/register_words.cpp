#include "modules/register/register_words.h"

#include <algorithm>

#include "base/text.h"
#include "kernel/time_text.h"
#include "modules/register/field/simple_type.h"
#include "platform/files/label_text.h"

namespace sinergi::registers {
namespace {

const RegisterClock* ClockOfColumn(const Definition& definition, std::string_view column) {
  if (!column.ends_with(".due")) return nullptr;
  return definition.ClockNamed(column.substr(0, column.size() - 4));
}

std::string PrintDays(const kernel::Visit& v, const char* key, int64_t days) {
  return v.T(key, {std::to_string(days)});
}

}  // namespace

const std::string& In(const kernel::Visit& v, const Label& label) {
  return InLanguage(label, v.lang);
}

std::string PrintDate(const Date& date) {
  return PrintDay(date);
}

std::string PrintMoment(const kernel::Visit& v, Instant at) {
  const Zone zone = v.government->zone;
  return PrintDay(DateAt(at, zone)) + " " + kernel::MomentTime(at, zone, v.lang);
}

std::string DueDay(const ClockTimes& clock) {
  return clock.due ? PrintDay(*clock.due) : "";
}

Tagged DueWords(const kernel::Visit& v, const ClockTimes& clock) {
  if (!clock.due) return {};
  if (clock.ended)
    return clock.met == 1 ? Tagged{v.T("registers.due_met"), "good"}
                          : Tagged{v.T("registers.due_was_late"), "bad"};
  const int64_t left = clock.due->Days() - v.Today().Days();
  if (left < 0) return {PrintDays(v, "registers.due_late", -left), "bad"};
  if (left == 0) return {v.T("registers.due_today"), "warn"};
  return {PrintDays(v, "registers.due_left", left), left <= 3 ? "warn" : ""};
}

std::string ColumnTitle(const kernel::Visit& v, const Definition& definition, std::string_view column) {
  if (const Field* field = definition.FieldNamed(column)) return In(v, field->title);
  if (const RegisterClock* clock = ClockOfColumn(definition, column))
    return v.T("registers.due_of", {In(v, clock->title)});
  return v.T("registers.column_" + std::string(column));
}

std::string PrintField(const Printing& how, const Record& record, const Field& field, Personal personal) {
  const FieldValue& value = ValueIn(how.definition, record, field);
  if (value.empty()) return "";
  if (field.personal && personal == Personal::kMasked) return how.plain ? "" : std::string(kDots);
  if (how.plain) return field.type->Plain(field, value);
  return field.type->Print(field, value, how.context.fields, how.v.lang);
}

std::string PrintCell(const Printing& how, const Record& record, std::string_view column, Personal personal) {
  if (const Field* field = how.definition.FieldNamed(column))
    return PrintField(how, record, *field, personal);
  if (const RegisterClock* clock = ClockOfColumn(how.definition, column)) {
    const ClockTimes& times = record.clocks[static_cast<size_t>(clock - how.definition.clocks.data())];
    if (how.plain) return times.due ? times.due->Iso() : "";
    return DueDay(times);
  }
  if (column == "number") return record.number;
  if (column == "made") return how.plain ? record.made.Iso() : PrintDay(record.made);
  if (column == "unit") return how.context.fields.UnitName(record.unit_id);
  if (column == "state") {
    if (how.plain) return record.state;
    const State* state = how.definition.StateNamed(record.state);
    return state == nullptr ? record.state : In(how.v, state->title);
  }
  return "";
}

std::string RecordName(const Printing& how, const Record& record) {
  const Field* title = how.definition.FieldNamed(how.definition.title_field);
  std::string name = record.number;
  if (title != nullptr && !title->personal) {
    const std::string text = PrintField(how, record, *title, Personal::kMasked);
    name += (name.empty() || text.empty() ? "" : " · ") + Shorten(text, 140);
  }
  return name.empty() ? "#" + std::to_string(record.id) : name;
}

std::string_view StateTag(const State& state) {
  return state.open ? "" : "good";
}

std::string AsTyped(const Field& field, const FieldValue& value) {
  std::string plain = field.type->Plain(field, value);
  const std::string_view type = field.type->name();
  if (type == "number" || type == "money" || type == "percentage")
    std::replace(plain.begin(), plain.end(), '.', ',');
  return plain;
}

}  // namespace sinergi::registers
