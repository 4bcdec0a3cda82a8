// The due day of a term of days, and why it is that day: every day from day 0 on, counted or skipped.
//
//   const Result<DueDay> due = DueDayOf({.from = {2026, 3, 16}, .days = 5}, calendar);
//   due->due          // 2026-03-30: Nyepi, Idul Fitri, joint leave and weekends do not count
//   due->lines[2]     // 2026-03-18, kDayOff
//
// The day of receipt is day 0, whatever day or hour it is; the term ends with the end of day N. A day on
// which the clock stands still does not count. Every day from day 0 to the due day lies in a year that the
// calendar covers, unless neither the count nor the end asks for working days.
//
// Errors: calendar.year_missing {0}=year {1}=years that are known, deadline.too_far. Pure, thread-safe.
//
// Source: UU 14/2008 ps. 22 (days are working days); the rules are told in docs/reference/calendar.md.
#pragma once

#include <optional>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace sinergi::kernel {

enum class DayUnit { kWorkingDays, kCalendarDays };

// Both days included.
struct DaySpan {
  Date first, last;
  bool Has(const Date& date) const { return first <= date && date <= last; }
};

struct DayTerm {
  Date from;  // day 0
  int64_t days = 0;
  int64_t extension = 0;  // days more, by acts of extension
  DayUnit unit = DayUnit::kWorkingDays;
  std::vector<DaySpan> pauses;       // days that do not count
  bool move_to_working_day = false;  // where the regulation says so: an end on a day off moves on
};

enum class DayMark { kDayZero, kCounted, kWeekend, kDayOff, kPaused, kMoved };

struct DayLine {
  Date date;
  DayMark mark = DayMark::kCounted;
  int64_t n = 0;        // number of the day: 0, 1 … N; on a skipped day that of the day before
  int64_t seconds = 0;  // of a clock in hours: how long it ran that day
};

struct DueDay {
  Date due;
  std::vector<DayLine> lines;  // day 0 first, the due day last
};

Result<DueDay> DueDayOf(const DayTerm& term, const Calendar& calendar);

// How the calendar marks a day for this unit, pauses aside: kCounted, kWeekend or kDayOff.
DayMark MarkOf(const Date& date, DayUnit unit, const Calendar& calendar);
// calendar.year_missing unless the calendar covers the day's year.
Status CheckCovered(const Date& date, const Calendar& calendar);
Date DayAfter(const Date& date);

}  // namespace sinergi::kernel
