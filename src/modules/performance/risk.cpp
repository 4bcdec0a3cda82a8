#include "modules/performance/risk.h"

#include <algorithm>

namespace sinergi::performance {

bool IsDue(const Indicator& indicator, int quarter) {
  if (!indicator.target[static_cast<size_t>(quarter - 1)].empty()) return true;
  return quarter == 4 && !indicator.target_year.empty() &&
         std::ranges::all_of(indicator.target, &Quantity::empty);
}

bool IsReported(const Indicator& indicator, int quarter) {
  const auto& m = indicator.measured[static_cast<size_t>(quarter - 1)];
  return m && Counts(m->state) && !m->realised.empty();
}

Risk RiskOf(const Indicator& indicator, const Achievement& achievement, const Forecast& forecast,
            Period period, const Date& today) {
  if (achievement.state == Achievement::State::kNoTarget) return Risk::kNone;
  const bool ended = LastDay(period) < today;
  if (ended && IsDue(indicator, period.quarter) && !IsReported(indicator, period.quarter))
    return Risk::kNotReported;
  const Score expected = forecast ? forecast.achievement.raw : achievement.raw;
  return achievement.reported && expected < kRiskBelow ? Risk::kLow : Risk::kNone;
}

}  // namespace sinergi::performance
