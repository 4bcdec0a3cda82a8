// GovernmentHead: a government with the versions that what is kept of it rests on; and which governments lie
// below another: a province's regencies and cities, everything below the nation.
//
//   auto heads = HeadsBelow(c, province);   // the province itself first, then those below it by code
//
// Where no parent is set the Kemendagri code says it: 53.04 lies below 53. Threads: values.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kernel/government.h"
#include "platform/sql/database.h"

namespace sinergi::performance {

struct GovernmentHead {
  kernel::Government government;  // with its settings
  int64_t version = 0;            // data version: grows with every change
  int64_t units_version = 0;
};

bool LiesBelow(const kernel::Government& below, const kernel::Government& above);

std::optional<GovernmentHead> HeadOf(sql::Connection& c, int64_t government_id);
std::vector<GovernmentHead> HeadsBelow(sql::Connection& c, const kernel::Government& above);
// A text that changes with every change of any of them: for keys of kept pages.
std::string StateOf(const std::vector<GovernmentHead>& heads);

}  // namespace sinergi::performance
