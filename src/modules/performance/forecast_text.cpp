#include "modules/performance/forecast_text.h"

#include "modules/performance/figure_text.h"

namespace sinergi::performance {

std::string PrintForecast(const kernel::Visit& v, const Forecast& forecast) {
  if (!forecast) return v.T("forecast.none");
  const auto number = [](int64_t micro) { return PrintDecimal(micro, 6, 2, Zeros::kTrim); };
  const std::string figure =
      v.T("forecast.figure", {number(forecast.expected), PrintRate(v, forecast.achievement)});
  if (!forecast.has_range || forecast.low == forecast.high) return figure;
  return v.T("forecast.with_range", {figure, number(forecast.low), number(forecast.high)});
}

std::string PrintForecastRule(const kernel::Visit& v, const Forecast& forecast) {
  return v.T(TextKey(forecast.rule), {std::to_string(forecast.years)});
}

}  // namespace sinergi::performance
