// Cells that hold words: number, objective, node, indicator, responsible unit, note.
#pragma once

#include "modules/performance/form/table_cells.h"

namespace sinergi::performance::form {

Cell TextCell(const CellContext& context, int row, const Slot& slot);

// Name of the objective (or, without one, the goal) above a node; "" when there is none.
std::string ObjectiveOf(const PlanYear& plan, int node);

}  // namespace sinergi::performance::form
