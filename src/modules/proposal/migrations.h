// Migrations of the proposal module; those of planning and of the registers come before them.
#pragma once

#include <vector>

#include "platform/sql/database.h"

namespace sinergi::proposal {

std::vector<sql::Migration> Migrations();

}  // namespace sinergi::proposal
