// Writer: makes an XLSX file (libxlsxwriter, constant memory). Rows must be written in order.
// A text that a spreadsheet could take for a formula is written as text, never as a formula: only
// WriteFormula makes one. Characters that XML has not are dropped; a text over Excel's 32,767 characters is
// cut and ends in "…". Inside of a row the order is free; heights and comments may be given ahead of their
// rows. One thread at a time.
//
//   Writer writer;
//   writer.AddSheet("Evaluasi");
//   writer.WriteNumber({0, 0}, "1500000.5", {.number_format = "#,##0.00"});
//   std::string bytes = writer.Finish();
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "platform/sheets/workbook.h"

namespace sinergi::sheets {

struct CellFormat {
  bool bold = false, border = false, wrap = false, centre = false, fill = false, locked = true, input = false;
  int indent = 0;
  std::string number_format = {};  // "#,##0", "0.00"
  friend bool operator==(const CellFormat&, const CellFormat&) = default;
};

class Writer {
 public:
  Writer();
  ~Writer();
  void AddSheet(std::string_view name);  // the following calls go to it; names are cleaned and made unique
  void SetColumn(int column, double width);
  void HideColumn(int column);
  void SetRowHeight(int row, double points);
  void Freeze(CellRef below_and_right_of);
  void Landscape(int fit_pages_wide, int repeat_first_row, int repeat_last_row);  // A4; rows from 0, -1: none
  void Merge(CellRange range, std::string_view text, const CellFormat& format);
  void WriteText(CellRef ref, std::string_view text, const CellFormat& format = {});
  // A number from its exact decimal text ("-1234.5"; not grouped). XLSX knows doubles alone: the text becomes
  // the nearest one here and nowhere before, so figures of up to 15 digits stay exact.
  void WriteNumber(CellRef ref, std::string_view plain_decimal, const CellFormat& format = {});
  // `value` is the result to show before recalculation, as decimal text or text.
  void WriteFormula(CellRef ref, std::string_view formula, std::string_view value,
                    const CellFormat& format = {});
  void WriteBlank(CellRef ref, const CellFormat& format);
  void Comment(CellRef ref, std::string_view text);
  void Protect();
  std::string Finish();  // the file's bytes; the writer is then spent

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sinergi::sheets
