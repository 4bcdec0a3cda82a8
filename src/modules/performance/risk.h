// Risk: which indicators a head of agency must look at first. One rule, in one place, printed on the
// dashboard: at risk is an indicator that was due in a quarter that has ended and was not reported, or that
// is expected to end the year below 75 % of its target (see rules/forecast.h). Where nothing can be forecast,
// the achievement to date stands in. Due is a quarter with a target of its own; without quarterly targets,
// the last quarter. Pure.
#pragma once

#include "base/clock.h"
#include "modules/performance/evaluation.h"
#include "modules/performance/rules/forecast.h"

namespace sinergi::performance {

constexpr Score kRiskBelow = Score::Percent(75);

enum class Risk { kNone, kLow, kNotReported };

// Something is to be reported for the quarter.
bool IsDue(const Indicator& indicator, int quarter);
// A figure of that very quarter counts.
bool IsReported(const Indicator& indicator, int quarter);
Risk RiskOf(const Indicator& indicator, const Achievement& achievement, const Forecast& forecast,
            Period period, const Date& today);

}  // namespace sinergi::performance
