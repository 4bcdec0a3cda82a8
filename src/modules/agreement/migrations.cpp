#include "modules/agreement/migrations.h"

#include "kernel/migrations.h"

namespace sinergi::agreement {

std::vector<sql::Migration> Migrations() {
  return kernel::MigrationsUnder("src/modules/agreement/migrations/");
}

}  // namespace sinergi::agreement
