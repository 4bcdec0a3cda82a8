#include "base/period.h"

#include <fmt/format.h>

namespace sinergi {

std::optional<Period> Period::Parse(std::string_view text) {
  if (text.size() != 7 || text[4] != '-' || (text[5] != 'Q' && text[5] != 'q')) return {};
  int year = 0;
  for (const char c : text.substr(0, 4)) {
    if (c < '0' || c > '9') return {};
    year = year * 10 + (c - '0');
  }
  const int quarter = text[6] - '0';
  if (year < 1900 || year > 2200 || quarter < 1 || quarter > 4) return {};
  return Period{year, quarter};
}

std::string Period::Code() const { return fmt::format("{:04}-Q{}", year, quarter); }

std::string_view QuarterRoman(int quarter) {
  constexpr std::string_view kRoman[] = {"", "I", "II", "III", "IV"};
  return kRoman[quarter >= 1 && quarter <= 4 ? quarter : 0];
}

}  // namespace sinergi
