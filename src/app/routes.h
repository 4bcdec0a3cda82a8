// Application: everything a server holds while it lives, and the one list of what it answers.
#pragma once

#include <filesystem>

#include "kernel/web.h"
#include "modules/agreement/agreement_pages.h"
#include "modules/assessment/assessment_services.h"
#include "modules/performance/services.h"
#include "modules/register/register_service.h"
#include "platform/files/store.h"
#include "platform/http/router.h"
#include "platform/pages/templates.h"
#include "platform/sql/database.h"

namespace sinergi::app {

class Application {
 public:
  Application(sql::Database& db, const std::filesystem::path& evidence, bool secure_cookies,
              Clock clock = SystemClock(), agreement::SigningDesk signing = {});
  // Routes of the kernel, the modules and the static files. The application must outlive the router.
  http::Router MakeRouter();
  const registers::Registers& registers() const { return registers_; }

 private:
  pages::Templates templates_;
  files::ContentStore store_;
  performance::PerformanceServices performance_;
  assessment::AssessmentServices assessment_;
  registers::Registers registers_;
  std::filesystem::path own_papers_;
  agreement::SigningDesk signing_;
  kernel::Web web_;
};

}  // namespace sinergi::app
