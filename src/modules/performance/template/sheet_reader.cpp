#include "modules/performance/template/sheet_reader.h"

#include "base/text.h"

namespace sinergi::performance::templates {
namespace {

using sheets::Cell;

std::string Trimmed(const Cell* cell) {
  return cell ? std::string(TrimBlanks(cell->text)) : std::string();
}

Error Refusal(std::string_view code, std::vector<std::string> args) {
  return {ErrorKind::kInvalid, "template." + std::string(code), std::move(args), {}, {}};
}

}  // namespace

const sheets::Sheet* FindSheet(const sheets::Workbook& book, std::string_view name) {
  for (const sheets::Sheet& sheet : book.sheets)
    if (sheet.name == name) return &sheet;
  return nullptr;
}

Result<SheetReader> SheetReader::Open(const sheets::Workbook& book, std::string_view name,
                                      std::string_view mark, std::span<const TemplateColumn> columns,
                                      std::vector<Finding>& findings) {
  const sheets::Sheet* sheet = FindSheet(book, name);
  if (sheet == nullptr) return Refusal("sheet_missing", {std::string(name)});
  SheetReader reader(book, *sheet, columns.size(), findings);
  reader.mark_ = Trimmed(reader.At(0, 0));
  if (!reader.mark_.starts_with(mark)) return Refusal("not_ours", {std::string(name)});
  for (size_t i = 0; i < columns.size(); ++i) {
    const sheets::CellRef at{kHeadingRow, static_cast<int>(i)};
    const std::string found = Trimmed(sheet->At(at));
    if (found != columns[i].heading)
      return Refusal("heading_changed", {std::string(name), at.A1(), std::string(columns[i].heading), found});
  }
  return reader;
}

bool SheetReader::EmptyRow(int row) const {
  for (size_t i = 0; i < columns_; ++i)
    if (!Trimmed(At(row, static_cast<int>(i))).empty()) return false;
  return true;
}

std::string SheetReader::Text(int row, int column) const {
  const Cell* cell = At(row, column);
  if (cell != nullptr && cell->kind == Cell::Kind::kError) {
    Report("error_cell", row, column, cell->text);
    return "";
  }
  return Trimmed(cell);
}

void SheetReader::Report(std::string_view kind, int row, int column, std::string found, std::string expected,
                         Severity severity) const {
  Finding finding;
  finding.kind = "template_" + std::string(kind);
  finding.severity = severity;
  finding.sheet = sheet_->name;
  finding.cell = sheets::CellRef{row, column}.A1();
  finding.args = {finding.cell, Shorten(FoldBlanks(found), 120), expected};
  finding.found = std::move(found);
  finding.expected = std::move(expected);
  findings_->push_back(std::move(finding));
}

std::optional<int64_t> SheetReader::ReadNumber(int row, int column, int places) const {
  const std::string text = Text(row, column);
  if (text.empty()) return {};
  const Cell* cell = At(row, column);
  const bool number = cell->kind == Cell::Kind::kNumber;
  const std::optional<int64_t> value =
      number ? ReadComputed(text, places) : ReadDecimal(text, places, NumberStyle::kIndonesian);
  if (!value) Report("not_number", row, column, text);
  return value;
}

std::optional<Money> SheetReader::ReadMoney(int row, int column) const {
  const std::string text = Text(row, column);
  if (text.empty()) return {};
  const Cell* cell = At(row, column);
  std::optional<Money> money;
  if (cell->kind == Cell::Kind::kNumber) {
    if (const std::optional<int64_t> sen = ReadComputed(text, 2)) money = Money::Sen(*sen);
  } else {
    money = Money::Parse(text);
  }
  // A hundred trillion for one row: sums of any plan stay within 64 bits.
  const bool fits = money && *money >= Money() && *money <= Money::Rupiah(100'000'000'000'000);
  if (fits) return money;
  Report("not_money", row, column, text);
  return {};
}

Quantity SheetReader::ReadQuantity(int row, int column) const {
  const std::string text = Text(row, column);
  if (text.empty()) return {};
  const Cell* cell = At(row, column);
  if (cell->kind != Cell::Kind::kNumber) return Quantity::Read(text, NumberStyle::kIndonesian);
  const size_t style = static_cast<size_t>(cell->style);
  const bool percent = style < book_->styles.size() && book_->styles[style].percent;
  const bool date = style < book_->styles.size() && book_->styles[style].date;
  const std::optional<int64_t> micro = date ? std::nullopt : ReadComputed(text, percent ? 8 : 6);
  if (!micro) {
    Report(date ? "date_cell" : "not_number", row, column, text);
    return {};
  }
  // A cell shown as 85 % holds 0.85: what was seen when it was typed counts.
  const Quantity quantity = Quantity::Number(*micro);
  if (percent) Report("percent_cell", row, column, text, quantity.text, Severity::kNote);
  return quantity;
}

}  // namespace sinergi::performance::templates
