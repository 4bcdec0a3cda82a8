// Migrations of the assessment module, in order; those of planning and performance come before them.
#pragma once

#include <vector>

#include "platform/sql/database.h"

namespace sinergi::assessment {

std::vector<sql::Migration> Migrations();

}  // namespace sinergi::assessment
