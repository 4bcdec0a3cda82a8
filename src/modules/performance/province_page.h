// Pages of peers: /government the agencies of a government, /province the regencies and cities of a province,
// /nation the provinces or, by level, all governments. Who may read everything of his own government sees
// those below it; everybody else sees the agencies that he may read. Nothing can be changed here.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddProvincePages(kernel::Web& web, http::Router& router, PerformanceServices& services);

}  // namespace sinergi::performance
