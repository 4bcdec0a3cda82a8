// The pages of assessments, each a function that adds its routes. Wired by AddAssessmentPages (pages.h).
#pragma once

#include "kernel/web.h"
#include "modules/assessment/assessment_services.h"

namespace sinergi::assessment {

void AddAssessmentListPages(kernel::Web& web, http::Router& router,
                            AssessmentServices& services);  // /assessments
void AddAssessmentOpenPage(kernel::Web& web, http::Router& router,
                           AssessmentServices& services);  // …/new
void AddAssessmentPage(kernel::Web& web, http::Router& router,
                       AssessmentServices& services);  // /assessments/{id}
void AddAssessmentMovePage(kernel::Web& web, http::Router& router, AssessmentServices& services);  // …/move
void AddAssignmentPage(kernel::Web& web, http::Router& router, AssessmentServices& services);  // …/assign
void AddAssessmentItemPage(kernel::Web& web, http::Router& router,
                           AssessmentServices& services);  // …/items/{item}
void AddAssessmentAreaPage(kernel::Web& web, http::Router& router,
                           AssessmentServices& services);  // …/areas/{group}
void AddAssessmentEvidencePage(kernel::Web& web, http::Router& router,
                               AssessmentServices& services);  // …/evidence
void AddAssessmentConflictPage(kernel::Web& web, http::Router& router,
                               AssessmentServices& services);  // …/conflicts
void AddAssessmentChangePage(kernel::Web& web, http::Router& router,
                             AssessmentServices& services);                                  // …/change
void AddPaperPages(kernel::Web& web, http::Router& router, AssessmentServices& services);    // …/papers
void AddRoadMapPages(kernel::Web& web, http::Router& router, AssessmentServices& services);  // …/road-map
void AddTargetPages(kernel::Web& web, http::Router& router,
                    AssessmentServices& services);  // /assessments/targets
void AddTakePage(kernel::Web& web, http::Router& router, AssessmentServices& services);  // …/take

}  // namespace sinergi::assessment
