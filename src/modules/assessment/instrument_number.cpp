#include "modules/assessment/instrument_number.h"

#include "base/text.h"

namespace sinergi::assessment {
namespace {

constexpr size_t kWholeDigits = 9, kDecimals = 16;

std::optional<Int128> Digits(std::string_view text, size_t most) {
  if (text.empty() || text.size() > most) return {};
  Int128 value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + (c - '0');
  }
  return value;
}

std::string WholeText(Int128 value) {
  const bool negative = value < 0;
  std::string digits;
  do {
    const int digit = static_cast<int>(value % 10);
    digits.insert(digits.begin(), static_cast<char>('0' + (digit < 0 ? -digit : digit)));
    value /= 10;
  } while (value != 0);
  return (negative ? "-" : "") + digits;
}

// Greatest whole number not above the ratio.
Int128 Floor(const Ratio& ratio) {
  const Int128 whole = ratio.numerator / ratio.denominator;
  return whole - (ratio.numerator % ratio.denominator < 0);
}

}  // namespace

std::optional<Ratio> ReadRatio(std::string_view text, DecimalComma comma) {
  text = TrimBlanks(text);
  if (const size_t slash = text.find('/'); slash != text.npos) {
    const std::optional<Int128> above = Digits(text.substr(0, slash), kWholeDigits);
    const std::optional<Int128> below = Digits(text.substr(slash + 1), kWholeDigits);
    return above && below ? Ratio::Of(*above, *below) : std::nullopt;
  }
  const size_t point = text.find_first_of(comma == DecimalComma::kRead ? ".," : ".");
  std::optional<Int128> units = Digits(text.substr(0, point), kWholeDigits);
  if (!units || point == text.npos) return units ? Ratio::Of(*units, 1) : std::nullopt;
  const std::string_view decimals = text.substr(point + 1);
  const std::optional<Int128> behind = Digits(decimals, kDecimals);
  if (!behind) return {};
  Int128 scale = 1;
  for (size_t i = 0; i < decimals.size(); ++i) scale *= 10;
  return Ratio::Of(*units * scale + *behind, scale);
}

std::string RatioText(const Ratio& ratio) {
  if (ratio.denominator == 1) return WholeText(ratio.numerator);
  return WholeText(ratio.numerator) + "/" + WholeText(ratio.denominator);
}

// Compared by whole parts, then by the inverses of what is left: no product, so nothing overflows.
bool AtLeast(const Ratio& a, const Ratio& b) {
  const Int128 whole_a = Floor(a), whole_b = Floor(b);
  if (whole_a != whole_b) return whole_a > whole_b;
  const Ratio rest_a{a.numerator - whole_a * a.denominator, a.denominator};
  const Ratio rest_b{b.numerator - whole_b * b.denominator, b.denominator};
  if (rest_b.numerator == 0) return true;
  if (rest_a.numerator == 0) return false;
  return AtLeast(Ratio{rest_b.denominator, rest_b.numerator}, Ratio{rest_a.denominator, rest_a.numerator});
}

std::string FixedText(const Decimal& decimal) {
  return PlainDecimal(decimal.units, decimal.places);
}

}  // namespace sinergi::assessment
