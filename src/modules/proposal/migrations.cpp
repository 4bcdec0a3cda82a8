#include "modules/proposal/migrations.h"

#include "kernel/migrations.h"

namespace sinergi::proposal {

std::vector<sql::Migration> Migrations() {
  return kernel::MigrationsUnder("src/modules/proposal/migrations/");
}

}  // namespace sinergi::proposal
