// Expression: the small language of data files: when a field is required, what an act needs, what is
// computed, which records a figure counts. Typed and total: no loops, no effects, an end for every input.
//
//   auto read = Read("applicant = person and wanted is empty", names);
//   if (auto* fault = std::get_if<Fault>(&read)) …            // fault->at: characters into the text
//   Value v = std::get<Expression>(read).Evaluate(lookup);    // true, false, or nothing
//
//   or · and · not · = != < <= > >= · in (a, b) · has · is empty · + - * / · f(x) · 1.5 · 'text' · 2024-03-01
//
// A bare word beside a choice is one of its options ("state = refused"). Nothing stays nothing: `not`,
// comparisons and arithmetic of nothing are nothing; `and` and `or` know that false and x is false, true or x
// is true. Errors: a Fault with a code of data/texts (error.expression.*). Pure; an Expression may be
// evaluated from any thread.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/expression/value.h"

namespace sinergi::expression {

struct Type {
  enum class Kind { kNothing, kYesNo, kNumber, kText, kDate, kChoice, kChoices, kNumbers, kRows };
  Kind kind = Kind::kNothing;
  std::vector<std::string> options;  // of a choice and of choices
};
std::string_view NameOf(Type::Kind kind);  // "number": an argument of faults

// The names an expression may use, with their types.
using Names = std::map<std::string, Type, std::less<>>;
// The value of a name at evaluation; nothing where there is none. Choices give texts, several choices a list
// of texts, numbers of child rows a list of numbers, child rows a list of anything.
using Lookup = std::function<Value(std::string_view name)>;

struct Fault {
  size_t at = 0;  // characters from the beginning of the text
  std::string code;
  std::vector<std::string> args;
};

enum class Op {
  kLiteral,
  kName,
  kCall,
  kList,
  kNot,
  kNegate,
  kOr,
  kAnd,
  kEqual,
  kUnequal,
  kLess,
  kAtMost,
  kMore,
  kAtLeast,
  kIn,
  kHas,
  kEmpty,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
};

struct Node {
  Op op = Op::kLiteral;
  size_t at = 0;
  std::string name;  // of a name or a function
  Value literal;
  std::vector<int> children;  // earlier nodes of the same Expression
  Type::Kind type = Type::Kind::kNothing;
};

class Expression {
 public:
  Value Evaluate(const Lookup& lookup) const;
  Type::Kind type() const { return nodes_.back().type; }
  const std::vector<Node>& nodes() const { return nodes_; }  // children before parents, the whole last
  std::vector<std::string> NamesUsed() const;                // sorted, each once

 private:
  friend std::variant<Expression, Fault> Read(std::string_view, const Names&, Type::Kind);
  std::vector<Node> nodes_;
};

// Parses and checks the types. `wanted`: what the place needs; kNothing takes anything.
std::variant<Expression, Fault> Read(std::string_view text, const Names& names,
                                     Type::Kind wanted = Type::Kind::kNothing);

}  // namespace sinergi::expression
