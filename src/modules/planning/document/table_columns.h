// TableColumns: what the columns of a printed planning table mean, by their headings over one row or several.
//
//   INDIKATOR | KONDISI AWAL 2024 | TARGET DAN PAGU INDIKATIF              -> baseline, target 2025, amount 2025 …
//             |                   | 2025            | 2026 …
//             |                   | Target | Rp     | …
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "modules/planning/document/document.h"
#include "modules/planning/document/sheet_grid.h"

namespace sinergi::planning {

struct TableColumns {
  size_t first_row = 0, rows = 0;  // of the headings
  std::vector<size_t> code;        // a code may be spread over several columns
  struct NameColumn {
    size_t column = 0;
    std::optional<DocumentLevel> level;      // a column of goals alone; empty: the code or the name tells,
    std::optional<DocumentLevel> otherwise;  // and when they do not, the only level its heading names
  };
  std::vector<NameColumn> names;
  int indicator = -1, unit = -1, baseline = -1, agency = -1, location = -1, funding = -1;
  std::map<int, size_t> targets, amounts;  // by year

  size_t EndRow() const { return first_row + rows; }
};

// The first table whose headings begin at `from` or below: it has a column of indicators and at least one year. Merged cells
// of `grid` are written out (Unmerged).
std::optional<TableColumns> FindTable(const Grid& grid, size_t from);

// The grid with every merged heading cell filled with its text.
Grid Unmerged(Grid grid, const sheets::Sheet& sheet, size_t from, size_t to);

}  // namespace sinergi::planning
