#include "app/store.h"

#include <filesystem>

#include "kernel/migrations.h"
#include "modules/agreement/migrations.h"
#include "modules/assessment/migrations.h"
#include "modules/meeting/migrations.h"
#include "modules/performance/performance_store.h"
#include "modules/proposal/migrations.h"
#include "modules/register/register_store.h"
#include "modules/report/migrations.h"

namespace sinergi::app {

std::vector<sql::Migration> AllMigrations() {
  std::vector<sql::Migration> all = kernel::Migrations();
  for (sql::Migration& migration : performance::Migrations()) all.push_back(std::move(migration));
  for (sql::Migration& migration : assessment::Migrations()) all.push_back(std::move(migration));
  for (sql::Migration& migration : registers::Migrations()) all.push_back(std::move(migration));
  for (sql::Migration& migration : meeting::Migrations()) all.push_back(std::move(migration));
  for (sql::Migration& migration : agreement::Migrations()) all.push_back(std::move(migration));
  for (sql::Migration& migration : report::Migrations()) all.push_back(std::move(migration));
  for (sql::Migration& migration : proposal::Migrations()) all.push_back(std::move(migration));
  return all;
}

Result<std::unique_ptr<sql::Database>> OpenStore(const Globals& globals, Missing missing) {
  const bool is_folder = globals.database.empty();
  if (is_folder && missing == Missing::kRefuse && !std::filesystem::exists(globals.data + "/sinergi.db"))
    return Error{ErrorKind::kNotFound, "app.no_database", {globals.data}};
  auto db = sql::Database::Open(globals.Location());
  db->Migrate(AllMigrations());
  return db;
}

Result<kernel::Government> ChosenGovernment(sql::Connection& c, const Globals& globals) {
  if (!globals.government.empty()) {
    if (auto government = kernel::FindGovernmentByCode(c, globals.government)) return *government;
    return Error{ErrorKind::kNotFound, "app.no_government", {globals.government}};
  }
  const std::vector<kernel::Government> all = kernel::ListGovernments(c);
  if (all.size() == 1) return all[0];
  return Error{ErrorKind::kNotFound, all.empty() ? "app.no_government_yet" : "app.which_government"};
}

}  // namespace sinergi::app
