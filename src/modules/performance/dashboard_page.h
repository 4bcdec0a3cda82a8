// Dashboard of the head of agency, regent or governor: one sentence, the exceptions worst first, divisions,
// money. Printed on A4 and shown on a wall (?wall=1) from the same page. Finished pages are kept until the
// data changes.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddDashboardPage(kernel::Web& web, http::Router& router, PerformanceServices& services);

}  // namespace sinergi::performance
