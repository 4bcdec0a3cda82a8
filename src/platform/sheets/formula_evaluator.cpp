#include "platform/sheets/formula_evaluator.h"

#include <algorithm>

#include "platform/sheets/formula_functions.h"
#include "platform/sheets/number_text.h"

namespace sinergi::sheets {
namespace {

using FormulaKind = Formula::Kind;

FormulaValue Literal(const Formula& formula) {
  if (formula.kind == FormulaKind::kText) return FormulaValue::Text(formula.text);
  if (formula.kind == FormulaKind::kBool) return FormulaValue::Bool(formula.text == "1");
  const auto number = ReadNumber(formula.text);
  return number ? FormulaValue::Number(*number) : FormulaValue::Fault("#NUM!");
}

}  // namespace

FormulaValue FormulaEvaluator::Evaluate(const Formula& formula) const {
  switch (formula.kind) {
    case FormulaKind::kReference:
    case FormulaKind::kRange:
      return EvaluateRange(formula);
    case FormulaKind::kBinary:
      return EvaluateBinary(formula);
    case FormulaKind::kUnary:
      return ApplyUnary(formula.text, Evaluate(formula.parts[0]));
    case FormulaKind::kCall:
      return CallFunction(*this, formula);
    case FormulaKind::kUnknown:
      return formula.text.starts_with('#') ? FormulaValue::Fault(formula.text) : FormulaValue::Unknown();
    default:
      return Literal(formula);
  }
}

// Long sums are deep on the left: down in a loop, then back up.
FormulaValue FormulaEvaluator::EvaluateBinary(const Formula& formula) const {
  std::vector<const Formula*> spine{&formula};
  while (spine.back()->parts[0].kind == FormulaKind::kBinary) spine.push_back(&spine.back()->parts[0]);
  FormulaValue value = Evaluate(spine.back()->parts[0]);
  for (size_t i = spine.size(); i-- > 0;)
    value = ApplyBinary(spine[i]->text, value, Evaluate(spine[i]->parts[1]));
  return value;
}

// A range where one value is wanted means the cell of it in the formula's own row or column.
FormulaValue FormulaEvaluator::EvaluateRange(const Formula& range) const {
  const auto sheet = SheetOf(range);
  if (!sheet) return FormulaValue::Fault("#REF!");
  const CellRef from = range.range.from, to = range.range.to;
  if (from == to) return At(*sheet, from);
  if (scope_.array || !scope_.at) return FormulaValue::Unknown();
  const CellRef at = *scope_.at;
  if (from.column == to.column && at.row >= from.row && at.row <= to.row)
    return At(*sheet, {at.row, from.column});
  if (from.row == to.row && at.column >= from.column && at.column <= to.column)
    return At(*sheet, {from.row, at.column});
  return FormulaValue::Fault("#VALUE!");
}

std::optional<size_t> FormulaEvaluator::SheetOf(const Formula& reference) const {
  return reference.sheet.empty() ? scope_.sheet : scope_.sheet_by_name(reference.sheet);
}

FormulaValue FormulaEvaluator::At(size_t sheet, CellRef ref) const {
  if (--scope_.work < 0) return FormulaValue::Unknown();
  const Cell* cell = scope_.book.sheets[sheet].At(ref);
  return cell ? scope_.value(sheet, ref, *cell) : FormulaValue{};
}

bool FormulaEvaluator::EachCell(
    const Formula& range, FormulaValue& why,
    const std::function<void(CellRef, const Cell&, const FormulaValue&)>& fn) const {
  const auto sheet = SheetOf(range);
  why = sheet ? FormulaValue::Unknown() : FormulaValue::Fault("#REF!");
  if (!sheet) return false;
  const auto& rows = scope_.book.sheets[*sheet].rows;
  const auto before = [](const auto& entry, int column) { return entry.first < column; };
  const int last = std::min(range.range.to.row, static_cast<int>(rows.size()) - 1);
  for (int row = range.range.from.row; row <= last; ++row) {
    if (--scope_.work < 0) return false;
    const auto& cells = rows[static_cast<size_t>(row)].cells;
    auto at = std::lower_bound(cells.begin(), cells.end(), range.range.from.column, before);
    for (; at != cells.end() && at->first <= range.range.to.column; ++at) {
      if (--scope_.work < 0) return false;
      const CellRef ref{row, at->first};
      fn(ref, at->second, scope_.value(*sheet, ref, at->second));
    }
  }
  return true;
}

}  // namespace sinergi::sheets
