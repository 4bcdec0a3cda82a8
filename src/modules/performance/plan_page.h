// Plan: the tree of one agency's plan of a year, with who answers for what, ceilings, indicators and targets.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddPlanPage(kernel::Web& web, http::Router& router, PerformanceServices& services);

}  // namespace sinergi::performance
