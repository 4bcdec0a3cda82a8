// Assessments for the item page's autosave and for other programs. Figures travel as strings.
//
//   GET /api/assessments                                 those the caller may see, with index and stage
//   GET /api/assessments/{id}                            levels, explanations and files of every item he may
//   read PUT /api/assessments/{id}/answers/{stage}/{item}
//   {"value":"3","met":["1","2"],"explanation":"…","row_version":"0"}
//
// Saving the same once more is answered as the first time. 409 with what is stored now when somebody else was
// faster; 422 with the fields that are wrong.
#pragma once

#include "kernel/web.h"
#include "modules/assessment/assessment_services.h"

namespace sinergi::assessment {

void AddAssessmentApi(kernel::Web& web, http::Router& router, AssessmentServices& services);

}  // namespace sinergi::assessment
