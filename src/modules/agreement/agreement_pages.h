// The pages of agreements, each a function that adds its routes; AddAgreementPages adds all of them, their entry in the
// navigation, and hands the task to agree to performance (outside.h).
#pragma once

#include "kernel/web.h"
#include "modules/performance/public.h"

namespace sinergi::agreement {

void AddAgreementPages(kernel::Web& web, http::Router& router, performance::PerformanceServices& services);

// /agreements, /agreements/new
void AddAgreementListPages(kernel::Web& web, http::Router& router,
                           performance::PerformanceServices& services);
// /agreements/{id}, its acts and its signed scan
void AddAgreementPage(kernel::Web& web, http::Router& router, performance::PerformanceServices& services);
void AddAgreementEditPages(kernel::Web& web, http::Router& router,
                           performance::PerformanceServices& services);
void AddAgreementPaperPages(kernel::Web& web, http::Router& router,
                            performance::PerformanceServices& services);
// /agreements/{id}/actions
void AddAgreementActionPages(kernel::Web& web, http::Router& router,
                             performance::PerformanceServices& services);
// /agreements/tree
void AddAgreementTreePage(kernel::Web& web, http::Router& router, performance::PerformanceServices& services);

}  // namespace sinergi::agreement
