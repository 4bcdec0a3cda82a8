#include <algorithm>

#include "modules/register/paper_period.h"
#include "modules/register/record_list.h"
#include "modules/register/record_values.h"

namespace sinergi::registers {
namespace {

constexpr int kBookRowsAtOnce = 500;

bool IsTrue(const Definition& definition, const Record& record, const expression::Expression& condition,
            const Date& today) {
  const expression::Value answer = condition.Evaluate(LookupOf(definition, record, today));
  return answer.yes() != nullptr && *answer.yes();
}

// All records of the period by its day and their numbers.
Result<std::vector<Record>> BookRecords(const PeriodScene& scene, const Paper& paper, const Days& days) {
  const Definition& definition = scene.here.definition;
  ListQuery query;
  query.units = ReadableUnits(scene.context, definition);
  if (query.units && query.units->empty()) return kernel::Forbidden();
  const std::string dated = paper.dated_by.empty() ? "made" : paper.dated_by;
  query.personal = scene.personal == Personal::kShown;
  query.filters = {{dated + "_from", days.from.Iso()}, {dated + "_to", days.to.Iso()}};
  query.sort = dated;
  query.limit = kBookRowsAtOnce;
  std::vector<Record> records;
  for (;; query.offset += kBookRowsAtOnce) {
    Result<RecordPage> page =
        ListRecords(scene.c, scene.context.government.id, definition, query, scene.context.today);
    if (!page.ok()) return page.error();
    for (Record& record : page->rows)
      if (!paper.where || IsTrue(definition, record, *paper.where, scene.context.today))
        records.push_back(std::move(record));
    if (records.size() > static_cast<size_t>(kBookMost))
      return Error{ErrorKind::kTooLarge, "register.export_too_large", {std::to_string(kBookMost)}};
    if (page->rows.size() < static_cast<size_t>(kBookRowsAtOnce)) return records;
  }
}

std::string BookCellText(const PeriodScene& scene, const Printing& how, const Record& record,
                         const PaperColumn& column) {
  const Definition& definition = scene.here.definition;
  if (column.mark && !IsTrue(definition, record, *column.mark, scene.context.today)) return "";
  std::string text = column.mark && column.of.empty() ? "√" : "";
  for (const std::string& name : column.of) {
    const std::string part = PrintCell(how, record, name, scene.personal);
    if (!part.empty()) text += (text.empty() ? "" : "\n") + part;
  }
  return text;
}

PaperTable::Head HeadOf(const kernel::Visit& v, const Definition& definition, const PaperColumn& column) {
  PaperTable::Head head;
  head.title = column.title.id.empty() ? ColumnTitle(v, definition, column.of.front()) : column.title.id;
  head.under = column.under.id;
  const Field* field = column.of.size() == 1 ? definition.FieldNamed(column.of[0]) : nullptr;
  head.number = field != nullptr && field->type->Places() >= 0;
  return head;
}

}  // namespace

Result<PaperSheet> BookSheet(const PeriodScene& scene, const Paper& paper, const Days& days) {
  const Definition& definition = scene.here.definition;
  const Result<std::vector<Record>> records = BookRecords(scene, paper, days);
  if (!records.ok()) return records.error();
  kernel::Visit v = scene.here.v;
  v.lang = Lang::kId;
  const Printing how{v, scene.context, definition};
  PaperSheet sheet;
  FillLetterhead(v, 0, sheet);
  sheet.title = paper.title.id;
  sheet.subtitle = v.T("papers.from_to", {PaperDay(days.from), PaperDay(days.to)});
  sheet.landscape = true;
  PaperBlock block{PaperBlock::Kind::kTable, {}};
  block.table.counted = true;
  block.table.heads.push_back({v.T("papers.row_number"), ""});
  for (const PaperColumn& column : paper.columns) block.table.heads.push_back(HeadOf(v, definition, column));
  for (const Record& record : *records) {
    std::vector<std::string> row = {std::to_string(block.table.rows.size() + 1)};
    for (const PaperColumn& column : paper.columns) row.push_back(BookCellText(scene, how, record, column));
    block.table.rows.push_back(std::move(row));
  }
  sheet.blocks.push_back(std::move(block));
  return sheet;
}

std::vector<std::string> PersonalIn(const Paper& book, const Definition& definition) {
  std::vector<std::string> names;
  for (const PaperColumn& column : book.columns)
    for (const std::string& name : column.of)
      if (const Field* field = definition.FieldNamed(name); field != nullptr && field->personal)
        names.push_back(name);
  return names;
}

}  // namespace sinergi::registers
