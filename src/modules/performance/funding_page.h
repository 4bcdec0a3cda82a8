// /plan/funding: where the ceilings of a scope come from: by funding source and by account, and the sub-activities whose
// parts do not add up to their ceiling. As CSV too.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddFundingPage(kernel::Web& web, http::Router& router, PerformanceServices& services);

}  // namespace sinergi::performance
