// Scenario (skenario): what if other rules held, or some indicators weighed or promised something else: the
// figures before and after, side by side. The address holds the whole supposition, so that a link shows the
// same; nothing is saved.
//   /scenario?unit=3&period=2024-Q3&missing=leave_out&w17=2     one agency: divisions, plan tree, rank among
//   agencies /scenario?of=below&period=2024-Q3&weights=by_ceiling        all governments below the visitor's
//   own
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddScenarioPage(kernel::Web& web, http::Router& router, PerformanceServices& services);

// Its two halves: the content of each.
Result<std::string> ScenarioOfAgency(const kernel::Visit& v, PerformanceServices& services);
std::string ScenarioBelow(const kernel::Visit& v, PerformanceServices& services);

}  // namespace sinergi::performance
