#include "modules/planning/document/table_reader.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "modules/planning/document/sheet_columns.h"
#include "modules/planning/document/table_columns.h"

namespace sinergi::planning {
namespace {

constexpr size_t kTableFindingsMost = 200;
constexpr size_t kTitleRowsAbove = 6;

// The tree that all tables are laid into; nodes in the order in which they were met.
class TablesTree {
 public:
  // The node of that level and code (without code: name), of the same agency where both say one; made below `parent`
  // when it is not there.
  int Take(DocumentNode node, int parent) {
    auto& same = known_[std::string(Name(node.level)) + '\x1f' +
                        (node.code.empty() ? FoldText(node.name) : node.code)];
    for (const int at : same) {
      DocumentNode& known = At(at);
      if (!known.agency.empty() && !node.agency.empty() && !SameText(known.agency, node.agency)) continue;
      if (known.agency.empty()) known.agency = node.agency;
      return at;
    }
    const int at = static_cast<int>(nodes_.size());
    same.push_back(at);
    nodes_.push_back(std::move(node));
    indicators_.emplace_back();
    children_.emplace_back();
    (parent < 0 ? roots_ : children_[static_cast<size_t>(parent)]).push_back(at);
    return at;
  }
  DocumentNode& At(int node) { return nodes_[static_cast<size_t>(node)]; }

  // An indicator stated alike before only fills in what was not said there.
  void Add(int node, DocumentIndicator indicator) {
    for (DocumentIndicator& known : indicators_[static_cast<size_t>(node)])
      if (SameText(known.name, indicator.name) && Agrees(known, indicator)) return Fill(known, indicator);
    indicators_[static_cast<size_t>(node)].push_back(std::move(indicator));
  }

  DocumentContent Content() && {
    DocumentContent content;
    for (const int root : roots_) Emit(root, -1, content);
    return content;
  }

 private:
  static bool Agrees(const DocumentIndicator& a, const DocumentIndicator& b) {
    if (!a.unit.empty() && !b.unit.empty() && !SameText(a.unit, b.unit)) return false;
    if (!a.baseline.empty() && !b.baseline.empty() && !SameQuantity(a.baseline, b.baseline)) return false;
    return std::ranges::all_of(b.targets, [&](const YearTarget& entry) {
      const Quantity* known = a.TargetOf(entry.year);
      return known == nullptr || SameQuantity(*known, entry.target);
    });
  }
  static void Fill(DocumentIndicator& known, const DocumentIndicator& more) {
    if (known.unit.empty()) known.unit = more.unit;
    if (known.baseline.empty()) known.baseline = more.baseline;
    for (const YearTarget& entry : more.targets)
      if (known.TargetOf(entry.year) == nullptr) known.targets.push_back(entry);
    std::ranges::sort(known.targets, {}, &YearTarget::year);
  }
  void Emit(int node, int parent, DocumentContent& content) {
    const int at = static_cast<int>(content.nodes.size());
    content.nodes.push_back(std::move(At(node)));
    content.nodes.back().parent = parent;
    for (DocumentIndicator& indicator : indicators_[static_cast<size_t>(node)]) {
      indicator.node = at;
      content.indicators.push_back(std::move(indicator));
    }
    for (const int child : children_[static_cast<size_t>(node)]) Emit(child, at, content);
  }

  std::vector<DocumentNode> nodes_;
  std::vector<std::vector<DocumentIndicator>> indicators_;
  std::vector<std::vector<int>> children_;
  std::vector<int> roots_;
  std::map<std::string, std::vector<int>> known_;
};

// One table of a sheet.
class TableReader {
 public:
  TableReader(const Grid& grid, std::string sheet, TableColumns columns, size_t end, TablesTree& tree,
              std::vector<SheetFinding>& findings)
      : grid_(grid),
        sheet_(std::move(sheet)),
        columns_(std::move(columns)),
        end_(end),
        tree_(tree),
        findings_(findings) {}

  void Run() {
    for (row_ = columns_.EndRow(); row_ < end_; ++row_)
      if (!IsNumbering()) ReadRow();
  }

