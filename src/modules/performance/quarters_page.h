// Quarters: from when to when a quarter's figures may be entered.
#pragma once

#include "kernel/web.h"

namespace sinergi::performance {

void AddQuartersPage(kernel::Web& web, http::Router& router);

}  // namespace sinergi::performance
