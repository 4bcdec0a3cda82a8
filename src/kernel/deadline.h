// Deadline: where one clock of one record stands: running, paused, met or late; when it is due, and why.
//
//   const Result<Deadline> deadline = Reckon(rule, calendar, government.zone, events, now);
//   deadline->due_date, deadline->remaining;   // 2026-04-07, 6 working days
//
// Dates are those of the government's zone. The day of the start is day 0, also on a day off and after office
// hours; a clock in days is due at the last second of day N. Days between a pause and its end, both included,
// do not count; a pause that ends on the day it began takes no day. A pause that is still open counts as
// ending now, so `due` is the earliest it can be. A clock that has passed its end stays late, whatever
// happens then. An extension needs a reason and comes before the end.
//
// Invariant: the same events give the same deadline; `lines` tells every day from day 0 to the end.
//
// Errors: deadline.not_started, .order, .started_already, .not_running, .paused_already, .not_paused,
// .reason_missing, .extension_none, .extension_used, .extension_late {0}=date; calendar.year_missing,
// deadline.too_far. Pure, thread-safe.
//
// Source: UU 14/2008 ps. 22(7)-(8); the rules are told in docs/reference/calendar.md.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "kernel/clock_rule.h"
#include "kernel/due_day.h"
#include "kernel/due_moment.h"

namespace sinergi::kernel {

enum class ClockState { kRunning, kPaused, kMet, kLate };
std::string_view Name(ClockState state);  // "running", "paused", "met", "late"

struct ClockPause {
  Instant from = 0;
  std::optional<Instant> until;  // empty while it lasts
  std::string reason;
};

struct ClockExtension {
  Instant at = 0;
  int64_t length = 0;  // days or hours
  std::string reason;
};

// A day (or hour) on which somebody is to be told. `before`: as the rule says, negative behind the end.
struct ClockWarning {
  int before = 0;
  Date date;
  Instant at = 0;  // from then on: the first second of the day, or the moment
};

struct Deadline {
  ClockState state = ClockState::kRunning;
  bool ended = false;  // stopped: kMet, or kLate when that was behind the end
  Instant started = 0;
  Instant due = 0;  // the last second in time (of days), the moment itself (of hours)
  Date due_date;
  // In days, or in minutes of a clock in hours. Remaining is negative behind the end, and empty where that
  // lies in a year without a calendar.
  int64_t length = 0, elapsed = 0;
  std::optional<int64_t> remaining;
  std::vector<DayLine> lines;
  std::vector<ClockPause> pauses;
  std::vector<ClockExtension> extensions;
  std::vector<ClockWarning> warnings;  // none while paused or ended; in order
};

Result<Deadline> Reckon(const ClockRule& rule, const Calendar& calendar, Zone zone,
                        std::span<const ClockEvent> events, Instant now);

}  // namespace sinergi::kernel
