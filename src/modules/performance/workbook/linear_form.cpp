#include "modules/performance/workbook/linear_form.h"

#include <cstdlib>

namespace sinergi::performance {
namespace {

using FormulaKind = sheets::Formula::Kind;
constexpr int64_t kMostCells = 20'000;  // of one range; a longer one is no sum of a table

class Collector {
 public:
  explicit Collector(LinearForm& form) : form_(form) {}
  void Add(const sheets::Formula& formula, int sign);

 private:
  void AddRange(const sheets::CellRange& range, int sign);
  void AddCall(const sheets::Formula& call, int sign);
  void AddBinary(const sheets::Formula& formula, int sign);
  LinearForm& form_;
};

void Collector::AddRange(const sheets::CellRange& range, int sign) {
  const int64_t rows = range.to.row - range.from.row + 1, columns = range.to.column - range.from.column + 1;
  if (rows * columns > kMostCells) {
    form_.ok = false;
    return;
  }
  for (int row = range.from.row; row <= range.to.row; ++row)
    for (int column = range.from.column; column <= range.to.column; ++column)
      form_.cells[{row, column}] += sign;
}

void Collector::AddCall(const sheets::Formula& call, int sign) {
  size_t first = 0, last = call.parts.size();
  if (call.text == "SUBTOTAL" && last > 1 && (call.parts[0].text == "9" || call.parts[0].text == "109")) {
    form_.subtotal = true;
    first = 1;
  } else if (call.text == "IFERROR" || call.text == "ROUND" || call.text == "ROUNDUP" ||
             call.text == "ROUNDDOWN") {
    last = last == 0 ? 0 : 1;
  } else if (call.text != "SUM") {
    form_.ok = false;
    return;
  }
  for (size_t i = first; i < last; ++i) Add(call.parts[i], sign);
}

void Collector::AddBinary(const sheets::Formula& formula, int sign) {
  // Sums of a thousand terms stand left-deep: walk down the left side without recursion.
  const sheets::Formula* at = &formula;
  while (at->kind == FormulaKind::kBinary && at->parts.size() == 2 && (at->text == "+" || at->text == "-")) {
    Add(at->parts[1], at->text == "+" ? sign : -sign);
    at = &at->parts[0];
  }
  if (at->kind == FormulaKind::kBinary) {
    form_.ok = false;
    return;
  }
  Add(*at, sign);
}

void Collector::Add(const sheets::Formula& formula, int sign) {
  if (!form_.ok) return;
  switch (formula.kind) {
    case FormulaKind::kReference:
    case FormulaKind::kRange:
      if (formula.sheet.empty())
        AddRange(formula.range, sign);
      else
        form_.ok = false;
      return;
    case FormulaKind::kNumber:
      form_.constant = form_.constant || std::strtod(formula.text.c_str(), nullptr) != 0;
      return;
    case FormulaKind::kUnary:
      if (formula.text == "%" || formula.parts.size() != 1)
        form_.ok = false;
      else
        Add(formula.parts[0], formula.text == "-" ? -sign : sign);
      return;
    case FormulaKind::kBinary:
      return AddBinary(formula, sign);
    case FormulaKind::kCall:
      return AddCall(formula, sign);
    default:
      form_.ok = false;
  }
}

// The argument of IFERROR(…,0) and ROUND(…,2).
const sheets::Formula& Core(const sheets::Formula& formula) {
  const sheets::Formula* at = &formula;
  while (at->kind == FormulaKind::kCall && !at->parts.empty() &&
         (at->text == "IFERROR" || at->text.starts_with("ROUND")))
    at = &at->parts[0];
  return *at;
}

}  // namespace

bool LinearForm::InColumn(int column) const {
  for (const auto& [ref, times] : cells)
    if (ref.column != column) return false;
  return !cells.empty();
}

bool LinearForm::InRow(int row) const {
  for (const auto& [ref, times] : cells)
    if (ref.row != row) return false;
  return !cells.empty();
}

LinearForm LinearFormOf(const sheets::Formula& formula) {
  LinearForm form;
  form.ok = true;
  Collector collector(form);
  const sheets::Formula& core = Core(formula);
  if (core.kind == FormulaKind::kCall && core.text == "AVERAGE") {
    form.mean = true;
    for (const sheets::Formula& part : core.parts) collector.Add(part, 1);
  } else if (core.kind == FormulaKind::kBinary && core.text == "/" && core.parts.size() == 2 &&
             core.parts[1].kind == FormulaKind::kNumber) {
    form.mean = true;
    form.divisor = std::atoi(core.parts[1].text.c_str());
    collector.Add(core.parts[0], 1);
  } else {
    collector.Add(core, 1);
  }
  for (const auto& [ref, times] : form.cells)
    if (times < 0) form.ok = false;
  if (form.cells.empty()) form.ok = false;
  return form;
}

LinearForm LinearFormOf(std::string_view formula) {
  return formula.empty() ? LinearForm{} : LinearFormOf(sheets::ParseFormula(formula));
}

}  // namespace sinergi::performance
