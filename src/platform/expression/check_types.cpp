#include <algorithm>

#include "base/text.h"
#include "platform/expression/functions.h"
#include "platform/expression/parser.h"

namespace sinergi::expression {
namespace {

using Kind = Type::Kind;

// What a function's row says it takes.
Kind KindOf(std::string_view word) {
  if (word == "number") return Kind::kNumber;
  if (word == "text") return Kind::kText;
  if (word == "date") return Kind::kDate;
  if (word == "yes_no") return Kind::kYesNo;
  if (word == "numbers") return Kind::kNumbers;
  if (word == "list") return Kind::kRows;
  return Kind::kNothing;  // any
}

// A choice is a text where a text will do; numbers of rows are rows where only their number matters.
bool Fits(Kind given, Kind wanted) {
  if (wanted == Kind::kNothing || given == wanted) return true;
  if (wanted == Kind::kText) return given == Kind::kChoice;
  return wanted == Kind::kRows && (given == Kind::kNumbers || given == Kind::kChoices);
}

Kind KindOfLiteral(const Value& value) {
  if (value.number()) return Kind::kNumber;
  if (value.text()) return Kind::kText;
  if (value.date()) return Kind::kDate;
  return Kind::kYesNo;
}

class Checker {
 public:
  Checker(std::vector<Node>& nodes, const Names& names) : nodes_(nodes), names_(names) {}

  std::optional<Fault> All() {
    for (const Node& node : nodes_) ResolveOptions(node);
    for (Node& node : nodes_)
      if (node.op == Op::kName && !TakeType(node))
        return Fault{node.at, "expression.unknown_name", {node.name}};
    for (Node& node : nodes_)  // children stand before their parents
      if (std::optional<Fault> fault = Operation(node)) return fault;
    return {};
  }

 private:
  Node& Child(const Node& node, size_t i) { return nodes_[static_cast<size_t>(node.children[i])]; }
  static Fault Wrong(const Node& node, Kind wanted) {
    return {node.at, "expression.wrong_type", {std::string(NameOf(node.type)), std::string(NameOf(wanted))}};
  }

  bool TakeType(Node& node) const {
    const auto found = names_.find(node.name);
    if (found != names_.end()) node.type = found->second.kind;
    return found != names_.end();
  }

  // Options of a child that is a choice by name.
  const std::vector<std::string>* OptionsOf(const Node& node) const {
    const auto found = node.op == Op::kName ? names_.find(node.name) : names_.end();
    return found == names_.end() || found->second.options.empty() ? nullptr : &found->second.options;
  }

  // "state = refused": the bare word beside a choice is one of its options, even if a name is called the
  // same.
  void ResolveOptions(const Node& node) {
    if (node.children.size() != 2) return;
    for (size_t side = 0; side < 2; ++side) {
      const std::vector<std::string>* options = OptionsOf(Child(node, side));
      if (options != nullptr) ResolveWord(Child(node, 1 - side), *options);
    }
  }
  void ResolveWord(Node& word, const std::vector<std::string>& options) {
    if (word.op == Op::kList)
      for (size_t i = 0; i < word.children.size(); ++i) ResolveWord(Child(word, i), options);
    if (word.op != Op::kName || std::find(options.begin(), options.end(), word.name) == options.end()) return;
    word.op = Op::kLiteral;
    word.literal = word.name;
  }

  std::optional<Fault> Operation(Node& node) {
    switch (node.op) {
      case Op::kName:
        return {};
      case Op::kLiteral:
        node.type = KindOfLiteral(node.literal);
        return {};
      case Op::kCall:
        return Call(node);
      case Op::kList:
        return List(node);
      case Op::kOr:
      case Op::kAnd:
      case Op::kNot:
        return All(node, Kind::kYesNo, Kind::kYesNo);
      case Op::kNegate:
      case Op::kMultiply:
      case Op::kDivide:
      case Op::kAdd:
      case Op::kSubtract:
        return All(node, Kind::kNumber, Kind::kNumber);
      case Op::kEmpty:
        node.type = Kind::kYesNo;
        return {};
      default:
        return Comparison(node);
    }
  }

