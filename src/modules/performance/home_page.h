// Home: what the person has to do now: what to fill and by when, what came back and why, what to verify,
// which quarter closes.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddHomePage(kernel::Web& web, http::Router& router, PerformanceServices& services);

}  // namespace sinergi::performance
