// Expression: what a form file writes in a column or a footer, as a tree. Small, typed, total: no loops, no
// effects.
//
//   "[12]/[7]*100"   "target(renstra.end)"   "predicate(mean(rows))"
//
// Numbers have a decimal point and up to six decimals. [n] is column n of the same row, on the same side (K
// or Rp). Names are words with dots; which of them mean something is for the checker (form_check.h). Pure,
// thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sinergi::performance::form {

struct Expression {
  enum class Kind { kNumber, kColumn, kName, kCall, kNegate, kBinary };
  Kind kind = Kind::kNumber;
  int64_t number_micro = 0;
  int column = 0;                 // kColumn
  char op = 0;                    // kBinary: + - * /
  std::string name;               // kName, kCall
  std::vector<Expression> parts;  // operands or arguments
  size_t at = 0;                  // where it begins in its text, from 0
};

// What is wrong, and where in the text. `code` names a text "error.form.<code>".
struct ExpressionError {
  size_t at = 0;
  std::string code;
  std::vector<std::string> args;
};

// Refused: more than 500 characters, more than 50 levels.
std::variant<Expression, ExpressionError> ParseExpression(std::string_view text);

// How it is written without blanks: "target(renstra.end)", "[8]+[9]".
std::string Canonical(const Expression& expression);

// Every column that it names, in order, with the place.
std::vector<const Expression*> ColumnsOf(const Expression& expression);

}  // namespace sinergi::performance::form
