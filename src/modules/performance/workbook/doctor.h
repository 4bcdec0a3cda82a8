// The workbook doctor: reads the formulas of an E.81 workbook, not only its values, and names every
// arithmetic fault by cell with the right value.
//
//   DoctorReport report = Examine(book);
//   report.findings[0]      // fault sum_misses_rows, K84, found 943137271, expected 1029053476
//
// A fault that is there only because a cell it reads is wrong is "sum_of_wrong" and names that cell.
// `expected` is what the cell shows once every root fault is corrected. Findings stand in the order of their
// sheets, rows and columns. Pure; binary doubles are used only to compare the workbook with itself.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/performance/workbook/finding.h"
#include "platform/sheets/workbook.h"

namespace sinergi::performance {

// What a cell must hold instead.
struct Correction {
  size_t sheet = 0;
  sheets::CellRef ref;
  std::string formula;  // empty: a typed number
  std::string value;    // plain decimal; of followers only the value changes
};

struct DoctorReport {
  std::vector<std::string> sheets;  // examined
  std::vector<Finding> findings;
  std::vector<Correction> corrections;  // of the root faults
  std::vector<Correction> followers;    // cells whose value changes with them
  int Faults() const;
};

DoctorReport Examine(const sheets::Workbook& book);

// Findings of one kind, column and cause as one entry for a readable list.
struct FindingGroup {
  Finding first;
  std::vector<std::string> cells;
};
std::vector<FindingGroup> GroupFindings(const std::vector<Finding>& findings);

}  // namespace sinergi::performance
