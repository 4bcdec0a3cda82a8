#include <algorithm>

#include <boost/json.hpp>

#include "modules/register/register_form.h"

namespace sinergi::registers {
namespace {

namespace json = boost::json;
using expression::Op;

constexpr std::string_view NameOf(Op op) {
  switch (op) {
    case Op::kNot:
      return "not";
    case Op::kOr:
      return "or";
    case Op::kAnd:
      return "and";
    case Op::kEqual:
      return "=";
    case Op::kUnequal:
      return "!=";
    case Op::kLess:
      return "<";
    case Op::kAtMost:
      return "<=";
    case Op::kMore:
      return ">";
    case Op::kAtLeast:
      return ">=";
    case Op::kIn:
      return "in";
    case Op::kHas:
      return "has";
    case Op::kEmpty:
      return "empty";
    case Op::kList:
      return "list";
    default:
      return "unknown";  // arithmetic and functions: the server alone decides
  }
}

json::value LiveValueJson(const expression::Value& value) {
  if (const bool* yes = value.yes()) return *yes;
  if (value.number() != nullptr) return json::object{{"number", value.Plain()}};
  if (const expression::List* list = value.list()) {
    json::array all;
    for (const expression::Value& one : *list) all.push_back(LiveValueJson(one));
    return all;
  }
  const std::string plain = value.Plain();
  return plain.empty() ? json::value() : json::value(plain);
}

struct LiveWriter {
  const std::vector<expression::Node>& nodes;
  const std::vector<std::string>& asked;
  const expression::Lookup& lookup;

  json::value Write(size_t index) const {
    const expression::Node& node = nodes[index];
    if (node.op == Op::kLiteral) return json::object{{"v", LiveValueJson(node.literal)}};
    if (node.op == Op::kName) {
      const bool in_form = std::find(asked.begin(), asked.end(), node.name) != asked.end();
      if (in_form) return json::object{{"f", node.name}};
      return json::object{{"v", LiveValueJson(lookup(node.name))}};
    }
    json::array parts{NameOf(node.op)};
    for (const int child : node.children) parts.push_back(Write(static_cast<size_t>(child)));
    return parts;
  }
};

}  // namespace

std::string LiveCondition(const expression::Expression& condition, const std::vector<std::string>& asked,
                          const expression::Lookup& lookup) {
  const LiveWriter writer{condition.nodes(), asked, lookup};
  return json::serialize(writer.Write(condition.nodes().size() - 1));
}

}  // namespace sinergi::registers
