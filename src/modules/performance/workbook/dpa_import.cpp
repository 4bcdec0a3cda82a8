#include "modules/performance/workbook/dpa_import.h"

#include <algorithm>
#include <array>

#include "base/decimal.h"
#include "base/text.h"
#include "modules/performance/budget/budget_lines.h"
#include "platform/sheets/writer.h"

namespace sinergi::performance {
namespace {

enum DpaColumn { kDpaCode, kDpaName, kDpaPrice, kDpaVolume, kDpaTotal, kDpaFund, kDpaColumns };
// What the headings begin with, folded.
constexpr std::array<std::string_view, kDpaColumns> kDpaHeadings = {
    "kode akun", "uraian", "harga sat", "volume", "jumlah", "kode sumber dana"};
constexpr int kDpaHeadingRows = 20;
constexpr size_t kSubActivityParts = 6;
const Money kDpaMost = Money::Rupiah(100'000'000'000'000);

class DpaSheet {
 public:
  DpaSheet(const sheets::Sheet& sheet, BudgetLines& lines, ImportedPlan& out)
      : sheet_(sheet), lines_(lines), out_(out) {}

  // The heading that is missing; empty when all were found.
  std::string_view FindHeadings() {
    for (first_ = 0; first_ < std::min(kDpaHeadingRows, sheet_.row_count); ++first_) {
      columns_.fill(-1);
      for (int column = 0; column < sheet_.column_count; ++column)
        for (size_t i = 0; i < kDpaColumns; ++i)
          if (columns_[i] < 0 && FoldText(TextAt(first_, column)).starts_with(kDpaHeadings[i]))
            columns_[i] = column;
      if (columns_[kDpaCode] >= 0) break;
    }
    ++first_;
    for (size_t i = 0; i < kDpaColumns; ++i)
      if (columns_[i] < 0) return kDpaHeadings[i];
    return {};
  }

  int Run() {
    if (planning::LevelOfCode(TrimBlanks(sheet_.name)) == planning::NodeLevel::kSubActivity)
      code_ = std::string(TrimBlanks(sheet_.name));
    int taken = 0;
    for (row_ = first_; row_ < sheet_.row_count; ++row_) taken += ReadRow() ? 1 : 0;
    return taken;
  }

  void CopyTo(sheets::Writer& writer) const {
    writer.AddSheet(sheet_.name);
    for (int row = first_ - 1; row < sheet_.row_count; ++row)
      for (int i = 0; i < kDpaColumns; ++i)
        if (const sheets::Cell* cell = sheet_.At({row, columns_[static_cast<size_t>(i)]})) {
          if (cell->kind == sheets::Cell::Kind::kNumber)
            writer.WriteNumber({row, i}, cell->text);
          else
            writer.WriteText({row, i}, cell->text);
        }
  }

 private:
  std::string TextAt(int row, int column) const {
    const sheets::Cell* cell = sheet_.At({row, column});
    return cell ? FoldBlanks(TrimBlanks(cell->text)) : std::string();
  }
  std::string Text(DpaColumn column) const { return TextAt(row_, columns_[column]); }

  bool Report(std::string_view kind, DpaColumn column, std::string found, std::string expected = {},
              Severity severity = Severity::kFault) {
    Finding finding;
    finding.kind = std::string(kind);
    finding.severity = severity;
    finding.sheet = sheet_.name;
    finding.cell = sheets::CellRef{row_, columns_[column]}.A1();
    finding.args = {finding.cell, Shorten(found, 120), expected};
    finding.found = std::move(found);
    finding.expected = std::move(expected);
    out_.findings.push_back(std::move(finding));
    return false;
  }

  std::optional<Money> Amount(DpaColumn column) const {
    const std::string text = Text(column);
    if (text.empty()) return Money();
    const bool number = sheet_.At({row_, columns_[column]})->kind == sheets::Cell::Kind::kNumber;
    std::optional<Money> money;
    if (!number)
      money = Money::Parse(text);
    else if (const std::optional<int64_t> sen = ReadComputed(text, 2))
      money = Money::Sen(*sen);
    return money && *money >= Money() && *money <= kDpaMost ? money : std::nullopt;
  }

