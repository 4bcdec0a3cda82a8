// The functions of expressions: one table; each row is what the guide prints and what the tests run.
#pragma once

#include <span>
#include <string_view>

#include "platform/expression/expression.h"

namespace sinergi::expression {

struct Function {
  std::string_view name;
  std::string_view
      takes;  // types of the arguments, "number number?", "number+": one or more; "any": of the same type
  Type::Kind gives;          // kNothing: the type of its last argument
  std::string_view example;  // a whole expression without names …
  std::string_view result;   // … and its value, written plainly
  Value (*call)(std::span<const Value> arguments);
};

std::span<const Function> Functions();
const Function* FindFunction(std::string_view name);

}  // namespace sinergi::expression
