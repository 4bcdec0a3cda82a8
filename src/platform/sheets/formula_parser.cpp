#include <algorithm>

#include "platform/sheets/formula.h"
#include "platform/sheets/formula_tokens.h"
#include "platform/sheets/reference_text.h"

namespace sinergi::sheets {
namespace {

using FormulaKind = Formula::Kind;
using Token = FormulaToken::Kind;

constexpr size_t kMaxLength = 8192;
constexpr int kMaxDepth = 100;

constexpr std::string_view kFunctions[] = {"SUM",       "AVERAGE", "MIN",        "MAX",      "COUNT",
                                           "COUNTA",    "IF",      "IFERROR",    "ROUND",    "ROUNDUP",
                                           "ROUNDDOWN", "ABS",     "SUMPRODUCT", "SUBTOTAL", "PRODUCT",
                                           "AND",       "OR",      "NOT",        "ISNUMBER", "ISERROR"};

// How strongly an operator binds; 0 for what is none.
int Strength(const FormulaToken& token) {
  if (token.kind != Token::kOperator) return 0;
  if (token.text == "^") return 5;
  if (token.text == "*" || token.text == "/") return 4;
  if (token.text == "+" || token.text == "-") return 3;
  if (token.text == "&") return 2;
  for (const std::string_view compare : {"=", "<", ">", "<=", ">=", "<>"})
    if (token.text == compare) return 1;
  return 0;
}

std::string Upper(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return out;
}

class Parser {
 public:
  explicit Parser(std::vector<FormulaToken> tokens) : tokens_(std::move(tokens)) {}

  Formula Run() {
    Formula formula = Expression(1);
    return failed_ || Next().kind != Token::kEnd ? Formula{} : std::move(formula);
  }

