// Ratio: an exact quotient of whole numbers: weights, indices, the formulas of a form. Nothing is rounded
// until Round().
//
//   Multiply(*Ratio::Of(1, 3), *Ratio::Of(100, 1))->Round(6)   ->  33.333333
//
// A step that leaves 128 bits, or divides by zero, has no answer (empty). Pure, thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/decimal.h"

namespace sinergi {

// A rounded figure: units of 10^-places.
struct Decimal {
  int64_t units = 0;
  int places = 0;
  std::string Plain() const { return PlainDecimal(units, places, Zeros::kTrim); }
  friend bool operator==(const Decimal&, const Decimal&) = default;
};

struct Ratio {
  Int128 numerator = 0, denominator = 1;  // lowest terms, denominator > 0

  static std::optional<Ratio> Of(Int128 numerator, Int128 denominator);
  bool IsZero() const { return numerator == 0; }
  std::optional<Decimal> Round(int places) const;  // half-up; empty when it leaves 64 bits
  friend bool operator==(const Ratio&, const Ratio&) = default;
};

std::optional<Ratio> Add(const Ratio& a, const Ratio& b);
std::optional<Ratio> Subtract(const Ratio& a, const Ratio& b);
std::optional<Ratio> Multiply(const Ratio& a, const Ratio& b);
std::optional<Ratio> Divide(const Ratio& a, const Ratio& b);

}  // namespace sinergi
