// Migrations: the numbered SQL files of a module, as they are embedded in the program.
//
//   MigrationsUnder("src/modules/planning/migrations/")   // "planning/0001_node", "planning/0002_ceiling" …
//
// Ordered by file name. A prefix without files is our bug (ENSURE). Pure; thread-safe.
#pragma once

#include <string_view>
#include <vector>

#include "platform/sql/database.h"

namespace sinergi::kernel {

std::vector<sql::Migration> MigrationsUnder(std::string_view prefix);

// The kernel's own; every module's come after them.
std::vector<sql::Migration> Migrations();

}  // namespace sinergi::kernel
