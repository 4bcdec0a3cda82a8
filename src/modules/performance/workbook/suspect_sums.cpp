// Sums of parents and totals: which leaves does a formula reach, and how often?
#include <algorithm>

#include "modules/performance/workbook/suspects.h"

namespace sinergi::performance {
namespace {

using RowKind = E81Row::Kind;

struct Coverage {
  std::map<int, int> times;         // sheet row of a leaf -> how often it is added
  std::map<int, std::set<int>> by;  // sheet row of a leaf -> rows the formula names for it
};

class SumRule {
 public:
  explicit SumRule(Table& table) : t_(table) {}
  void Run();

 private:
  void Check(int i, const std::vector<int>& children, int column, bool money);
  void CheckFormula(int i, const std::vector<int>& children, int column, bool money);
  void CheckTyped(int i, const std::vector<int>& children, int column);
  void CheckCoverage(int i, const LinearForm& form, const std::vector<int>& children, int column);
  Coverage CoverageOf(const LinearForm& form, int column) const;
  std::vector<int> Units(int i, int column) const;
  std::vector<int> RowsOf(const std::vector<int>& children, int column) const;
  bool OwnRow(const LinearForm& form, int row, int column) const;
  bool Total(int i, const std::vector<int>& roots) const;
  std::set<int> ExpectedOf(const std::vector<int>& children, int column) const;
  std::string AncestorAdding(int i, const std::set<int>& rows, int column) const;
  Suspect Base(int i, const std::vector<int>& children, int column, std::string kind) const;
  bool Computed(int i, int column) const;

