// From a final Renja or DPA to the plan that is measured: what it would change, and one confirmed step.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddPlanDocumentPage(kernel::Web& web, http::Router& router, PerformanceServices& services);

}  // namespace sinergi::performance
