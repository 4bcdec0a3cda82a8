// Quantity: a target or a realisation as it was typed, and what could be read from it.
//
//   "36 Aplikasi"   -> number 36, unit "Aplikasi"
//   "3.75-3.90"     -> range 3.75 … 3.90
//   "25/14 Orang"   -> text: kept and shown, compared only as text
//   ""              -> empty: nothing was promised or reported
//
// Numbers are exact decimals of six places, at most ±9.2 × 10^12. The text is never changed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/decimal.h"

namespace sinergi {

struct Quantity {
  enum class Kind { kEmpty, kNumber, kRange, kText };

  Kind kind = Kind::kEmpty;
  std::string text;        // as typed
  int64_t low_micro = 0;   // number, or lower bound
  int64_t high_micro = 0;  // equal to low for a number
  std::string unit;        // what stands behind the number, if anything

  static Quantity Read(std::string_view text, NumberStyle style);
  static Quantity Number(int64_t micro);  // text in Indonesian style

  bool empty() const { return kind == Kind::kEmpty; }
  bool is_number() const { return kind == Kind::kNumber; }
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

// Compares texts as the rules do: blanks folded, letter case ignored (ASCII).
bool SameText(std::string_view a, std::string_view b);

}  // namespace sinergi
