// What other modules may use of performance: the plan of an agency and its figures, reporting a realisation,
// adding indicators; the scope of a page and how figures are written; tasks and lines handed in from above.
#pragma once

#include "modules/performance/figure_text.h"        // IWYU pragma: export
#include "modules/performance/figure_source.h"      // IWYU pragma: export
#include "modules/performance/measurement.h"        // IWYU pragma: export
#include "modules/performance/outside.h"            // IWYU pragma: export
#include "modules/performance/performance_store.h"  // IWYU pragma: export
#include "modules/performance/plan_add_store.h"     // IWYU pragma: export
#include "modules/performance/scope.h"              // IWYU pragma: export
#include "modules/performance/services.h"           // IWYU pragma: export
