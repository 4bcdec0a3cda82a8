#include "modules/performance/form/arithmetic.h"

#include "modules/performance/form/table_cells.h"

namespace sinergi::performance::form {
namespace {

using ExpressionKind = Expression::Kind;

struct Sum {
  const Form& form;
  Side side;
  int row;
  const std::function<Operand(int)>& operand;

  int SlotOf(const Expression& reference) const { return form.SlotOf(reference.column, side); }
};

std::optional<Ratio> Apply(char op, const Ratio& a, const Ratio& b) {
  switch (op) {
    case '+':
      return Add(a, b);
    case '-':
      return Subtract(a, b);
    case '*':
      return Multiply(a, b);
    default:
      return Divide(a, b);
  }
}

std::optional<Ratio> Compute(const Sum& sum, const Expression& e) {
  switch (e.kind) {
    case ExpressionKind::kNumber:
      return Ratio::Of(e.number_micro, kMicro);
    case ExpressionKind::kColumn:
      return sum.operand(sum.SlotOf(e)).value.value_or(Ratio());
    case ExpressionKind::kNegate: {
      const std::optional<Ratio> value = Compute(sum, e.parts[0]);
      return value ? Subtract(Ratio(), *value) : std::nullopt;
    }
    case ExpressionKind::kBinary: {
      const std::optional<Ratio> a = Compute(sum, e.parts[0]);
      const std::optional<Ratio> b = Compute(sum, e.parts[1]);
      return a && b ? Apply(e.op, *a, *b) : std::nullopt;
    }
    default:
      return {};
  }
}

// True for a sum of columns and nothing else; fills them.
bool SumsColumns(const Sum& sum, const Expression& e, std::vector<CellFormula>& cells) {
  if (e.kind == ExpressionKind::kColumn) {
    cells.push_back(CellAt(sum.row, sum.SlotOf(e)));
    return true;
  }
  return e.kind == ExpressionKind::kBinary && e.op == '+' && SumsColumns(sum, e.parts[0], cells) &&
         SumsColumns(sum, e.parts[1], cells);
}

CellFormula Formula(const Sum& sum, const Expression& e, std::vector<CellFormula>& divisors) {
  switch (e.kind) {
    case ExpressionKind::kNumber:
      return Number(PlainDecimal(e.number_micro, 6, Zeros::kTrim));
    case ExpressionKind::kColumn:
      return Call("SUM", {CellAt(sum.row, sum.SlotOf(e))});  // "" and blanks count as 0
    case ExpressionKind::kNegate:
      return Binary(Number("0"), "-", Formula(sum, e.parts[0], divisors));
    default:
      break;
  }
  std::vector<CellFormula> cells;
  if (SumsColumns(sum, e, cells)) return Call("SUM", std::move(cells));
  CellFormula left = Formula(sum, e.parts[0], divisors);
  CellFormula right = Formula(sum, e.parts[1], divisors);
  if (e.op == '/') divisors.push_back(right);
  return Binary(std::move(left), std::string(1, e.op), std::move(right));
}

// The columns of which one at least must hold something. In a document's form a rate asks for what is divided: a
// year that nobody has measured has no rate, where a quarter that nobody reported has 0.
std::vector<const Expression*> AskedFirst(const Form& form, const Slot& slot) {
  std::vector<const Expression*> columns = ColumnsOf(slot.expression);
  if (form.rows_of == RowsOf::kDocument && slot.format == Format::kPercent && !columns.empty())
    columns.resize(1);
  return columns;
}

CellFormula Guarded(const Sum& sum, const Slot& slot) {
  std::vector<CellFormula> divisors;
  CellFormula formula = Formula(sum, slot.expression, divisors);
  // The innermost divisor is guarded first, so it is asked before those that stand on it.
  for (auto divisor = divisors.rbegin(); divisor != divisors.rend(); ++divisor)
    formula = BlankIf(Binary(*divisor, "=", Number("0")), std::move(formula));
  if (slot.side == Side::kRp && sum.form.rows_of != RowsOf::kDocument) return formula;
  std::vector<CellFormula> cells;
  for (const Expression* reference : AskedFirst(sum.form, slot))
    cells.push_back(CellAt(sum.row, sum.SlotOf(*reference)));
  return BlankIf(Binary(Call("COUNT", std::move(cells)), "=", Number("0")), std::move(formula));
}

}  // namespace

Cell ComputeCell(const Form& form, int index, int row, const std::function<Operand(int)>& operand) {
  const Slot& slot = form.slots[static_cast<size_t>(index)];
  const Sum sum{form, slot.side, row, operand};
  bool any = slot.side == Side::kRp && form.rows_of != RowsOf::kDocument, text = false;
  for (const Expression* reference : ColumnsOf(slot.expression)) text |= operand(sum.SlotOf(*reference)).text;
  for (const Expression* reference : AskedFirst(form, slot))
    any |= operand(sum.SlotOf(*reference)).value.has_value();
  Cell cell = NothingCell();
  if (text) {
    cell.note = Note{"form.note.not_computable", {}};
    return cell;
  }
  cell.formula = Guarded(sum, slot);
  const std::optional<Ratio> exact = any ? Compute(sum, slot.expression) : std::nullopt;
  if (exact) cell.value = exact->Round(slot.format == Format::kMoney ? 2 : 6);
  if (cell.value) cell.text = PrintValue(*cell.value, slot.format);
  if (!any) cell.text.clear();
  return cell;
}

}  // namespace sinergi::performance::form
