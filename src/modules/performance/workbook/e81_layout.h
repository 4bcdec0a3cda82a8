// E81Layout: where the table of an E.81 workbook stands: sheet, header rows, and which column holds what.
// Found by meaning (header words, merged headers, the row of K and Rp, the numbering row), never by fixed
// cells.
//
//   Result<std::vector<E81Layout>> tables = FindE81(book);   // one per sheet that holds such a table
//
// Reads the 15-, 16- and 17-column forms, with or without a column of units, codes, or of shares (%) between
// K and Rp. Source: Permendagri 86/2017, form E.81, and workbooks as agencies make them. Columns are from 0,
// -1: none.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/result.h"
#include "platform/sheets/workbook.h"

namespace sinergi::performance {

// One pair of columns of the form: performance (K), sometimes a share (%), money (Rp).
struct ColumnGroup {
  int k = -1, percent = -1, rp = -1;
  bool found() const { return k >= 0 || rp >= 0; }
};

struct ColumnSpan {
  int first = -1, last = -1;
  bool found() const { return first >= 0; }
};

struct E81Layout {
  size_t sheet = 0;
  std::string sheet_name;
  int header_first = 0, first_row = 0;  // first row of the header; first row of the data
  ColumnSpan code, name;                // names of levels may stand in columns of their own
  int number = -1, indicator = -1, unit = -1, responsible = -1, note = -1;
  ColumnGroup renstra, before, target, quarter[4], year, renja_rate, to_date, renstra_rate;
  std::string year_header;  // text over the year's target: often names the year

  // Columns of money that a parent adds up: Renstra, before, target, four quarters, year. -1 where there is
  // none.
  std::array<int, 8> MoneyColumns() const;
};

// Error performance.e81_not_found {0}=what was looked for and not found in the sheet that came nearest.
Result<std::vector<E81Layout>> FindE81(const sheets::Workbook& book);

}  // namespace sinergi::performance
