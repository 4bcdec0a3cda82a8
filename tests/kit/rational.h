// Exact rationals for references in tests: the other way to compute what the rules compute on whole numbers.
//
//   RoundHalfUp(Rational(36, 34) * 100 * 1'000'000)   // 105'882'353
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>

namespace sinergi::testkit {

using Rational = boost::multiprecision::cpp_rational;
using Whole = boost::multiprecision::cpp_int;

// Nearest whole number; a half goes away from zero.
inline Whole RoundHalfUp(const Rational& value) {
  const Whole n = abs(numerator(value)), d = denominator(value);
  const Whole rounded = (2 * n + d) / (2 * d);
  return value < 0 ? Whole(-rounded) : rounded;
}

inline Rational Micro(int64_t micro) {
  return Rational(micro, 1'000'000);
}

}  // namespace sinergi::testkit
