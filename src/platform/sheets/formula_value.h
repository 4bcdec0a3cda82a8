// FormulaValue: what a part of a formula comes to, and what the operators make of two of them, as Excel does
// it.
#pragma once

#include <string>
#include <string_view>

#include "platform/sheets/formula.h"

namespace sinergi::sheets {

struct FormulaValue {
  enum class Kind { kBlank, kNumber, kText, kBool, kError, kUnknown };  // kUnknown: cannot be computed
  Kind kind = Kind::kBlank;
  double number = 0;  // kBool: 1 or 0
  std::string text;   // kText, kError

  static FormulaValue Number(double number);  // "#NUM!" when it is not finite
  static FormulaValue Text(std::string text) { return {Kind::kText, 0, std::move(text)}; }
  static FormulaValue Bool(bool value) { return {Kind::kBool, value ? 1.0 : 0.0, {}}; }
  static FormulaValue Fault(std::string_view code) { return {Kind::kError, 0, std::string(code)}; }
  static FormulaValue Unknown() { return {Kind::kUnknown, 0, {}}; }
  bool Stops() const { return kind == Kind::kError || kind == Kind::kUnknown; }
};

FormulaValue ValueOfCell(const Cell& cell);  // as typed or stored
FormulaValue ValueOf(const Computed& computed);
Computed ToComputed(const FormulaValue& value);

// A number in arithmetic: blank is 0, texts that look like numbers are, other texts are #VALUE!.
FormulaValue AsNumber(const FormulaValue& value);
FormulaValue AsBool(const FormulaValue& value);
std::string AsText(const FormulaValue& value);

FormulaValue ApplyBinary(std::string_view op, const FormulaValue& left, const FormulaValue& right);
FormulaValue ApplyUnary(std::string_view op, const FormulaValue& operand);

}  // namespace sinergi::sheets
