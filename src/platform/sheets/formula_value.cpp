#include "platform/sheets/formula_value.h"

#include <cmath>

#include "base/text.h"
#include "platform/sheets/number_text.h"

namespace sinergi::sheets {
namespace {

using ValueKind = FormulaValue::Kind;

// A difference that is nothing but the rounding of binary fractions counts as zero, as in Excel (0.3-0.2-0.1
// = 0).
double Sum(double left, double right) {
  const double sum = left + right;
  return std::fabs(sum) < std::fabs(left) * 0x1p-50 ? 0 : sum;
}

FormulaValue Power(double base, double exponent) {
  if (base == 0 && exponent == 0) return FormulaValue::Fault("#NUM!");
  if (base == 0 && exponent < 0) return FormulaValue::Fault("#DIV/0!");
  return FormulaValue::Number(std::pow(base, exponent));
}

FormulaValue Arithmetic(char op, double left, double right) {
  switch (op) {
    case '+':
      return FormulaValue::Number(Sum(left, right));
    case '-':
      return FormulaValue::Number(Sum(left, -right));
    case '*':
      return FormulaValue::Number(left * right);
    case '/':
      return right == 0 ? FormulaValue::Fault("#DIV/0!") : FormulaValue::Number(left / right);
    default:
      return Power(left, right);
  }
}

int Rank(const FormulaValue& value) {
  return value.kind == ValueKind::kText ? 1 : value.kind == ValueKind::kBool ? 2 : 0;
}

// A blank becomes what the other side is: "", FALSE or 0.
FormulaValue Like(const FormulaValue& value, const FormulaValue& other) {
  if (value.kind != ValueKind::kBlank) return value;
  if (other.kind == ValueKind::kText) return FormulaValue::Text("");
  return other.kind == ValueKind::kBool ? FormulaValue::Bool(false) : FormulaValue::Number(0);
}

// Numbers before texts before truth values; texts without regard to capitals.
int Order(const FormulaValue& a, const FormulaValue& b) {
  const FormulaValue left = Like(a, b), right = Like(b, a);
  if (Rank(left) != Rank(right)) return Rank(left) < Rank(right) ? -1 : 1;
  if (left.kind == ValueKind::kText) {
    const int order = LowerAscii(left.text).compare(LowerAscii(right.text));
    return order < 0 ? -1 : order > 0;
  }
  return left.number < right.number ? -1 : left.number > right.number;
}

FormulaValue Compare(std::string_view op, int order) {
  if (op == "=") return FormulaValue::Bool(order == 0);
  if (op == "<>") return FormulaValue::Bool(order != 0);
  if (op == "<") return FormulaValue::Bool(order < 0);
  if (op == "<=") return FormulaValue::Bool(order <= 0);
  if (op == ">") return FormulaValue::Bool(order > 0);
  return FormulaValue::Bool(order >= 0);
}

}  // namespace

FormulaValue FormulaValue::Number(double number) {
  return std::isfinite(number) ? FormulaValue{ValueKind::kNumber, number, {}} : Fault("#NUM!");
}

FormulaValue ValueOfCell(const Cell& cell) {
  switch (cell.kind) {
    case Cell::Kind::kNumber: {
      const auto number = ReadNumber(cell.text);
      return number ? FormulaValue::Number(*number) : FormulaValue::Fault("#NUM!");
    }
    case Cell::Kind::kText:
      return FormulaValue::Text(cell.text);
    case Cell::Kind::kBool:
      return FormulaValue::Bool(cell.text == "1");
    case Cell::Kind::kError:
      return FormulaValue::Fault(cell.text);
    default:
      return {};
  }
}

FormulaValue ValueOf(const Computed& computed) {
  switch (computed.kind) {
    case Computed::Kind::kNumber:
      return FormulaValue::Number(computed.number);
    case Computed::Kind::kText:
      return FormulaValue::Text(computed.text);
    case Computed::Kind::kBool:
      return FormulaValue::Bool(computed.number != 0);
    case Computed::Kind::kError:
      return FormulaValue::Fault(computed.text);
    default:
      return FormulaValue::Unknown();
  }
}

Computed ToComputed(const FormulaValue& value) {
  switch (value.kind) {
    case ValueKind::kNumber:
      return {Computed::Kind::kNumber, value.number, {}};
    case ValueKind::kText:
      return {Computed::Kind::kText, 0, value.text};
    case ValueKind::kBool:
      return {Computed::Kind::kBool, value.number, {}};
    case ValueKind::kError:
      return {Computed::Kind::kError, 0, value.text};
    default:
      return {};
  }
}

FormulaValue AsNumber(const FormulaValue& value) {
  if (value.Stops()) return value;
  if (value.kind != ValueKind::kText) return FormulaValue::Number(value.number);
  const auto number = ReadTypedNumber(value.text);
  return number ? FormulaValue::Number(*number) : FormulaValue::Fault("#VALUE!");
}

FormulaValue AsBool(const FormulaValue& value) {
  if (value.Stops()) return value;
  if (value.kind != ValueKind::kText) return FormulaValue::Bool(value.number != 0);
  const std::string text = LowerAscii(value.text);
  if (text == "true" || text == "false") return FormulaValue::Bool(text == "true");
  return FormulaValue::Fault("#VALUE!");
}

std::string AsText(const FormulaValue& value) {
  if (value.kind == ValueKind::kText) return value.text;
  if (value.kind == ValueKind::kBool) return value.number != 0 ? "TRUE" : "FALSE";
  return value.kind == ValueKind::kNumber ? ShowNumber(value.number) : "";
}

FormulaValue ApplyBinary(std::string_view op, const FormulaValue& left, const FormulaValue& right) {
  // What cannot be computed may hide an error, so it goes before errors.
  if (left.kind == ValueKind::kUnknown || right.kind == ValueKind::kUnknown) return FormulaValue::Unknown();
  if (left.Stops()) return left;
  if (right.Stops()) return right;
  if (op == "&") {
    std::string text = AsText(left) + AsText(right);
    return text.size() > 32'767 * 4 ? FormulaValue::Fault("#VALUE!") : FormulaValue::Text(std::move(text));
  }
  if (std::string_view("=<>").find(op[0]) != std::string_view::npos) return Compare(op, Order(left, right));
  const FormulaValue a = AsNumber(left), b = AsNumber(right);
  if (a.Stops()) return a;
  return b.Stops() ? b : Arithmetic(op[0], a.number, b.number);
}

FormulaValue ApplyUnary(std::string_view op, const FormulaValue& operand) {
  if (op == "+" || operand.Stops()) return operand;
  const FormulaValue number = AsNumber(operand);
  if (number.Stops()) return number;
  return FormulaValue::Number(op == "%" ? number.number / 100 : -number.number);
}

}  // namespace sinergi::sheets
