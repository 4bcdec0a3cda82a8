#include "modules/assessment/migrations.h"

#include "kernel/migrations.h"

namespace sinergi::assessment {

std::vector<sql::Migration> Migrations() {
  return kernel::MigrationsUnder("src/modules/assessment/migrations/");
}

}  // namespace sinergi::assessment
