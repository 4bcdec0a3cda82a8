// Target of an index (target indeks): what the RPJMD promises for each year, 3.1 in 2022 rising to 2026. It
// belongs to a series: instruments that follow each other under one name, so that a line of years stays one
// line, with a break where the instrument changes. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/decimal.h"
#include "modules/assessment/assessment_sheet.h"

namespace sinergi::assessment {

// "spbe-2018", "spbe-2020" -> "spbe"; "pemdi-2026" -> "spbe": PermenPANRB 8/2026 puts it in the place of
// 59/2020.
std::string SeriesOf(std::string_view instrument_id);

struct YearTarget {
  int year = 0;
  int64_t target_micro = 0;
  std::string source;  // "RPJMD 2021–2026"
};

// One year of a series: what was promised and what was reached.
struct TrendYear {
  int year = 0;
  std::optional<int64_t> target_micro;
  std::optional<int64_t> index_micro;  // of the closed assessment of that year
  std::string instrument, printed, predicate;
  int64_t assessment_id = 0;
  bool break_before = false;  // measured by another instrument than the year before it that was measured
};
// Of one subject; years that have either, rising. Of two closed assessments of one year the later opened
// counts.
std::vector<TrendYear> TrendOf(const std::vector<AssessmentHead>& heads,
                               const std::vector<YearTarget>& targets, std::string_view series,
                               int64_t unit_id);

int64_t MicroOf(const Decimal& decimal);
std::string PrintIndex(const Decimal& decimal);  // "2,44": all places

}  // namespace sinergi::assessment
