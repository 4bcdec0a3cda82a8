// Verification: the figures that a quarter's units have submitted, by division: accept, return with a reason,
// lock, and open a locked one for a correction. What was accepted can be returned until it is locked.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddVerifyPage(kernel::Web& web, http::Router& router, PerformanceServices& services);

}  // namespace sinergi::performance
