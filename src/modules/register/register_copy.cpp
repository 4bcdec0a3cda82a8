#include "modules/register/register_copy.h"

#include "kernel/government.h"
#include "modules/register/definition_file.h"
#include "modules/register/record_columns.h"
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

}  // namespace

Status MakeTablesLike(sql::Connection& from, sql::Connection& to) {
  for (const std::string& id : AppliedIds(from)) {
    const std::string yaml = *AppliedDefinition(from, id);
    const Result<Definition> definition = ReadDefinition(yaml, id, nullptr);
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
    const Result<Definition> definition = ReadDefinition(*AppliedDefinition(c, id), id, nullptr);
    if (!definition.ok()) return definition.error();
    for (const kernel::Government& government : kernel::ListGovernments(c))
      FillSearchOf(c, government.id, *definition);
  }
  return Ok();
}

}  // namespace sinergi::registers
