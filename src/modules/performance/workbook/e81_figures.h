// E81Figures: the cells of one indicator row as quantities, and how its quarters make its year.
#pragma once

#include <array>
#include <optional>

#include "base/quantity.h"
#include "modules/performance/rules/achievement.h"
#include "modules/performance/workbook/cell_value.h"
#include "modules/performance/workbook/e81_layout.h"

namespace sinergi::performance {

struct E81Figures {
  Quantity target_renstra, before, target, year;
  std::array<std::optional<Quantity>, 4> quarter;  // empty: nothing stands there
  Aggregation aggregation = Aggregation::kSum;
  bool contradicts = false;  // the year is neither sum, last, largest nor mean of its quarters
};

E81Figures ReadFigures(const SheetView& view, const E81Layout& layout, int row);

// A figure that is a share, an index, a score: it is not added up over years, and only in parts over
// quarters.
bool IsShareUnit(std::string_view unit, std::string_view indicator);

// How the year comes out of its quarters; empty when it does in none of the ways. Values in millionths.
std::optional<Aggregation> AggregationOf(const std::array<std::optional<Int128>, 4>& quarters, Int128 year);

// A share whose quarters are levels (80, 85, 90), not parts: two of them reach more than half of the target
// each.
bool QuartersAreLevels(const std::array<std::optional<Int128>, 4>& quarters, Int128 target);

}  // namespace sinergi::performance
