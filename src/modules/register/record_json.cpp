#include "modules/register/record_json.h"

#include "base/text.h"
#include "modules/register/field/simple_type.h"

namespace sinergi::registers {
namespace {

namespace json = boost::json;

json::value FieldValueJson(const Field& field, const FieldValue& value) {
  if (value.empty()) return {};
  const std::string_view type = field.type->name();
  if (type == "yes_no") return NumberOf(value) == 1;
  const std::string plain = field.type->Plain(field, value);
  if (type != "choices") return json::value(plain);
  json::array words;
  for (const std::string_view word : Split(plain, ';')) words.emplace_back(word);
  return words;
}

json::value FieldJson(const Field& field, const FieldValue& value) {
  if (field.type->name() != "table") return FieldValueJson(field, value);
  json::array rows;
  for (const std::vector<FieldValue>& row : value.rows) {
    json::object one;
    for (size_t k = 0; k < field.columns.size(); ++k)
      one[field.columns[k].name] = FieldValueJson(field.columns[k], row[k]);
    rows.push_back(std::move(one));
  }
  return rows;
}

json::value Moment(const std::optional<int64_t>& at) {
  return at ? json::value(IsoAt(*at)) : json::value();
}

json::object ClocksJson(const Definition& definition, const Record& record) {
  json::object clocks;
  for (size_t i = 0; i < definition.clocks.size(); ++i) {
    const ClockTimes& times = record.clocks[i];
    if (!times.started) continue;
    clocks[definition.clocks[i].name] =
        json::object{{"started", Moment(times.started)},
                     {"due", times.due ? json::value(times.due->Iso()) : json::value()},
                     {"due_at", Moment(times.due_at)},
                     {"ended", Moment(times.ended)},
                     {"used", times.used ? json::value(std::to_string(*times.used)) : json::value()},
                     {"met", times.met ? json::value(*times.met == 1) : json::value()}};
  }
  return clocks;
}

// One text of what JSON holds; nothing where it is no text.
std::optional<std::string> OneText(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_bool()) return value.get_bool() ? "yes" : "no";
  if (value.is_int64()) return std::to_string(value.get_int64());
  if (value.is_null()) return "";
  return {};
}

// A row of a table: its columns in the order of the file, unknown ones refused.
std::optional<std::string> RowText(const Field& field, const json::value& value) {
  if (!value.is_object()) return {};
  std::vector<std::string> cells(field.columns.size());
  for (const auto& [name, held] : value.get_object()) {
    const std::optional<std::string> text = OneText(held);
    size_t column = 0;
    while (column < field.columns.size() && field.columns[column].name != std::string_view(name)) ++column;
    if (!text || column == field.columns.size()) return {};
    cells[column] = FoldBlanks(*text);
  }
  std::string row;
  for (size_t k = 0; k < cells.size(); ++k) row += (k > 0 ? "\t" : "") + cells[k];
  return row;
}

std::optional<std::vector<std::string>> TextsIn(const Field* field, const json::value& value) {
  std::vector<std::string> texts;
  if (value.is_null()) return texts;
  if (!value.is_array()) {
    const std::optional<std::string> text = OneText(value);
    if (!text) return {};
    return std::vector<std::string>{*text};
  }
  const bool rows = field != nullptr && field->type->name() == "table";
  for (const json::value& one : value.get_array()) {
    const std::optional<std::string> text = rows ? RowText(*field, one) : OneText(one);
    if (!text) return {};
    texts.push_back(*text);
  }
  return texts;
}

}  // namespace

json::object RecordJson(const Printing& how, const Record& record, Personal personal) {
  json::object fields;
  json::array hidden;
  for (const Field& field : how.definition.fields) {
    const FieldValue& value = ValueIn(how.definition, record, field);
    if (field.personal && personal == Personal::kMasked) {
      if (!value.empty()) hidden.emplace_back(field.name);
      continue;
    }
    fields[field.name] = FieldJson(field, value);
  }
  return {{"id", std::to_string(record.id)},
          {"version", std::to_string(record.version)},
          {"number", record.number.empty() ? json::value() : json::value(record.number)},
          {"state", record.state},
          {"unit", std::to_string(record.unit_id)},
          {"made", record.made.Iso()},
          {"made_at", IsoAt(record.made_at)},
          {"fields", std::move(fields)},
          {"hidden", std::move(hidden)},
          {"clocks", ClocksJson(how.definition, record)}};
}

Result<Typed> TypedFromJson(const Definition& definition, const json::object& fields) {
  Typed typed;
  std::vector<FieldError> faults;
  for (const auto& [key, value] : fields) {
    const std::string name(key);
    const std::optional<std::vector<std::string>> texts = TextsIn(definition.FieldNamed(name), value);
    if (texts)
      typed[name] = *texts;
    else
      faults.push_back({name, "register.field.not_text", {}});
  }
  if (faults.empty()) return typed;
  return Error{ErrorKind::kInvalid, "register.record_invalid", {}, std::move(faults), {}};
}

}  // namespace sinergi::registers
