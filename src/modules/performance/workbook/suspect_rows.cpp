// Rules that hold within one row: year = quarters, to date = before + year, rates, quarters from shares.
#include <algorithm>
#include <array>

#include "modules/performance/workbook/e81_figures.h"
#include "modules/performance/workbook/suspects.h"

namespace sinergi::performance {
namespace {

using RowKind = E81Row::Kind;

bool IsFigureRow(const E81Row& row) {
  return row.kind == RowKind::kNode || row.kind == RowKind::kIndicator;
}

// The cells of a row that a formula adds, when it adds nothing else.
bool AddsExactly(const LinearForm& form, int row, const std::vector<int>& columns) {
  if (!form.ok || form.mean || form.constant || form.cells.size() != columns.size()) return false;
  return std::all_of(columns.begin(), columns.end(), [&](int column) {
    const auto at = form.cells.find({row, column});
    return at != form.cells.end() && at->second == 1;
  });
}

std::string Plus(int row, const std::vector<int>& columns) {
  std::string out;
  for (const int column : columns) out += (out.empty() ? "" : "+") + A1(row, column);
  return out;
}

class YearRule {
 public:
  YearRule(Table& table, bool money) : t_(table), money_(money) {
    column_ = money ? t_.layout.year.rp : t_.layout.year.k;
    for (const ColumnGroup& quarter : t_.layout.quarter) quarters_.push_back(money ? quarter.rp : quarter.k);
  }
  void Run();

 private:
  void Check(int i);
  void CheckFormula(int i, const LinearForm& form);
  void CheckTyped(int i);
  bool Levels(int i) const;
  std::string Misses(const LinearForm& form, int row) const;
  std::array<std::optional<Int128>, 4> Values(int row) const;
  void Suspicious(int i, std::string kind, std::string right, std::vector<std::string> args = {});

