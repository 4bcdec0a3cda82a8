// Which nodes and indicators make the rows of a form, and which rows stand below which.
#pragma once

#include <vector>

#include "modules/performance/form/form_table.h"

namespace sinergi::performance::form {

struct RowPlan {
  std::vector<Row> rows;  // without cells
  std::vector<std::vector<int>>
      children;            // by row: first rows of the nodes just below it; only of first rows
  std::vector<int> roots;  // first rows with nothing above them
};

// A leaf below the topmost level is shown even when the form leaves out its level: a parent's money is the
// sum of what is shown, so nothing may be missing.
RowPlan PlanRows(const Form& form, const PlanYear& plan);

}  // namespace sinergi::performance::form
