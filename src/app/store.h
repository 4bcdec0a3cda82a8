// The store a command works on: a folder with SQLite (--data) or a PostgreSQL database (--database), brought
// up to date.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "kernel/government.h"
#include "kernel/unit.h"
#include "platform/files/texts.h"
#include "platform/sql/database.h"

namespace sinergi::app {

// What every command knows.
struct Globals {
  std::string data = "sinergi-data";  // folder; evidence files are always below it
  std::string database;               // postgresql://…; empty: SQLite in the folder
  std::string government;             // Kemendagri code; needed when there are several
  Lang lang = Lang::kId;
  bool json = false;

  const std::string& Location() const { return database.empty() ? data : database; }
};

// All migrations of the program, the kernel's first: the one list of modules that keep tables.
std::vector<sql::Migration> AllMigrations();

// Opens and migrates. A folder without a database is refused (app.no_database) unless it may be made.
enum class Missing { kRefuse, kMake };
Result<std::unique_ptr<sql::Database>> OpenStore(const Globals& globals, Missing missing);

// The government meant: the one named, or the only one. app.no_government, app.which_government.
Result<kernel::Government> ChosenGovernment(sql::Connection& c, const Globals& globals);

}  // namespace sinergi::app
