// PastYears: what was realised in earlier years by the same indicators, for the forecast: those of the same
// agency with the same name at the same code of the plan tree, and measured the same way. Threads: a value.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "modules/performance/plan_year.h"
#include "modules/performance/rules/forecast.h"

namespace sinergi::performance {

// The same indicator in a plan of another year; null where none, or two of one name, stand at that place.
const Indicator* SameIndicatorIn(const PlanYear& other, const PlanYear& plan, const Indicator& indicator);

class PastYears {
 public:
  PastYears() = default;
  explicit PastYears(std::span<const std::shared_ptr<const PlanYear>> plans);

  // Of an indicator of `plan`, one entry for each earlier year that knows it.
  std::vector<QuarterFigures> Of(const PlanYear& plan, const Indicator& indicator) const;
  // The forecast of the year's end from what is reported up to the quarter.
  Forecast ForecastOf(const PlanYear& plan, const Indicator& indicator, int quarter) const;

 private:
  struct Past {
    size_t plan = 0;
    QuarterFigures figures;
  };
  std::unordered_map<std::string, std::vector<Past>> by_key_;
};

}  // namespace sinergi::performance
