#include "modules/performance/workbook/doctor.h"

#include <algorithm>
#include <memory>
#include <tuple>

#include "base/text.h"
#include "modules/performance/workbook/suspects.h"

namespace sinergi::performance {
namespace {

using ValueKind = CellValue::Kind;

// Examines one table: collects suspects, corrects a copy of the workbook, and compares.
class Examination {
 public:
  Examination(const sheets::Workbook& book, const E81Layout& layout, sheets::Recalculation& anew)
      : view_(book, layout.sheet, anew),
        layout_(layout),
        tree_(ReadTree(view_, layout)),
        table_{view_, layout_, tree_, {}, {}} {}
  void Run(DoctorReport& report);

 private:
  void Correct();
  void FindRoots();
  void JudgeSuspects();
  void JudgeFormulas();
  void JudgeFormula(sheets::CellRef ref, const sheets::Cell& cell);
  void NoteErrors();
  void NoteCircular();
  void NoteUncalculated();
  bool InTable(sheets::CellRef ref) const;
  bool IsMoney(int column) const;
  bool Same(const CellValue& a, const CellValue& b, int column) const;
  bool Wrong(const Suspect& suspect) const;
  bool Follows(const Suspect& suspect) const;
  std::string CauseOf(sheets::CellRef ref, std::string_view formula);
  CellValue After(sheets::CellRef ref) const { return after_view_->Anew(ref.row, ref.column); }
  void Report(Severity severity, const std::string& kind, sheets::CellRef ref, const CellValue& found,
              const CellValue& expected, const std::vector<std::string>& args);

