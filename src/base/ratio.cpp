#include "base/ratio.h"

namespace sinergi {
namespace {

constexpr Int128 kLargest = ((static_cast<Int128>(1) << 126) - 1) * 2 + 1;

Int128 Magnitude(Int128 value) {
  return value < 0 ? -value : value;
}

Int128 CommonDivisor(Int128 a, Int128 b) {
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a == 0 ? 1 : a;
}

std::optional<Int128> Times(Int128 a, Int128 b) {
  Int128 product = 0;
  if (__builtin_mul_overflow(a, b, &product)) return {};
  return product;
}

}  // namespace

std::optional<Ratio> Ratio::Of(Int128 numerator, Int128 denominator) {
  // The smallest number has no magnitude in 128 bits.
  if (denominator == 0 || numerator < -kLargest || denominator < -kLargest) return {};
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const Int128 divisor = CommonDivisor(Magnitude(numerator), denominator);
  return Ratio{numerator / divisor, denominator / divisor};
}

std::optional<Decimal> Ratio::Round(int places) const {
  Int128 scaled = numerator;
  for (int i = 0; i < places; ++i) {
    const std::optional<Int128> next = Times(scaled, 10);
    if (!next) return {};
    scaled = *next;
  }
  const std::optional<int64_t> units = DivideHalfUp(scaled, denominator);
  if (!units) return {};
  return Decimal{*units, places};
}

std::optional<Ratio> Add(const Ratio& a, const Ratio& b) {
  const std::optional<Int128> left = Times(a.numerator, b.denominator);
  const std::optional<Int128> right = Times(b.numerator, a.denominator);
  const std::optional<Int128> denominator = Times(a.denominator, b.denominator);
  Int128 sum = 0;
  if (!left || !right || !denominator || __builtin_add_overflow(*left, *right, &sum)) return {};
  return Ratio::Of(sum, *denominator);
}

std::optional<Ratio> Subtract(const Ratio& a, const Ratio& b) {
  return Add(a, Ratio{-b.numerator, b.denominator});
}

std::optional<Ratio> Multiply(const Ratio& a, const Ratio& b) {
  const std::optional<Int128> numerator = Times(a.numerator, b.numerator);
  const std::optional<Int128> denominator = Times(a.denominator, b.denominator);
  if (!numerator || !denominator) return {};
  return Ratio::Of(*numerator, *denominator);
}

std::optional<Ratio> Divide(const Ratio& a, const Ratio& b) {
  if (b.IsZero()) return {};
  const Ratio inverse = *Ratio::Of(b.denominator, b.numerator);
  return Multiply(a, inverse);
}

}  // namespace sinergi
