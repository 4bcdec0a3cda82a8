// Editing a plan: who answers for a node, its weights and ceilings; an indicator's words, targets and rules.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddPlanEditPages(kernel::Web& web, http::Router& router, PerformanceServices& services);

}  // namespace sinergi::performance
