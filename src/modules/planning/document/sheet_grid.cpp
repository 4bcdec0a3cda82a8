#include "modules/planning/document/sheet_grid.h"

#include <algorithm>

#include "base/decimal.h"
#include "base/text.h"

namespace sinergi::planning {

Grid GridOf(const sheets::Workbook& book, const sheets::Sheet& sheet) {
  Grid grid(static_cast<size_t>(sheet.row_count));
  for (auto& row : grid) row.resize(static_cast<size_t>(std::min(sheet.column_count, 200)));
  sheet.Each([&](sheets::CellRef at, const sheets::Cell& cell) {
    const size_t r = static_cast<size_t>(at.row), column = static_cast<size_t>(at.column);
    if (r >= grid.size() || column >= grid[r].size()) return;
    const size_t style = static_cast<size_t>(cell.style);
    grid[r][column] = {cell.text, cell.kind == sheets::Cell::Kind::kNumber,
                       style < book.styles.size() && book.styles[style].percent,
                       cell.kind == sheets::Cell::Kind::kError};
  });
  return grid;
}

Grid GridOf(const std::vector<std::vector<std::string>>& csv_rows) {
  Grid grid;
  for (const auto& row : csv_rows) {
    auto& line = grid.emplace_back();
    for (const std::string& text : row) {
      // Our own CSV guards what looks like a formula with an apostrophe.
      const bool guarded = text.size() > 1 && text[0] == '\'' &&
                           std::string_view("=+-@\t\r").find(text[1]) != std::string_view::npos;
      line.push_back({guarded ? text.substr(1) : text});
    }
  }
  return grid;
}

const SheetCell& CellAt(const Grid& grid, size_t row, size_t column) {
  static const SheetCell kNone;
  return row < grid.size() && column < grid[row].size() ? grid[row][column] : kNone;
}

std::string PlaceIn(const std::string& sheet, size_t row, size_t column) {
  const std::string cell = sheets::CellRef{static_cast<int>(row), static_cast<int>(column)}.A1();
  return sheet.empty() ? cell : sheet + "!" + cell;
}

bool SaysNothing(const SheetCell& cell) {
  const std::string_view text = TrimBlanks(cell.text);
  return text.empty() || text == "-" || text == "–";
}

std::optional<Money> AmountOfCell(const SheetCell& cell) {
  const std::string_view text = TrimBlanks(cell.text);
  const std::optional<int64_t> sen = cell.number ? ReadComputed(text, 2) : std::nullopt;
  const std::optional<Money> amount = sen           ? std::optional<Money>(Money::Sen(*sen))
                                      : cell.number ? std::nullopt
                                                    : Money::Parse(text);
  return amount && amount->sen() >= 0 ? amount : std::nullopt;
}

std::optional<Quantity> TargetOfCell(const SheetCell& cell) {
  if (!cell.number) return Quantity::Read(FoldBlanks(cell.text), NumberStyle::kIndonesian);
  const std::optional<int64_t> micro = ReadComputed(cell.text, cell.percent ? 8 : 6);
  if (!micro) return {};
  Quantity quantity = Quantity::Number(*micro);
  return cell.percent ? Quantity::Read(quantity.text + " %", NumberStyle::kIndonesian) : quantity;
}

}  // namespace sinergi::planning
