#include "modules/performance/form/performance_cells.h"

#include "modules/performance/form/table_cells.h"

namespace sinergi::performance::form {
namespace {

// A figure to date as a decimal of a cell; it is not empty.
std::optional<Decimal> ToDecimal(const ToDate& figure) {
  return Ratio::Of(figure.sum, static_cast<Int128>(figure.count) * kMicro)->Round(6);
}

CellFormula IsZero(CellFormula value) {
  return Binary(std::move(value), "=", Number("0"));
}
CellFormula NoneIn(std::vector<CellFormula> cells) {
  return IsZero(Call("COUNT", std::move(cells)));
}
CellFormula SumOf(CellFormula cell) {
  return Call("SUM", {std::move(cell)});
}

Note NoteOf(std::string_view key) {
  return {"form.note." + std::string(key), {}};
}

// The first that is a number, from the last to the first; "" when none is.
CellFormula LastGiven(const std::vector<CellFormula>& cells) {
  CellFormula formula = TextOf("");
  for (const CellFormula& cell : cells)
    formula = Call("IF", {Call("ISNUMBER", {cell}), cell, std::move(formula)});
  return formula;
}

CellFormula Together(std::string_view function, std::vector<CellFormula> cells) {
  return BlankIf(NoneIn(cells), Call(function, cells));
}

std::vector<CellFormula> Operands(const PerformanceRow& row, const Slot& slot) {
  std::vector<CellFormula> cells;
  for (const int operand : slot.operands) cells.push_back(CellAt(row.row, operand));
  return cells;
}

CellFormula YearFormula(Aggregation aggregation, std::vector<CellFormula> quarters) {
  switch (aggregation) {
    case Aggregation::kSum:
      return Together("SUM", std::move(quarters));
    case Aggregation::kMean:
      return Together("AVERAGE", std::move(quarters));
    case Aggregation::kMax:
      return Together("MAX", std::move(quarters));
    case Aggregation::kMin:
      return Together("MIN", std::move(quarters));
    case Aggregation::kLast:
      break;
  }
  return LastGiven(quarters);
}

CellFormula JoinFormula(Join join, std::vector<CellFormula> years) {
  switch (join) {
    case Join::kAdd:
      return Together("SUM", std::move(years));
    case Join::kMax:
      return Together("MAX", std::move(years));
    case Join::kMin:
      return Together("MIN", std::move(years));
    case Join::kLatest:
      break;
  }
  return LastGiven(years);
}

// R / T × 100, (2T − R) / T × 100 or T / R × 100, never below 0; nothing without a target, 0 without a
// report.
CellFormula RateFormula(Direction direction, CellFormula r, CellFormula t) {
  const CellFormula unreported = NoneIn({r});
  const CellFormula target = SumOf(t), realised = SumOf(r), hundred = Number("100");
  CellFormula ratio;
  if (direction == Direction::kLowerRatio) {
    ratio = BlankIf(IsZero(realised),
                    Call("MAX", {Number("0"), Binary(Binary(target, "/", realised), "*", hundred)}));
    ratio = Call("IF", {unreported, Number("0"), std::move(ratio)});
  } else if (direction == Direction::kLower) {
    const CellFormula left = Binary(Binary(Number("2"), "*", target), "-", realised);
    ratio = Call("MAX", {Number("0"), Binary(Binary(left, "/", target), "*", hundred)});
    ratio = Call("IF", {unreported, Number("0"), std::move(ratio)});
  } else {
    ratio = Call("MAX", {Number("0"), Binary(Binary(realised, "/", target), "*", hundred)});
  }
  return BlankIf(IsZero(target), std::move(ratio));
}

// A number with its own unit when that is not the indicator's; texts and ranges as typed.
std::string Shown(const PerformanceRow& row, const Figure& figure) {
  if (!figure.Numeric()) return figure.quantity.text;
  const std::optional<Decimal> value = ToDecimal(figure.number);
  if (!value) return figure.quantity.text;
  std::string text = PrintValue(*value, Format::kQuantity);
  const bool alone = figure.quantity.is_number() && figure.number.count == 1 &&
                     figure.number.sum == figure.quantity.low_micro;
  const std::string& unit = figure.quantity.unit;
  if (alone && !unit.empty() && !SameText(unit, row.indicator.unit)) text += " " + unit;
  return text;
}

Cell FigureCell(const PerformanceRow& row, const Figure& figure) {
  Cell cell;
  if (figure.lost) {
    cell = NothingCell();
    cell.note = NoteOf("not_computable");
    return cell;
  }
  cell.text = Shown(row, figure);
  if (figure.Numeric()) cell.value = ToDecimal(figure.number);
  return cell;
}

// A figure with its formula, unless it is a text that no formula gives.
Cell ComputedCell(const PerformanceRow& row, const Figure& figure, CellFormula formula) {
  Cell cell = FigureCell(row, figure);
  if (figure.lost) return cell;
  if (figure.Numeric() || figure.Nothing()) {
    cell.formula = std::move(formula);
  } else {
    cell.note = NoteOf("typed_text");
  }
  return cell;
}

}  // namespace

Cell TypedCell(const PerformanceRow& row, const Figure& figure) {
  return FigureCell(row, figure);
}

Cell YearCell(const PerformanceRow& row, const Slot& slot, const Figure& figure) {
  return ComputedCell(row, figure, YearFormula(row.indicator.aggregation, Operands(row, slot)));
}

Cell JoinedCell(const PerformanceRow& row, const Slot& slot, const Figure& figure) {
  return ComputedCell(row, figure, JoinFormula(JoinOf(row.indicator), Operands(row, slot)));
}

Cell RateCell(const PerformanceRow& row, const Slot& slot, const Figure& realised, const Figure& target) {
  const bool unmeasured = !row.measured && realised.Nothing();
  const Rate rate = unmeasured ? Rate() : RateOf(row.indicator, realised, target);
  Cell cell = NothingCell();
  if (rate.score) {
    cell.value = Decimal{rate.score->micro(), 6};
    cell.text = PrintValue(*cell.value, Format::kPercent);
  }
  const bool by_number = row.indicator.direction != Direction::kText && !realised.lost &&
                         (realised.Numeric() || realised.Nothing()) && (target.Numeric() || target.Nothing());
  if (by_number) {
    cell.formula = RateFormula(row.indicator.direction, CellAt(row.row, slot.operands[0]),
                               CellAt(row.row, slot.operands[1]));
    if (!row.measured)
      cell.formula = BlankIf(NoneIn({CellAt(row.row, slot.operands[0])}), std::move(*cell.formula));
  } else {
    const bool range = target.quantity.kind == Quantity::Kind::kRange;
    cell.note = NoteOf(realised.lost || !rate.score ? "not_computable"
                       : range                      ? "typed_range"
                                                    : "typed_rate");
  }
  if (!rate.score && target.Nothing()) cell.note = NoteOf("no_target");
  return cell;
}

}  // namespace sinergi::performance::form
