#include "base/calendar.h"

namespace sinergi {

int WeekdayOf(const Date& date) {
  const int64_t days = date.Days() + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>((days % 7 + 7) % 7) + 1;
}

DayKind Calendar::KindOf(const Date& date) const {
  if (days_off.contains(date)) return DayKind::kDayOff;
  return WeekdayOf(date) <= static_cast<int>(week) ? DayKind::kWorking : DayKind::kWeekend;
}

const DayOff* Calendar::DayOffAt(const Date& date) const {
  const auto found = days_off.find(date);
  return found == days_off.end() ? nullptr : &found->second;
}

bool Calendar::IsProvisional(const Date& date) const {
  if (const DayOff* off = DayOffAt(date); off && off->provisional) return true;
  const auto year = years.find(date.year);
  return year != years.end() && year->second.provisional;
}

const std::vector<OfficeSpan>& Calendar::HoursOf(const Date& date) const {
  return hours[static_cast<size_t>(WeekdayOf(date) - 1)];
}

}  // namespace sinergi
