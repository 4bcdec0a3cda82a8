// Lexer: an expression's text as tokens. For the parser alone.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "platform/expression/expression.h"

namespace sinergi::expression {

struct Token {
  enum class Kind { kWord, kLiteral, kSign, kEnd };
  Kind kind = Kind::kEnd;
  size_t at = 0;
  std::string text;  // the word, or the sign
  Value literal;
};

// The last token is kEnd.
std::variant<std::vector<Token>, Fault> Tokens(std::string_view text);

}  // namespace sinergi::expression
