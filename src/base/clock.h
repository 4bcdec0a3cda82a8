// Instants, dates and the clock. Instants are whole seconds since 1970-01-01 UTC; dates are civil dates.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace sinergi {

using Instant = int64_t;                 // seconds since 1970 UTC
using Clock = std::function<Instant()>;  // passed in; tests pass their own
Clock SystemClock();

struct Date {
  int year = 1970, month = 1, day = 1;
  static std::optional<Date> Parse(std::string_view text);  // "2024-09-18"; real days only
  static Date FromDays(int64_t days_since_1970);
  int64_t Days() const;     // since 1970-01-01
  std::string Iso() const;  // "2024-09-18"
  friend auto operator<=>(const Date&, const Date&) = default;
};

// Fixed offsets of Indonesia, which knows no summer time: WIB +7, WITA +8, WIT +9 (Keppres 41/1987).
enum class Zone { kWib = 7, kWita = 8, kWit = 9 };
std::string_view ZoneName(Zone zone);  // "WITA"
Date DateAt(Instant at, Zone zone);
std::string TimeAt(Instant at, Zone zone);  // "10:42"
std::string IsoAt(Instant at);              // "2024-09-18T02:42:00Z"

}  // namespace sinergi
