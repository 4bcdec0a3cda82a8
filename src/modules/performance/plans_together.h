// The plans of several agencies as one, for forms of the whole government. Pure.
#pragma once

#include <memory>
#include <vector>

#include "modules/performance/plan_year.h"

namespace sinergi::performance {

// One after the other; a topmost node without a responsible unit is its agency's.
PlanYear PlansTogether(const std::vector<std::shared_ptr<const PlanYear>>& plans);

}  // namespace sinergi::performance
