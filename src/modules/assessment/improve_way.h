// RiseWay: the cheapest set of steps that gains enough and fits into the years, in units of a RiseModel.
// ShortestWay, BestIndex and Curve (improve.h) ask for it with different needs. Pure.
#pragma once

#include "modules/assessment/improve_schedule.h"
#include "modules/assessment/improve_search.h"

namespace sinergi::assessment {

struct RiseWay {
  RiseSearch::Found set;
  YearsAnswer years;
  bool effort_proven = true, years_proven = true;
};

struct WayAnswer {
  std::optional<RiseWay> way;
  bool proven = true;  // that there is none
};

struct WayBounds {
  int64_t effort_most = kLargestTotal;
  std::optional<int> years;
  bool fewest_years = true;  // false: any number of years will do
};

WayAnswer CheapestWay(const RiseModel& model, int64_t need, const WayBounds& bounds);

}  // namespace sinergi::assessment
