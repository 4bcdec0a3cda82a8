#include "modules/performance/pages.h"

#include "modules/performance/dashboard_page.h"
#include "modules/performance/doctor_page.h"
#include "modules/performance/document_form_page.h"
#include "modules/performance/e81_page.h"
#include "modules/performance/entry_page.h"
#include "modules/performance/evaluation_page.h"
#include "modules/performance/evidence_page.h"
#include "modules/performance/explain_page.h"
#include "modules/performance/funding_page.h"
#include "modules/performance/home_page.h"
#include "modules/performance/import_page.h"
#include "modules/performance/plan_document_page.h"
#include "modules/performance/plan_edit_page.h"
#include "modules/performance/plan_page.h"
#include "modules/performance/province_page.h"
#include "modules/performance/quarters_page.h"
#include "modules/performance/scenario_page.h"
#include "modules/performance/verify_page.h"
#include "modules/performance/workbook_page.h"
#include "platform/http/assets.h"

namespace sinergi::performance {

void AddPerformancePages(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  using kernel::NavGroup, kernel::Right;
  AddHomePage(web, router, services);
  AddEntryPage(web, router, services);
  AddEvidencePage(web, router);
  AddWorkbookPage(web, router, services);
  AddVerifyPage(web, router, services);
  AddDashboardPage(web, router, services);
  AddEvaluationPage(web, router, services);
  AddProvincePages(web, router, services);
  AddScenarioPage(web, router, services);
  AddExplainPages(web, router, services);
  AddE81Page(web, router, services);
  AddPlanPage(web, router, services);
  AddFundingPage(web, router, services);
  AddPlanEditPages(web, router, services);
  AddPlanDocumentPage(web, router, services);
  AddDocumentFormPages(web, router, services);
  AddImportPage(web, router, services);
  AddDoctorPage(web, router);
  AddQuartersPage(web, router);
  http::AddRootAsset(router, "/sw.js", "sw.js");  // keeps the entry pages for when there is no network
  const kernel::NavItem items[] = {
      {"/", "nav.home", Right::kRead, NavGroup::kHome},
      {"/entry", "nav.entry", Right::kEnter},
      {"/verify", "nav.verify", Right::kVerify},
      {"/dashboard", "nav.dashboard", Right::kRead},
      {"/evaluation", "nav.evaluation", Right::kRead, NavGroup::kPerformance, {"/explain"}},
      {"/government",
       "nav.government",
       Right::kRead,
       NavGroup::kPerformance,
       {"/province", "/nation", "/scenario"}},
      {"/e81", "nav.e81", Right::kRead},
      {"/plan", "nav.plan", Right::kRead, NavGroup::kPlanning},
      {"/import", "nav.import", Right::kPlan, NavGroup::kPlanning},
      {"/quarters", "nav.quarters", Right::kPlan, NavGroup::kPlanning},
      {"/doctor", "nav.doctor", Right::kRead, NavGroup::kPlanning},
  };
  web.navigation.insert(web.navigation.end(), std::begin(items), std::end(items));
}

}  // namespace sinergi::performance
