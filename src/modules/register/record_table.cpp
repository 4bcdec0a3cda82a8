#include "modules/register/record_table.h"

#include "kernel/government.h"
#include "modules/register/definition_change.h"
#include "modules/register/definition_file.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_indexes.h"
#include "modules/register/record_search.h"

namespace sinergi::registers {
namespace {

// Raised whenever MakeIndexes() makes others from the same definition, or records are to be found by other
// words: databases that exist get them at the next start. record_table_test.cpp notices.
constexpr int64_t kTablesMade = 1;

std::string QuotedName(std::string_view name) {
  return "\"" + std::string(name) + "\"";
}

std::string TypeOfColumn(bool text) {
  return text ? " TEXT" : " BIGINT";
}

void MakeIndex(sql::Connection& c, const std::string& table, const std::string& name,
               const std::string& columns) {
  c.Script("CREATE INDEX IF NOT EXISTS " + QuotedName(table + "_" + name) + " ON " + QuotedName(table) +
           " (government_id, " + columns + ")");
}

// The secret finds a citizen's own record.
void MakeTable(sql::Connection& c, const Definition& definition) {
  const std::string table = TableOf(definition);
  std::string sql =
      "CREATE TABLE " + QuotedName(table) +
      " (government_id BIGINT NOT NULL, id BIGINT NOT NULL, version BIGINT NOT NULL, number TEXT, "
      "state TEXT NOT NULL, state_since BIGINT NOT NULL, unit_id BIGINT NOT NULL, made_at BIGINT NOT NULL, "
      "made TEXT NOT NULL, made_by BIGINT NOT NULL, due TEXT, secret TEXT";
  for (const TableColumn& column : OwnColumns(definition))
    sql += ", " + QuotedName(column.name) + TypeOfColumn(column.text);
  c.Script(sql + ", PRIMARY KEY (government_id, id))");
  c.Script("CREATE UNIQUE INDEX " + QuotedName(table + "_by_secret") + " ON " + QuotedName(table) +
           " (secret)");
}

void MakeChildTable(sql::Connection& c, const Definition& definition, const Field& field) {
  std::string sql = "CREATE TABLE " + QuotedName(TableOf(definition, field)) +
                    " (government_id BIGINT NOT NULL, record_id BIGINT NOT NULL, row_number BIGINT NOT NULL";
  for (const Field& column : field.columns)
    for (const ColumnOf& part : column.type->Columns(column))
      sql += ", " + QuotedName(column.name + part.suffix) + TypeOfColumn(part.text);
  c.Script(sql + ", PRIMARY KEY (government_id, record_id, row_number))");
}

void ApplyChange(sql::Connection& c, const Definition& definition, const Change& change) {
  const std::string table = QuotedName(change.table);
  switch (change.kind) {
    case Change::Kind::kAddColumn:
      return c.Script("ALTER TABLE " + table + " ADD COLUMN " + QuotedName(change.name) +
                      TypeOfColumn(change.text));
    case Change::Kind::kRenameColumn:
      return c.Script("ALTER TABLE " + table + " RENAME COLUMN " + QuotedName(change.from) + " TO " +
                      QuotedName(change.name));
    case Change::Kind::kAddTable:
      return MakeChildTable(c, definition, *definition.FieldNamed(change.name));
    case Change::Kind::kRenameTable:
      return c.Script("ALTER TABLE " + QuotedName(change.from) + " RENAME TO " + table);
    case Change::Kind::kAddIndex:
      return MakeIndex(c, change.table, "by_" + change.name, QuotedName(change.name) + ", id");
  }
}

}  // namespace

std::optional<std::string> AppliedDefinition(sql::Connection& c, std::string_view id) {
  return c.OneText("SELECT yaml FROM register_definition WHERE id = ? ORDER BY version DESC LIMIT 1", {id});
}

bool IsApplied(sql::Connection& c, std::string_view id, std::string_view yaml) {
  bool applied = false;
  c.Query("SELECT yaml, made FROM register_definition WHERE id = ? ORDER BY version DESC LIMIT 1", {id},
          [&](const sql::Row& row) { applied = row.Text(0) == yaml && row.Int(1) >= kTablesMade; });
  return applied;
}

void RenewTables(sql::Connection& c, const Definition& definition) {
  const int64_t old = c.Execute("UPDATE register_definition SET made = ? WHERE id = ? AND made < ?",
                                {kTablesMade, definition.id, kTablesMade});
  if (old == 0) return;
  MakeIndexes(c, definition);
  if (c.dialect() == sql::Dialect::kPostgres)  // 1: numbers with strokes were one word
    for (const kernel::Government& government : kernel::ListGovernments(c))
      FillSearchOf(c, government.id, definition);
}

Status ApplyDefinition(sql::Connection& c, const Definition& definition, std::string_view yaml, Instant now) {
  const std::optional<std::string> applied = AppliedDefinition(c, definition.id);
  if (applied && *applied == yaml) {
    RenewTables(c, definition);
    return Ok();
  }
  if (!applied) {
    MakeTable(c, definition);
    for (const Field& field : definition.fields)
      if (field.type->name() == "table") MakeChildTable(c, definition, field);
    MakeSearch(c, definition);
  } else {
    const Result<Definition> old = ReadDefinition(*applied, definition.id, nullptr);
    if (!old.ok()) return old.error();  // an older program read it, this one does not
    const Result<std::vector<Change>> changes = ChangesBetween(*old, definition);
    if (!changes.ok()) return changes.error();
    for (const Change& change : *changes) ApplyChange(c, definition, change);
  }
  MakeIndexes(c, definition);
  c.Execute(
      "INSERT INTO register_definition (id, version, yaml, applied_at, made) "
      "SELECT ?, COALESCE(MAX(version), 0) + 1, ?, ?, ? FROM register_definition WHERE id = ?",
      {definition.id, yaml, now, kTablesMade, definition.id});
  return Ok();
}

}  // namespace sinergi::registers
