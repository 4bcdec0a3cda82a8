// Exact decimal arithmetic on whole numbers: the one place where rounding happens.
//
// Figures are rounded half-up, away from zero, once (performance-rules: "rounded half-up from the stored
// figure"): 4.505 prints 4.51, -4.505 prints -4.51. Pure; throws nothing; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sinergi {

__extension__ using Int128 = __int128;

constexpr int64_t kMicro = 1'000'000;

// numerator / denominator rounded half-up; denominator ≠ 0. Empty when the answer needs more than 64 bits.
std::optional<int64_t> DivideHalfUp(Int128 numerator, Int128 denominator);

// `units` of 10^-places rounded half-up to `digits` places (digits ≤ places), in units of 10^-digits.
int64_t RoundPlaces(int64_t units, int places, int digits);

// How a text writes numbers: "1.234,5" (Indonesian) or "1234.5" / "1,234.5" (point).
enum class NumberStyle { kIndonesian, kPoint };

// Reads a whole text as a decimal with at most `places` decimals, exactly: "1.234.567,89" with 2 places is
// 123456789. Grouping must be in threes ("1.5" is refused in Indonesian style, never guessed). Blanks
// around are allowed, signs + - and −. Empty when the text is no such number or does not fit 64 bits.
// Decimals beyond `places` are refused unless they are zero.
std::optional<int64_t> ReadDecimal(std::string_view text, int places, NumberStyle style);

// The same for what programs write ("1.4987244897959181E1", "9.9999999999999992E-2"): any number of decimals
// and an exponent; rounded half-up to `places`.
std::optional<int64_t> ReadComputed(std::string_view text, int places);

// "1.234.567,89" from 123456789 and 2. `digits` decimals are printed (rounded half-up when fewer than
// `places`); trim cuts zeros behind the comma.
enum class Zeros { kKeep, kTrim };
std::string PrintDecimal(int64_t units, int places, int digits, Zeros zeros = Zeros::kKeep);

// "1234567.89": for JSON, CSV and the command line's --json. Never grouped.
std::string PlainDecimal(int64_t units, int places, Zeros zeros = Zeros::kKeep);

}  // namespace sinergi