  Table& t_;
};

bool HasAmount(const Table& t, int row, int column) {
  const CellValue value = t.view.Value(row, column);
  return value.number() || value.kind == CellValue::Kind::kNumberText;
}

// Rows in which the money of a node itself stands: its own and those of further indicators.
std::vector<int> OwnRows(const Table& t, int i, int column) {
  std::vector<int> rows = {t.Row(i).row};
  for (size_t k = static_cast<size_t>(i) + 1; k < t.tree.rows.size(); ++k) {
    const E81Row& further = t.tree.rows[k];
    if (further.kind != RowKind::kIndicator || further.node != i) break;
    if (HasAmount(t, further.row, column)) rows.push_back(further.row);
  }
  return rows;
}

std::vector<int> SumRule::Units(int i, int column) const {
  std::vector<int> units;
  for (const int leaf : t_.tree.LeavesBelow(i))
    for (const int row : OwnRows(t_, leaf, column)) units.push_back(row);
  return units;
}

std::vector<int> SumRule::RowsOf(const std::vector<int>& children, int column) const {
  std::vector<int> rows;
  for (const int child : children)
    if (t_.tree.IsLeaf(child))
      for (const int row : OwnRows(t_, child, column)) rows.push_back(row);
    else
      rows.push_back(t_.Row(child).row);
  return rows;
}

std::set<int> SumRule::ExpectedOf(const std::vector<int>& children, int column) const {
  std::set<int> expected;
  for (const int child : children)
    for (const int row : Units(child, column)) expected.insert(row);
  return expected;
}

Coverage SumRule::CoverageOf(const LinearForm& form, int column) const {
  Coverage covered;
  const auto add = [&](int unit, int named, int times) {
    covered.times[unit] += times;
    covered.by[unit].insert(named);
  };
  for (const auto& [ref, times] : form.cells) {
    const int i = t_.tree.IndexOf(ref.row);
    if (form.subtotal && t_.view.Formula(ref.row, column).find("SUBTOTAL") != std::string_view::npos)
      continue;
    if (i < 0 || t_.Row(i).kind == RowKind::kLeftOut || t_.Row(i).kind == RowKind::kTotal) {
      if (NumberOrZero(t_.view.Value(ref.row, column)).value_or(0) != 0) add(ref.row, ref.row, times);
    } else if (t_.Row(i).kind == RowKind::kIndicator) {
      if (t_.tree.IsLeaf(t_.Row(i).node) && HasAmount(t_, ref.row, column)) add(ref.row, ref.row, times);
    } else if (t_.tree.IsLeaf(i)) {
      add(ref.row, ref.row, times);
    } else {
      for (const int unit : Units(i, column)) add(unit, ref.row, times);
    }
  }
  return covered;
}

Suspect SumRule::Base(int i, const std::vector<int>& children, int column, std::string kind) const {
  Suspect suspect;
  suspect.ref = {t_.Row(i).row, column};
  suspect.kind = std::move(kind);
  suspect.right = OverRows("SUM", RowsOf(children, column), column);
  return suspect;
}

// The nearest row above that adds `rows` as well: there they are counted the second time.
std::string SumRule::AncestorAdding(int i, const std::set<int>& rows, int column) const {
  for (int at = t_.Row(i).parent; at >= 0; at = t_.Row(at).parent) {
    const LinearForm form = LinearFormOf(t_.view.Formula(t_.Row(at).row, column));
    for (const auto& [ref, times] : form.cells)
      if (form.ok && rows.contains(ref.row)) return A1(t_.Row(at).row, column);
  }
  return "";
}

void SumRule::CheckCoverage(int i, const LinearForm& form, const std::vector<int>& children, int column) {
  const Coverage covered = CoverageOf(form, column);
  const std::set<int> expected = ExpectedOf(children, column);
  std::set<int> missing, extra;
  for (const int unit : expected)
    if (!covered.times.contains(unit)) missing.insert(unit);
  for (const auto& [unit, times] : covered.times) {
    if (expected.contains(unit) && times == 1) continue;
    // Of a leaf counted twice only the row itself is too much when its parent is named as well.
    const std::set<int>& by = covered.by.at(unit);
    if (by.size() > 1 && by.contains(unit))
      extra.insert(unit);
    else
      extra.insert(by.begin(), by.end());
  }
  if (missing.empty() && extra.empty()) {
    if (form.constant) t_.Add(Base(i, children, column, "sum_with_constant"));
    return;
  }
  Suspect suspect = Base(i, children, column, "sum_wrong_rows");
  if (extra.empty()) {
    suspect.kind = "sum_misses_rows";
    suspect.args = {RowsText(missing)};
  } else if (missing.empty()) {
    suspect.kind = "sum_counts_twice";
    Int128 amount = 0;
    for (const int row : extra) amount += NumberOrZero(t_.view.Value(row, column)).value_or(0);
    suspect.args = {RowsText(extra), PrintMicro(amount), AncestorAdding(i, extra, column)};
  } else {
    suspect.args = {RowsText(missing), RowsText(extra)};
  }
  suspect.kind_today = suspect.kind + "_today";
  suspect.severity_today = Severity::kFault;
  t_.Add(std::move(suspect));
}

// A year's or to-date's amount made of its own row: judged by those rules.
bool SumRule::OwnRow(const LinearForm& form, int row, int column) const {
  const E81Layout& layout = t_.layout;
  const bool row_rule = column == layout.year.rp || column == layout.year.k || column == layout.to_date.rp ||
                        column == layout.to_date.k;
  return row_rule && form.ok && form.InRow(row) && !form.cells.contains({row, column});
}

void SumRule::CheckFormula(int i, const std::vector<int>& children, int column, bool money) {
  const int row = t_.Row(i).row;
  const LinearForm form = LinearFormOf(t_.view.Formula(row, column));
  if (OwnRow(form, row, column)) return;
  if (form.ok && !form.mean && form.InColumn(column)) {
    if (money || form.cells.size() > 1) CheckCoverage(i, form, children, column);
    return;
  }
  if (!money || column == t_.layout.to_date.rp) return;
  Suspect suspect = Base(i, children, column, form.ok && !form.mean ? "sum_other_column" : "sum_differs");
  const CellValue now = t_.view.Anew(row, column), right = ValueOfFormula(t_.view, suspect.right);
  if (now.number() && right.number() && NearValue(now.micro, right.micro, true)) return;
  t_.Add(std::move(suspect));
}

bool SumRule::Computed(int i, int column) const {
  int computed = 0, typed = 0;
  for (const int other : t_.layout.MoneyColumns()) {
    if (other < 0 || other == column) continue;
    const bool formula = !t_.view.Formula(t_.Row(i).row, other).empty();
    computed += formula;
    typed += !formula && HasAmount(t_, t_.Row(i).row, other);
  }
  return computed > typed;
}

void SumRule::CheckTyped(int i, const std::vector<int>& children, int column) {
  if (!HasAmount(t_, t_.Row(i).row, column) || column == t_.layout.to_date.rp) return;
  Suspect suspect = Base(i, children, column, Computed(i, column) ? "typed_over" : "sum_differs");
  suspect.typed = true;
  t_.Add(std::move(suspect));
}

void SumRule::Check(int i, const std::vector<int>& children, int column, bool money) {
  if (column < 0) return;
  if (!t_.view.Formula(t_.Row(i).row, column).empty())
    CheckFormula(i, children, column, money);
  else if (money)
    CheckTyped(i, children, column);
}

// A row without a name is the table's total when in some column it reaches every leaf once, or shows their
// sum.
bool SumRule::Total(int i, const std::vector<int>& roots) const {
  for (const int column : t_.layout.MoneyColumns()) {
    if (column < 0) continue;
    const LinearForm form = LinearFormOf(t_.view.Formula(t_.Row(i).row, column));
    const std::set<int> expected = ExpectedOf(roots, column);
    if (form.ok && !form.mean && form.InColumn(column)) {
      const Coverage covered = CoverageOf(form, column);
      const bool all = covered.times.size() == expected.size() &&
                       std::all_of(covered.times.begin(), covered.times.end(), [&](const auto& unit) {
                         return unit.second == 1 && expected.contains(unit.first);
                       });
      if (all) return true;
      continue;
    }
    const auto shown = NumberOrZero(t_.view.Value(t_.Row(i).row, column));
    Int128 sum = 0;
    for (const int row : expected) sum += NumberOrZero(t_.view.Value(row, column)).value_or(0);
    if (!form.ok && shown && *shown != 0 && NearValue(*shown, sum, true)) return true;
  }
  return false;
}

void SumRule::Run() {
  std::vector<int> roots;
  for (size_t i = 0; i < t_.tree.rows.size(); ++i)
    if (t_.tree.IsNode(static_cast<int>(i)) && t_.Row(static_cast<int>(i)).parent < 0)
      roots.push_back(static_cast<int>(i));
  for (size_t k = 0; k < t_.tree.rows.size(); ++k) {
    const int i = static_cast<int>(k);
    const E81Row& row = t_.Row(i);
    const bool total = row.kind == RowKind::kTotal && !roots.empty() && Total(i, roots);
    if (!total && (row.kind != RowKind::kNode || row.children.empty())) continue;
    const std::vector<int>& children = total ? roots : row.children;
    for (const int column : t_.layout.MoneyColumns()) Check(i, children, column, true);
    Check(i, children, t_.layout.to_date.rp, true);
    for (const ColumnGroup* group :
         {&t_.layout.renstra, &t_.layout.before, &t_.layout.target, &t_.layout.quarter[0],
          &t_.layout.quarter[1], &t_.layout.quarter[2], &t_.layout.quarter[3], &t_.layout.year})
      Check(i, children, group->k, false);
  }
}

}  // namespace

void SuspectSums(Table& table) {
  SumRule(table).Run();
}

}  // namespace sinergi::performance
