// ClockRule: a statutory clock as a regulation states it.
//
//   answer: {days: 10, kind: working, from: registered, until: [granted, refused], pause: incomplete,
//            extend: {act: extend, days: 7}, warn: [5, 2, 0], basis: UU 14/2008 ps. 22(7)-(8)}
//
// Its states and its act of extension are those of the record it belongs to; EventsOf says what the record's
// history means to the clock. Values; pure, thread-safe.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/clock.h"

namespace sinergi::kernel {

enum class ClockUnit { kWorkingDays, kCalendarDays, kWorkingHours, kHours };
inline bool InDays(ClockUnit unit) {
  return unit == ClockUnit::kWorkingDays || unit == ClockUnit::kCalendarDays;
}

struct ClockRule {
  int64_t length = 0;  // days or hours, by the unit; not negative
  ClockUnit unit = ClockUnit::kWorkingDays;
  int64_t extension = 0;  // what one act of extension adds; 0: there is none
  int extensions_most = 1;
  bool move_to_working_day = false;  // an end on a day off moves to the next working day; clocks in days only
  std::vector<int> warn;             // days or hours before the end, negative behind it
  std::string basis;                 // the article it rests on
  std::vector<std::string> from, until, pause;  // states
  std::string extend_act;
};

enum class ClockAct { kStart, kPause, kResume, kExtend, kStop };

struct ClockEvent {
  ClockAct act = ClockAct::kStart;
  Instant at = 0;
  std::string reason;
};

// A step in the life of a record: the act, and the state it led to.
struct StateChange {
  std::string act, state;
  Instant at = 0;
  std::string reason;
};

// The first state of `from` starts the clock, the first of `until` after it ends it; nothing that comes later
// counts.
std::vector<ClockEvent> EventsOf(const ClockRule& rule, std::span<const StateChange> history);

}  // namespace sinergi::kernel
