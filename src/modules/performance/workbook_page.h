// The same work by Excel: an officer downloads the prepared workbook of the unit and quarter, fills it in,
// uploads it, sees what it would change, and only then keeps it.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddWorkbookPage(kernel::Web& web, http::Router& router, PerformanceServices& services);

}  // namespace sinergi::performance
