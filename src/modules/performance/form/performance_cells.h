// Cells of performance (K): the figure, what is shown, and the formula that follows the indicator's
// aggregation and direction. What a spreadsheet cannot compute (texts, ranges) is typed, with the reason
// beside it.
#pragma once

#include "modules/performance/form/form_table.h"
#include "modules/performance/form/row_figures.h"

namespace sinergi::performance::form {

struct PerformanceRow {
  const Indicator& indicator;
  Period period;
  int row = 0;           // of the table
  bool measured = true;  // false: nobody measured in the year, so nothing is not 0
};

Cell TypedCell(const PerformanceRow& row, const Figure& figure);
Cell YearCell(const PerformanceRow& row, const Slot& slot, const Figure& figure);
Cell JoinedCell(const PerformanceRow& row, const Slot& slot, const Figure& figure);
// `slot` is a rate; its operands are realised and target.
Cell RateCell(const PerformanceRow& row, const Slot& slot, const Figure& realised, const Figure& target);

}  // namespace sinergi::performance::form
