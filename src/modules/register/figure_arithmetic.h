// What a figure makes of the values of its records. Pure, exact.
#pragma once

#include <optional>
#include <vector>

#include "base/ratio.h"
#include "modules/register/definition.h"

namespace sinergi::registers {

// One record of the period. `value` is empty where the record has none; `counted` says that it is in the part
// of a share.
struct FigureRow {
  int64_t id = 0;
  std::optional<Ratio> value;
  std::string text;  // of distinct
  std::string day;   // of latest
  bool counted = true;
};

// Rows in any order.
std::optional<Ratio> FigureOfRows(FigureOf::Kind kind, int percentile, const std::vector<FigureRow>& rows);

}  // namespace sinergi::registers
