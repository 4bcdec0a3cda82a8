#include "modules/register/record_columns.h"

#include <algorithm>

namespace sinergi::registers {
namespace {

std::string QuotedColumn(std::string_view column) {
  return "r.\"" + std::string(column) + "\"";
}

// Facts of a clock in SQL. A due day is kept as a date; what ended is met when it ended on that day or
// before.
std::optional<std::string> ClockFact(const RegisterClock& clock, std::string_view fact) {
  const std::string start = QuotedColumn(clock.name + "_start"), due = QuotedColumn(clock.name + "_due"),
                    end = QuotedColumn(clock.name + "_end"), met = QuotedColumn(clock.name + "_met");
  if (fact == "due") return due;
  if (fact == "days") return QuotedColumn(clock.name + "_used");
  if (fact == "running")
    return "(CASE WHEN " + start + " IS NOT NULL AND " + end + " IS NULL THEN 1 ELSE 0 END)";
  if (fact == "ended") return "(CASE WHEN " + end + " IS NOT NULL THEN 1 ELSE 0 END)";
  if (fact == "met") return "(CASE WHEN " + met + " = 1 THEN 1 ELSE 0 END)";
  if (fact == "late") return "(CASE WHEN " + met + " = 0 THEN 1 ELSE 0 END)";
  return {};
}

}  // namespace

std::string TableOf(const Definition& definition) {
  std::string name = "reg_" + definition.id;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string TableOf(const Definition& definition, const Field& table) {
  return TableOf(definition) + "__" + table.name;
}

// Instants of start and end; the due day as a date (of clocks in hours: and its instant); used: what counted;
// met: 1 in time, 0 late, once it is known.
std::vector<TableColumn> ClockColumns(const RegisterClock& clock) {
  return {{clock.name + "_start", false}, {clock.name + "_due", true},   {clock.name + "_due_at", false},
          {clock.name + "_end", false},   {clock.name + "_used", false}, {clock.name + "_met", false}};
}

std::vector<TableColumn> OwnColumns(const Definition& definition) {
  std::vector<TableColumn> columns;
  for (const Field& field : definition.fields)
    for (const ColumnOf& column : field.type->Columns(field))
      columns.push_back({field.name + column.suffix, column.text});
  for (const RegisterClock& clock : definition.clocks)
    for (TableColumn& column : ClockColumns(clock)) columns.push_back(std::move(column));
  return columns;
}

std::optional<expression::Column> ColumnOfName(const Definition& definition, std::string_view name) {
  if (name == "state" || name == "number" || name == "made") return expression::Column{QuotedColumn(name), 0};
  if (const Field* field = definition.FieldNamed(name)) {
    const std::vector<ColumnOf> columns = field->type->Columns(*field);
    if (columns.size() != 1) return {};
    return expression::Column{QuotedColumn(field->name), std::max(field->type->Places(), 0)};
  }
  const size_t dot = name.find('.');
  const RegisterClock* clock = dot == name.npos ? nullptr : definition.ClockNamed(name.substr(0, dot));
  if (clock == nullptr) return {};
  const std::optional<std::string> fact = ClockFact(*clock, name.substr(dot + 1));
  return fact ? std::optional<expression::Column>({*fact, 0}) : std::nullopt;
}

}  // namespace sinergi::registers
