// Fills the cells of one row: shown text, exact figure, formula.
#pragma once

#include <vector>

#include "modules/performance/form/document_facts.h"
#include "modules/performance/form/row_figures.h"
#include "modules/performance/form/table_rows.h"

namespace sinergi::performance::form {

struct CellContext {
  const Form& form;
  const PlanYear& plan;
  const Evaluation& evaluation;
  const RowPlan& rows;
  const DocumentFacts* facts = nullptr;  // of a document's form
};

// Cells of row `row`, one a slot.
std::vector<Cell> CellsOfRow(const CellContext& context, int row);

// Nothing to compute: an en dash.
Cell NothingCell();

}  // namespace sinergi::performance::form
