// Import: a file of one of the kinds we read, a preview of what it would change, and only then the change.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddImportPage(kernel::Web& web, http::Router& router, PerformanceServices& services);

}  // namespace sinergi::performance
