// The entry grid: an officer fills the quarter, attaches evidence and submits. Plain forms; web/js/entry.js
// makes them a grid.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddEntryPage(kernel::Web& web, http::Router& router, PerformanceServices& services);

}  // namespace sinergi::performance
