// Period: a year, or one quarter (triwulan) of it. "2024-Q3" prints as "Triwulan III 2024".
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace sinergi {

struct Period {
  int year = 0;     // 1900..2200
  int quarter = 0;  // 1..4

  static std::optional<Period> Parse(std::string_view text);  // "2024-Q3"
  std::string Code() const;                                   // "2024-Q3"
  int FirstMonth() const { return quarter * 3 - 2; }
  int LastMonth() const { return quarter * 3; }
  friend auto operator<=>(const Period&, const Period&) = default;
};

// "I".."IV": how regulations print a quarter.
std::string_view QuarterRoman(int quarter);

}  // namespace sinergi
