#include "kernel/migrations.h"

#include "modules/performance/performance_store.h"

namespace sinergi::performance {

std::vector<sql::Migration> Migrations() {
  std::vector<sql::Migration> all = kernel::MigrationsUnder("src/modules/planning/migrations/");
  for (sql::Migration& migration : kernel::MigrationsUnder("src/modules/performance/migrations/"))
    all.push_back(std::move(migration));
  return all;
}

}  // namespace sinergi::performance
