// ImportE81: an E.81 workbook, as agencies make them, as a PlanYear that Evaluate() takes.
//
//   Result<E81Import> got = ImportE81(book, {});
//   Evaluate(got->plan, {got->plan.year, 4}, {})
//
// Money is taken from the leaves only; a quarter's amount is put into its last month. What cannot be read is
// a finding with sheet and cell, and its place stays empty: nothing is guessed. `findings` holds what matters
// for reading; arithmetic faults of totals are the doctor's (doctor.h). Pure.
#pragma once

#include <vector>

#include "modules/performance/plan_year.h"
#include "modules/performance/workbook/e81_layout.h"
#include "modules/performance/workbook/e81_tree.h"

namespace sinergi::performance {

struct E81Options {
  int year = 0;  // 0: as the titles say
};

struct E81Import {
  PlanYear plan;
  std::vector<Finding> findings;
  std::vector<int> node_rows, indicator_rows;  // row in the sheet (from 1) of each node and indicator
  std::string sheet;
};

// Error: performance.e81_not_found (see FindE81), performance.e81_empty {0}=sheet: a table without rows.
Result<E81Import> ImportE81(const sheets::Workbook& book, const E81Options& options = {});

// The table of several that an import takes: visible, with the most quarters filled; the last of equals.
size_t ChooseTable(const sheets::Workbook& book, sheets::Recalculation& anew,
                   const std::vector<E81Layout>& tables);

}  // namespace sinergi::performance
