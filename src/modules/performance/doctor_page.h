// Workbook doctor: drop in an E.81 workbook, get every arithmetic fault by cell with the right value, and a
// corrected copy. For any logged-in person; nothing is stored.
#pragma once

#include "kernel/web.h"

namespace sinergi::performance {

void AddDoctorPage(kernel::Web& web, http::Router& router);

}  // namespace sinergi::performance
