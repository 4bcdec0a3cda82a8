// CellValue: what stands in a cell of a workbook, as an exact number where it is one. SheetView reads the
// cells of one sheet.
//
//   SheetView view(book, 0, recalculation);
//   view.Value(83, 10).micro        // K84 in millionths, 128 bits: money and shares
//
// A computed cell whose result is not stored in the file (files written by programs) is computed anew.
// Nothing is guessed: a text that could be a number stays kNumberText until somebody decides.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"
#include "platform/sheets/formula.h"
#include "platform/sheets/workbook.h"

namespace sinergi::performance {

struct CellValue {
  enum class Kind { kBlank, kNumber, kNumberText, kText, kError };
  Kind kind = Kind::kBlank;
  Int128 micro = 0;       // kNumber and kNumberText
  std::string text;       // as stored
  bool computed = false;  // by a formula
  bool blank() const { return kind == Kind::kBlank; }
  bool number() const { return kind == Kind::kNumber; }
};

// "1234567.5" from millionths, zeros cut; "1.234.567,5" the Indonesian way.
std::string PlainMicro(Int128 micro);
std::string PrintMicro(Int128 micro);
// A decimal as programs write it, in millionths rounded half-up; empty when it is none or leaves the range.
std::optional<Int128> ReadMicro(std::string_view text);
// A number that somebody typed as text: "1.234.567", "Rp 1.234.567,-", "1,234.50", "85 %".
std::optional<Int128> ReadTypedNumber(std::string_view text);
// From a binary double, as Excel would store it (15 to 17 digits).
std::optional<Int128> MicroOf(double number);

class SheetView {
 public:
  SheetView(const sheets::Workbook& book, size_t sheet, sheets::Recalculation& anew)
      : book_(book), sheet_(book.sheets[sheet]), index_(sheet), anew_(anew) {}

  const sheets::Workbook& book() const { return book_; }
  const sheets::Sheet& sheet() const { return sheet_; }
  size_t index() const { return index_; }
  sheets::Recalculation& anew() const { return anew_; }

  const sheets::Cell* Cell(int row, int column) const { return sheet_.At({row, column}); }
  std::string_view Formula(int row, int column) const;
  CellValue Value(int row, int column) const;
  // What the formulas of the file give, computed anew; kBlank where that cannot be told.
  CellValue Anew(int row, int column) const;
  // Text or number of a cell as text with blanks folded.
  std::string Text(int row, int column) const;
  // True when the cell is covered by a merge that begins in a row above.
  bool MergedFromAbove(int row, int column) const;
  const sheets::Style& StyleOf(int row, int column) const;

 private:
  const sheets::Workbook& book_;
  const sheets::Sheet& sheet_;
  size_t index_;
  sheets::Recalculation& anew_;
};

CellValue ValueOf(const sheets::Computed& computed);

}  // namespace sinergi::performance
