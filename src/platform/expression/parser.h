// Parser and type check of expressions; Read() in expression.h is their front.
#pragma once

#include <string_view>
#include <variant>
#include <vector>

#include "platform/expression/expression.h"

namespace sinergi::expression {

// Nodes with children before parents; names and types not looked at. Bounded: 2,000 characters, depth 40.
std::variant<std::vector<Node>, Fault> Parse(std::string_view text);

// Gives every node its type and turns option words into literals. Empty when all is well.
std::optional<Fault> CheckTypes(std::vector<Node>& nodes, const Names& names);

}  // namespace sinergi::expression
