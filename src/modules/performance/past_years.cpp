#include "modules/performance/past_years.h"

#include "base/text.h"

namespace sinergi::performance {
namespace {

std::string KeyOf(const PlanYear& plan, const Indicator& indicator) {
  return fmt::format("{}|{}|{}|{}|{}", plan.nodes[static_cast<size_t>(indicator.node)].code,
                     FoldText(indicator.name), FoldText(indicator.unit), Name(indicator.direction),
                     Name(indicator.aggregation));
}

}  // namespace

const Indicator* SameIndicatorIn(const PlanYear& other, const PlanYear& plan, const Indicator& indicator) {
  const std::string key = KeyOf(plan, indicator);
  const Indicator* found = nullptr;
  for (const Indicator& candidate : other.indicators) {
    if (!SameText(candidate.name, indicator.name) || KeyOf(other, candidate) != key) continue;
    if (found) return nullptr;
    found = &candidate;
  }
  return found;
}

PastYears::PastYears(std::span<const std::shared_ptr<const PlanYear>> plans) {
  for (size_t p = 0; p < plans.size(); ++p)
    for (const Indicator& indicator : plans[p]->indicators) {
      const IndicatorFigures figures = indicator.Figures();
      Past past{p, {}};
      for (size_t q = 0; q < 4; ++q)
        if (figures.realised[q].is_number()) past.figures[q] = figures.realised[q].low_micro;
      std::vector<Past>& all = by_key_[KeyOf(*plans[p], indicator)];
      // Two of the same name at one place cannot be told apart: neither is used.
      if (!all.empty() && all.back().plan == p)
        all.back().figures = {};
      else
        all.push_back(past);
    }
}

std::vector<QuarterFigures> PastYears::Of(const PlanYear& plan, const Indicator& indicator) const {
  std::vector<QuarterFigures> years;
  if (by_key_.empty()) return years;
  const auto found = by_key_.find(KeyOf(plan, indicator));
  if (found == by_key_.end()) return years;
  for (const Past& past : found->second) years.push_back(past.figures);
  return years;
}

Forecast PastYears::ForecastOf(const PlanYear& plan, const Indicator& indicator, int quarter) const {
  return performance::ForecastOf(indicator.Figures(), Of(plan, indicator), quarter);
}

}  // namespace sinergi::performance
