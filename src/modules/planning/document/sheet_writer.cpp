#include <set>

#include "modules/planning/document/document_sheet.h"
#include "modules/planning/document/sheet_columns.h"
#include "platform/sheets/csv.h"
#include "platform/sheets/writer.h"

namespace sinergi::planning {
namespace {

using sheets::CellFormat;
using sheets::Writer;

constexpr double kWidths[kSheetColumns] = {14, 22, 60, 30, 24, 22, 20, 24, 50, 14, 14, 20, 20, 20, 20, 16};
constexpr int kEmptyRows = 200, kTitleRow = 0, kHeadingRow = 2;

CellFormat Plain() {
  CellFormat format;
  format.border = format.wrap = true;
  return format;
}

std::vector<std::string> HeadingTexts(const std::vector<int>& years) {
  std::vector<std::string> texts(std::begin(kColumnWords), std::end(kColumnWords));
  for (const int year : years) {
    texts.push_back(std::string(kTargetWord) + " " + std::to_string(year));
    texts.push_back(std::string(kAmountWord) + " " + std::to_string(year));
  }
  return texts;
}

// What stands in a row: a node, an indicator of it, or both.
struct Line {
  const DocumentNode* node = nullptr;
  const DocumentIndicator* indicator = nullptr;
};

std::vector<Line> LinesOf(const DocumentContent& content) {
  std::vector<Line> lines;
  size_t at = 0;
  for (size_t i = 0; i < content.nodes.size(); ++i) {
    Line line{&content.nodes[i], nullptr};
    const size_t first = at;
    while (at < content.indicators.size() && content.indicators[at].node == static_cast<int>(i)) {
      line.indicator = &content.indicators[at++];
      lines.push_back(line);
      line.node = nullptr;
    }
    if (at == first) lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> TextsOf(const Line& line) {
  std::vector<std::string> texts(kSheetColumns);
  if (const DocumentNode* node = line.node) {
    texts[kColumnLevel] = std::string(kSheetLevelWords[static_cast<size_t>(node->level)]);
    texts[kColumnCode] = node->code;
    texts[kColumnName] = node->name;
    texts[kColumnServes] = node->serves;
    texts[kColumnAgency] = node->agency;
    texts[kColumnLocation] = node->location;
    texts[kColumnFunding] = node->funding;
    texts[kColumnNote] = node->note;
    texts[kColumnNationalPriority] = node->national_priority;
    texts[kColumnRegionalPriority] = node->regional_priority;
    texts[kColumnTargetGroup] = node->target_group;
  }
  if (line.indicator) {
    texts[kColumnIndicator] = line.indicator->name;
    texts[kColumnUnit] = line.indicator->unit;
    texts[kColumnBaseline] = line.indicator->baseline.text;
    texts[kColumnStandard] = line.indicator->standard;
    texts[kColumnKeyIndicator] = line.indicator->key_indicator;
  }
  return texts;
}

void WriteQuantity(Writer& writer, sheets::CellRef at, const Quantity* quantity) {
  if (!quantity || quantity->empty()) return writer.WriteBlank(at, Plain());
  const bool bare =
      quantity->is_number() && Quantity::Read(quantity->text, NumberStyle::kIndonesian).unit.empty();
  if (bare)
    writer.WriteNumber(at, PlainDecimal(quantity->low_micro, 6, Zeros::kTrim), Plain());
  else
    writer.WriteText(at, quantity->text, Plain());
}

void WriteLine(Writer& writer, int row, const Line& line, const std::vector<int>& years) {
  const std::vector<std::string> texts = TextsOf(line);
  for (int column = 0; column < kSheetColumns; ++column) {
    if (column == kColumnBaseline) continue;
    const std::string& text = texts[static_cast<size_t>(column)];
    if (text.empty())
      writer.WriteBlank({row, column}, Plain());
    else
      writer.WriteText({row, column}, text, Plain());
  }
  WriteQuantity(writer, {row, kColumnBaseline}, line.indicator ? &line.indicator->baseline : nullptr);
  CellFormat money = Plain();
  int column = kSheetColumns;
  for (const int year : years) {
    WriteQuantity(writer, {row, column++}, line.indicator ? line.indicator->TargetOf(year) : nullptr);
    const std::optional<Money> amount = line.node ? line.node->AmountOf(year) : std::nullopt;
    money.number_format = amount && amount->sen() % 100 != 0 ? "#,##0.00" : "#,##0";
    if (amount)
      writer.WriteNumber({row, column++}, amount->Plain(), money);
    else
      writer.WriteBlank({row, column++}, money);
  }
}

}  // namespace

std::vector<int> SheetYears(const DocumentContent& content, const std::vector<int>& wanted) {
  std::set<int> years(wanted.begin(), wanted.end());
  for (const int year : content.Years()) years.insert(year);
  return {years.begin(), years.end()};
}

std::string WriteDocumentXlsx(const DocumentContent& content, const std::vector<int>& wanted,
                              std::string_view title) {
  const std::vector<int> years = SheetYears(content, wanted);
  const std::vector<std::string> headings = HeadingTexts(years);
  Writer writer;
  writer.AddSheet("Rencana");
  for (size_t i = 0; i < headings.size(); ++i)
    writer.SetColumn(static_cast<int>(i), i < kSheetColumns ? kWidths[i] : 18);
  writer.Freeze({kHeadingRow + 1, kColumnServes});
  writer.Landscape(1, kHeadingRow, kHeadingRow);
  CellFormat bold;
  bold.bold = true;
  writer.WriteText({kTitleRow, 0}, title, bold);
  CellFormat heading = Plain();
  heading.bold = heading.centre = heading.fill = true;
  for (size_t i = 0; i < headings.size(); ++i)
    writer.WriteText({kHeadingRow, static_cast<int>(i)}, headings[i], heading);
  int row = kHeadingRow + 1;
  for (const Line& line : LinesOf(content)) WriteLine(writer, row++, line, years);
  CellFormat text = Plain();
  text.number_format = "@";  // so that a code typed here stays text
  for (const int last = row + kEmptyRows; content.nodes.empty() && row < last; ++row)
    for (size_t column = 0; column < headings.size(); ++column)
      writer.WriteBlank({row, static_cast<int>(column)}, column == kColumnCode ? text : Plain());
  return writer.Finish();
}

std::string WriteDocumentCsv(const DocumentContent& content, const std::vector<int>& wanted) {
  const std::vector<int> years = SheetYears(content, wanted);
  std::vector<std::vector<std::string>> rows{HeadingTexts(years)};
  for (const Line& line : LinesOf(content)) {
    std::vector<std::string> texts = TextsOf(line);
    for (const int year : years) {
      const Quantity* target = line.indicator ? line.indicator->TargetOf(year) : nullptr;
      texts.push_back(target ? target->text : "");
      const std::optional<Money> amount = line.node ? line.node->AmountOf(year) : std::nullopt;
      const bool whole = amount && amount->sen() % 100 == 0;
      texts.push_back(amount ? PrintDecimal(amount->sen(), 2, whole ? 0 : 2) : "");
    }
    rows.push_back(std::move(texts));
  }
  return sheets::WriteCsv(rows);
}

}  // namespace sinergi::planning
