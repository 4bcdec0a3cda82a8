// Forecast (prakiraan): where an indicator will stand at the end of the year, from what was reported so far
// and the season it follows. Pure functions on whole numbers; no model is fitted, every rule can be redone by
// hand:
//
//   realised 12, 30 of targets 10, 30, 40, 20 (sum), reported up to quarter II:
//   (12+30) × (10+30+40+20) / (10+30) = 105 by the profile of the targets, 102 … 108 if the remaining
//   quarters go like the worst and the best so far (30/30 and 12/10).
//
// The first rule that has what it needs is used:
//   kFinal   quarter IV is reported: nothing is left to be forecast
//   kSeason  earlier years, added up: the share of the year that they had reached by the same quarter
//   kPlan    the targets of the quarters: the share of the year that was promised by then
//   kTrend   `last`: the mean step between the reported quarters, going on, not beyond the year's target
//   kPace    `sum`: the mean of a quarter so far, going on; else the figure stays as it is
// What was not reported adds nothing, as in the achievement. The range spans the remaining quarters going
// like the worst and like the best so far, and each earlier year by itself; it is missing when one quarter is
// all there is.
//
// Errors: none; what leaves 128 bits on the way, texts and ranges have no forecast (kNone). Threads: pure.
#pragma once

#include <span>

#include "modules/performance/rules/achievement.h"

namespace sinergi::performance {

enum class ForecastRule { kNone, kFinal, kSeason, kPlan, kTrend, kPace };
std::string_view TextKey(ForecastRule rule);  // "forecast.rule_none" …: the rule in one sentence

// What was realised in the quarters of an earlier year, in millionths.
using QuarterFigures = std::array<std::optional<int64_t>, 4>;

struct Forecast {
  ForecastRule rule = ForecastRule::kNone;
  int quarter = 0;  // the last one reported
  int years = 0;    // earlier years it rests on
  // The figure of the whole year, in millionths.
  int64_t expected = 0, low = 0, high = 0;
  bool has_range = false;
  Achievement achievement;  // of the year, if the expected figure comes
  Score worst, best;        // raw achievement at the ends of the range

  explicit operator bool() const { return rule != ForecastRule::kNone; }
};

// From what stands up to and including `quarter` (1..4). `earlier`: complete years only are used.
Forecast ForecastOf(const IndicatorFigures& figures, std::span<const QuarterFigures> earlier, int quarter);

}  // namespace sinergi::performance
