// The registers of a database: their migrations, and the definitions that are in force.
#pragma once

#include <vector>

#include "base/result.h"
#include "modules/register/definition.h"
#include "platform/sql/database.h"

namespace sinergi::registers {

// Tables shared by all registers; after those of the kernel.
std::vector<sql::Migration> Migrations();

}  // namespace sinergi::registers