  Table& t_;
  bool money_;
  int column_;
  std::vector<int> quarters_;
};

std::array<std::optional<Int128>, 4> YearRule::Values(int row) const {
  std::array<std::optional<Int128>, 4> values;
  for (size_t q = 0; q < 4; ++q) {
    const CellValue value = t_.view.Value(row, quarters_[q]);
    if (value.number() || value.kind == CellValue::Kind::kNumberText) values[q] = value.micro;
  }
  return values;
}

void YearRule::Suspicious(int i, std::string kind, std::string right, std::vector<std::string> args) {
  Suspect suspect;
  suspect.ref = {t_.Row(i).row, column_};
  suspect.kind = std::move(kind);
  suspect.right = std::move(right);
  suspect.args = std::move(args);
  suspect.typed = t_.view.Formula(suspect.ref.row, column_).empty();
  if (suspect.kind == "year_misses_quarter") suspect.kind_today = "formula_right_today";
  t_.Add(std::move(suspect));
}

// Shares and indices whose quarters are levels: the year is the last of them, their sum means nothing.
bool YearRule::Levels(int i) const {
  const E81Row& row = t_.Row(i);
  if (money_ || !IsShareUnit(row.unit, row.indicator) || t_.layout.quarter[0].percent >= 0) return false;
  const auto target = t_.layout.target.k < 0 ? CellValue{} : t_.view.Value(row.row, t_.layout.target.k);
  return QuartersAreLevels(Values(row.row), target.micro);
}

// Two or three of the quarters added: the roman numbers of those that are not.
std::string YearRule::Misses(const LinearForm& form, int row) const {
  static constexpr const char* kNames[] = {"I", "II", "III", "IV"};
  std::string missing;
  size_t found = 0;
  for (size_t q = 0; q < 4; ++q) {
    if (form.cells.contains({row, quarters_[q]}))
      ++found;
    else
      missing += (missing.empty() ? "" : ", ") + std::string(kNames[q]);
  }
  const bool only = form.ok && !form.mean && found == form.cells.size() && found >= 2 && found < 4;
  return only ? missing : "";
}

void YearRule::CheckFormula(int i, const LinearForm& form) {
  const int row = t_.Row(i).row;
  if (AddsExactly(form, row, quarters_)) {
    if (Levels(i)) {
      const auto values = Values(row);
      size_t last = 3;
      while (last > 0 && (!values[last] || *values[last] == 0)) --last;
      Suspicious(i, "percent_added_quarters", A1(row, quarters_[last]));
    }
    return;
  }
  if (form.ok && form.InColumn(column_)) return;  // a parent that adds its rows
  if (const std::string missing = Misses(form, row); !missing.empty())
    return Suspicious(i, "year_misses_quarter", Plus(row, quarters_), {missing, Plus(row, quarters_)});
  const CellValue now = t_.view.Anew(row, column_);
  const auto made = now.number() ? AggregationOf(Values(row), now.micro) : std::nullopt;
  if (now.number() && (!made || (money_ && *made != Aggregation::kSum)))
    Suspicious(i, "year_differs", Plus(row, quarters_));
}

void YearRule::CheckTyped(int i) {
  const int row = t_.Row(i).row;
  const CellValue year = t_.view.Value(row, column_);
  if (!year.number()) return;
  const auto values = Values(row);
  const bool any = std::any_of(values.begin(), values.end(), [](const auto& v) { return v.has_value(); });
  if (!any) return;
  const auto made = AggregationOf(values, year.micro);
  if (made == Aggregation::kSum && !Levels(i)) return;
  if (!money_ && made && made != Aggregation::kSum) return;
  Int128 sum = 0;
  for (const auto& value : values) sum += value.value_or(0);
  if (!money_ && year.text.find('.') != std::string::npos && RoundsTo(year, sum)) return;
  size_t last = 3;
  while (last > 0 && (!values[last] || *values[last] == 0)) --last;
  if (Levels(i))
    Suspicious(i, made == Aggregation::kSum ? "percent_added_quarters" : "year_differs",
               A1(row, quarters_[last]));
  else
    Suspicious(i, "year_differs", Plus(row, quarters_));
}

void YearRule::Check(int i) {
  const E81Row& row = t_.Row(i);
  if (!IsFigureRow(row)) return;
  const bool parent = row.kind == RowKind::kNode && !row.children.empty();
  const std::string_view formula = t_.view.Formula(row.row, column_);
  for (const int quarter : quarters_) {  // words cannot be added
    const CellValue value = t_.view.Value(row.row, quarter);
    if (value.kind == CellValue::Kind::kText || value.kind == CellValue::Kind::kError) return;
  }
  if (!formula.empty()) {
    const LinearForm form = LinearFormOf(formula);
    if (!(money_ && parent) || form.InRow(row.row)) CheckFormula(i, form);
  } else if (!(money_ && parent)) {
    CheckTyped(i);
  }
}

void YearRule::Run() {
  if (column_ < 0 || std::any_of(quarters_.begin(), quarters_.end(), [](int c) { return c < 0; })) return;
  for (size_t i = 0; i < t_.tree.rows.size(); ++i) Check(static_cast<int>(i));
}

void CheckToDate(Table& t, int i, bool money) {
  const E81Layout& layout = t.layout;
  const int column = money ? layout.to_date.rp : layout.to_date.k,
            before = money ? layout.before.rp : layout.before.k,
            year = money ? layout.year.rp : layout.year.k;
  const E81Row& row = t.Row(i);
  if (column < 0 || before < 0 || year < 0 || row.kind == RowKind::kLeftOut) return;
  if (row.kind == RowKind::kTotal && !money) return;
  const CellValue shown = t.view.Value(row.row, column);
  const auto past = NumberOrZero(t.view.Value(row.row, before)),
             now = NumberOrZero(t.view.Value(row.row, year));
  if (!shown.number() || !past || !now) return;
  const std::string_view formula = t.view.Formula(row.row, column);
  const LinearForm form = LinearFormOf(formula);
  const bool adds = AddsExactly(form, row.row, {before, year});
  Suspect suspect;
  suspect.ref = {row.row, column};
  suspect.typed = formula.empty();
  if (!money && IsShareRow(t, i)) {
    const bool added = adds || NearValue(shown.micro, *past + *now, false);
    if (!added || *past == 0 || *now == 0) return;
    suspect.kind = "percent_added_years";
    suspect.right = A1(row.row, year);
    suspect.args = {PrintMicro(*past), PrintMicro(*now)};
    return t.Add(std::move(suspect));
  }
  if (adds || (form.ok && form.InColumn(column))) return;
  if (NearValue(shown.micro, *past + *now, money) || (!money && RoundsTo(shown, *past + *now))) return;
  if (!money && NearValue(shown.micro, *now, false)) {  // stock figures: the year stands for all
    std::array<std::optional<Int128>, 4> quarters;
    for (size_t q = 0; q < 4; ++q)
      if (layout.quarter[q].k >= 0) quarters[q] = NumberOrZero(t.view.Value(row.row, layout.quarter[q].k));
    const auto made = AggregationOf(quarters, *now);
    if (made && *made != Aggregation::kSum) return;
  }
  suspect.kind = "to_date_differs";
  suspect.right = A1(row.row, before) + "+" + A1(row.row, year);
  t.Add(std::move(suspect));
}

struct Rate {
  int column, part, whole;
  bool money;
};

// Results that practice knows for a rate, all from the same two figures.
bool IsKnownRate(const CellValue& shown, Int128 part, Int128 whole, bool money) {
  constexpr Int128 kHundred = 100 * kMicro;
  const auto near = [&](Int128 numerator, Int128 denominator) {
    if (denominator == 0) return false;
    const auto percent = DivideHalfUp(numerator * kHundred, denominator);
    if (!percent) return false;
    return NearValue(shown.micro, *percent, false) || RoundsTo(shown, *percent) ||
           NearValue(shown.micro * 100, *percent, false) ||
           (shown.micro < 10 * kMicro && RoundsTo(shown, *percent / 100));
  };
  if (near(part, whole)) return true;
  if (part > whole && (shown.micro == kHundred || shown.micro == kMicro)) return true;  // capped
  return !money && (near(2 * whole - part, whole) || near(whole, part));
}

void CheckRate(Table& t, int i, const Rate& rate) {
  const E81Row& row = t.Row(i);
  if (rate.column < 0 || rate.part < 0 || rate.whole < 0 || row.kind == RowKind::kLeftOut) return;
  if (row.kind == RowKind::kTotal && !rate.money) return;
  const CellValue shown = t.view.Value(row.row, rate.column);
  const auto part = NumberOrZero(t.view.Value(row.row, rate.part)),
             whole = NumberOrZero(t.view.Value(row.row, rate.whole));
  if (!shown.number() || !part || !whole || *whole == 0) return;
  const std::string_view formula = t.view.Formula(row.row, rate.column);
  const LinearForm form = LinearFormOf(formula);
  const bool mean = form.ok && form.mean && form.InColumn(rate.column);
  CellValue now = formula.empty() ? shown : t.view.Anew(row.row, rate.column);
  if (!now.number() || (mean && !rate.money)) return;
  if (IsKnownRate(now, *part, *whole, rate.money)) return;
  Suspect suspect;
  suspect.ref = {row.row, rate.column};
  suspect.kind = mean ? "rate_averaged" : "rate_differs";
  suspect.typed = formula.empty();
  suspect.right = A1(row.row, rate.part) + "/" + A1(row.row, rate.whole) +
                  (t.view.StyleOf(row.row, rate.column).percent ? "" : "*100");
  t.Add(std::move(suspect));
}

std::string Squeezed(std::string_view formula) {
  std::string out;
  for (const char c : formula)
    if (c != ' ' && c != '$' && c != '(' && c != ')') out += c;
  return out;
}

// A quarter computed from a cumulative share: "T15*N15-P15".
void CheckQuarter(Table& t, int i, size_t q) {
  const E81Row& row = t.Row(i);
  const ColumnGroup& group = t.layout.quarter[q];
  if (group.k < 0 || group.percent < 0 || t.layout.target.k < 0 || row.kind != RowKind::kNode) return;
  const std::string formula(t.view.Formula(row.row, group.k));
  const std::string share = A1(row.row, group.percent), target = A1(row.row, t.layout.target.k);
  std::string before, right = share + "*" + target;
  for (size_t past = 0; past < q; ++past) before += "-" + A1(row.row, t.layout.quarter[past].k);
  right += before;
  Suspect suspect{{row.row, group.k}, "quarter_formula", right, {}, "", Severity::kNote, formula.empty(), ""};
  if (formula.empty()) {  // typed where the row's other quarters are computed
    int computed = 0;
    for (const ColumnGroup& other : t.layout.quarter) computed += !t.view.Formula(row.row, other.k).empty();
    suspect.kind = "typed_over";
    if (!row.children.empty() && computed >= 2 && t.view.Value(row.row, group.k).number())
      t.Add(std::move(suspect));
    return;
  }
  const std::string squeezed = Squeezed(formula);
  const bool from_share = squeezed.find(sheets::ColumnName(group.percent)) != std::string::npos;
  if (!from_share || squeezed == right || squeezed == target + "*" + share + before) return;
  suspect.args = {formula, right};
  suspect.kind_today = "formula_right_today";
  t.Add(std::move(suspect));
}

}  // namespace

void SuspectYears(Table& table) {
  YearRule(table, true).Run();
  YearRule(table, false).Run();
}

void SuspectToDate(Table& table) {
  for (size_t i = 0; i < table.tree.rows.size(); ++i)
    for (const bool money : {true, false}) CheckToDate(table, static_cast<int>(i), money);
}

void SuspectRates(Table& table) {
  const E81Layout& l = table.layout;
  for (size_t i = 0; i < table.tree.rows.size(); ++i)
    for (const Rate& rate : {Rate{l.renstra_rate.rp, l.to_date.rp, l.renstra.rp, true},
                             Rate{l.renstra_rate.k, l.to_date.k, l.renstra.k, false},
                             Rate{l.renja_rate.rp, l.year.rp, l.target.rp, true},
                             Rate{l.renja_rate.k, l.year.k, l.target.k, false}})
      CheckRate(table, static_cast<int>(i), rate);
}

void SuspectQuarters(Table& table) {
  for (size_t i = 0; i < table.tree.rows.size(); ++i)
    for (size_t q = 0; q < 4; ++q) CheckQuarter(table, static_cast<int>(i), q);
}

}  // namespace sinergi::performance
