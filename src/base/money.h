// Money: an amount of rupiah in whole sen, 64 bits (up to Rp 92 quadrillion). Never a double.
//
//   Money::Rupiah(1'500'000).Print()  ->  "Rp 1.500.000"
//
// Amounts add and subtract; a sum that leaves 64 bits is our bug (ENSURE), a text that does is refused.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"

namespace sinergi {

class Money {
 public:
  constexpr Money() = default;
  static constexpr Money Sen(int64_t sen) { return Money(sen); }
  static constexpr Money Rupiah(int64_t rupiah) { return Money(rupiah * 100); }

  // "Rp 1.500.000", "Rp. 1.500.000,-", "1.500.000,50", "-Rp 5", "1500000" (Indonesian style) or point style; empty when unreadable.
  static std::optional<Money> Parse(std::string_view text, NumberStyle style = NumberStyle::kIndonesian);

  constexpr int64_t sen() const { return sen_; }
  std::string Print() const;  // "Rp 1.500.000" or "Rp 1.500.000,50"; negative: "-Rp 5"
  std::string Plain() const;  // "1500000" or "1500000.50"

  friend constexpr auto operator<=>(Money, Money) = default;
  friend Money operator+(Money a, Money b);
  friend Money operator-(Money a, Money b);
  Money& operator+=(Money b) { return *this = *this + b; }

 private:
  explicit constexpr Money(int64_t sen) : sen_(sen) {}
  int64_t sen_ = 0;
};

}  // namespace sinergi
