// The pages of agreements, each a function that adds its routes; AddAgreementPages adds all of them, their entry in the
// navigation, and hands the tasks to agree, to sign and to report late steps to performance (outside.h).
#pragma once

#include <functional>
#include <memory>

#include "kernel/web.h"
#include "modules/performance/public.h"
#include "platform/pdf/pdf.h"
#include "platform/signing/signer.h"

namespace sinergi::agreement {

// What signing electronically needs; without a signer agreements are printed and signed by hand.
struct SigningDesk {
  std::shared_ptr<const signing::Signer> signer = {};
  std::function<Result<std::string>(std::string_view html)> print = pdf::FromHtml;
};

void AddAgreementPages(kernel::Web& web, http::Router& router, performance::PerformanceServices& services,
                       const SigningDesk& desk = {});

// /agreements, /agreements/new
void AddAgreementListPages(kernel::Web& web, http::Router& router,
                           performance::PerformanceServices& services);
// /agreements/{id}, its acts and its signed scan
void AddAgreementPage(kernel::Web& web, http::Router& router, performance::PerformanceServices& services,
                      const SigningDesk& desk);
// /agreements/{id}/sign
void AddSigningPages(kernel::Web& web, http::Router& router, performance::PerformanceServices& services,
                     const SigningDesk& desk);
void AddAgreementEditPages(kernel::Web& web, http::Router& router,
                           performance::PerformanceServices& services);
void AddAgreementPaperPages(kernel::Web& web, http::Router& router,
                            performance::PerformanceServices& services);
// /agreements/{id}/actions
void AddAgreementActionPages(kernel::Web& web, http::Router& router,
                             performance::PerformanceServices& services);
// /api/action-plans
void AddActionPlanApi(kernel::Web& web, http::Router& router, performance::PerformanceServices& services);
// /agreements/tree
void AddAgreementTreePage(kernel::Web& web, http::Router& router, performance::PerformanceServices& services);

}  // namespace sinergi::agreement
