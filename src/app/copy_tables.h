// Copies every table of one database into another one of the same version, whatever their kinds: how a backup
// is made from PostgreSQL and how a region grows from SQLite to PostgreSQL. One of both sides must be SQLite:
// it tells tables and columns.
#pragma once

#include <cstdint>

#include "platform/sql/database.h"

namespace sinergi::app {

// Rows copied. The target's tables must be empty (app.restore_not_empty).
Result<int64_t> CopyTables(sql::Database& from, sql::Database& to);

}  // namespace sinergi::app
