#include "base/clock.h"

#include <chrono>

#include <fmt/format.h>

namespace sinergi {
namespace {

int64_t FloorDiv(int64_t a, int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

std::optional<int> Number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

Clock SystemClock() {
  return [] {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
  };
}

std::optional<Date> Date::Parse(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  const auto year = Number(text.substr(0, 4)), month = Number(text.substr(5, 2)),
             day = Number(text.substr(8, 2));
  if (!year || !month || !day || *year < 1900 || *year > 2200) return {};
  const std::chrono::year_month_day ymd{std::chrono::year(*year),
                                        std::chrono::month(static_cast<unsigned>(*month)),
                                        std::chrono::day(static_cast<unsigned>(*day))};
  if (!ymd.ok()) return {};
  return Date{*year, *month, *day};
}

Date Date::FromDays(int64_t days) {
  const std::chrono::year_month_day ymd{std::chrono::sys_days(std::chrono::days(days))};
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

int64_t Date::Days() const {
  const std::chrono::sys_days at = std::chrono::year(year) / month / day;
  return at.time_since_epoch().count();
}

std::string Date::Iso() const {
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string_view ZoneName(Zone zone) {
  switch (zone) {
    case Zone::kWib:
      return "WIB";
    case Zone::kWita:
      return "WITA";
    case Zone::kWit:
      return "WIT";
  }
  return "";
}

Date DateAt(Instant at, Zone zone) {
  return Date::FromDays(FloorDiv(at + static_cast<int64_t>(zone) * 3600, 86400));
}

std::string TimeAt(Instant at, Zone zone) {
  const int64_t local = at + static_cast<int64_t>(zone) * 3600;
  const int64_t second = local - FloorDiv(local, 86400) * 86400;
  return fmt::format("{:02}:{:02}", second / 3600, second / 60 % 60);
}

std::string IsoAt(Instant at) {
  const int64_t second = at - FloorDiv(at, 86400) * 86400;
  return fmt::format("{}T{:02}:{:02}:{:02}Z", Date::FromDays(FloorDiv(at, 86400)).Iso(), second / 3600,
                     second / 60 % 60, second % 60);
}

}  // namespace sinergi