  SheetView view_;
  const E81Layout& layout_;
  E81Tree tree_;
  Table table_;
  sheets::Workbook corrected_;
  std::unique_ptr<sheets::Recalculation> after_;
  std::unique_ptr<SheetView> after_view_;
  std::set<sheets::CellRef> roots_;
  std::map<sheets::CellRef, std::string> causes_;
  std::map<sheets::CellRef, Finding> found_;
  DoctorReport* report_ = nullptr;
};

std::string Shown(const CellValue& value) {
  const bool number = value.kind == ValueKind::kNumber || value.computed;
  return number && value.kind == ValueKind::kNumber ? PrintMicro(value.micro) : Shorten(value.text, 60);
}

std::string Plain(const CellValue& value) {
  return value.number() ? PlainMicro(value.micro) : value.text;
}

bool Examination::IsMoney(int column) const {
  const std::array<int, 8> columns = layout_.MoneyColumns();
  return column >= 0 &&
         (column == layout_.to_date.rp || std::find(columns.begin(), columns.end(), column) != columns.end());
}

bool Examination::Same(const CellValue& a, const CellValue& b, int column) const {
  if (a.number() && b.number()) return NearValue(a.micro, b.micro, IsMoney(column));
  if (a.blank() && b.number()) return b.micro == 0;
  if (a.number() && b.blank()) return true;  // what cannot be computed says nothing
  return a.kind == b.kind || b.blank();
}

bool Examination::InTable(sheets::CellRef ref) const {
  const int i = tree_.IndexOf(ref.row);
  if (i < 0 || table_.Row(i).kind == E81Row::Kind::kLeftOut) return false;
  for (const ColumnGroup* group :
       {&layout_.renstra, &layout_.before, &layout_.target, &layout_.quarter[0], &layout_.quarter[1],
        &layout_.quarter[2], &layout_.quarter[3], &layout_.year, &layout_.renja_rate, &layout_.to_date,
        &layout_.renstra_rate})
    if (ref.column == group->k || ref.column == group->percent || ref.column == group->rp)
      return ref.column >= 0;
  return false;
}

void Examination::Correct() {
  corrected_ = view_.book();
  sheets::Sheet& sheet = corrected_.sheets[layout_.sheet];
  for (const auto& [ref, suspect] : table_.suspects) {
    const sheets::Cell* old = view_.Cell(ref.row, ref.column);
    sheets::Cell cell = old ? *old : sheets::Cell{};
    cell.kind = sheets::Cell::Kind::kNumber;
    cell.formula = suspect.right;
    cell.text = suspect.right.empty() ? suspect.number : "0";
    sheet.Put(ref, std::move(cell));
  }
  after_ = std::make_unique<sheets::Recalculation>(corrected_);
  after_view_ = std::make_unique<SheetView>(corrected_, layout_.sheet, *after_);
}

bool Examination::Wrong(const Suspect& suspect) const {
  const CellValue found = view_.Value(suspect.ref.row, suspect.ref.column), right = After(suspect.ref);
  if (suspect.right.empty()) return true;  // a number stored as text
  return right.number() && !Same(found, right, suspect.ref.column);
}

// Right for the cells it is made of, which are wrong themselves.
bool Examination::Follows(const Suspect& suspect) const {
  if (suspect.right.empty()) return false;
  const CellValue found = view_.Value(suspect.ref.row, suspect.ref.column);
  return Same(found, ValueOfFormula(view_, suspect.right), suspect.ref.column);
}

void Examination::FindRoots() {
  for (const auto& [ref, suspect] : table_.suspects)
    if (Wrong(suspect) && !Follows(suspect)) roots_.insert(ref);
}

// The root fault that a cell's wrong value comes from, nearest first.
std::string Examination::CauseOf(sheets::CellRef ref, std::string_view formula) {
  const auto known = causes_.find(ref);
  if (known != causes_.end()) return known->second;
  causes_[ref] = "";
  std::vector<sheets::CellRef> changed;
  for (const sheets::CellRange& range : sheets::ReferencesOf(sheets::ParseFormula(formula))) {
    if (range.to.row - range.from.row > 5'000 || range.to.column - range.from.column > 50) continue;
    for (int row = range.from.row; row <= range.to.row; ++row)
      for (int column = range.from.column; column <= range.to.column; ++column) {
        if (roots_.contains({row, column})) return causes_[ref] = A1(row, column);
        const CellValue before = view_.Anew(row, column), after = after_view_->Anew(row, column);
        if (!Same(before, after, column)) changed.push_back({row, column});
      }
  }
  for (const sheets::CellRef next : changed) {
    const std::string cause = CauseOf(next, after_view_->Formula(next.row, next.column));
    if (!cause.empty()) return causes_[ref] = cause;
  }
  return "";
}

void Examination::Report(Severity severity, const std::string& kind, sheets::CellRef ref,
                         const CellValue& found, const CellValue& expected,
                         const std::vector<std::string>& args) {
  Finding finding{kind, severity, layout_.sheet_name, ref.A1(), Plain(found), Plain(expected), {}};
  finding.args = {ref.A1(), Shown(found), Shown(expected)};
  finding.args.insert(finding.args.end(), args.begin(), args.end());
  found_.emplace(ref, std::move(finding));
}

void Examination::JudgeSuspects() {
  for (const auto& [ref, suspect] : table_.suspects) {
    const CellValue found = view_.Value(ref.row, ref.column), right = After(ref);
    const Correction correction{layout_.sheet, ref, suspect.right, Plain(right)};
    if (!Wrong(suspect)) {
      if (suspect.kind_today.empty()) continue;
      const bool again = suspect.kind_today == "formula_right_today" && suspect.args.size() == 2;
      const std::vector<std::string> args =
          again && suspect.kind == "year_misses_quarter"
              ? std::vector<std::string>{std::string(view_.Formula(ref.row, ref.column)), suspect.args[1]}
              : suspect.args;
      Report(suspect.severity_today, suspect.kind_today, ref, found, right, args);
      if (suspect.severity_today == Severity::kFault) report_->corrections.push_back(correction);
      continue;
    }
    report_->corrections.push_back(correction);
    if (roots_.contains(ref))
      Report(Severity::kFault, suspect.kind, ref, found, right, suspect.args);
    else
      Report(Severity::kFault, "sum_of_wrong", ref, found, right, {CauseOf(ref, suspect.right)});
  }
}

void Examination::JudgeFormula(sheets::CellRef ref, const sheets::Cell& cell) {
  const CellValue found = view_.Value(ref.row, ref.column), now = view_.Anew(ref.row, ref.column),
                  right = After(ref);
  if (!right.number()) return;
  const bool stored = cell.kind != sheets::Cell::Kind::kEmpty;
  const bool changes = !Same(now, right, ref.column) || (now.kind == ValueKind::kError);
  if (changes || (stored && !Same(found, right, ref.column)))
    report_->followers.push_back({layout_.sheet, ref, "", Plain(right)});
  if (!InTable(ref) || Same(found, right, ref.column)) return;
  if (!Same(found, now, ref.column)) return Report(Severity::kFault, "stale", ref, found, right, {});
  const std::string cause = CauseOf(ref, cell.formula);
  if (!cause.empty()) Report(Severity::kFault, "sum_of_wrong", ref, found, right, {cause});
}

void Examination::JudgeFormulas() {
  view_.sheet().Each([&](sheets::CellRef ref, const sheets::Cell& cell) {
    if (!cell.formula.empty() && !table_.suspects.contains(ref)) JudgeFormula(ref, cell);
  });
}

void Examination::NoteErrors() {
  for (const E81Row& row : tree_.rows) {
    if (row.kind == E81Row::Kind::kLeftOut) continue;
    for (int column = 0; column < view_.sheet().column_count && column < 400; ++column) {
      const CellValue value = view_.Value(row.row, column);
      if (value.kind != ValueKind::kError || !InTable({row.row, column})) continue;
      table_.Note("error_value", {row.row, column}, value.text, {A1(row.row, column), value.text});
      break;  // one a row: the rest of the row follows
    }
  }
}

void Examination::NoteCircular() {
  view_.sheet().Each([&](sheets::CellRef ref, const sheets::Cell& cell) {
    if (!cell.formula.empty()) view_.anew().Of(layout_.sheet, ref);
  });
  std::set<sheets::CellRef> circular;
  for (const auto& [sheet, ref] : view_.anew().circular())
    if (sheet == layout_.sheet && ref.row >= layout_.first_row) circular.insert(ref);
  int said = 0;
  for (const sheets::CellRef ref : circular) {
    const std::string formula(view_.Formula(ref.row, ref.column));
    const auto names_itself = [&](const sheets::CellRange& range) { return range.Contains(ref); };
    const auto references = sheets::ReferencesOf(sheets::ParseFormula(formula));
    const bool itself = std::any_of(references.begin(), references.end(), names_itself);
    if ((itself || !InTable(ref)) && said++ < 20)
      table_.Note("circular", ref, formula, {ref.A1(), Shorten(formula, 80)});
  }
}

void Examination::NoteUncalculated() {
  int formulas = 0, empty = 0;
  view_.sheet().Each([&](sheets::CellRef, const sheets::Cell& cell) {
    formulas += !cell.formula.empty();
    empty += !cell.formula.empty() && cell.kind == sheets::Cell::Kind::kEmpty;
  });
  if (formulas > 0 && empty * 2 > formulas)
    report_->findings.push_back({"not_calculated", Severity::kNote, layout_.sheet_name, "", "", "", {}});
}

void Examination::Run(DoctorReport& report) {
  report_ = &report;
  report.sheets.push_back(layout_.sheet_name);
  NoteUncalculated();
  SuspectTexts(table_);
  SuspectMeans(table_);
  SuspectSums(table_);
  SuspectYears(table_);
  SuspectToDate(table_);
  SuspectRates(table_);
  SuspectQuarters(table_);
  Correct();
  FindRoots();
  JudgeSuspects();
  JudgeFormulas();
  NoteErrors();
  NoteCircular();
  table_.notes.insert(table_.notes.end(), tree_.notes.begin(), tree_.notes.end());
  for (Finding& note : table_.notes) {
    const auto ref = sheets::CellRef::Parse(note.cell);
    if (ref) found_.emplace(*ref, std::move(note));  // a cell with a fault says no more
  }
  for (auto& [ref, finding] : found_) report.findings.push_back(std::move(finding));
}

std::string ColumnOf(const std::string& cell) {
  return cell.substr(0, cell.find_first_of("0123456789"));
}

}  // namespace

int DoctorReport::Faults() const {
  return static_cast<int>(std::count_if(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.severity == Severity::kFault;
  }));
}

DoctorReport Examine(const sheets::Workbook& book) {
  DoctorReport report;
  const Result<std::vector<E81Layout>> tables = FindE81(book);
  if (!tables.ok()) {
    report.findings.push_back({"no_table", Severity::kNote, "", "", "", "", tables.error().args});
    return report;
  }
  sheets::Recalculation anew(book);
  for (const E81Layout& table : *tables) Examination(book, table, anew).Run(report);
  return report;
}

std::vector<FindingGroup> GroupFindings(const std::vector<Finding>& findings) {
  std::vector<FindingGroup> groups;
  std::map<std::tuple<std::string, std::string, std::string, std::string>, size_t> known;
  for (const Finding& finding : findings) {
    const std::string cause =
        finding.kind == "sum_of_wrong" && finding.args.size() > 3 ? finding.args[3] : "";
    const auto key = std::tuple(finding.sheet, finding.kind, ColumnOf(finding.cell), cause);
    const auto [at, fresh] = known.emplace(key, groups.size());
    if (fresh) groups.push_back({finding, {}});
    if (!finding.cell.empty()) groups[at->second].cells.push_back(finding.cell);
  }
  return groups;
}

}  // namespace sinergi::performance