  std::optional<Fault> All(Node& node, Kind wanted, Kind gives) {
    for (size_t i = 0; i < node.children.size(); ++i)
      if (!Fits(Child(node, i).type, wanted)) return Wrong(Child(node, i), wanted);
    node.type = gives;
    return {};
  }

  std::optional<Fault> List(Node& node) {
    bool numbers = true;
    for (size_t i = 0; i < node.children.size(); ++i) numbers &= Child(node, i).type == Kind::kNumber;
    node.type = numbers ? Kind::kNumbers : Kind::kRows;
    return {};
  }

  // Both sides of one kind; a list's items are of the kind on its left.
  std::optional<Fault> Comparison(Node& node) {
    const Kind left = Child(node, 0).type;
    node.type = Kind::kYesNo;
    Node& right = Child(node, 1);
    if (node.op == Op::kIn) {
      for (size_t i = 0; i < right.children.size(); ++i)
        if (!Same(left, Child(right, i).type)) return Wrong(Child(right, i), left);
      return {};
    }
    if (node.op == Op::kHas) {
      if (left != Kind::kChoices) return Wrong(Child(node, 0), Kind::kChoices);
      return right.type == Kind::kText ? std::nullopt : std::optional<Fault>(Wrong(right, Kind::kText));
    }
    const bool ordered = left == Kind::kNumber || left == Kind::kText || left == Kind::kChoice ||
                         left == Kind::kDate || left == Kind::kYesNo;
    if (!ordered) return Wrong(Child(node, 0), right.type);
    return Same(left, right.type) ? std::nullopt : std::optional<Fault>(Wrong(right, left));
  }
  static bool Same(Kind a, Kind b) { return Fits(a, b) || Fits(b, a); }

  std::optional<Fault> Call(Node& node) {
    const Function* function = FindFunction(node.name);
    if (function == nullptr) return Fault{node.at, "expression.unknown_function", {node.name}};
    const std::vector<std::string_view> takes = Split(function->takes, ' ');
    const bool many = takes.back().ends_with('+');
    const size_t least = static_cast<size_t>(std::count_if(
        takes.begin(), takes.end(), [](std::string_view word) { return !word.ends_with('?'); }));
    const size_t given = node.children.size();
    if (given < least || (given > takes.size() && !many))
      return Fault{node.at, "expression.arguments", {node.name, std::string(function->takes)}};
    Kind any = Kind::kNothing;
    for (size_t i = 0; i < given; ++i) {
      std::string_view word = takes[std::min(i, takes.size() - 1)];
      if (word.ends_with('?') || word.ends_with('+')) word.remove_suffix(1);
      const Kind wanted = KindOf(word) == Kind::kNothing ? any : KindOf(word);
      if (!Fits(Child(node, i).type, wanted)) return Wrong(Child(node, i), wanted);
      if (word == "any") any = Child(node, i).type == Kind::kChoice ? Kind::kText : Child(node, i).type;
    }
    node.type = function->gives == Kind::kNothing ? any : function->gives;
    return {};
  }

  std::vector<Node>& nodes_;
  const Names& names_;
};

}  // namespace

std::string_view NameOf(Kind kind) {
  switch (kind) {
    case Kind::kNothing:
      return "nothing";
    case Kind::kYesNo:
      return "yes_no";
    case Kind::kNumber:
      return "number";
    case Kind::kText:
      return "text";
    case Kind::kDate:
      return "date";
    case Kind::kChoice:
      return "choice";
    case Kind::kChoices:
      return "choices";
    case Kind::kNumbers:
      return "numbers";
    case Kind::kRows:
      return "rows";
  }
  return "";
}

std::optional<Fault> CheckTypes(std::vector<Node>& nodes, const Names& names) {
  return Checker(nodes, names).All();
}

}  // namespace sinergi::expression
