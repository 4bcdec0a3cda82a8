// Evaluation: the plan tree with what was reached (K), the money (Rp), absorption and predicate; every row
// opens its explanation.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddEvaluationPage(kernel::Web& web, http::Router& router, PerformanceServices& services);

}  // namespace sinergi::performance
