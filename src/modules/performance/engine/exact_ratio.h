// Exact quotients, fast: a double guesses, whole numbers decide.
//
//   CappedPercentage(36, 34, 150'000'000)   // 105'882'353: 36/34 × 100 % in millionths, half-up, capped
//
// The guess is off by less than one half as long as the quotient stays below 2^50; the rest n − q·d, taken
// modulo 2^64, is then the true rest, and says by how much. So the answers are those of DivideHalfUp
// (base/decimal.h) to the last digit, on every machine, without a 128-bit division. Pure.
#pragma once

#include <cstdint>

#include "base/decimal.h"

namespace sinergi::performance {

constexpr double kQuotientMost = 0x1p50;
constexpr int64_t kDivisorMost = int64_t{1} << 60;

// Nearest whole number to n/d, half up. 0 < d ≤ kDivisorMost; guess ≈ n/d, 0 ≤ n/d < kQuotientMost; n as its
// lower 64 bits.
inline int64_t Nearest(uint64_t n, int64_t d, double guess) {
  const int64_t q = static_cast<int64_t>(guess + 0.5);
  const int64_t twice_rest =
      2 * static_cast<int64_t>(n - static_cast<uint64_t>(q) * static_cast<uint64_t>(d));
  return q + (twice_rest >= d ? 1 : 0) - (twice_rest < -d ? 1 : 0);
}

// The whole number below n/d, and the rest; conditions as above.
struct Floored {
  int64_t quotient, rest;
};
inline Floored Floor(uint64_t n, int64_t d, double guess) {
  int64_t q = static_cast<int64_t>(guess);
  int64_t rest = static_cast<int64_t>(n - static_cast<uint64_t>(q) * static_cast<uint64_t>(d));
  if (rest < 0) {
    --q;
    rest += d;
  } else if (rest >= d) {
    ++q;
    rest -= d;
  }
  return {q, rest};
}

// A 128-bit number as a double, for a guess.
inline double Roughly(Int128 value) {
  const int64_t low = static_cast<int64_t>(value);
  if (value == low) return static_cast<double>(low);
  return static_cast<double>(static_cast<int64_t>(value >> 64)) * 0x1p64 +
         static_cast<double>(static_cast<uint64_t>(value));
}

// n / d × 100 % in millionths, rounded half-up, at least 0 and at most `cap`. |n|, |d| ≤ kDivisorMost, d ≠ 0;
// 0 ≤ cap ≤ 10^12 (one million percent).
inline int64_t CappedPercentage(int64_t n, int64_t d, int64_t cap) {
  if (d < 0) {
    n = -n;
    d = -d;
  }
  if (n <= 0) return 0;
  constexpr int64_t kWhole = 100 * kMicro;
  const double guess = static_cast<double>(n) * kWhole / static_cast<double>(d);
  if (guess >= static_cast<double>(cap) + 1) return cap;
  const int64_t score = Nearest(static_cast<uint64_t>(n) * kWhole, d, guess);
  return score < cap ? score : cap;
}

}  // namespace sinergi::performance
