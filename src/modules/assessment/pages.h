// All pages of the module, its API, and their entry in the navigation.
#pragma once

#include "kernel/web.h"
#include "modules/assessment/assessment_services.h"

namespace sinergi::assessment {

// Services must outlive the router.
void AddAssessmentPages(kernel::Web& web, http::Router& router, AssessmentServices& services);

}  // namespace sinergi::assessment
