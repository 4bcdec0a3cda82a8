// The example's performance report of the year (data/demo/reports.yaml), a draft with some of its texts written.
#pragma once

#include "modules/performance/performance_store.h"

namespace sinergi::app {

// Throws Refused.
void LoadExampleReports(sql::Connection& c, const performance::ActContext& context, int64_t agency_id,
                        int year);

}  // namespace sinergi::app
