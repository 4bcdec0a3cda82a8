#include "modules/report/migrations.h"

#include "kernel/migrations.h"

namespace sinergi::report {

std::vector<sql::Migration> Migrations() {
  return kernel::MigrationsUnder("src/modules/report/migrations/");
}

}  // namespace sinergi::report
