#include "modules/assessment/pages.h"

#include "modules/assessment/assessment_api.h"
#include "modules/assessment/assessment_pages.h"

namespace sinergi::assessment {

void AddAssessmentPages(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  AddAssessmentListPages(web, router, services);
  AddTargetPages(web, router, services);
  AddAssessmentPage(web, router, services);
  AddAssessmentMovePage(web, router, services);
  AddAssignmentPage(web, router, services);
  AddAssessmentItemPage(web, router, services);
  AddAssessmentAreaPage(web, router, services);
  AddAssessmentEvidencePage(web, router, services);
  AddAssessmentConflictPage(web, router, services);
  AddAssessmentChangePage(web, router, services);
  AddPaperPages(web, router, services);
  AddRoadMapPages(web, router, services);
  AddTakePage(web, router, services);
  AddAssessmentApi(web, router, services);
  web.navigation.push_back(
      {"/assessments", "nav.assessments", kernel::Right::kRead, kernel::NavGroup::kAssessment});
}

}  // namespace sinergi::assessment
