// Migrations of the agreement module, in order; those of performance come before them.
#pragma once

#include <vector>

#include "platform/sql/database.h"

namespace sinergi::agreement {

std::vector<sql::Migration> Migrations();

}  // namespace sinergi::agreement
