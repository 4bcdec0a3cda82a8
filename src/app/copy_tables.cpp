#include "app/copy_tables.h"

#include <set>

#include "base/ensure.h"
#include "modules/register/register_copy.h"

namespace sinergi::app {
namespace {

struct Column {
  std::string name;
  bool number = false;
  int key = 0;  // place in the primary key, from 1; 0: none
};

struct Table {
  std::string name;
  std::vector<Column> columns;
};

// Tables in the order they were made, which is the order in which they refer to each other.
std::vector<Table> TablesOf(sql::Connection& sqlite) {
  std::vector<Table> tables;
  sqlite.Query(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
      "AND name <> 'schema_migration' ORDER BY rowid",
      {}, [&](const sql::Row& row) {
        if (!registers::IsSearchTable(row.Text(0))) tables.push_back({row.String(0), {}});
      });
  for (Table& table : tables)
    sqlite.Query(
        "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", {table.name},
        [&](const sql::Row& row) {
          table.columns.push_back({row.String(0), row.Text(1) != "TEXT", static_cast<int>(row.Int(2))});
        });
  return tables;
}

// Fields of registers may be called like words of SQL.
std::string Quoted(const std::string& name) {
  return "\"" + name + "\"";
}

std::string List(const Table& table, std::string_view each) {
  std::string list;
  for (const Column& column : table.columns)
    list += (list.empty() ? "" : ", ") + (each.empty() ? Quoted(column.name) : std::string(each));
  return list;
}

// Rows in the order of their keys: parents of a tree have smaller ids than their children.
std::string OrderBy(const Table& table) {
  std::string order;
  for (size_t place = 1; place <= table.columns.size(); ++place)
    for (const Column& column : table.columns)
      if (column.key == static_cast<int>(place))
        order += (order.empty() ? " ORDER BY " : ", ") + Quoted(column.name);
  return order;
}

// One row, held until it is written: the source's row is valid only while it is read.
struct HeldRow {
  std::vector<std::optional<std::string>> texts;
  std::vector<std::optional<int64_t>> numbers;
};

HeldRow Hold(const sql::Row& row, const Table& table) {
  HeldRow held;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    const int at = static_cast<int>(i);
    const bool number = table.columns[i].number;
    held.numbers.push_back(number ? row.MaybeInt(at) : std::nullopt);
    held.texts.push_back(number || row.IsNull(at) ? std::nullopt : std::optional(row.String(at)));
  }
  return held;
}

int64_t CopyTable(sql::Connection& from, sql::Connection& to, const Table& table) {
  const std::string insert =
      "INSERT INTO " + Quoted(table.name) + " (" + List(table, "") + ") VALUES (" + List(table, "?") + ")";
  int64_t rows = 0;
  from.Query(
      "SELECT " + List(table, "") + " FROM " + Quoted(table.name) + OrderBy(table), {},
      [&](const sql::Row& row) {
        const HeldRow held = Hold(row, table);
        std::vector<sql::Value> values;
        for (size_t i = 0; i < table.columns.size(); ++i)
          values.push_back(table.columns[i].number ? sql::Value(held.numbers[i]) : sql::Value(held.texts[i]));
        to.Execute(insert, sql::Connection::Values(values));
        ++rows;
      });
  return rows;
}

bool IsEmpty(sql::Connection& c) {
  return c.One("SELECT count(*) FROM government").value_or(0) == 0;
}

}  // namespace

Result<int64_t> CopyTables(sql::Database& from, sql::Database& to) {
  const bool out_of_sqlite = from.dialect() == sql::Dialect::kSqlite;
  ENSURE(out_of_sqlite || to.dialect() == sql::Dialect::kSqlite);
  // Reading inside writing: the two are different databases, and the copy is of one moment of the source.
  return to.Write([&](sql::Connection& target) -> Result<int64_t> {
    if (!IsEmpty(target)) return Error{ErrorKind::kConflict, "app.restore_not_empty"};
    return from.Read([&](sql::Connection& source) -> Result<int64_t> {
      if (const Status made = registers::MakeTablesLike(source, target); !made.ok()) return made.error();
      const std::vector<Table> tables = TablesOf(out_of_sqlite ? source : target);
      // What migrations have put in comes with the copy too.
      for (auto table = tables.rbegin(); table != tables.rend(); ++table)
        target.Execute("DELETE FROM " + Quoted(table->name));
      int64_t rows = 0;
      for (const Table& table : tables) rows += CopyTable(source, target, table);
      if (const Status filled = registers::FillSearch(target); !filled.ok()) return filled.error();
      return rows;
    });
  });
}

}  // namespace sinergi::app
