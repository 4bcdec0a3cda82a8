#include "modules/register/register_rows_view.h"

#include "base/text.h"
#include "modules/register/register_words.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;

constexpr size_t kCellBytes = 240;

// A title that sorts by its column: upwards first, then downwards. What is personal sorts nothing.
void FillTitle(const Here& here, std::string_view column, const ListAddress& address, Dict& head) {
  const Field* field = here.definition.FieldNamed(column);
  const bool sorts = field == nullptr || (!field->personal && field->type->Columns(*field).size() == 1);
  if (!sorts) return head.ShowSection("PLAIN");
  const std::string up(column), down = "-" + up;
  const std::string_view now = address.Get("sort");
  head.ShowSection("SORTS");
  head.SetValue("SORT_URL", here.Path() + address.With("sort", now == up ? down : up));
  if (now == up) head.SetValueAndShowSection("ARIA", "ascending", "SORTED");
  if (now == down) head.SetValueAndShowSection("ARIA", "descending", "SORTED");
}

const ClockTimes* ClockOfCell(const Definition& definition, const Record& record, std::string_view column) {
  if (!column.ends_with(".due")) return nullptr;
  const RegisterClock* clock = definition.ClockNamed(column.substr(0, column.size() - 4));
  return clock == nullptr ? nullptr : &record.clocks[static_cast<size_t>(clock - definition.clocks.data())];
}

bool IsNumber(const Definition& definition, std::string_view column) {
  const Field* field = definition.FieldNamed(column);
  return field != nullptr && field->type->Places() >= 0;
}

void FillRowCell(const Printing& how, const Record& record, std::string_view column, Dict& cell) {
  const std::string text = PrintCell(how, record, column, Personal::kMasked);
  cell.SetValue("CELL", Shorten(text, kCellBytes));
  cell.SetValue("CELL_TITLE", ColumnTitle(how.v, how.definition, column));
  if (text == kDots) cell.ShowSection("HIDDEN_WORD");
  if (IsNumber(how.definition, column)) cell.ShowSection("NUMBER");
  Tagged tagged;
  if (const ClockTimes* clock = ClockOfCell(how.definition, record, column)) tagged = DueWords(how.v, *clock);
  if (!tagged.text.empty()) {
    Dict& tag = *cell.AddSectionDictionary("TAGGED");
    tag.SetValue("TAG", tagged.tag);
    tag.SetValue("TAG_TEXT", tagged.text);
  }
}

}  // namespace

void AddFilterOption(Dict& filter, std::string_view value, std::string_view text, std::string_view chosen) {
  Dict& option = *filter.AddSectionDictionary("OPTION");
  option.SetValue("VALUE", std::string(value));
  option.SetValue("TEXT", std::string(text));
  if (value == chosen) option.ShowSection("CHOSEN");
}

void FillRows(const Here& here, const RecordContext& context, const std::vector<std::string>& columns,
              const ListAddress* address, const std::vector<Record>& rows, Dict& page) {
  const Printing how{here.v, context, here.definition};
  for (const std::string& column : columns) {
    Dict& head = *page.AddSectionDictionary("HEAD");
    head.SetValue("HEAD_TITLE", ColumnTitle(here.v, here.definition, column));
    if (IsNumber(here.definition, column)) head.ShowSection("HEAD_NUMBER");
    if (address != nullptr) FillTitle(here, column, *address, head);
    if (address == nullptr) head.ShowSection("PLAIN");
  }
  for (const Record& record : rows) {
    Dict& row = *page.AddSectionDictionary("ROW");
    row.SetValue("URL", here.Path(std::to_string(record.id)));
    row.SetIntValue("ID", record.id);
    row.SetIntValue("RV", record.version);
    row.SetValue("NAME", RecordName(how, record));
    std::string first = columns.empty() ? "" : PrintCell(how, record, columns[0], Personal::kMasked);
    if (first.empty() || first == kDots)
      first = record.number.empty() ? "#" + std::to_string(record.id) : record.number;
    row.SetValue("FIRST", Shorten(first, kCellBytes));
    for (size_t i = 1; i < columns.size(); ++i)
      FillRowCell(how, record, columns[i], *row.AddSectionDictionary("COLUMN"));
  }
}

}  // namespace sinergi::registers
