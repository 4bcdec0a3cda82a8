#include "platform/sheets/number_text.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "base/text.h"

namespace sinergi::sheets {
namespace {

size_t TakeDigits(std::string_view& text) {
  size_t n = 0;
  while (n < text.size() && text[n] >= '0' && text[n] <= '9') ++n;
  text.remove_prefix(n);
  return n;
}

bool TakeOneOf(std::string_view& text, std::string_view characters) {
  if (text.empty() || characters.find(text[0]) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

bool IsPlainNumber(std::string_view text) {
  TakeOneOf(text, "+-");
  size_t digits = TakeDigits(text);
  if (TakeOneOf(text, ".")) digits += TakeDigits(text);
  if (digits == 0) return false;
  if (TakeOneOf(text, "eE")) {
    TakeOneOf(text, "+-");
    if (TakeDigits(text) == 0) return false;
  }
  return text.empty();
}

std::optional<double> ReadNumber(std::string_view text) {
  if (!IsPlainNumber(text)) return std::nullopt;
  if (text[0] == '+') text.remove_prefix(1);
  double number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc() || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::optional<double> ReadTypedNumber(std::string_view text) {
  text = TrimBlanks(text);
  if (!text.ends_with('%')) return ReadNumber(text);
  const auto number = ReadNumber(TrimBlanks(text.substr(0, text.size() - 1)));
  return number ? std::optional(*number / 100) : std::nullopt;
}

std::string ShowNumber(double number) {
  return fmt::format("{:.15g}", number == 0 ? 0.0 : number);
}

}  // namespace sinergi::sheets
