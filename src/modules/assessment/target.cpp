#include "modules/assessment/target.h"

#include <map>

namespace sinergi::assessment {

std::string SeriesOf(std::string_view instrument_id) {
  const std::string_view name = instrument_id.substr(0, instrument_id.find('-'));
  return std::string(name == "pemdi" ? "spbe" : name);
}

std::vector<TrendYear> TrendOf(const std::vector<AssessmentHead>& heads,
                               const std::vector<YearTarget>& targets, std::string_view series,
                               int64_t unit_id) {
  std::map<int, TrendYear> years;
  for (const YearTarget& target : targets) years[target.year].target_micro = target.target_micro;
  for (const AssessmentHead& head : heads) {
    if (!head.at.closed || !head.index || head.unit_id != unit_id || SeriesOf(head.instrument) != series)
      continue;
    TrendYear& year = years[head.year];
    if (year.assessment_id > head.id) continue;
    year.index_micro = MicroOf(*head.index);
    year.instrument = head.instrument;
    year.printed = PrintIndex(*head.index);
    year.predicate = head.predicate;
    year.assessment_id = head.id;
  }
  std::vector<TrendYear> trend;
  std::string before;
  for (auto& [year, figures] : years) {
    figures.year = year;
    if (figures.index_micro) {
      figures.break_before = !before.empty() && before != figures.instrument;
      before = figures.instrument;
    }
    trend.push_back(figures);
  }
  return trend;
}

int64_t MicroOf(const Decimal& decimal) {
  int64_t micro = decimal.units;
  for (int place = decimal.places; place < 6; ++place) micro *= 10;
  return micro;
}

std::string PrintIndex(const Decimal& decimal) {
  return PrintDecimal(decimal.units, decimal.places, decimal.places);
}

}  // namespace sinergi::assessment
