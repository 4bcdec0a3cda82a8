#include "modules/register/record_indexes.h"

#include <algorithm>
#include <set>

#include "modules/register/record_columns.h"

namespace sinergi::registers {
namespace {

// Columns of every register that are never empty.
bool IsAlwaysThere(std::string_view column) {
  return column == "r.state" || column == "r.\"state\"" || column == "r.state_since" || column == "r.unit_id";
}

// A sort by a plain column, as a list of the definition has it.
struct SortOf {
  std::string column;  // "\"answer_due\"", without the table
  bool down = false;
  bool operator<(const SortOf& other) const {
    return std::tie(column, down) < std::tie(other.column, other.down);
  }
};

std::optional<SortOf> ReadSort(const Definition& definition, std::string_view sort) {
  const bool down = sort.starts_with('-');
  if (down) sort.remove_prefix(1);
  const std::optional<std::string> column = ListColumn(definition, sort);
  if (!column || !column->starts_with("r.")) return {};  // worked out, not kept
  return SortOf{column->substr(2), down};
}

std::set<SortOf> SortsOf(const Definition& definition) {
  std::set<SortOf> sorts;
  for (const ListView& list : definition.lists)
    if (const auto sort = ReadSort(definition, list.sort)) sorts.insert(*sort);
  return sorts;
}

struct Maker {
  sql::Connection& c;
  const std::string table;

  void Make(const std::string& name, const std::string& columns) const {
    c.Script("CREATE INDEX IF NOT EXISTS \"" + table + "_" + name + "\" ON \"" + table +
             "\" (government_id, " + columns + ")");
  }
  // SQLite reads an index both ways; PostgreSQL wants the empty ones where the list has them.
  void MakeSort(const SortOf& sort) const {
    const bool nulls =
        sort.down && c.dialect() == sql::Dialect::kPostgres && !IsAlwaysThere("r." + sort.column);
    std::string name;
    std::copy_if(sort.column.begin(), sort.column.end(), std::back_inserter(name),
                 [](char letter) { return letter != '"'; });
    Make("sorted_" + name + (nulls ? "_down" : ""),
         sort.column + (nulls ? " DESC NULLS LAST, id DESC" : ", id"));
  }
};

}  // namespace

// Lists offer these as filters; a yes/no halves a list at most.
bool HasIndex(const Field& field) {
  const std::string_view type = field.type->name();
  return field.indexed || type == "choice" || type == "code" || type == "region" || type == "link";
}

void MakeIndexes(sql::Connection& c, const Definition& definition) {
  const Maker maker{c, TableOf(definition)};
  maker.Make("by_state", "state, id");
  maker.Make("by_unit", "unit_id, id");
  maker.Make("by_due", "due, id");
  maker.Make("by_number", "number");
  maker.Make("by_made", "made, id");
  for (const Field& field : definition.fields)
    if (!field.retired && HasIndex(field)) maker.Make("by_" + field.name, "\"" + field.name + "\", id");
  for (const SortOf& sort : SortsOf(definition)) maker.MakeSort(sort);
}

std::optional<std::string> ListColumn(const Definition& definition, std::string_view name) {
  if (name == "unit") return "r.unit_id";
  if (name == "state_since") return "r.state_since";
  const std::optional<expression::Column> column = ColumnOfName(definition, name);
  return column ? std::optional<std::string>(column->sql) : std::nullopt;
}

std::optional<OrderBy> OrderOf(const Definition& definition, std::string_view sort) {
  const bool down = sort.empty() || sort.starts_with('-');
  const std::string_view name = sort.empty() ? "made" : sort.substr(down ? 1 : 0);
  if (name == "made") return OrderBy{down ? " ORDER BY r.id DESC" : " ORDER BY r.id", true};
  const std::optional<std::string> column = ListColumn(definition, name);
  if (!column) return {};
  const std::string empty_last = IsAlwaysThere(*column) ? "" : " NULLS LAST";
  const std::optional<SortOf> wanted = ReadSort(definition, sort);
  return OrderBy{
      " ORDER BY " + *column + (down ? " DESC" : "") + empty_last + (down ? ", r.id DESC" : ", r.id"),
      wanted && SortsOf(definition).contains(*wanted)};
}

}  // namespace sinergi::registers
