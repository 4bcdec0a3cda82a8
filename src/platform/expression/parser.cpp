#include "platform/expression/parser.h"

#include <array>

#include "platform/expression/lexer.h"

namespace sinergi::expression {
namespace {

constexpr size_t kLongest = 2000;
constexpr int kDeepest = 40;

struct Sign {
  std::string_view text;
  Op op;
};
constexpr std::array<Sign, 6> kComparisons = {{{"=", Op::kEqual},
                                               {"!=", Op::kUnequal},
                                               {"<", Op::kLess},
                                               {"<=", Op::kAtMost},
                                               {">", Op::kMore},
                                               {">=", Op::kAtLeast}}};

// Recursive descent; the first fault leaves it.
class Parser {
 public:
  explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

  std::vector<Node> All() {
    Or(0);
    if (Now().kind != Token::Kind::kEnd) Fail("expression.rest", {TextOf(Now())});
    return std::move(nodes_);
  }

 private:
  [[noreturn]] void Fail(std::string code, std::vector<std::string> args = {}) {
    throw Fault{Now().at, std::move(code), std::move(args)};
  }
  static std::string TextOf(const Token& token) {
    return token.kind == Token::Kind::kLiteral ? token.literal.Plain() : token.text;
  }
  const Token& Now() const { return tokens_[next_]; }
  bool Is(Token::Kind kind, std::string_view text) const { return Now().kind == kind && Now().text == text; }
  bool TakeWord(std::string_view word) {
    if (!Is(Token::Kind::kWord, word)) return false;
    ++next_;
    return true;
  }
  bool TakeSign(std::string_view sign) {
    if (!Is(Token::Kind::kSign, sign)) return false;
    ++next_;
    return true;
  }
  void Expect(std::string_view sign) {
    if (!TakeSign(sign)) Fail("expression.expected", {std::string(sign)});
  }

  int Make(Op op, size_t at, std::vector<int> children) {
    Node node;
    node.op = op;
    node.at = at;
    node.children = std::move(children);
    nodes_.push_back(std::move(node));
    return static_cast<int>(nodes_.size()) - 1;
  }

  int Or(int depth) {
    int left = And(depth);
    while (TakeWord("or")) left = Make(Op::kOr, Now().at, {left, And(depth)});
    return left;
  }
  int And(int depth) {
    int left = Not(depth);
    while (TakeWord("and")) left = Make(Op::kAnd, Now().at, {left, Not(depth)});
    return left;
  }
  int Not(int depth) {
    if (depth > kDeepest) Fail("expression.too_deep");
    const size_t at = Now().at;
    if (TakeWord("not")) return Make(Op::kNot, at, {Not(depth + 1)});
    return Comparison(depth);
  }

  int Comparison(int depth) {
    const int left = Sum(depth);
    const size_t at = Now().at;
    for (const Sign& sign : kComparisons)
      if (TakeSign(sign.text)) return Make(sign.op, at, {left, Sum(depth)});
    if (TakeWord("has")) return Make(Op::kHas, at, {left, Sum(depth)});
    if (TakeWord("in")) return Make(Op::kIn, at, {left, Items(depth)});
    if (Is(Token::Kind::kWord, "not") && tokens_[next_ + 1].text == "in") {
      next_ += 2;
      return Make(Op::kNot, at, {Make(Op::kIn, at, {left, Items(depth)})});
    }
    if (!TakeWord("is")) return left;
    const bool not_empty = TakeWord("not");
    if (!TakeWord("empty")) Fail("expression.expected", {"empty"});
    const int empty = Make(Op::kEmpty, at, {left});
    return not_empty ? Make(Op::kNot, at, {empty}) : empty;
  }

  // "(a, b)" behind `in`: a list of one or more.
  int Items(int depth) {
    const size_t at = Now().at;
    Expect("(");
    std::vector<int> items;
    do items.push_back(Or(depth + 1));
    while (TakeSign(","));
    Expect(")");
    return Make(Op::kList, at, std::move(items));
  }

  int Sum(int depth) {
    int left = Product(depth);
    while (true) {
      const size_t at = Now().at;
      if (TakeSign("+")) {
        left = Make(Op::kAdd, at, {left, Product(depth)});
      } else if (TakeSign("-")) {
        left = Make(Op::kSubtract, at, {left, Product(depth)});
      } else {
        return left;
      }
    }
  }
  int Product(int depth) {
    int left = Signed(depth);
    while (true) {
      const size_t at = Now().at;
      if (TakeSign("*")) {
        left = Make(Op::kMultiply, at, {left, Signed(depth)});
      } else if (TakeSign("/")) {
        left = Make(Op::kDivide, at, {left, Signed(depth)});
      } else {
        return left;
      }
    }
  }
  int Signed(int depth) {
    if (depth > kDeepest) Fail("expression.too_deep");
    const size_t at = Now().at;
    if (TakeSign("-")) return Make(Op::kNegate, at, {Signed(depth + 1)});
    return Primary(depth);
  }

  int Primary(int depth) {
    const Token token = Now();
    if (TakeSign("(")) {
      std::vector<int> items = {Or(depth + 1)};
      while (TakeSign(",")) items.push_back(Or(depth + 1));
      Expect(")");
      return items.size() == 1 ? items[0] : Make(Op::kList, token.at, std::move(items));
    }
    if (token.kind != Token::Kind::kWord && token.kind != Token::Kind::kLiteral)
      Fail("expression.operand", {token.text});
    ++next_;
    if (token.kind == Token::Kind::kLiteral || token.text == "true" || token.text == "false")
      return Literal(token);
    std::vector<int> arguments;
    const bool call = TakeSign("(");
    if (call && !TakeSign(")")) {
      do arguments.push_back(Or(depth + 1));
      while (TakeSign(","));
      Expect(")");
    }
    const int made = Make(call ? Op::kCall : Op::kName, token.at, std::move(arguments));
    nodes_.back().name = token.text;
    return made;
  }
  int Literal(const Token& token) {
    const int made = Make(Op::kLiteral, token.at, {});
    nodes_.back().literal = token.kind == Token::Kind::kLiteral ? token.literal : Value(token.text == "true");
    return made;
  }

  std::vector<Token> tokens_;
  size_t next_ = 0;
  std::vector<Node> nodes_;
};

}  // namespace

std::variant<std::vector<Node>, Fault> Parse(std::string_view text) {
  if (text.size() > kLongest) return Fault{kLongest, "expression.too_long", {}};
  std::variant<std::vector<Token>, Fault> tokens = Tokens(text);
  if (auto* fault = std::get_if<Fault>(&tokens)) return std::move(*fault);
  try {
    return Parser(std::move(std::get<std::vector<Token>>(tokens))).All();
  } catch (Fault& fault) {
    return std::move(fault);
  }
}

}  // namespace sinergi::expression
