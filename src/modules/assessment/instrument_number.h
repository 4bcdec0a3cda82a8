// Numbers of instruments as people write them: weights and levels. A decimal or a fraction, never rounded.
//
//   ReadRatio("10/3")                       // 10/3
//   ReadRatio("3,25", DecimalComma::kRead)  // 13/4
//
// No sign, no grouping, no exponent; at most 9 digits before and 16 behind the point, so that what a
// spreadsheet writes for 11/3 can be read. Empty when the text is no such number. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/ratio.h"

namespace sinergi::assessment {

enum class DecimalComma { kRefuse, kRead };

std::optional<Ratio> ReadRatio(std::string_view text, DecimalComma comma = DecimalComma::kRefuse);
std::string RatioText(const Ratio& ratio);      // "3329/1000", "3"
bool AtLeast(const Ratio& a, const Ratio& b);   // a >= b, exactly, however large
std::string FixedText(const Decimal& decimal);  // "3.00": all places, for JSON and print

}  // namespace sinergi::assessment
