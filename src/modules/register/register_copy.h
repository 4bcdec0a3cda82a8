// Registers on their way into another database: a backup of PostgreSQL, or a region that grows from SQLite to
// PostgreSQL.
//
// The tables of a register are made by its definition and not by a migration, and its search differs between
// the databases; so whoever copies rows makes the tables first and fills the search last. Both inside the
// target's Write.
#pragma once

#include <string_view>

#include "base/result.h"
#include "platform/sql/database.h"

namespace sinergi::registers {

// Makes in `to` the tables of every register that was applied in `from`. Errors: those of ReadDefinition()
// and ApplyDefinition().
Status MakeTablesLike(sql::Connection& from, sql::Connection& to);

// True of the tables that search keeps: they are not copied but filled anew.
bool IsSearchTable(std::string_view table);

// Fills the search of every register from its records.
Status FillSearch(sql::Connection& c);

}  // namespace sinergi::registers
