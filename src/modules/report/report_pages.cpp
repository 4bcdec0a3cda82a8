#include "modules/report/report_pages.h"

namespace sinergi::report {

void AddReportPages(kernel::Web& web, http::Router& router, performance::PerformanceServices& services) {
  AddReportListPage(web, router, services);
  AddReportPage(web, router, services);
  AddReportChapterPage(web, router, services);
  AddReportPaperPages(web, router, services);
  AddReportApi(web, router, services);
  web.navigation.push_back({"/reports", "nav.reports", kernel::Right::kRead, kernel::NavGroup::kPerformance});
}

}  // namespace sinergi::report
