#include "platform/expression/lexer.h"

#include <array>

#include "base/text.h"

namespace sinergi::expression {
namespace {

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

constexpr std::array<std::string_view, 14> kSigns = {"!=", "<=", ">=", "=", "<", ">", "+",
                                                     "-",  "*",  "/",  "(", ")", ",", "≠"};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::variant<std::vector<Token>, Fault> All() {
    while (true) {
      while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\t')) ++at_;
      Token token;
      token.at = at_;
      if (at_ == text_.size()) {
        tokens_.push_back(token);
        return std::move(tokens_);
      }
      const bool taken = Text(token) || DateOrNumber(token) || Word(token) || Sign(token);
      if (!taken)
        return Fault{token.at, "expression.unreadable", {std::string(Shorten(text_.substr(token.at), 20))}};
      tokens_.push_back(std::move(token));
    }
  }

 private:
  bool Text(Token& token) {
    const char quote = text_[at_];
    if (quote != '\'' && quote != '"') return false;
    const size_t end = text_.find(quote, at_ + 1);
    if (end == text_.npos) return false;
    token.kind = Token::Kind::kLiteral;
    token.literal = std::string(text_.substr(at_ + 1, end - at_ - 1));
    at_ = end + 1;
    return true;
  }

  bool DateOrNumber(Token& token) {
    if (!IsDigit(text_[at_])) return false;
    token.kind = Token::Kind::kLiteral;
    if (text_.size() >= at_ + 10 && text_[at_ + 4] == '-' && text_[at_ + 7] == '-') {
      const std::optional<Date> date = Date::Parse(text_.substr(at_, 10));
      if (!date) return false;
      token.literal = *date;
      at_ += 10;
      return true;
    }
    size_t end = at_;
    while (end < text_.size() && (IsDigit(text_[end]) || text_[end] == '.')) ++end;
    if (end < text_.size() && IsLetter(text_[end])) return false;
    const std::optional<int64_t> micro = ReadDecimal(text_.substr(at_, end - at_), 6, NumberStyle::kPoint);
    if (!micro) return false;
    token.literal = Ratio::Of(*micro, kMicro);
    at_ = end;
    return true;
  }

  // Letters, digits, _ and inner dots: "answer.due".
  bool Word(Token& token) {
    if (!IsLetter(text_[at_])) return false;
    size_t end = at_;
    while (end < text_.size() && (IsLetter(text_[end]) || IsDigit(text_[end]) ||
                                  (text_[end] == '.' && end + 1 < text_.size() && IsLetter(text_[end + 1]))))
      ++end;
    token.kind = Token::Kind::kWord;
    token.text = text_.substr(at_, end - at_);
    at_ = end;
    return true;
  }

  bool Sign(Token& token) {
    for (const std::string_view sign : kSigns) {
      if (!text_.substr(at_).starts_with(sign)) continue;
      token.kind = Token::Kind::kSign;
      token.text = sign == "≠" ? "!=" : sign;
      at_ += sign.size();
      return true;
    }
    return false;
  }

  std::string_view text_;
  size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::variant<std::vector<Token>, Fault> Tokens(std::string_view text) {
  return Lexer(text).All();
}

}  // namespace sinergi::expression
