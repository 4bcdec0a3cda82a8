// What stands around the rows of a form: header, footers, signatures and the rules behind the figures.
#pragma once

#include "modules/performance/form/table_rows.h"

namespace sinergi::performance::form {

void AddHeader(FormTable& table, const PlanYear& plan);
// After the rows have their cells. A footer is row rows.size() + its index in formulas.
void AddFooters(FormTable& table, const PlanYear& plan, const Evaluation& evaluation, const RowPlan& rows);
void AddSignatures(FormTable& table, const PlanYear& plan);
void AddNotes(FormTable& table, const Evaluation& evaluation);

}  // namespace sinergi::performance::form
