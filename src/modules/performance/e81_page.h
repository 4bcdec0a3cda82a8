// Form E.81 of a plan and quarter as a page, a workbook with live formulas, and a PDF.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddE81Page(kernel::Web& web, http::Router& router, PerformanceServices& services);

}  // namespace sinergi::performance
