#include "platform/sheets/formula_functions.h"

#include <cmath>
#include <cstdlib>
#include <unordered_map>

#include <fmt/format.h>

#include "platform/sheets/formula_tally.h"

namespace sinergi::sheets {
namespace {

using ValueKind = FormulaValue::Kind;
using Evaluator = FormulaEvaluator;

bool IsRange(const Formula& part) {
  return part.kind == Formula::Kind::kReference || part.kind == Formula::Kind::kRange;
}

// The result of an aggregate by its number in SUBTOTAL: 1 AVERAGE, 2 COUNT, 3 COUNTA, 4 MAX, 5 MIN, 6
// PRODUCT, 9 SUM.
FormulaValue Aggregate(int number, const FormulaTally& tally) {
  if (tally.unknown) return FormulaValue::Unknown();
  if (number == 2) return FormulaValue::Number(static_cast<double>(tally.numbers));
  if (number == 3) return FormulaValue::Number(static_cast<double>(tally.filled));
  if (tally.fault.kind == ValueKind::kError) return tally.fault;
  const bool none = tally.numbers == 0;
  switch (number) {
    case 1:
      return none ? FormulaValue::Fault("#DIV/0!")
                  : FormulaValue::Number(tally.sum / static_cast<double>(tally.numbers));
    case 4:
      return FormulaValue::Number(none ? 0 : tally.most);
    case 5:
      return FormulaValue::Number(none ? 0 : tally.least);
    case 6:
      return FormulaValue::Number(none ? 0 : tally.product);
    case 9:
      return FormulaValue::Number(tally.sum);
    default:
      return FormulaValue::Unknown();
  }
}

template <int kNumber>
FormulaValue AggregateCall(const Evaluator& evaluator, const Formula& call) {
  return Aggregate(kNumber, TallyArguments(evaluator, call));
}

// 101 to 111 leave hidden rows out; subtotals inside of the range are never added twice.
FormulaValue Subtotal(const Evaluator& evaluator, const Formula& call) {
  const FormulaValue number = AsNumber(evaluator.Evaluate(call.parts[0]));
  if (number.Stops()) return number;
  const int which = number.number >= 1 && number.number < 112 ? static_cast<int>(number.number) : 0;
  return Aggregate(which % 100, TallyArguments(evaluator, call, {1, which > 100, true}));
}

FormulaValue If(const Evaluator& evaluator, const Formula& call) {
  const FormulaValue condition = AsBool(evaluator.Evaluate(call.parts[0]));
  if (condition.Stops()) return condition;
  if (condition.number != 0) return evaluator.Evaluate(call.parts[1]);
  return call.parts.size() > 2 ? evaluator.Evaluate(call.parts[2]) : FormulaValue::Bool(false);
}

FormulaValue IfError(const Evaluator& evaluator, const Formula& call) {
  FormulaValue value = evaluator.Evaluate(call.parts[0]);
  return value.kind == ValueKind::kError ? evaluator.Evaluate(call.parts[1]) : value;
}

// Rounds what the number shows in 15 digits, so that 2.675 rounds up although its binary fraction is a little
// less.
enum class Rounding { kHalfUp, kUp, kDown };
double Round(double number, int digits, Rounding how) {
  const double power = std::pow(10.0, digits);
  const double scaled = std::strtod(fmt::format("{:.15g}", std::fabs(number) * power).c_str(), nullptr);
  const double whole = how == Rounding::kUp     ? std::ceil(scaled)
                       : how == Rounding::kDown ? std::floor(scaled)
                                                : std::floor(scaled + 0.5);
  const double rounded = digits >= 0 ? whole / power : whole * std::pow(10.0, -digits);
  return number < 0 ? -rounded : rounded;
}

template <Rounding kHow>
FormulaValue RoundCall(const Evaluator& evaluator, const Formula& call) {
  const FormulaValue number = AsNumber(evaluator.Evaluate(call.parts[0]));
  const FormulaValue digits = AsNumber(evaluator.Evaluate(call.parts[1]));
  if (number.Stops()) return number;
  if (digits.Stops()) return digits;
  if (std::fabs(digits.number) > 300) return FormulaValue::Unknown();
  const double rounded = Round(number.number, static_cast<int>(digits.number), kHow);
  return FormulaValue::Number(std::isfinite(rounded) ? rounded : number.number);
}

FormulaValue Abs(const Evaluator& evaluator, const Formula& call) {
  const FormulaValue number = AsNumber(evaluator.Evaluate(call.parts[0]));
  return number.Stops() ? number : FormulaValue::Number(std::fabs(number.number));
}

FormulaValue Not(const Evaluator& evaluator, const Formula& call) {
  const FormulaValue value = AsBool(evaluator.Evaluate(call.parts[0]));
  return value.Stops() ? value : FormulaValue::Bool(value.number == 0);
}

FormulaValue IsNumber(const Evaluator& evaluator, const Formula& call) {
  const FormulaValue value = evaluator.Evaluate(call.parts[0]);
  return value.kind == ValueKind::kUnknown ? value : FormulaValue::Bool(value.kind == ValueKind::kNumber);
}

FormulaValue IsError(const Evaluator& evaluator, const Formula& call) {
  const FormulaValue value = evaluator.Evaluate(call.parts[0]);
  return value.kind == ValueKind::kUnknown ? value : FormulaValue::Bool(value.kind == ValueKind::kError);
}

// AND and OR: truth values and numbers, in ranges those alone; none at all is #VALUE!.
template <bool kAnd>
FormulaValue Logic(const Evaluator& evaluator, const Formula& call) {
  int64_t count = 0, trues = 0;
  FormulaValue stop;
  const auto add = [&](const FormulaValue& value) {
    if (value.kind == ValueKind::kUnknown || (value.kind == ValueKind::kError && !stop.Stops())) stop = value;
    if (value.Stops()) return;
    ++count;
    trues += value.number != 0;
  };
  for (const Formula& part : call.parts) {
    FormulaValue why;
    if (!IsRange(part)) {
      add(AsBool(evaluator.Evaluate(part)));
    } else if (!evaluator.EachCell(part, why, [&](CellRef, const Cell&, const FormulaValue& value) {
                 if (value.kind != ValueKind::kText && value.kind != ValueKind::kBlank) add(value);
               })) {
      add(why);
    }
  }
  if (stop.Stops()) return stop;
  if (count == 0) return FormulaValue::Fault("#VALUE!");
  return FormulaValue::Bool(kAnd ? trues == count : trues > 0);
}

bool SameSize(const CellRange& a, const CellRange& b) {
  return a.to.row - a.from.row == b.to.row - b.from.row &&
         a.to.column - a.from.column == b.to.column - b.from.column;
}

// Sum of the products of cells in the same place; what is no number counts as 0. Ranges alone: computing with
// arrays inside of it is not covered.
FormulaValue SumProduct(const Evaluator& evaluator, const Formula& call) {
  for (const Formula& part : call.parts) {
    if (!IsRange(part)) return FormulaValue::Unknown();
    if (!SameSize(part.range, call.parts[0].range)) return FormulaValue::Fault("#VALUE!");
    if (!evaluator.SheetOf(part)) return FormulaValue::Fault("#REF!");
  }
  double sum = 0;
  FormulaValue stop, why;
  const auto keep = [&](const FormulaValue& value) {
    if (value.kind == ValueKind::kUnknown || (value.kind == ValueKind::kError && !stop.Stops())) stop = value;
  };
  const auto add = [&](CellRef ref, const Cell&, const FormulaValue& first) {
    double product = first.kind == ValueKind::kNumber ? first.number : 0;
    keep(first);
    const CellRef origin = call.parts[0].range.from;
    for (size_t i = 1; i < call.parts.size(); ++i) {
      const CellRef from = call.parts[i].range.from;
      const FormulaValue value =
          evaluator.At(*evaluator.SheetOf(call.parts[i]),
                       {from.row + ref.row - origin.row, from.column + ref.column - origin.column});
      keep(value);
      product *= value.kind == ValueKind::kNumber ? value.number : 0;
    }
    sum += product;
  };
  if (!evaluator.EachCell(call.parts[0], why, add)) return why;
  return stop.Stops() ? stop : FormulaValue::Number(sum);
}

struct Function {
  size_t least, most;  // arguments
  FormulaValue (*compute)(const Evaluator&, const Formula&);
};

const std::unordered_map<std::string_view, Function>& Functions() {
  static const std::unordered_map<std::string_view, Function> functions = {
      {"SUM", {1, 255, AggregateCall<9>}},
      {"AVERAGE", {1, 255, AggregateCall<1>}},
      {"MIN", {1, 255, AggregateCall<5>}},
      {"MAX", {1, 255, AggregateCall<4>}},
      {"COUNT", {1, 255, AggregateCall<2>}},
      {"COUNTA", {1, 255, AggregateCall<3>}},
      {"PRODUCT", {1, 255, AggregateCall<6>}},
      {"SUBTOTAL", {2, 255, Subtotal}},
      {"SUMPRODUCT", {1, 255, SumProduct}},
      {"IF", {2, 3, If}},
      {"IFERROR", {2, 2, IfError}},
      {"ROUND", {2, 2, RoundCall<Rounding::kHalfUp>}},
      {"ROUNDUP", {2, 2, RoundCall<Rounding::kUp>}},
      {"ROUNDDOWN", {2, 2, RoundCall<Rounding::kDown>}},
      {"ABS", {1, 1, Abs}},
      {"AND", {1, 255, Logic<true>}},
      {"OR", {1, 255, Logic<false>}},
      {"NOT", {1, 1, Not}},
      {"ISNUMBER", {1, 1, IsNumber}},
      {"ISERROR", {1, 1, IsError}},
  };
  return functions;
}

}  // namespace

FormulaValue CallFunction(const FormulaEvaluator& evaluator, const Formula& call) {
  const auto found = Functions().find(call.text);
  if (found == Functions().end()) return FormulaValue::Unknown();
  const Function& function = found->second;
  if (call.parts.size() < function.least || call.parts.size() > function.most) return FormulaValue::Unknown();
  return function.compute(evaluator, call);
}

}  // namespace sinergi::sheets
