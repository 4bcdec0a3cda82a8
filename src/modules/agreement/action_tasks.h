// The home page's tasks from action plans: one for each agreement in force whose steps have months that are over and were
// not reported as done. Its first party is told; where that is not an account, whoever enters figures for the unit.
#pragma once

#include "kernel/web.h"
#include "modules/performance/outside.h"

namespace sinergi::agreement {

std::vector<performance::HomeTask> LateActionTasks(const kernel::Visit& v);

}  // namespace sinergi::agreement
