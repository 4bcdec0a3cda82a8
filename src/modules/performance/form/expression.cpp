#include "modules/performance/form/expression.h"

#include <cctype>

#include "base/decimal.h"
#include "base/text.h"

namespace sinergi::performance::form {
namespace {

constexpr size_t kLongest = 500;
constexpr int kDeepest = 50;

bool IsNameChar(char c) {
  return (c >= 'a' && c <= 'z') || c == '_' || c == '.' || IsDigit(c);
}

// Recursive descent; the first thing wrong is thrown inside this file only.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Expression All() {
    Expression whole = Sum(0);
    Blanks();
    if (at_ < text_.size()) Fail("form.expression_rest", std::string(text_.substr(at_, 20)));
    return whole;
  }

 private:
  [[noreturn]] void Fail(const char* code, std::string arg = {}) const {
    throw ExpressionError{at_, code, arg.empty() ? std::vector<std::string>{} : std::vector{std::move(arg)}};
  }

  void Blanks() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }

  char Next() {
    Blanks();
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  void Take(char expected) {
    if (Next() != expected) Fail("form.expression_expected", std::string(1, expected));
    ++at_;
  }

  Expression Chain(int depth, std::string_view operators, Expression (Parser::*part)(int)) {
    Expression left = (this->*part)(depth);
    while (Next() != '\0' && operators.find(Next()) != std::string_view::npos) {
      Expression both;
      both.kind = Expression::Kind::kBinary;
      both.at = left.at;
      both.op = text_[at_++];
      Expression right = (this->*part)(depth);
      both.parts = {std::move(left), std::move(right)};
      left = std::move(both);
    }
    return left;
  }

  Expression Sum(int depth) { return Chain(depth, "+-", &Parser::Product); }
  Expression Product(int depth) { return Chain(depth, "*/", &Parser::Factor); }

  Expression Factor(int depth) {
    if (depth > kDeepest) Fail("form.expression_depth");
    const char c = Next();
    if (c == '-') {
      Expression negated;
      negated.kind = Expression::Kind::kNegate;
      negated.at = at_++;
      negated.parts.push_back(Factor(depth + 1));
      return negated;
    }
    if (c == '(') {
      ++at_;
      Expression inner = Sum(depth + 1);
      Take(')');
      return inner;
    }
    if (c == '[') return Column();
    if (IsDigit(c)) return Number();
    if (c >= 'a' && c <= 'z') return NameOrCall(depth);
    Fail("form.expression_operand");
  }

  Expression Column() {
    Expression column;
    column.kind = Expression::Kind::kColumn;
    column.at = at_;
    Take('[');
    const size_t first = at_;
    while (at_ < text_.size() && IsDigit(text_[at_])) ++at_;
    if (at_ == first || at_ - first > 3) Fail("form.expression_column");
    for (size_t i = first; i < at_; ++i) column.column = column.column * 10 + (text_[i] - '0');
    Take(']');
    return column;
  }

  Expression Number() {
    Expression number;
    number.at = at_;
    while (at_ < text_.size() && (IsDigit(text_[at_]) || text_[at_] == '.')) ++at_;
    const std::string_view digits = text_.substr(number.at, at_ - number.at);
    const std::optional<int64_t> micro = ReadDecimal(digits, 6, NumberStyle::kPoint);
    if (!micro) {
      at_ = number.at;
      Fail("form.expression_number", std::string(digits));
    }
    number.number_micro = *micro;
    return number;
  }

  Expression NameOrCall(int depth) {
    Expression name;
    name.kind = Expression::Kind::kName;
    name.at = at_;
    while (at_ < text_.size() && IsNameChar(text_[at_])) ++at_;
    name.name = std::string(text_.substr(name.at, at_ - name.at));
    if (Next() != '(') return name;
    name.kind = Expression::Kind::kCall;
    ++at_;
    if (Next() != ')') name.parts.push_back(Sum(depth + 1));
    while (Next() == ',') {
      ++at_;
      name.parts.push_back(Sum(depth + 1));
    }
    Take(')');
    return name;
  }

  std::string_view text_;
  size_t at_ = 0;
};

void Collect(const Expression& expression, std::vector<const Expression*>& out) {
  if (expression.kind == Expression::Kind::kColumn) out.push_back(&expression);
  for (const Expression& part : expression.parts) Collect(part, out);
}

bool IsSum(const Expression& e) {
  return e.kind == Expression::Kind::kBinary && (e.op == '+' || e.op == '-');
}

// In brackets where the tree would read differently without them.
std::string OperandText(const Expression& part, char op, bool right) {
  const bool weaker = (op == '*' || op == '/') && IsSum(part);
  const bool after = right && part.kind == Expression::Kind::kBinary && (op == '-' || op == '/' || op == '*');
  return weaker || after ? "(" + Canonical(part) + ")" : Canonical(part);
}

}  // namespace

std::variant<Expression, ExpressionError> ParseExpression(std::string_view text) {
  if (text.size() > kLongest) return ExpressionError{kLongest, "form.expression_length", {}};
  try {
    return Parser(text).All();
  } catch (ExpressionError& error) {
    return std::move(error);
  }
}

std::string Canonical(const Expression& e) {
  switch (e.kind) {
    case Expression::Kind::kNumber:
      return PlainDecimal(e.number_micro, 6, Zeros::kTrim);
    case Expression::Kind::kColumn:
      return "[" + std::to_string(e.column) + "]";
    case Expression::Kind::kName:
      return e.name;
    case Expression::Kind::kNegate:
      return "-" + OperandText(e.parts[0], '*', true);
    case Expression::Kind::kBinary:
      return OperandText(e.parts[0], e.op, false) + e.op + OperandText(e.parts[1], e.op, true);
    case Expression::Kind::kCall:
      break;
  }
  std::string text = e.name + "(";
  for (size_t i = 0; i < e.parts.size(); ++i) text += (i ? "," : "") + Canonical(e.parts[i]);
  return text + ")";
}

std::vector<const Expression*> ColumnsOf(const Expression& expression) {
  std::vector<const Expression*> columns;
  Collect(expression, columns);
  return columns;
}

}  // namespace sinergi::performance::form
