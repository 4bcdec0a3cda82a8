// What other modules may use of performance: the plan of an agency, reporting a realisation, adding
// indicators.
#pragma once

#include "modules/performance/measurement.h"        // IWYU pragma: export
#include "modules/performance/performance_store.h"  // IWYU pragma: export
#include "modules/performance/plan_add_store.h"     // IWYU pragma: export
