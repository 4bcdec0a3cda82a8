// Calendar: which days a government works. The working week, the days off (national holidays, joint leave,
// local days) of the years it covers, and the office hours of each weekday.
//
//   calendar.KindOf({2026, 3, 18})          // kDayOff: cuti bersama Nyepi
//   calendar.DayOffAt({2026, 3, 18})->name  // "Hari Suci Nyepi …"
//
// Invariants: a day off that falls on a weekend is kDayOff; of a year that is not covered nothing is known,
// and whoever counts working days asks Covers() first. A value; thread-safe when shared as const.
//
// Source: Perpres 21/2023 (working week), the yearly joint decree of three ministers (days off).
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "base/clock.h"

namespace sinergi {

enum class DayOffKind { kNational, kJointLeave, kLocal };

struct DayOff {
  DayOffKind kind = DayOffKind::kNational;
  std::string name;
  std::string basis;         // the regulation it rests on
  bool provisional = false;  // expected, not decreed yet
  friend bool operator==(const DayOff&, const DayOff&) = default;
};

enum class WorkWeek { kFiveDays = 5, kSixDays = 6 };
enum class DayKind { kWorking, kWeekend, kDayOff };

// Office hours, in minutes since midnight; from < until.
struct OfficeSpan {
  int from = 0, until = 0;
  friend bool operator==(const OfficeSpan&, const OfficeSpan&) = default;
};

struct CalendarYear {
  std::string basis;
  bool provisional = false;
};

// Monday is 1, Sunday 7 (ISO 8601).
int WeekdayOf(const Date& date);

struct Calendar {
  std::string id, title, basis;
  WorkWeek week = WorkWeek::kFiveDays;
  std::array<std::vector<OfficeSpan>, 7> hours;  // Monday first; in order, not overlapping
  std::map<Date, DayOff> days_off;
  std::map<int, CalendarYear> years;  // whose days off are known

  bool Covers(int year) const { return years.contains(year); }
  DayKind KindOf(const Date& date) const;
  bool IsWorkingDay(const Date& date) const { return KindOf(date) == DayKind::kWorking; }
  const DayOff* DayOffAt(const Date& date) const;  // null when there is none
  // Whether the date, or what is known of its year, is expected and not decreed.
  bool IsProvisional(const Date& date) const;
  const std::vector<OfficeSpan>& HoursOf(const Date& date) const;  // by the weekday alone
};

}  // namespace sinergi
