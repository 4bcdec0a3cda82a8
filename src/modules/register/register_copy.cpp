#include "modules/register/register_copy.h"

#include "kernel/government.h"
#include "modules/register/definition_file.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_fields.h"
#include "modules/register/record_rows.h"
#include "modules/register/record_search.h"
#include "modules/register/record_table.h"

namespace sinergi::registers {
namespace {

std::vector<std::string> AppliedIds(sql::Connection& c) {
  std::vector<std::string> ids;
  c.Query("SELECT DISTINCT id FROM register_definition ORDER BY id", {},
          [&](const sql::Row& row) { ids.push_back(row.String(0)); });
  return ids;
}

void FillSearchOf(sql::Connection& c, int64_t government_id, const Definition& definition) {
  const kernel::UnitTree units = kernel::LoadAllUnits(c, government_id);
  const RecordFields fields(c, government_id, units, NumberStyle::kIndonesian);
  std::vector<int64_t> ids;
  c.Query("SELECT r.id FROM \"" + TableOf(definition) + "\" r WHERE r.government_id = ? ORDER BY r.id",
          {government_id}, [&](const sql::Row& row) { ids.push_back(row.Int(0)); });
  for (const int64_t id : ids)
    KeepSearch(c, government_id, definition, *ReadRecord(c, government_id, definition, id), fields);
}

}  // namespace

Status MakeTablesLike(sql::Connection& from, sql::Connection& to) {
  for (const std::string& id : AppliedIds(from)) {
    const std::string yaml = *AppliedDefinition(from, id);
    const Result<Definition> definition = ReadDefinition(yaml, id);
    if (!definition.ok()) return definition.error();
    if (const Status made = ApplyDefinition(to, *definition, yaml, 0); !made.ok()) return made;
  }
  return Ok();
}

bool IsSearchTable(std::string_view table) {
  return table.starts_with("reg_") && table.find("__search") != table.npos;
}

Status FillSearch(sql::Connection& c) {
  for (const std::string& id : AppliedIds(c)) {
    const Result<Definition> definition = ReadDefinition(*AppliedDefinition(c, id), id);
    if (!definition.ok()) return definition.error();
    for (const kernel::Government& government : kernel::ListGovernments(c))
      FillSearchOf(c, government.id, *definition);
  }
  return Ok();
}

}  // namespace sinergi::registers
