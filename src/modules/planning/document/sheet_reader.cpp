#include <algorithm>
#include <array>

#include "base/text.h"
#include "modules/planning/document/document_sheet.h"
#include "modules/planning/document/sheet_columns.h"
#include "modules/planning/document/sheet_grid.h"
#include "modules/planning/document/table_reader.h"
#include "platform/sheets/csv.h"

namespace sinergi::planning {
namespace {

constexpr int kHeadingRowsMost = 20;
constexpr size_t kFindingsMost = 200;

struct YearColumn {
  int year = 0;
  size_t column = 0;
};

struct Headings {
  size_t row = 0;
  std::array<int, kSheetColumns> columns{};
  std::vector<YearColumn> targets, amounts;
};

// "Target 2026" -> 2026; 0 when it is no such heading.
int YearOf(std::string_view heading, std::string_view word) {
  const std::string folded = FoldText(heading);
  const std::string lead = LowerAscii(word) + " ";
  if (!folded.starts_with(lead) || folded.size() != lead.size() + 4) return 0;
  const auto year = ReadComputed(std::string_view(folded).substr(lead.size()), 0);
  return year && *year >= 1900 && *year <= 2200 ? static_cast<int>(*year) : 0;
}

Headings HeadingsAt(const std::vector<SheetCell>& row, size_t at) {
  Headings headings;
  headings.row = at;
  headings.columns.fill(-1);
  for (size_t column = 0; column < row.size(); ++column) {
    for (size_t word = 0; word < kSheetColumns; ++word)
      if (headings.columns[word] < 0 && SameText(row[column].text, kColumnWords[word]))
        headings.columns[word] = static_cast<int>(column);
    if (const int year = YearOf(row[column].text, kTargetWord)) headings.targets.push_back({year, column});
    if (const int year = YearOf(row[column].text, kAmountWord)) headings.amounts.push_back({year, column});
  }
  const auto by_year = [](const YearColumn& a, const YearColumn& b) { return a.year < b.year; };
  const auto same = [](const YearColumn& a, const YearColumn& b) { return a.year == b.year; };
  for (auto* list : {&headings.targets, &headings.amounts}) {
    std::stable_sort(list->begin(), list->end(), by_year);
    list->erase(std::unique(list->begin(), list->end(), same), list->end());
  }
  return headings;
}

Result<Headings> FindHeadings(const Grid& grid) {
  Headings best;
  best.columns.fill(-1);
  for (size_t r = 0; r < std::min<size_t>(grid.size(), kHeadingRowsMost); ++r) {
    const Headings here = HeadingsAt(grid[r], r);
    if (here.columns[kColumnName] >= 0 && here.columns[kColumnCode] >= 0) return here;
    if (here.columns[kColumnName] >= 0 || here.columns[kColumnCode] >= 0) best = here;
  }
  const SheetColumn missing = best.columns[kColumnCode] < 0 ? kColumnCode : kColumnName;
  return Error{ErrorKind::kInvalid, "planning.sheet_unreadable", {std::string(kColumnWords[missing])}};
}

class Reader {
 public:
  Reader(const Grid& grid, std::string sheet, Headings headings)
      : grid_(grid), sheet_(std::move(sheet)), headings_(std::move(headings)) {}

  ReadDocument Run() {
    for (row_ = headings_.row + 1; row_ < grid_.size(); ++row_) ReadRow();
    return std::move(out_);
  }

 private:
  const SheetCell& At(size_t column) const {
    static const SheetCell kEmpty;
    return column < grid_[row_].size() ? grid_[row_][column] : kEmpty;
  }
  const SheetCell& At(SheetColumn column) const {
    static const SheetCell kEmpty;
    return headings_.columns[column] < 0 ? kEmpty : At(static_cast<size_t>(headings_.columns[column]));
  }
  std::string Text(SheetColumn column) const { return FoldBlanks(TrimBlanks(At(column).text)); }

  void Report(const char* code, size_t column, std::string found, bool fault = true) {
    if (out_.findings.size() >= kFindingsMost && !fault) return;
    const sheets::CellRef at{static_cast<int>(row_), static_cast<int>(column)};
    out_.findings.push_back({code, at.A1(), Shorten(found, 120), fault});
  }
  void Report(const char* code, SheetColumn column, std::string found, bool fault = true) {
    Report(code, static_cast<size_t>(std::max(headings_.columns[column], 0)), std::move(found), fault);
  }

  void ReadRow() {
    const bool bare = Text(kColumnLevel).empty() && Text(kColumnCode).empty() && Text(kColumnName).empty();
    const std::string indicator = Text(kColumnIndicator);
    if (bare && indicator.empty()) return;
    if (!bare && !ReadNode()) return;
    if (bare && out_.content.nodes.empty()) return Report("indicator_alone", kColumnIndicator, indicator);
    if (!indicator.empty()) ReadIndicator(indicator);
  }

