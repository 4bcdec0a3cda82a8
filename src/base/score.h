// Score: a percentage in whole millionths of a percent, made from an exact ratio and rounded half-up once.
//
//   Score::OfRatio(36, 34)->Print()  ->  "105,88"     (micro: 105'882'353)
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "base/decimal.h"

namespace sinergi {

class Score {
 public:
  constexpr Score() = default;
  static constexpr Score Micro(int64_t micro) { return Score(micro); }
  static constexpr Score Percent(int64_t percent) { return Score(percent * kMicro); }
  // part / whole × 100 %; empty when whole is 0 or the answer leaves 64 bits.
  static std::optional<Score> OfRatio(Int128 part, Int128 whole) {
    if (whole == 0) return {};
    const std::optional<int64_t> micro = DivideHalfUp(part * 100 * kMicro, whole);
    return micro ? std::optional<Score>(Score(*micro)) : std::nullopt;
  }

  constexpr int64_t micro() const { return micro_; }
  std::string Print(int digits = 2) const { return PrintDecimal(micro_, 6, digits); }  // "81,66"
  std::string Plain() const { return PlainDecimal(micro_, 6); }                        // "81.664293"

  friend constexpr auto operator<=>(Score, Score) = default;

 private:
  explicit constexpr Score(int64_t micro) : micro_(micro) {}
  int64_t micro_ = 0;
};

}  // namespace sinergi
