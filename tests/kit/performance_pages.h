// All pages of performance on a router, with services that live as long as it does.
#pragma once

#include <memory>

#include "modules/performance/pages.h"

namespace sinergi::testkit {

inline void AddPerformance(kernel::Web& web, http::Router& router) {
  const auto services = std::make_shared<performance::PerformanceServices>();
  performance::AddPerformancePages(web, router, *services);
  router.Wrap([services](const http::Request& request, const http::Handler& next) { return next(request); });
}

}  // namespace sinergi::testkit
