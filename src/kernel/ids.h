// Keys. Every table's key starts with the government: (government_id, id). Ids are small, dense per government, never
// used again; one counter row a government (table id_counter).
#pragma once

#include <cstdint>

#include "platform/sql/database.h"

namespace sinergi::kernel {

// Next id, inside a Write. `count` ids may be taken at once: the answer is the first of them.
int64_t NextId(sql::Connection& c, int64_t government_id, int64_t count = 1);

// Data version of a government: grows by one with every write that can change a figure or a page. Caches and ETags
// rest on it. Bump inside the Write that changes; read in the same Read as the data.
void BumpDataVersion(sql::Connection& c, int64_t government_id);
int64_t DataVersion(sql::Connection& c, int64_t government_id);
// Bumps both the data version and the version of the units and of the government's settings, which change seldom: what is
// kept with units' names rests on it.
void BumpUnitsVersion(sql::Connection& c, int64_t government_id);
int64_t UnitsVersion(sql::Connection& c, int64_t government_id);

}  // namespace sinergi::kernel
