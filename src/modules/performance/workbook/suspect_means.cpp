// Means of parents: over their children, or those of them that have a target this year; nothing else.
#include <algorithm>

#include "modules/performance/workbook/suspects.h"

namespace sinergi::performance {
namespace {

class MeanRule {
 public:
  explicit MeanRule(Table& table) : t_(table) {}
  void Run();

 private:
  void CheckRow(int i);
  void CheckCell(int i, int column);
  std::set<int> RowsIn(const std::vector<int>& nodes, int column, bool with_target) const;
  bool Allowed(int i, const std::set<int>& rows, int column) const;
  std::vector<int> RightRows(int i, int column) const;
  std::vector<int> Columns() const;
  Table& t_;
};

std::set<int> RowsOf(const LinearForm& form) {
  std::set<int> rows;
  for (const auto& [ref, times] : form.cells) rows.insert(ref.row);
  return rows;
}

bool CountsOnce(const LinearForm& form) {
  return std::all_of(form.cells.begin(), form.cells.end(), [](const auto& cell) { return cell.second == 1; });
}

std::vector<int> MeanRule::Columns() const {
  const E81Layout& l = t_.layout;
  std::vector<int> columns;
  for (const ColumnGroup& quarter : l.quarter)
    for (const int column : {quarter.percent, quarter.k}) columns.push_back(column);
  for (const int column :
       {l.renstra.k, l.before.k, l.target.k, l.year.k, l.to_date.k, l.renstra_rate.k, l.renja_rate.k})
    columns.push_back(column);
  std::erase_if(columns, [](int column) { return column < 0; });
  return columns;
}

// Sheet rows of nodes; with_target: only those that promise something this year and have a figure here.
std::set<int> MeanRule::RowsIn(const std::vector<int>& nodes, int column, bool with_target) const {
  std::set<int> rows;
  for (const int node : nodes) {
    const int row = t_.Row(node).row;
    const bool target = t_.layout.target.k < 0 || t_.view.Value(row, t_.layout.target.k).micro != 0;
    if (!with_target || (target && !t_.view.Value(row, column).blank())) rows.insert(row);
  }
  return rows;
}

bool Between(const std::set<int>& least, const std::set<int>& rows, const std::set<int>& most) {
  return !rows.empty() && std::includes(rows.begin(), rows.end(), least.begin(), least.end()) &&
         std::includes(most.begin(), most.end(), rows.begin(), rows.end());
}

bool MeanRule::Allowed(int i, const std::set<int>& rows, int column) const {
  const std::vector<int>& children = t_.Row(i).children;
  std::set<int> most = RowsIn(children, column, false);
  for (const int row : rows) {  // rows of further indicators of the same children may count
    const int at = t_.tree.IndexOf(row);
    if (at < 0) continue;
    const E81Row& further = t_.Row(at);
    if (further.kind == E81Row::Kind::kIndicator && t_.Row(further.node).parent == i) most.insert(row);
  }
  if (Between(RowsIn(children, column, true), rows, most)) return true;
  const std::vector<int> leaves = t_.tree.LeavesBelow(i);
  return Between(RowsIn(leaves, column, true), rows, RowsIn(leaves, column, false));
}

// As another column of the same row does it rightly; else all children with a target, else all.
std::vector<int> MeanRule::RightRows(int i, int column) const {
  std::map<std::set<int>, int> votes;
  for (const int other : Columns()) {
    const LinearForm form = LinearFormOf(t_.view.Formula(t_.Row(i).row, other));
    if (other == column || !form.ok || !form.mean || form.divisor != 0 || !form.InColumn(other)) continue;
    const std::set<int> rows = RowsOf(form);
    if (CountsOnce(form) && Allowed(i, rows, other)) ++votes[rows];
  }
  std::set<int> right = RowsIn(t_.Row(i).children, column, true);
  if (right.empty()) right = RowsIn(t_.Row(i).children, column, false);
  int most = 0;
  for (const auto& [rows, count] : votes)
    if (count > most && Allowed(i, rows, column)) {
      most = count;
      right = rows;
    }
  return {right.begin(), right.end()};
}

void MeanRule::CheckCell(int i, int column) {
  const int row = t_.Row(i).row;
  const std::string_view formula = t_.view.Formula(row, column);
  Suspect suspect;
  suspect.ref = {row, column};
  if (formula.empty()) {
    int computed = 0;
    for (const ColumnGroup& quarter : t_.layout.quarter)
      computed += quarter.percent >= 0 && LinearFormOf(t_.view.Formula(row, quarter.percent)).mean;
    const bool share = std::any_of(std::begin(t_.layout.quarter), std::end(t_.layout.quarter),
                                   [&](const ColumnGroup& quarter) { return quarter.percent == column; });
    if (!share || computed < 2 || !t_.view.Value(row, column).number()) return;
    suspect.kind = "typed_over";
    suspect.typed = true;
    suspect.right = OverRows("AVERAGE", RightRows(i, column), column);
    return t_.Add(std::move(suspect));
  }
  const LinearForm form = LinearFormOf(formula);
  if (!form.ok || !form.mean || !form.InColumn(column)) return;
  const std::set<int> rows = RowsOf(form);
  const bool allowed = CountsOnce(form) && Allowed(i, rows, column);
  const bool divisor = form.divisor == 0 || form.divisor == static_cast<int>(form.cells.size());
  if (allowed && divisor) return;
  const std::vector<int> right = RightRows(i, column);
  suspect.kind = allowed ? "average_wrong_divisor" : "average_wrong_rows";
  suspect.kind_today = allowed ? "" : "average_wrong_rows_today";
  suspect.right = OverRows("AVERAGE", right, column);
  suspect.args = {RowsText(rows), RowsText({right.begin(), right.end()})};
  t_.Add(std::move(suspect));
}

void MeanRule::CheckRow(int i) {
  bool said = false;
  for (const int column : Columns()) {
    CheckCell(i, column);
    const LinearForm form = LinearFormOf(t_.view.Formula(t_.Row(i).row, column));
    if (said || !form.ok || !form.mean || !form.InColumn(column) ||
        t_.suspects.contains({t_.Row(i).row, column}))
      continue;
    const std::set<int> rows = RowsOf(form);
    std::set<int> out;
    for (const int child : t_.Row(i).children)
      if (t_.tree.LeavesBelow(child).size() == 1 && t_.tree.IsLeaf(child) &&
          !rows.contains(t_.Row(child).row))
        out.insert(t_.Row(child).row);
    if (out.empty()) continue;
    said = true;
    const sheets::CellRef ref{t_.Row(i).row, column};
    const CellValue value = t_.view.Value(ref.row, ref.column);
    t_.Note("average_leaves_out", ref, value.text, {ref.A1(), PrintMicro(value.micro), "", RowsText(out)});
  }
}

void MeanRule::Run() {
  for (size_t i = 0; i < t_.tree.rows.size(); ++i)
    if (t_.tree.IsNode(static_cast<int>(i)) && !t_.tree.rows[i].children.empty())
      CheckRow(static_cast<int>(i));
}

}  // namespace

void SuspectMeans(Table& table) {
  MeanRule(table).Run();
}

}  // namespace sinergi::performance
