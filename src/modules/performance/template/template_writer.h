// Prepared workbooks: for officers, the indicators of their unit with a place for what was reached; for
// planners, the plan with its indicators, filled or empty. What comes back is read by template_import.h.
//
//   std::string bytes = WriteTemplate(plan, {2025, 2});      // protected except the inputs
//   std::string empty = WritePlanTemplate(nullptr);
#pragma once

#include <string>

#include "modules/performance/plan_year.h"

namespace sinergi::performance::templates {

// unit: index into plan.units; -1: all. Indicators of nodes that the unit or one below it answers for.
std::string WriteTemplate(const PlanYear& plan, Period period, int unit = -1);

std::string WritePlanTemplate(const PlanYear* plan);

}  // namespace sinergi::performance::templates
