#include "modules/performance/workbook/e81_import.h"

#include <algorithm>
#include <functional>

#include "base/text.h"
#include "modules/performance/workbook/e81_figures.h"
#include "modules/performance/workbook/e81_titles.h"

namespace sinergi::performance {
namespace {

class Importer {
 public:
  Importer(const SheetView& view, const E81Layout& layout)
      : view_(view), layout_(layout), tree_(ReadTree(view, layout)) {}
  Result<E81Import> Import(const E81Options& options);

 private:
  void SetTitles(const E81Options& options);
  void AddNode(int i);
  void AddMoney(NodeMoney& money, int row, bool check);
  void AddIndicator(int i, int node);
  void NoteTexts(int row);
  Money MoneyAt(int row, int column);
  std::string CellName(int row, int column) const { return sheets::CellRef{row, column}.A1(); }
  void Note(std::string kind, int row, int column, std::string found, std::vector<std::string> args) {
    out_.findings.push_back({std::move(kind), Severity::kNote, layout_.sheet_name,
                             column < 0 ? "" : CellName(row, column), std::move(found), "", std::move(args)});
  }

  const SheetView& view_;
  const E81Layout& layout_;
  E81Tree tree_;
  E81Import out_;
  std::vector<int> node_of_;  // index of the node of each tree row
};

void Importer::SetTitles(const E81Options& options) {
  const E81Titles titles = ReadTitles(view_, layout_);
  out_.plan.government = titles.government;
  out_.plan.agency = titles.agency;
  out_.plan.year = options.year != 0 ? options.year : titles.year;
  out_.sheet = layout_.sheet_name;
  if (out_.plan.year == 0) Note("year_unknown", 0, -1, "", {});
  if (options.year != 0 && titles.year != 0 && options.year != titles.year)
    Note("year_other", 0, -1, std::to_string(titles.year),
         {std::to_string(titles.year), std::to_string(options.year)});
  if (!titles.agency.empty()) out_.plan.units.push_back({0, "", titles.agency, -1});
}

Money Importer::MoneyAt(int row, int column) {
  if (column < 0) return {};
  const CellValue value = view_.Value(row, column);
  if (value.blank()) return {};
  const bool number = value.number() || value.kind == CellValue::Kind::kNumberText;
  const int64_t sen = DivideHalfUp(value.micro, 10'000).value_or(0);
  const std::string cell = CellName(row, column);
  if (!number) Note("money_unreadable", row, column, value.text, {cell, Shorten(value.text, 60)});
  if (sen < 0) Note("money_negative", row, column, PlainMicro(value.micro), {cell, PrintMicro(value.micro)});
  return Money::Sen(number ? sen : 0);
}

void Importer::AddMoney(NodeMoney& money, int row, bool check) {
  money.renstra += MoneyAt(row, layout_.renstra.rp);
  money.realised_before += MoneyAt(row, layout_.before.rp);
  money.ceiling_original += MoneyAt(row, layout_.target.rp);
  Money quarters;
  for (size_t q = 0; q < 4; ++q) {
    const Money amount = MoneyAt(row, layout_.quarter[q].rp);
    money.realised[q * 3 + 2] += amount;
    quarters += amount;
  }
  const int column = layout_.year.rp;
  if (!check || column < 0 || view_.Value(row, column).blank()) return;
  const Money year = MoneyAt(row, column);
  if (year.sen() - quarters.sen() <= 50 && quarters.sen() - year.sen() <= 50) return;
  const std::string cell = CellName(row, column);
  out_.findings.push_back({"year_differs",
                           Severity::kFault,
                           layout_.sheet_name,
                           cell,
                           year.Plain(),
                           quarters.Plain(),
                           {cell, year.Print(), quarters.Print()}});
}

void Importer::AddNode(int i) {
  const E81Row& row = tree_.rows[static_cast<size_t>(i)];
  Node node;
  node.level = row.level;
  node.code = row.code;
  node.name = row.name;
  if (row.parent >= 0) node.parent = node_of_[static_cast<size_t>(row.parent)];
  if (layout_.note >= 0) node.note = view_.Text(row.row, layout_.note);
  if (tree_.IsLeaf(i)) AddMoney(node.money, row.row, true);
  node_of_[static_cast<size_t>(i)] = static_cast<int>(out_.plan.nodes.size());
  out_.plan.nodes.push_back(std::move(node));
  out_.node_rows.push_back(row.row + 1);
}

void Importer::NoteTexts(int row) {
  const ColumnGroup* groups[] = {&layout_.renstra,    &layout_.before,     &layout_.target,
                                 &layout_.quarter[0], &layout_.quarter[1], &layout_.quarter[2],
                                 &layout_.quarter[3], &layout_.year};
  for (const ColumnGroup* group : groups) {
    if (group->k < 0) continue;
    const CellValue value = view_.Value(row, group->k);
    const std::string cell = CellName(row, group->k);
    if (value.kind == CellValue::Kind::kError)
      Note("error_value", row, group->k, value.text, {cell, value.text});
    if (value.kind != CellValue::Kind::kText) continue;
    const Quantity quantity = Quantity::Read(FoldBlanks(value.text), NumberStyle::kIndonesian);
    if (quantity.is_number()) continue;  // "36 Aplikasi"
    const char* kind = quantity.kind == Quantity::Kind::kRange ? "range_value" : "text_value";
    Note(kind, row, group->k, value.text, {cell, Shorten(value.text, 60)});
  }
}

bool ListsSeveral(const std::string& text) {
  return text.find("2. ") != std::string::npos && text.find("1. ") != std::string::npos &&
         text.find("1. ") < text.find("2. ");
}

void Importer::AddIndicator(int i, int node) {
  const E81Row& row = tree_.rows[static_cast<size_t>(i)];
  if (row.indicator.empty()) return;
  const E81Figures figures = ReadFigures(view_, layout_, row.row);
  Indicator indicator;
  indicator.node = node;
  indicator.name = row.indicator;
  indicator.unit = row.unit;
  indicator.aggregation = figures.aggregation;
  indicator.target_renstra = figures.target_renstra;
  indicator.realised_before = figures.before;
  indicator.target_year = figures.target;
  for (size_t q = 0; q < 4; ++q)
    if (figures.quarter[q]) {
      indicator.measured[q].emplace();
      indicator.measured[q]->realised = *figures.quarter[q];
    }
  if (figures.target.kind == Quantity::Kind::kRange) indicator.direction = Direction::kRange;
  if (figures.target.kind == Quantity::Kind::kText) indicator.direction = Direction::kText;
  NoteTexts(row.row);
  if (ListsSeveral(row.indicator))
    Note("several_indicators", row.row, layout_.indicator, "", {CellName(row.row, layout_.indicator)});
  if (figures.contradicts) {
    Int128 sum = 0;
    for (size_t q = 0; q < 4; ++q) sum += view_.Value(row.row, std::max(0, layout_.quarter[q].k)).micro;
    const CellValue year = view_.Value(row.row, layout_.year.k);
    const std::string cell = CellName(row.row, layout_.year.k);
    out_.findings.push_back({"year_differs",
                             Severity::kFault,
                             layout_.sheet_name,
                             cell,
                             PlainMicro(year.micro),
                             PlainMicro(sum),
                             {cell, PrintMicro(year.micro), PrintMicro(sum)}});
  }
  out_.plan.indicators.push_back(std::move(indicator));
  out_.indicator_rows.push_back(row.row + 1);
}

Result<E81Import> Importer::Import(const E81Options& options) {
  SetTitles(options);
  out_.findings.insert(out_.findings.end(), tree_.notes.begin(), tree_.notes.end());
  node_of_.assign(tree_.rows.size(), -1);
  // The sheet's order is depth-first, save for rows that stand away from their group: those follow it.
  const std::function<void(int)> walk = [&](int i) {
    AddNode(i);
    const int node = node_of_[static_cast<size_t>(i)];
    AddIndicator(i, node);
    for (size_t k = static_cast<size_t>(i) + 1; k < tree_.rows.size(); ++k) {
      const E81Row& further = tree_.rows[k];
      if (further.kind != E81Row::Kind::kIndicator || further.node != i) break;
      AddIndicator(static_cast<int>(k), node);
      if (tree_.IsLeaf(i)) AddMoney(out_.plan.nodes.back().money, further.row, true);
    }
    for (const int child : tree_.rows[static_cast<size_t>(i)].children) walk(child);
  };
  for (size_t i = 0; i < tree_.rows.size(); ++i)
    if (tree_.IsNode(static_cast<int>(i)) && tree_.rows[i].parent < 0) walk(static_cast<int>(i));
  if (out_.plan.nodes.empty())
    return Error{ErrorKind::kInvalid, "performance.e81_empty", {layout_.sheet_name}};
  return std::move(out_);
}

// Quarters in which anything at all was realised.
int FilledQuarters(const SheetView& view, const E81Layout& layout) {
  int filled = 0;
  for (const ColumnGroup& quarter : layout.quarter) {
    bool any = false;
    for (int row = layout.first_row; row < view.sheet().row_count && !any && row < layout.first_row + 5'000;
         ++row)
      for (const int column : {quarter.k, quarter.rp})
        any = any || (column >= 0 && view.Value(row, column).micro != 0);
    filled += any;
  }
  return filled;
}

}  // namespace

size_t ChooseTable(const sheets::Workbook& book, sheets::Recalculation& anew,
                   const std::vector<E81Layout>& tables) {
  size_t best = 0;
  int most = -1;
  for (size_t i = 0; i < tables.size(); ++i) {
    const SheetView view(book, tables[i].sheet, anew);
    const int filled = FilledQuarters(view, tables[i]) + (view.sheet().hidden ? 0 : 10);
    if (filled < most) continue;
    most = filled;
    best = i;
  }
  return best;
}

Result<E81Import> ImportE81(const sheets::Workbook& book, const E81Options& options) {
  const Result<std::vector<E81Layout>> tables = FindE81(book);
  if (!tables.ok()) return tables.error();
  sheets::Recalculation anew(book);
  const E81Layout& table = (*tables)[ChooseTable(book, anew, *tables)];
  const SheetView view(book, table.sheet, anew);
  Result<E81Import> got = Importer(view, table).Import(options);
  if (got.ok() && tables->size() > 1) {
    std::string others;
    for (const E81Layout& other : *tables)
      if (other.sheet != table.sheet) others += (others.empty() ? "" : ", ") + other.sheet_name;
    got->findings.insert(
        got->findings.begin(),
        {"sheet_chosen", Severity::kNote, table.sheet_name, "", "", "", {table.sheet_name, others}});
  }
  return got;
}

}  // namespace sinergi::performance
