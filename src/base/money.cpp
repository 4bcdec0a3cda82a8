#include "base/money.h"

#include "base/ensure.h"
#include "base/text.h"

namespace sinergi {

std::optional<Money> Money::Parse(std::string_view text, NumberStyle style) {
  text = TrimBlanks(text);
  const bool negative = text.starts_with("-Rp");  // as Print writes it
  if (negative) text.remove_prefix(1);
  if (text.starts_with("Rp")) {
    text.remove_prefix(2);
    if (text.starts_with('.')) text.remove_prefix(1);
  }
  if (text.ends_with(",-")) text.remove_suffix(2);
  const std::optional<int64_t> sen = ReadDecimal(text, 2, style);
  if (!sen || (negative && *sen < 0)) return {};
  return Sen(negative ? -*sen : *sen);
}

std::string Money::Print() const {
  const bool whole = sen_ % 100 == 0;
  std::string text = PrintDecimal(sen_, 2, whole ? 0 : 2);
  return sen_ < 0 ? "-Rp " + text.substr(1) : "Rp " + text;
}

std::string Money::Plain() const {
  return sen_ % 100 == 0 ? std::to_string(sen_ / 100) : PlainDecimal(sen_, 2);
}

Money operator+(Money a, Money b) {
  int64_t sum = 0;
  ENSURE(!__builtin_add_overflow(a.sen_, b.sen_, &sum));
  return Money(sum);
}

Money operator-(Money a, Money b) {
  int64_t difference = 0;
  ENSURE(!__builtin_sub_overflow(a.sen_, b.sen_, &difference));
  return Money(difference);
}

}  // namespace sinergi
