// All pages of the module and their entries in the navigation.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddPerformancePages(kernel::Web& web, http::Router& router, PerformanceServices& services);

}  // namespace sinergi::performance
