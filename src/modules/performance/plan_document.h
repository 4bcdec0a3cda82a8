// A planning document as the plan of a year: what the performance module measures. Pure.
//
//   PlanYear plan = PlanOfDocument(renja_2027, 2027, {.revised_from = {}});   // laid over the stored plan by ApplyImport
//
// Vision and mission are left out; a leaf's amount of the year becomes its ceiling (of a revised document:
// the revised ceiling in force from the day it was locked), the amount of the next year its estimate. A
// percentage or an index counts as the last value, everything else as a sum; a plan that has the indicator
// keeps its own rules.
#pragma once

#include <optional>

#include "modules/performance/plan_year.h"
#include "modules/planning/document/document.h"

namespace sinergi::performance {

struct DocumentPlanWish {
  int year = 0;
  std::string agency_code;
  std::optional<Date> revised_from;  // of a revised document
};

PlanYear PlanOfDocument(const planning::DocumentContent& content, const DocumentPlanWish& wish);

}  // namespace sinergi::performance