  bool ReadNode() {
    DocumentNode node;
    node.code = Text(kColumnCode);
    node.name = Text(kColumnName);
    if (node.name.empty()) return Report("name_missing", kColumnName, node.code), false;
    if (At(kColumnCode).number && node.code.find('.') != std::string::npos)
      Report("code_number", kColumnCode, node.code);
    const std::string word = Text(kColumnLevel);
    const std::optional<DocumentLevel> level =
        word.empty() ? DocumentLevelOfCode(node.code) : LevelOfWord(word);
    if (!level) return Report("level_unknown", kColumnLevel, word.empty() ? node.code : word), false;
    node.level = *level;
    node.serves = Text(kColumnServes);
    node.agency = Text(kColumnAgency);
    node.location = Text(kColumnLocation);
    node.funding = Text(kColumnFunding);
    node.note = Text(kColumnNote);
    node.national_priority = Text(kColumnNationalPriority);
    node.regional_priority = Text(kColumnRegionalPriority);
    node.target_group = Text(kColumnTargetGroup);
    for (const YearColumn& year : headings_.amounts)
      if (const std::optional<Money> amount = ReadAmount(year.column))
        node.amounts.push_back({year.year, *amount});
    auto& nodes = out_.content.nodes;
    while (!above_.empty() && nodes[static_cast<size_t>(above_.back())].level >= node.level)
      above_.pop_back();
    node.parent = above_.empty() ? -1 : above_.back();
    above_.push_back(static_cast<int>(nodes.size()));
    nodes.push_back(std::move(node));
    return true;
  }

  void ReadIndicator(const std::string& name) {
    DocumentIndicator indicator;
    indicator.node = static_cast<int>(out_.content.nodes.size()) - 1;
    indicator.name = name;
    indicator.unit = Text(kColumnUnit);
    indicator.standard = Text(kColumnStandard);
    indicator.key_indicator = Text(kColumnKeyIndicator);
    indicator.source = PlaceIn(sheet_, row_, static_cast<size_t>(headings_.columns[kColumnIndicator]));
    if (headings_.columns[kColumnBaseline] >= 0)
      indicator.baseline = ReadTarget(static_cast<size_t>(headings_.columns[kColumnBaseline]));
    for (const YearColumn& year : headings_.targets)
      if (Quantity target = ReadTarget(year.column); !target.empty())
        indicator.targets.push_back({year.year, std::move(target)});
    out_.content.indicators.push_back(std::move(indicator));
  }

  std::optional<Money> ReadAmount(size_t column) {
    const SheetCell& cell = At(column);
    if (SaysNothing(cell)) return {};
    const std::optional<Money> amount = AmountOfCell(cell);
    if (!amount) Report("amount_unreadable", column, cell.text);
    return amount;
  }

  Quantity ReadTarget(size_t column) {
    const SheetCell& cell = At(column);
    if (cell.error) return Report("cell_error", column, cell.text), Quantity();
    const std::optional<Quantity> target = TargetOfCell(cell);
    if (!target) Report("target_unreadable", column, cell.text);
    return target.value_or(Quantity());
  }

  const Grid& grid_;
  std::string sheet_;
  Headings headings_;
  size_t row_ = 0;
  std::vector<int> above_;
  ReadDocument out_;
};

}  // namespace

bool ReadDocument::HasFaults() const {
  return std::any_of(findings.begin(), findings.end(),
                     [](const SheetFinding& finding) { return finding.fault; });
}

std::optional<DocumentLevel> LevelOfWord(std::string_view word) {
  for (int i = 0; i < kDocumentLevels; ++i)
    if (SameText(word, kSheetLevelWords[i])) return static_cast<DocumentLevel>(i);
  if (SameText(word, "Subkegiatan") || SameText(word, "Sub-kegiatan")) return DocumentLevel::kSubActivity;
  return ParseDocumentLevel(LowerAscii(word));
}

Result<ReadDocument> ReadDocumentSheet(std::string_view bytes) {
  if (!bytes.starts_with("PK")) {
    const auto rows = sheets::ReadCsv(bytes);
    if (!rows.ok()) return rows.error();
    const Grid grid = GridOf(*rows);
    Result<Headings> headings = FindHeadings(grid);
    if (!headings.ok()) return headings.error();
    return Reader(grid, "", std::move(*headings)).Run();
  }
  const Result<sheets::Workbook> book = sheets::ReadXlsx(bytes);
  if (!book.ok()) return book.error();
  const Grid grid = book->sheets.empty() ? Grid() : GridOf(*book, book->sheets.front());
  Result<Headings> headings = FindHeadings(grid);
  if (headings.ok()) return Reader(grid, book->sheets.front().name, std::move(*headings)).Run();
  std::optional<ReadDocument> tables = ReadTables(*book);
  if (!tables) return headings.error();
  return std::move(*tables);
}

}  // namespace sinergi::planning
