#include "platform/sheets/formula_tokens.h"

#include "base/text.h"
#include "platform/sheets/reference_text.h"

namespace sinergi::sheets {
namespace {

using TokenKind = FormulaToken::Kind;

size_t DigitRun(std::string_view text, size_t from) {
  while (from < text.size() && IsDigit(text[from])) ++from;
  return from;
}

// Length of the number at the start of `text`: "12", "1.5", ".5", "1.5E-3".
size_t NumberRun(std::string_view text) {
  size_t n = DigitRun(text, 0);
  if (n < text.size() && text[n] == '.') n = DigitRun(text, n + 1);
  if (n < text.size() && (text[n] == 'E' || text[n] == 'e')) {
    const size_t sign = n + 1 < text.size() && (text[n + 1] == '+' || text[n + 1] == '-') ? 1 : 0;
    const size_t end = DigitRun(text, n + 1 + sign);
    if (end > n + 1 + sign) n = end;
  }
  return n;
}

// Between the quotes, doubled quotes made one; empty when it is not closed.
std::optional<std::string> Unquote(std::string_view quoted) {
  if (quoted.size() < 2 || quoted.back() != quoted.front()) return std::nullopt;
  std::string out;
  for (size_t i = 1; i + 1 < quoted.size(); ++i) {
    out += quoted[i];
    if (quoted[i] == quoted.front()) ++i;
  }
  return out;
}

size_t OperatorLength(std::string_view text) {
  for (const std::string_view two : {"<=", ">=", "<>"})
    if (text.starts_with(two)) return 2;
  return std::string_view("+-*/^%&=<>(),:!").find(text[0]) != std::string_view::npos ? 1 : 0;
}

size_t ErrorRun(std::string_view text) {
  for (const std::string_view known : {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})
    if (text.starts_with(known)) return known.size();
  return 0;
}

// Takes one word off `rest`; false when there is none that we know.
bool TakeToken(std::string_view& rest, std::vector<FormulaToken>& tokens) {
  const char c = rest[0];
  size_t n = 0;
  FormulaToken token;
  if (c == '"' || c == '\'') {
    n = QuotedRun(rest);
    auto text = Unquote(rest.substr(0, n));
    if (!text) return false;
    token = {c == '"' ? TokenKind::kText : TokenKind::kQuotedSheet, std::move(*text)};
  } else if (IsDigit(c) || (c == '.' && rest.size() > 1 && IsDigit(rest[1]))) {
    token = {TokenKind::kNumber, std::string(rest.substr(0, n = NumberRun(rest)))};
  } else if ((n = ErrorRun(rest)) > 0) {
    token = {TokenKind::kError, std::string(rest.substr(0, n))};
  } else if ((n = OperatorLength(rest)) > 0) {
    token = {TokenKind::kOperator, std::string(rest.substr(0, n))};
  } else if ((n = NameRun(rest)) > 0) {
    token = {TokenKind::kName, std::string(rest.substr(0, n))};
  }
  rest.remove_prefix(n);
  tokens.push_back(std::move(token));
  return n > 0;
}

}  // namespace

std::optional<std::vector<FormulaToken>> TokenizeFormula(std::string_view formula) {
  std::vector<FormulaToken> tokens;
  while (!formula.empty()) {
    const char c = formula[0];
    if (c == ' ' || c == '\n' || c == '\r' || c == '\t')
      formula.remove_prefix(1);
    else if (!TakeToken(formula, tokens))
      return std::nullopt;
  }
  tokens.emplace_back();
  return tokens;
}

}  // namespace sinergi::sheets
