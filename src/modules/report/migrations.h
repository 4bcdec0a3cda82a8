// Migrations of the report module, in order; those of performance and agreements come before them.
#pragma once

#include <vector>

#include "platform/sql/database.h"

namespace sinergi::report {

std::vector<sql::Migration> Migrations();

}  // namespace sinergi::report