 private:
  const FormulaToken& Next() const { return tokens_[at_]; }
  const FormulaToken& After() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)]; }
  bool Take(std::string_view op) {
    if (!Next().Is(op)) return false;
    ++at_;
    return true;
  }
  // Remembers that this is no formula of ours, and goes to the end, so that every loop stops.
  Formula Fail() {
    failed_ = true;
    at_ = tokens_.size() - 1;
    return {};
  }

  // Operators at least so strong, from the left; "-2^2" is 4: the sign binds stronger than "^".
  Formula Expression(int weakest) {
    if (++depth_ > kMaxDepth) return Fail();
    Formula left = Signed();
    for (int strength = Strength(Next()); strength >= weakest; strength = Strength(Next())) {
      Formula node{FormulaKind::kBinary, Next().text, {}, {}, {}};
      ++at_;
      node.parts.push_back(std::move(left));
      node.parts.push_back(Expression(strength + 1));
      left = std::move(node);
    }
    --depth_;
    return left;
  }

  Formula Signed() {
    if (!Next().Is("-") && !Next().Is("+")) return WithPercent();
    if (++depth_ > kMaxDepth) return Fail();
    Formula node{FormulaKind::kUnary, Next().text, {}, {}, {}};
    ++at_;
    node.parts.push_back(Signed());
    --depth_;
    return node;
  }

  Formula WithPercent() {
    Formula operand = Operand();
    for (int times = 0; Take("%"); ++times) {
      if (times == kMaxDepth) return Fail();
      Formula node{FormulaKind::kUnary, "%", {}, {}, {}};
      node.parts.push_back(std::move(operand));
      operand = std::move(node);
    }
    return operand;
  }

  Formula Operand() {
    const FormulaToken& token = Next();
    switch (token.kind) {
      case Token::kNumber:
        return After().Is(":") ? Span({}) : Literal(FormulaKind::kNumber);
      case Token::kText:
        return Literal(FormulaKind::kText);
      case Token::kError:
        return Literal(FormulaKind::kUnknown);
      case Token::kQuotedSheet:
        return OtherSheet();
      case Token::kName:
        return After().Is("(") ? Call() : After().Is("!") ? OtherSheet() : Name();
      default:
        return Parenthesis();
    }
  }

  Formula Literal(FormulaKind kind) {
    Formula node{kind, Next().text, {}, {}, {}};
    ++at_;
    return node;
  }

  Formula Parenthesis() {
    if (!Take("(")) return Fail();
    Formula inner = Expression(1);
    return Take(")") ? std::move(inner) : Fail();
  }

  Formula Name() {
    const std::string upper = Upper(Next().text);
    const auto ref = ReadReference(Next().text);
    if (ref && (ref->IsCell() || After().Is(":"))) return Span({});
    Formula node = Literal(FormulaKind::kUnknown);
    if (upper == "TRUE" || upper == "FALSE")
      node.kind = FormulaKind::kBool, node.text = upper == "TRUE" ? "1" : "0";
    return node;
  }

  Formula OtherSheet() {
    const std::string sheet = Next().text;
    // Sheets of other workbooks and the same cell of several sheets at once.
    if (sheet.empty() || sheet.find_first_of("[]:") != std::string::npos || !After().Is("!")) return Fail();
    at_ += 2;
    if (Next().kind == Token::kError) return Literal(FormulaKind::kUnknown);
    return Span(sheet);
  }

  // One cell, or what all cells joined by ":" span together.
  Formula Span(std::string sheet) {
    const auto first = Endpoint();
    if (!first) return Fail();
    Formula node{FormulaKind::kReference, {}, std::move(sheet), Whole(*first), {}};
    while (Take(":")) {
      if (After().Is("!") && Next().text == node.sheet) at_ += 2;
      const auto endpoint = Endpoint();
      if (!endpoint) return Fail();
      const CellRange more = Whole(*endpoint);
      node.kind = FormulaKind::kRange;
      node.range.from = {std::min(node.range.from.row, more.from.row),
                         std::min(node.range.from.column, more.from.column)};
      node.range.to = {std::max(node.range.to.row, more.to.row),
                       std::max(node.range.to.column, more.to.column)};
    }
    return node.kind == FormulaKind::kReference && !first->IsCell() ? Fail() : std::move(node);
  }

  std::optional<ReferenceText> Endpoint() {
    if (Next().kind != Token::kName && Next().kind != Token::kNumber) return std::nullopt;
    const auto ref = ReadReference(Next().text);
    if (ref) ++at_;
    return ref;
  }

  static CellRange Whole(const ReferenceText& ref) {
    return {{std::max(ref.row, 0), std::max(ref.column, 0)},
            {ref.row < 0 ? kMaxRow : ref.row, ref.column < 0 ? kMaxColumn : ref.column}};
  }

  Formula Call() {
    Formula node{FormulaKind::kCall, Upper(Next().text), {}, {}, {}};
    if (std::find(std::begin(kFunctions), std::end(kFunctions), node.text) == std::end(kFunctions))
      node.kind = FormulaKind::kUnknown;
    at_ += 2;
    if (Take(")")) return node;
    do {
      const bool left_out = Next().Is(",") || Next().Is(")");
      node.parts.push_back(left_out ? Formula{FormulaKind::kNumber, "0", {}, {}, {}} : Expression(1));
    } while (Take(","));
    return Take(")") ? std::move(node) : Fail();
  }

  std::vector<FormulaToken> tokens_;
  size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
};

}  // namespace

Formula ParseFormula(std::string_view text) {
  if (text.starts_with('=')) text.remove_prefix(1);
  if (text.size() > kMaxLength) return {};
  auto tokens = TokenizeFormula(text);
  if (!tokens) return {};
  return Parser(std::move(*tokens)).Run();
}

void EachReference(const Formula& formula, const std::function<void(const Formula&)>& fn) {
  // Down the left side in a loop: long sums are deep there and nowhere else.
  std::vector<const Formula*> spine{&formula};
  while (spine.back()->kind == FormulaKind::kBinary) spine.push_back(&spine.back()->parts[0]);
  const Formula& first = *spine.back();
  if (first.kind == FormulaKind::kReference || first.kind == FormulaKind::kRange) fn(first);
  for (const Formula& part : first.parts) EachReference(part, fn);
  for (size_t i = spine.size() - 1; i-- > 0;) EachReference(spine[i]->parts[1], fn);
}

std::vector<CellRange> ReferencesOf(const Formula& formula) {
  std::vector<CellRange> ranges;
  EachReference(formula, [&](const Formula& node) { ranges.push_back(node.range); });
  return ranges;
}

}  // namespace sinergi::sheets
