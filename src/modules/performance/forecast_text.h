// How a forecast is written for people: the figure with its achievement, the range, and the rule in one
// sentence.
#pragma once

#include <string>

#include "kernel/web.h"
#include "modules/performance/rules/forecast.h"

namespace sinergi::performance {

std::string PrintForecast(const kernel::Visit& v,
                          const Forecast& forecast);  // "68 (68,20 %), rentang 60 – 75"
std::string PrintForecastRule(const kernel::Visit& v,
                              const Forecast& forecast);  // "Menurut profil target: …"

}  // namespace sinergi::performance
