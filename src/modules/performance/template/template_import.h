// Reads our own workbooks back: the officers' entries and the planners' plan. Changed headings, a missing key
// column or a foreign workbook are refused with the place; what cannot be read in a row is a finding, and
// that cell is not taken.
//
//   Result<sheets::Workbook> book = sheets::ReadXlsx(bytes);
//   Result<EntryImport> entries = ReadEntryTemplate(*book);
//
// Other errors than SheetReader's: template.period_unreadable, template.year_unreadable {0}=cell.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "modules/performance/plan_year.h"
#include "modules/performance/workbook/finding.h"
#include "platform/sheets/workbook.h"

namespace sinergi::performance::templates {

struct Entry {
  int64_t indicator_id = 0;  // 0: the plan came from a file; code and name say which
  int version = 0;           // of the measurement when the workbook was made; 0: there was none
  std::string code, node, indicator;
  Quantity realised;
  std::string obstacle, solution, driver, follow_up;
  int row = 0;  // of the sheet, from 1
};

struct EntryImport {
  int64_t plan_id = 0;
  Period period;
  std::vector<Entry> entries;  // rows with something in them
  std::vector<Finding> findings;
};
Result<EntryImport> ReadEntryTemplate(const sheets::Workbook& book);

struct PlanImport {
  PlanYear plan;
  std::vector<Finding> findings;
};
Result<PlanImport> ReadPlanTemplate(const sheets::Workbook& book);

}  // namespace sinergi::performance::templates
