// The cells of a sheet as a grid, whatever file they come from, and what stands in a cell.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/money.h"
#include "base/quantity.h"
#include "platform/sheets/workbook.h"

namespace sinergi::planning {

// A cell as the two kinds of files have it.
struct SheetCell {
  std::string text;
  bool number = false;  // XLSX: `text` is the file's decimal text
  bool percent = false;
  bool error = false;
};
using Grid = std::vector<std::vector<SheetCell>>;

Grid GridOf(const sheets::Workbook& book, const sheets::Sheet& sheet);
Grid GridOf(const std::vector<std::vector<std::string>>& csv_rows);
const SheetCell& CellAt(const Grid& grid, size_t row, size_t column);  // an empty one outside

// "Program!C7"; without a sheet's name "C7".
std::string PlaceIn(const std::string& sheet, size_t row, size_t column);

bool SaysNothing(const SheetCell& cell);  // empty or a dash
// Not negative; empty when it is no amount.
std::optional<Money> AmountOfCell(const SheetCell& cell);
std::optional<Quantity> TargetOfCell(const SheetCell& cell);

}  // namespace sinergi::planning
