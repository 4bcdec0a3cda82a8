#include "platform/expression/expression.h"

#include <algorithm>
#include <set>

#include "platform/expression/functions.h"
#include "platform/expression/parser.h"

namespace sinergi::expression {
namespace {

// Three-valued, as SQL has it: what is not known may still be decided by the other side.
Value Both(const Value& a, const Value& b, bool deciding) {
  if ((a.yes() && *a.yes() == deciding) || (b.yes() && *b.yes() == deciding)) return deciding;
  if (a.null() || b.null()) return {};
  return !deciding;
}

Value Compared(Op op, const Value& a, const Value& b) {
  const std::optional<int> order = Compare(a, b);
  if (!order) return {};
  switch (op) {
    case Op::kEqual:
      return *order == 0;
    case Op::kUnequal:
      return *order != 0;
    case Op::kLess:
      return *order < 0;
    case Op::kAtMost:
      return *order <= 0;
    case Op::kMore:
      return *order > 0;
    default:
      return *order >= 0;
  }
}

// True when one is equal; nothing when none is and one could not be compared.
Value In(const Value& a, const List& items) {
  Value found = false;
  for (const Value& item : items) found = Both(found, Compared(Op::kEqual, a, item), true);
  return found;
}

Value Arithmetic(Op op, const Value& a, const Value& b) {
  if (!a.number() || !b.number()) return {};
  switch (op) {
    case Op::kAdd:
      return Add(*a.number(), *b.number());
    case Op::kSubtract:
      return Subtract(*a.number(), *b.number());
    case Op::kMultiply:
      return Multiply(*a.number(), *b.number());
    default:
      return Divide(*a.number(), *b.number());
  }
}

bool IsEmpty(const Value& value) {
  return value.null() || (value.text() && value.text()->empty()) || (value.list() && value.list()->empty());
}

Value Apply(const Node& node, std::span<const Value> of) {
  switch (node.op) {
    case Op::kCall:
      return FindFunction(node.name)->call(of);
    case Op::kList:
      return List(of.begin(), of.end());
    case Op::kNot:
      return of[0].yes() ? Value(!*of[0].yes()) : Value();
    case Op::kNegate:
      return Arithmetic(Op::kSubtract, Value::Whole(0), of[0]);
    case Op::kOr:
      return Both(of[0], of[1], true);
    case Op::kAnd:
      return Both(of[0], of[1], false);
    case Op::kEmpty:
      return IsEmpty(of[0]);
    case Op::kIn:
      return In(of[0], *of[1].list());
    case Op::kHas:
      return of[0].list() ? In(of[1], *of[0].list()) : Value();
    case Op::kAdd:
    case Op::kSubtract:
    case Op::kMultiply:
    case Op::kDivide:
      return Arithmetic(node.op, of[0], of[1]);
    default:
      return Compared(node.op, of[0], of[1]);
  }
}

}  // namespace

Value Expression::Evaluate(const Lookup& lookup) const {
  std::vector<Value> values(nodes_.size());
  std::vector<Value> arguments;
  for (size_t i = 0; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    if (node.op == Op::kLiteral) {
      values[i] = node.literal;
    } else if (node.op == Op::kName) {
      values[i] = lookup(node.name);
    } else {
      arguments.clear();
      for (const int child : node.children) arguments.push_back(values[static_cast<size_t>(child)]);
      values[i] = Apply(node, arguments);
    }
  }
  return values.back();
}

std::vector<std::string> Expression::NamesUsed() const {
  std::set<std::string> names;
  for (const Node& node : nodes_)
    if (node.op == Op::kName) names.insert(node.name);
  return {names.begin(), names.end()};
}

std::variant<Expression, Fault> Read(std::string_view text, const Names& names, Type::Kind wanted) {
  std::variant<std::vector<Node>, Fault> parsed = Parse(text);
  if (auto* fault = std::get_if<Fault>(&parsed)) return std::move(*fault);
  Expression expression;
  expression.nodes_ = std::move(std::get<std::vector<Node>>(parsed));
  if (std::optional<Fault> fault = CheckTypes(expression.nodes_, names)) return std::move(*fault);
  const Type::Kind type = expression.type();
  const bool text_of_choice = wanted == Type::Kind::kText && type == Type::Kind::kChoice;
  if (wanted != Type::Kind::kNothing && type != wanted && !text_of_choice)
    return Fault{0, "expression.wrong_type", {std::string(NameOf(type)), std::string(NameOf(wanted))}};
  return expression;
}

}  // namespace sinergi::expression