 private:
  const SheetCell& At(int column) const {
    return CellAt(grid_, row_, column < 0 ? grid_[row_].size() : static_cast<size_t>(column));
  }
  std::string Text(int column) const { return FoldBlanks(TrimBlanks(At(column).text)); }

  void Report(const char* code, size_t column, std::string found, bool fault) {
    if (findings_.size() >= kTableFindingsMost && !fault) return;
    findings_.push_back({code, PlaceIn(sheet_, row_, column), Shorten(found, 120), fault});
  }

  // "(1) (2) (3)": the row that numbers the columns.
  bool IsNumbering() const {
    int numbers = 0;
    for (const SheetCell& cell : grid_[row_]) {
      std::string_view text = TrimBlanks(cell.text);
      if (text.empty()) continue;
      if (text.starts_with('(') && text.ends_with(')')) text = text.substr(1, text.size() - 2);
      if (text.empty() || text.size() > 2 || !std::ranges::all_of(text, IsDigit)) return false;
      ++numbers;
    }
    return numbers >= 3;
  }

  std::string CodeAt(size_t row) const {
    std::string code;
    for (const size_t column : columns_.code) {
      std::string part = FoldBlanks(TrimBlanks(CellAt(grid_, row, column).text));
      while (!part.empty() && part.back() == '.') part.pop_back();
      if (!part.empty()) code += (code.empty() ? "" : ".") + part;
    }
    return code;
  }

  // The row's code; "2.2" above "2.20.02" has lost a zero to a spreadsheet.
  std::string Code() {
    const std::string code = CodeAt(row_);
    if (code.size() != 3 || code[1] != '.') return code;
    const std::string mended = code + "0";
    for (size_t below = row_ + 1; below < end_; ++below) {
      if (!CodeAt(below).starts_with(mended + ".")) continue;
      Report("code_mended", columns_.code[0], code + " → " + mended, false);
      return mended;
    }
    if (CellAt(grid_, row_, columns_.code[0]).number) Report("code_number", columns_.code[0], code, true);
    return code;
  }

  bool SaysFigures() const {
    const auto filled = [&](const auto& entry) { return !SaysNothing(CellAt(grid_, row_, entry.second)); };
    return std::ranges::any_of(columns_.targets, filled) || std::ranges::any_of(columns_.amounts, filled);
  }

  void ReadRow() {
    const std::string code = Code(), indicator = Text(columns_.indicator);
    bool named = false;
    for (const TableColumns::NameColumn& column : columns_.names) {
      const std::string name = Text(static_cast<int>(column.column));
      if (name.empty()) continue;
      const std::string folded = FoldText(name);
      if (folded.starts_with("jumlah") || folded.starts_with("total")) {
        if (code.empty() && indicator.empty()) return;
      }
      named |= ReadNode(column, name, code);
    }
    // In a table of indicators, a row that promises nothing orders those below it.
    if (columns_.names.empty() && Text(columns_.unit).empty() && !SaysFigures()) {
      if (!indicator.empty()) heading_ = indicator;
      return;
    }
    if (named) ReadAmounts();
    if (!indicator.empty()) ReadIndicator(indicator);
  }

  DocumentNode NodeOf(DocumentLevel level, std::string code, std::string name) {
    DocumentNode node;
    node.level = level;
    node.code = std::move(code);
    node.name = std::move(name);
    node.agency = Text(columns_.agency);
    node.location = Text(columns_.location);
    node.funding = Text(columns_.funding);
    return node;
  }

  bool ReadNode(const TableColumns::NameColumn& column, const std::string& name, const std::string& code) {
    std::optional<DocumentLevel> level = column.level;
    const bool coded = !level;
    if (!level) level = DocumentLevelOfCode(code);
    if (!level && code.empty()) level = LevelOfWords(name);
    const bool title = code.empty() && Text(columns_.indicator).empty() && !SaysFigures();
    if (!level && title) return false;  // a title or a signature
    if (!level && code.empty()) level = column.otherwise;
    if (!level) return Report("level_unknown", column.column, code.empty() ? name : code, true), false;
    while (!above_.empty() && tree_.At(above_.back()).level >= *level) above_.pop_back();
    node_ = tree_.Take(NodeOf(*level, coded ? code : "", name), above_.empty() ? -1 : above_.back());
    above_.push_back(node_);
    return true;
  }

