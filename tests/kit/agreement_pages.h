// Agreement pages alone, in the morning of 5 October 2024.
#pragma once
#include <memory>

#include "kit/agreement.h"
#include "kit/performance.h"
#include "kit/visitor.h"
#include "modules/agreement/agreement_pages.h"

namespace sinergi::testkit {

class AgreementWeb : public WithPerformance<WebTest> {
 protected:
  explicit AgreementWeb(const agreement::SigningDesk& desk = {})
      : AgreementWeb(std::make_shared<performance::PerformanceServices>(), desk) {}

  std::shared_ptr<performance::PerformanceServices> services_;

 private:
  AgreementWeb(std::shared_ptr<performance::PerformanceServices> services, const agreement::SigningDesk& desk)
      : WithPerformance<WebTest>(
            AgreementMigrations(),
            [services, desk](kernel::Web& web, http::Router& router) {
              agreement::AddAgreementPages(web, router, *services, desk);
            },
            std::vector<std::string>{"agreement/"}),
        services_(services) {
    now_ = Date{2024, 10, 5}.Days() * 86'400 + 2 * 3600;
  }
};

}  // namespace sinergi::testkit
