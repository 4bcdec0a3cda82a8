// The pages of reports, each a function that adds its routes; AddReportPages adds all of them and their entry in the
// navigation.
#pragma once

#include "kernel/web.h"
#include "modules/performance/public.h"

namespace sinergi::report {

void AddReportPages(kernel::Web& web, http::Router& router, performance::PerformanceServices& services);

// /reports
void AddReportListPage(kernel::Web& web, http::Router& router, performance::PerformanceServices& services);
// /reports/{id}, its acts and who signs it
void AddReportPage(kernel::Web& web, http::Router& router, performance::PerformanceServices& services);
// /reports/{id}/chapters/{chapter}: the texts of a chapter beside its tables
void AddReportChapterPage(kernel::Web& web, http::Router& router, performance::PerformanceServices& services);
// /reports/{id}/paper and paper.pdf
void AddReportPaperPages(kernel::Web& web, http::Router& router, performance::PerformanceServices& services);
// /api/reports and /api/reports/{id}: to be read by other systems
void AddReportApi(kernel::Web& web, http::Router& router, performance::PerformanceServices& services);

}  // namespace sinergi::report
