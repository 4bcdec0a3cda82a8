// What modules above this one add to its pages: tasks on the home page, and follow-ups that were decided for a
// quarter in the footer of form E.81. This module knows none of them; they are handed in where the program is put
// together, before the first request.
//
//   services.task_sources.push_back([](const kernel::Visit& v) { return std::vector<HomeTask>{…}; });
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/period.h"
#include "kernel/web.h"

namespace sinergi::performance {

// One thing to do; urgency is "bad", "warn", "good" or "".
struct HomeTask {
  std::string title, detail, link, act;
  std::string_view urgency;
};
using TaskSource = std::function<std::vector<HomeTask>(const kernel::Visit&)>;

// A follow-up as E.81 prints it: for the next quarter or for the next Renja.
struct DecidedLine {
  std::string text;
  bool for_renja = false;
};
using DecidedSource =
    std::function<std::vector<DecidedLine>(const kernel::Visit&, int64_t agency_unit_id, Period period)>;

}  // namespace sinergi::performance