  // Splits "2.16.02.2.01.0014.5.1.02…"; true when the row is an item.
  bool ReadCode(std::string code, bool priced) {
    while (code.ends_with('.')) code.pop_back();
    if (!priced && planning::LevelOfCode(code) && !IsAccount(code)) {
      if (planning::LevelOfCode(code) == planning::NodeLevel::kSubActivity) code_ = code;
      lines_.Name(code, Text(kDpaName));
      return false;
    }
    size_t at = 0;
    for (size_t i = 0; i < kSubActivityParts && at != std::string::npos; ++i)
      at = code.find('.', i == 0 ? 0 : at + 1);
    if (at != std::string::npos &&
        planning::LevelOfCode(code.substr(0, at)) == planning::NodeLevel::kSubActivity) {
      code_ = code.substr(0, at);
      code = code.substr(at + 1);
    }
    account_ = code;
    return true;
  }

  // Accounts of expenditure: 5.1.02.01.01.0024.
  static bool IsAccount(std::string_view code) {
    return code.starts_with("5.1.") || code.starts_with("5.2.") || code.starts_with("5.3.") ||
           code.starts_with("5.4.");
  }

  bool ReadRow() {
    const std::string code = Text(kDpaCode);
    const bool priced = !Text(kDpaPrice).empty() || !Text(kDpaVolume).empty();
    if (code.empty() && !priced) return false;
    if (!code.empty() && !ReadCode(code, priced)) return false;
    if (!priced && Text(kDpaFund).empty()) return false;  // the sum of an account above its items
    if (!IsAccount(account_)) return Report("dpa_account", kDpaCode, code);
    if (code_.empty()) return Report("dpa_no_sub_activity", kDpaCode, code);
    const std::optional<Money> price = Amount(kDpaPrice), stated = Amount(kDpaTotal);
    if (!price) return Report("dpa_amount", kDpaPrice, Text(kDpaPrice));
    if (!stated) return Report("dpa_amount", kDpaTotal, Text(kDpaTotal));
    const LineProduct product = ProductOf(Text(kDpaVolume), *price);
    if (*stated == Money() && !product.sen) return Report("dpa_amount", kDpaVolume, Text(kDpaVolume));
    const Money total = *stated == Money() ? Money::Sen(static_cast<int64_t>(*product.sen)) : *stated;
    if (!product.Agrees(total))
      Report("dpa_product", kDpaTotal, total.Print(), Money::Sen(static_cast<int64_t>(*product.sen)).Print());
    const std::string fund = Text(kDpaFund);
    if (fund.empty()) Report("dpa_no_fund", kDpaFund, "", "", Severity::kNote);
    lines_.Add({code_, "", {fund, account_, total}});
    if (!fund.empty()) out_.plan.budget_names.funds.try_emplace(fund, "");
    return true;
  }

  const sheets::Sheet& sheet_;
  BudgetLines& lines_;
  ImportedPlan& out_;
  std::array<int, kDpaColumns> columns_{};
  int first_ = 0, row_ = 0;
  std::string code_, account_;  // of the sub-activity; of the item, kept for items below that repeat none
};

}  // namespace

Result<ImportedPlan> ImportDpa(const sheets::Workbook& book, int year) {
  if (year == 0) return Error{ErrorKind::kInvalid, "dpa.no_year"};
  ImportedPlan out;
  out.plan.year = year;
  BudgetLines lines;
  std::string_view missing = kDpaHeadings[kDpaCode];
  bool any = false;
  int taken = 0;
  for (const sheets::Sheet& sheet : book.sheets) {
    DpaSheet reader(sheet, lines, out);
    const std::string_view here = reader.FindHeadings();
    if (!here.empty()) {
      if (here != kDpaHeadings[kDpaCode]) missing = here;
      continue;
    }
    any = true;
    taken += reader.Run();
  }
  if (!any) return Error{ErrorKind::kInvalid, "dpa.no_heading", {std::string(missing)}};
  if (taken == 0)
    return Error{
        ErrorKind::kInvalid, "dpa.nothing_taken", {out.findings.empty() ? "–" : out.findings[0].cell}};
  lines.MoveInto(out.plan);
  return out;
}

std::string OnlyDpaColumns(const sheets::Workbook& book) {
  sheets::Writer writer;
  BudgetLines lines;
  ImportedPlan out;
  for (const sheets::Sheet& sheet : book.sheets) {
    DpaSheet reader(sheet, lines, out);
    if (reader.FindHeadings().empty()) reader.CopyTo(writer);
  }
  return writer.Finish();
}

}  // namespace sinergi::performance