  // "Program Pengelolaan …", "Tujuan 1: …"
  static std::optional<DocumentLevel> LevelOfWords(const std::string& name) {
    const std::string folded = FoldText(name);
    for (int i = kDocumentLevels; i-- > 0;)
      if (folded.starts_with(LowerAscii(kSheetLevelWords[i]) + " ")) return static_cast<DocumentLevel>(i);
    return {};
  }

  void ReadAmounts() {
    auto& amounts = tree_.At(node_).amounts;
    for (const auto& [year, column] : columns_.amounts) {
      const SheetCell& cell = CellAt(grid_, row_, column);
      if (SaysNothing(cell)) continue;
      const std::optional<Money> amount = AmountOfCell(cell);
      if (!amount) {
        Report("amount_unreadable", column, cell.text, true);
        continue;
      }
      const std::optional<Money> known = tree_.At(node_).AmountOf(year);
      if (known && *known != *amount)
        Report("amount_again", column, amount->Print() + " ≠ " + known->Print(), false);
      if (!known) amounts.push_back({year, *amount});
    }
    std::ranges::sort(amounts, {}, &YearAmount::year);
  }

  void ReadIndicator(const std::string& name) {
    if (columns_.names.empty() && (node_ < 0 || !heading_.empty())) {
      node_ = tree_.Take(NodeOf(DocumentLevel::kField, "", heading_.empty() ? Title() : heading_), -1);
      heading_.clear();
    }
    if (node_ < 0) return Report("indicator_alone", static_cast<size_t>(columns_.indicator), name, true);
    DocumentIndicator indicator;
    indicator.name = name;
    indicator.unit = Text(columns_.unit);
    indicator.source = PlaceIn(sheet_, row_, static_cast<size_t>(columns_.indicator));
    if (columns_.baseline >= 0) indicator.baseline = ReadTarget(static_cast<size_t>(columns_.baseline));
    for (const auto& [year, column] : columns_.targets)
      if (Quantity target = ReadTarget(column); !target.empty())
        indicator.targets.push_back({year, std::move(target)});
    tree_.Add(node_, std::move(indicator));
  }

  Quantity ReadTarget(size_t column) {
    const SheetCell& cell = CellAt(grid_, row_, column);
    if (SaysNothing(cell)) return {};
    const std::optional<Quantity> target = cell.error ? std::nullopt : TargetOfCell(cell);
    if (!target) Report(cell.error ? "cell_error" : "target_unreadable", column, cell.text, true);
    return target.value_or(Quantity());
  }

  // What stands above the headings, else the sheet's name.
  std::string Title() const {
    const size_t first = columns_.first_row;
    for (size_t up = 1; up <= std::min(kTitleRowsAbove, first); ++up)
      for (const SheetCell& cell : grid_[first - up])
        if (!cell.number && cell.text.size() > 3) return FoldBlanks(TrimBlanks(cell.text));
    return sheet_;
  }

  const Grid& grid_;
  std::string sheet_;
  TableColumns columns_;
  size_t end_;
  TablesTree& tree_;
  std::vector<SheetFinding>& findings_;
  size_t row_ = 0;
  int node_ = -1;
  std::string heading_;  // met, and not yet used
  std::vector<int> above_;
};

}  // namespace

std::optional<ReadDocument> ReadTables(const sheets::Workbook& book) {
  TablesTree tree;
  ReadDocument out;
  bool any = false;
  for (const sheets::Sheet& sheet : book.sheets) {
    const Grid cells = GridOf(book, sheet);
    const Grid grid = Unmerged(cells, sheet, 0, cells.size());
    std::optional<TableColumns> table = FindTable(grid, 0);
    while (table) {
      any = true;
      const std::optional<TableColumns> next = FindTable(grid, table->EndRow());
      TableReader(cells, sheet.name, *table, next ? next->first_row : cells.size(), tree, out.findings).Run();
      table = next;
    }
  }
  if (!any) return {};
  out.content = std::move(tree).Content();
  return out;
}

}  // namespace sinergi::planning
