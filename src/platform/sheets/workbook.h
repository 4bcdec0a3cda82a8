// Workbook: a spreadsheet as read, cells with their values and their formulas. XLSX only (ZIP + XML,
// streamed); hostile files are refused with a reason and the place.
//
//   Result<Workbook> book = ReadXlsx(bytes, limits);
//   const Cell* cell = book->sheets[0].At({83, 10});      // K84
//   cell->formula                                          // "SUM(K85:K88)"; shared formulas are written out
//
// Values are kept as the file has them: `text` of a number is the file's decimal text, so nothing is lost to
// doubles.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"

namespace sinergi::sheets {

struct CellRef {
  int row = 0;                                               // from 0: row 84 of the sheet is 83
  int column = 0;                                            // from 0: K is 10
  static std::optional<CellRef> Parse(std::string_view a1);  // "K84", "$K$84"
  std::string A1() const;
  friend auto operator<=>(const CellRef&, const CellRef&) = default;
};
std::string ColumnName(int column);  // 10 -> "K"

struct CellRange {
  CellRef from, to;  // inclusive, from ≤ to in both directions
  bool Contains(CellRef ref) const;
  std::string A1() const;
};

struct Cell {
  enum class Kind { kEmpty, kNumber, kText, kBool, kError };
  Kind kind = Kind::kEmpty;
  std::string text = {};  // number: decimal text as stored; text: the string; bool: "1"/"0"; error: "#DIV/0!"
  std::string formula = {};    // without "="; empty when the cell was typed
  int style = 0;               // index into Workbook::styles
  bool array_formula = false;  // the formula computes with whole ranges at once: {=SUM(A1:A9*B1:B9)}
};

// What the importer needs of a cell's look.
struct Style {
  bool bold = false;
  bool text_format = false;  // number format "@"
  bool percent = false;      // number format with %
  bool date = false;
  int indent = 0;
};

struct Sheet {
  std::string name;
  bool hidden = false;
  std::vector<CellRange> merges;
  std::vector<int> hidden_rows, hidden_columns;  // sorted
  int row_count = 0, column_count = 0;           // extent of cells that hold something

  const Cell* At(CellRef ref) const;  // null when empty
  void Put(CellRef ref, Cell cell);
  bool RowHidden(int row) const;
  // The range that merges this cell with others, if any; its value stands in the first cell.
  const CellRange* MergeAt(CellRef ref) const;
  // Calls fn(ref, cell) for every filled cell, row by row from the left.
  template <class Fn>
  void Each(Fn&& fn) const;

  struct RowCells {
    std::vector<std::pair<int, Cell>> cells;  // by column, sorted
  };
  std::vector<RowCells> rows;  // rows[r] may be empty

  // Sorts the merges and makes MergeAt fast; ReadXlsx has done it. Merges added later are found all the same.
  void IndexMerges();
  std::vector<int> merge_reach;  // per merge: the last row that it or one before it covers
};

struct Workbook {
  std::vector<Sheet> sheets;
  std::vector<Style> styles;
  std::unordered_map<std::string, std::string> defined_names;
};

struct ReadLimits {
  uint64_t file_bytes = 50ull << 20;
  uint64_t unpacked_bytes = 400ull << 20;  // all parts together
  uint64_t ratio = 200;                    // unpacked : packed of any part over 1 MB
  uint64_t cells = 2'000'000;
  uint64_t cell_bytes = 32'767 * 4;  // Excel's own limit of characters
  int parts = 2'000;
};

// Errors: sheets.not_xlsx, sheets.too_large, sheets.zip_bomb, sheets.truncated, sheets.too_many_cells,
// sheets.cell_too_long {0}=sheet!cell, sheets.bad_xml {0}=part {1}=line, sheets.encrypted, sheets.old_xls,
// sheets.bad_encoding {0}=part. DOCTYPE and entities of their own are refused. Cells without a value and a
// formula are left out; hidden rows and columns are listed up to the last that holds a cell.
Result<Workbook> ReadXlsx(std::string_view bytes, const ReadLimits& limits = {});

template <class Fn>
void Sheet::Each(Fn&& fn) const {
  for (int r = 0; r < static_cast<int>(rows.size()); ++r)
    for (const auto& [column, cell] : rows[static_cast<size_t>(r)].cells) fn(CellRef{r, column}, cell);
}

}  // namespace sinergi::sheets
