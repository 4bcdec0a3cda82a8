#include "platform/sheets/formula_tally.h"

#include <algorithm>

namespace sinergi::sheets {
namespace {

using ValueKind = FormulaValue::Kind;

void AddNumber(FormulaTally& tally, double number) {
  tally.sum += number;
  tally.product *= number;
  tally.least = std::min(tally.least, number);
  tally.most = std::max(tally.most, number);
  ++tally.numbers;
}

void AddFault(FormulaTally& tally, const FormulaValue& value) {
  if (value.kind == ValueKind::kUnknown) tally.unknown = true;
  if (value.kind == ValueKind::kError && tally.fault.kind == ValueKind::kBlank) tally.fault = value;
}

void AddDirect(FormulaTally& tally, const FormulaValue& value) {
  ++tally.filled;
  const FormulaValue number = AsNumber(value);
  if (number.kind == ValueKind::kNumber)
    AddNumber(tally, number.number);
  else
    AddFault(tally, number);
}

bool Hidden(const FormulaEvaluator& evaluator, const Formula& range, CellRef ref) {
  const auto sheet = evaluator.SheetOf(range);
  return sheet && evaluator.scope().book.sheets[*sheet].RowHidden(ref.row);
}

}  // namespace

FormulaTally TallyArguments(const FormulaEvaluator& evaluator, const Formula& call, TallyOptions options) {
  FormulaTally tally;
  for (size_t i = options.first_argument; i < call.parts.size(); ++i) {
    const Formula& part = call.parts[i];
    if (part.kind != Formula::Kind::kReference && part.kind != Formula::Kind::kRange) {
      AddDirect(tally, evaluator.Evaluate(part));
      continue;
    }
    FormulaValue why;
    const bool done =
        evaluator.EachCell(part, why, [&](CellRef ref, const Cell& cell, const FormulaValue& value) {
          if (options.skip_hidden_rows && Hidden(evaluator, part, ref)) return;
          if (options.skip_subtotals && cell.formula.find("SUBTOTAL(") != std::string::npos) return;
          if (value.kind != ValueKind::kBlank) ++tally.filled;
          if (value.kind == ValueKind::kNumber) AddNumber(tally, value.number);
          AddFault(tally, value);
        });
    if (!done) AddFault(tally, why);
  }
  return tally;
}

}  // namespace sinergi::sheets
