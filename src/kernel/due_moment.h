// The due moment of a term of hours: hours around the clock ("1 × 24 jam"), or office hours of working days.
//
//   DueMomentOf({.from = received, .seconds = 86400, .unit = HourUnit::kHours, .zone = Zone::kWita},
//   calendar)
//
// Runs from the very moment of receipt, or from the next opening of the office; stands still between a pause
// and its end, to the second. Years are asked of the calendar as in due_day.h, for office hours only.
//
// Errors: calendar.year_missing, deadline.too_far. Pure, thread-safe.
//
// Source: Perban BSSN 1/2024 ps. 15 (1 × 24 hours); office hours are the calendar's.
#pragma once

#include <vector>

#include "base/clock.h"
#include "kernel/due_day.h"

namespace sinergi::kernel {

enum class HourUnit { kHours, kWorkingHours };

// From the first instant up to, without, the last.
struct InstantSpan {
  Instant first = 0, last = 0;
};

struct HourTerm {
  Instant from = 0;
  int64_t seconds = 0;  // with every extension
  HourUnit unit = HourUnit::kHours;
  Zone zone = Zone::kWib;
  std::vector<InstantSpan> pauses;  // in order, not overlapping
};

struct DueMoment {
  Instant due = 0;
  std::vector<DayLine> lines;  // the day of receipt first, that of the end last
};

Result<DueMoment> DueMomentOf(const HourTerm& term, const Calendar& calendar);

// How long the clock ran up to `until`, in seconds, were there no end. calendar.year_missing.
Result<int64_t> RunUntil(const HourTerm& term, const Calendar& calendar, Instant until);

}  // namespace sinergi::kernel
