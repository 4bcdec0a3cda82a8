#include <array>

#include "modules/register/definition_parts.h"
#include "modules/register/names.h"

namespace sinergi::registers {
namespace {

constexpr size_t kMostFields = 200;
// Columns that every register's table has, and names that expressions give of themselves.
constexpr std::array<std::string_view, 17> kTaken = {
    "government_id", "id",    "number", "sequence", "state",  "state_since", "unit_id", "made_at", "made_by",
    "made",          "today", "unit",   "version",  "secret", "due",         "search",  "spam"};

// Keys of all types, then those of one.
void CheckFieldKeys(const files::Node& map, files::Faults& faults) {
  files::CheckKeys(map, {"type",        "title",    "help",    "unit",    "personal", "retired", "required",
                         "required_if", "shown_if", "default", "indexed", "was",      "pattern", "min",
                         "max",         "options",  "of",      "columns", "value",    "grouping"},
                   faults);
}

void ReadTableColumns(const files::Node& map, Field& field, files::Faults& faults);

// A year is a number whose thousands do not stand apart.
void ReadGrouping(const files::Node& map, Field& field, files::Faults& faults) {
  const files::Node grouping = map["grouping"];
  if (!grouping) return;
  const std::string_view type = field.type->name();
  if (type != "number" && type != "computed")
    faults.Add(grouping.Mark(), "register.not_grouped", {std::string(type)});
  field.grouped = ReadYes(map, "grouping", faults);
}

Field ReadField(const files::Node& name, const files::Node& map, bool column, files::Faults& faults) {
  Field field;
  field.type = FindFieldType("text");  // stands in where the file names no type that there is
  field.name = ReadName(name, faults);
  if (!map.IsMap()) {
    faults.Add(map.Mark(), "data_file.not_a_map", {field.name});
    return field;
  }
  CheckFieldKeys(map, faults);
  const std::string type = files::RequiredText(map, "type", faults);
  const FieldType* known = FindFieldType(type);
  if (known != nullptr) field.type = known;
  if (known == nullptr && map["type"]) faults.Add(map["type"].Mark(), "register.unknown_type", {type});
  field.was = files::OptionalText(map, "was", faults);
  field.title = OptionalLabel(map, "title", faults);
  if (!map["title"]) faults.Add(map.Mark(), "data_file.missing_key", {"title"});
  field.help = OptionalLabel(map, "help", faults);
  field.unit = OptionalLabel(map, "unit", faults);
  field.personal = ReadYes(map, "personal", faults);
  field.retired = ReadYes(map, "retired", faults);
  field.required = ReadYes(map, "required", faults);
  field.indexed = ReadYes(map, "indexed", faults);
  if (known == nullptr) return field;
  field.type->ReadKeys(map, field, faults);
  ReadGrouping(map, field, faults);
  if (field.type->name() != "table") return field;
  if (column) faults.Add(map.Mark(), "register.table_in_table");
  if (!column) ReadTableColumns(map, field, faults);
  return field;
}

void ReadTableColumns(const files::Node& map, Field& field, files::Faults& faults) {
  const files::Node columns = map["columns"];
  if (!columns) return faults.Add(map.Mark(), "data_file.missing_key", {"columns"});
  if (!columns.IsMap() || columns.size() == 0)
    return faults.Add(columns.Mark(), "data_file.not_a_map", {"columns"});
  if (columns.size() > kMostFields) return faults.Add(columns.Mark(), "data_file.too_many", {"columns"});
  for (const auto& entry : columns.entries()) {
    Field column = ReadField(entry.first, entry.second, true, faults);
    if (column.type->Columns(column).size() != 1)
      faults.Add(entry.second.Mark(), "register.not_a_column", {std::string(column.type->name())});
    column.personal |= field.personal;
    field.columns.push_back(std::move(column));
  }
}

}  // namespace

void ReadFields(const files::Node& fields, Definition& definition, files::Faults& faults) {
  if (!fields.IsMap() || fields.size() == 0)
    return faults.Add(fields.Mark(), "data_file.not_a_map", {"fields"});
  if (fields.size() > kMostFields) return faults.Add(fields.Mark(), "data_file.too_many", {"fields"});
  for (const auto& entry : fields.entries()) {
    Field field = ReadField(entry.first, entry.second, false, faults);
    for (const std::string_view taken : kTaken)
      if (field.name == taken) faults.Add(entry.first.Mark(), "register.name_taken", {field.name});
    if (definition.FieldNamed(field.name))
      faults.Add(entry.first.Mark(), "data_file.doubled_key", {field.name});
    definition.fields.push_back(std::move(field));
  }
}

}  // namespace sinergi::registers
