#include "base/decimal.h"

#include <limits>

namespace sinergi {
namespace {

constexpr int64_t kPow10[] = {1,       10,       100,       1000,       10000,
                              100000,  1000000,  10000000,  100000000,  1000000000,
                              10000000000, 100000000000, 1000000000000, 10000000000000, 100000000000000,
                              1000000000000000, 10000000000000000, 100000000000000000, 1000000000000000000};

std::optional<int64_t> Narrow(Int128 value) {
  if (value > std::numeric_limits<int64_t>::max() || value < std::numeric_limits<int64_t>::min()) return {};
  return static_cast<int64_t>(value);
}

std::string_view Trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (true) {
    if (!text.empty() && blank(text.front())) {
      text.remove_prefix(1);
    } else if (text.starts_with("\xC2\xA0")) {  // no-break space, as spreadsheets paste it
      text.remove_prefix(2);
    } else if (!text.empty() && blank(text.back())) {
      text.remove_suffix(1);
    } else if (text.ends_with("\xC2\xA0")) {
      text.remove_suffix(2);
    } else {
      return text;
    }
  }
}

bool TakeSign(std::string_view& text) {
  bool negative = false;
  if (text.starts_with('-') || text.starts_with('+')) {
    negative = text.front() == '-';
    text.remove_prefix(1);
  } else if (text.starts_with("\xE2\x88\x92")) {  // U+2212 minus
    negative = true;
    text.remove_prefix(3);
  }
  return negative;
}

bool AllDigits(std::string_view text) {
  for (const char c : text)
    if (c < '0' || c > '9') return false;
  return !text.empty();
}

// Whole part without its grouping, or empty when the grouping is not in threes.
std::optional<std::string> WithoutGroups(std::string_view whole, char separator) {
  if (whole.find(separator) == std::string_view::npos) {
    if (!AllDigits(whole)) return {};
    return std::string(whole);
  }
  std::string digits;
  bool first = true;
  while (true) {
    const size_t at = whole.find(separator);
    const std::string_view group = whole.substr(0, at);
    if (!AllDigits(group) || (first ? group.size() > 3 : group.size() != 3)) return {};
    digits += group;
    first = false;
    if (at == std::string_view::npos) break;
    whole.remove_prefix(at + 1);
  }
  if (digits.front() == '0') return {};
  return digits;
}

std::optional<int64_t> Assemble(std::string_view digits, bool negative) {
  Int128 value = 0;
  for (const char c : digits) {
    value = value * 10 + (c - '0');
    if (value > std::numeric_limits<int64_t>::max()) return {};
  }
  return static_cast<int64_t>(negative ? -value : value);
}

std::string Digits(int64_t units, int places, std::string& fraction) {
  // Through unsigned, so that the smallest int64 prints too.
  uint64_t magnitude = units < 0 ? 0 - static_cast<uint64_t>(units) : static_cast<uint64_t>(units);
  std::string all = std::to_string(magnitude);
  if (all.size() <= static_cast<size_t>(places)) all.insert(0, static_cast<size_t>(places) + 1 - all.size(), '0');
  fraction = all.substr(all.size() - static_cast<size_t>(places));
  return all.substr(0, all.size() - static_cast<size_t>(places));
}

void TrimZeros(std::string& fraction) {
  while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
}

}  // namespace

std::optional<int64_t> DivideHalfUp(Int128 numerator, Int128 denominator) {
  const bool negative = (numerator < 0) != (denominator < 0);
  const Int128 n = numerator < 0 ? -numerator : numerator;
  const Int128 d = denominator < 0 ? -denominator : denominator;
  Int128 quotient = n / d;
  const Int128 rest = n % d;
  if (rest >= d - rest) ++quotient;
  return Narrow(negative ? -quotient : quotient);
}

int64_t RoundPlaces(int64_t units, int places, int digits) {
  return *DivideHalfUp(units, kPow10[places - digits]);
}

std::optional<int64_t> ReadDecimal(std::string_view text, int places, NumberStyle style) {
  text = Trimmed(text);
  const bool negative = TakeSign(text);
  const char point = style == NumberStyle::kIndonesian ? ',' : '.';
  const char group = style == NumberStyle::kIndonesian ? '.' : ',';
  const size_t at = text.find(point);
  std::string_view fraction = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
  if (at != std::string_view::npos && !AllDigits(fraction)) return {};
  std::optional<std::string> whole = WithoutGroups(text.substr(0, at), group);
  if (!whole) return {};
  while (fraction.size() > static_cast<size_t>(places) && fraction.back() == '0') fraction.remove_suffix(1);
  if (fraction.size() > static_cast<size_t>(places)) return {};
  *whole += fraction;
  whole->append(static_cast<size_t>(places) - fraction.size(), '0');
  return Assemble(*whole, negative);
}

std::optional<int64_t> ReadComputed(std::string_view text, int places) {
  text = Trimmed(text);
  const bool negative = TakeSign(text);
  int exponent = 0;
  if (const size_t e = text.find_first_of("eE"); e != std::string_view::npos) {
    std::string_view power = text.substr(e + 1);
    const bool down = TakeSign(power);
    if (!AllDigits(power) || power.size() > 3) return {};
    for (const char c : power) exponent = exponent * 10 + (c - '0');
    if (down) exponent = -exponent;
    text = text.substr(0, e);
  }
  const size_t at = text.find('.');
  const std::string_view whole = text.substr(0, at);
  const std::string_view fraction = at == std::string_view::npos ? std::string_view() : text.substr(at + 1);
  if (whole.empty() && fraction.empty()) return {};
  if ((!whole.empty() && !AllDigits(whole)) || (!fraction.empty() && !AllDigits(fraction))) return {};
  std::string digits = std::string(whole) + std::string(fraction);
  // The value is digits × 10^(exponent − fraction); keep = how many of the digits stand left of the last place.
  const int64_t keep = static_cast<int64_t>(whole.size()) + exponent + places;
  if (keep < 0) return 0;
  if (keep > 400) return digits.find_first_not_of('0') == std::string::npos ? std::optional<int64_t>(0) : std::nullopt;
  const size_t kept = static_cast<size_t>(keep);
  const bool up = kept < digits.size() && digits[kept] >= '5';
  digits.resize(kept, '0');
  std::optional<int64_t> value = Assemble(digits, false);
  if (!value || (up && *value == std::numeric_limits<int64_t>::max())) return {};
  if (up) ++*value;
  return negative ? -*value : *value;
}

std::string PrintDecimal(int64_t units, int places, int digits, Zeros zeros) {
  const int shown = digits < places ? digits : places;
  if (shown < places) units = RoundPlaces(units, places, shown);
  std::string fraction;
  const std::string whole = Digits(units, shown, fraction);
  if (zeros == Zeros::kTrim) TrimZeros(fraction);
  std::string out = units < 0 ? "-" : "";
  for (size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && (whole.size() - i) % 3 == 0) out += '.';
    out += whole[i];
  }
  if (!fraction.empty()) out += "," + fraction;
  return out;
}

std::string PlainDecimal(int64_t units, int places, Zeros zeros) {
  std::string fraction;
  const std::string whole = Digits(units, places, fraction);
  if (zeros == Zeros::kTrim) TrimZeros(fraction);
  return (units < 0 ? "-" : "") + whole + (fraction.empty() ? "" : "." + fraction);
}

}  // namespace sinergi
