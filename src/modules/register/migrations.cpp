#include "kernel/migrations.h"

#include "modules/register/register_store.h"

namespace sinergi::registers {

std::vector<sql::Migration> Migrations() {
  return kernel::MigrationsUnder("src/modules/register/migrations/");
}

}  // namespace sinergi::registers
