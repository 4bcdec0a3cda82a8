// The regencies and the city below the example region (data/demo/ntt-regencies.yaml): three agencies each,
// with figures of three quarters drawn by a fixed rule, so that the province has something to look at side by
// side.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "platform/sql/database.h"

namespace sinergi::app {

// Adds those that are not there yet; answers how many were added. Loaded through the same verbs as an import.
Result<int> LoadDemoRegencies(sql::Database& db, Instant now);

}  // namespace sinergi::app
