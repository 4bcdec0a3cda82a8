// A filled form as a workbook with live formulas: what is typed anew in Excel or LibreOffice is computed anew
// by the rules that gave our figures. One sheet, A4 landscape, heading repeated on every page.
//
//   std::string bytes = WriteFormXlsx(MakeTable(form, plan, evaluation));
//
// A parent's money adds its children's cells; a figure that a spreadsheet cannot compute (texts, ranges) is
// typed and says why in a comment.
#pragma once

#include <string>

#include "modules/performance/form/form_table.h"
#include "platform/sheets/workbook.h"

namespace sinergi::performance::form {

std::string WriteFormXlsx(const FormTable& table);

// Where a table cell stands on the sheet. Row rows.size() + i is footer i.
sheets::CellRef SheetCell(const FormTable& table, int row, int slot);

}  // namespace sinergi::performance::form
