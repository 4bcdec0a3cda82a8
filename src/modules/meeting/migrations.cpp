#include "modules/meeting/migrations.h"

#include "kernel/migrations.h"

namespace sinergi::meeting {

std::vector<sql::Migration> Migrations() {
  return kernel::MigrationsUnder("src/modules/meeting/migrations/");
}

}  // namespace sinergi::meeting
