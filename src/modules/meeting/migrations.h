// Migrations of the meeting module, in order; those of performance come before them.
#pragma once

#include <vector>

#include "platform/sql/database.h"

namespace sinergi::meeting {

std::vector<sql::Migration> Migrations();

}  // namespace sinergi::meeting
