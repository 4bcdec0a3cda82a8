// Clocks as tables: the rule, what happened and the moment first; state, due date and what is left last.
// Times are local to the zone of the row; the results were worked out by hand.
#include "kernel/deadline.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "kernel/calendar_file.h"
#include "kernel/test_moments.h"

namespace sinergi::kernel {
namespace {

std::string Local(Instant at, Zone zone) {
  const int64_t local = at + static_cast<int64_t>(zone) * 3600;
  return fmt::format("{} {:02}:{:02}:{:02}", DateAt(at, zone).Iso(), local % 86400 / 3600, local / 60 % 60,
                     local % 60);
}

std::string_view Word(std::string_view text, size_t n) {
  const std::vector<std::string_view> words = Split(text, ' ');
  return n < words.size() ? words[n] : "";
}

// "start 2026-07-06 09:00; extend 2026-07-20 10:00 because".
std::vector<ClockEvent> Events(std::string_view text, Zone zone) {
  const std::map<std::string_view, ClockAct> acts = {{"start", ClockAct::kStart},
                                                     {"pause", ClockAct::kPause},
                                                     {"resume", ClockAct::kResume},
                                                     {"extend", ClockAct::kExtend},
                                                     {"stop", ClockAct::kStop}};
  std::vector<ClockEvent> events;
  for (const std::string_view part : Split(text, ';')) {
    const std::string_view event = TrimBlanks(part);
    if (event.empty()) continue;
    const std::string at = fmt::format("{} {}", Word(event, 1), Word(event, 2));
    events.push_back({acts.at(Word(event, 0)), At(at, zone), std::string(Word(event, 3))});
  }
  return events;
}

ClockRule RuleOf(std::string_view name) {
  ClockRule rule;
  rule.basis = "UU 14/2008 ps. 22(7)-(8)";
  if (name == "request") {
    rule.length = 10, rule.extension = 7, rule.warn = {5, 2, 0, -1};
  } else if (name == "three") {
    rule.length = 3, rule.warn = {5, 3, 1};
  } else if (name == "calendar") {
    rule.length = 5, rule.unit = ClockUnit::kCalendarDays, rule.warn = {2, 0, -2};
  } else if (name == "moved") {
    rule.length = 5, rule.unit = ClockUnit::kCalendarDays, rule.move_to_working_day = true;
  } else if (name == "incident") {
    rule.length = 24, rule.unit = ClockUnit::kHours, rule.warn = {6, 0, -2}, rule.extension = 12;
  } else {
    rule.length = 4, rule.unit = ClockUnit::kWorkingHours, rule.warn = {1};
  }
  return rule;
}

constexpr int64_t kUnknown = INT64_MIN;

TEST(Deadlines, Table) {
  const std::string start = "start 2026-07-06 09:00;";
  const struct {
    const char* rule;
    std::string events;
    const char* now;
    const char* state;
    const char* due;
    int64_t elapsed, remaining;  // days, or minutes
  } table[] = {
      // A request of Monday 6 July: due Monday 20 July.
      {"request", start, "2026-07-06 10:00", "running", "2026-07-20", 0, 10},
      {"request", start, "2026-07-07 00:00", "running", "2026-07-20", 1, 9},
      {"request", start, "2026-07-11 12:00", "running", "2026-07-20", 4, 6},
      {"request", start, "2026-07-13 08:00", "running", "2026-07-20", 5, 5},
      {"request", start, "2026-07-20 23:59:59", "running", "2026-07-20", 10, 0},
      {"request", start, "2026-07-21 00:00", "late", "2026-07-20", 11, -1},
      {"request", start, "2026-07-26 12:00", "late", "2026-07-20", 14, -4},
      {"request", "start 2026-07-06 23:59:59", "2026-07-07 00:00", "running", "2026-07-20", 1, 9},
      {"request", "start 2026-07-11 10:00", "2026-07-11 10:00", "running", "2026-07-24", 0, 10},
      {"request", "start 2026-03-18 10:00", "2026-03-25 10:00", "running", "2026-04-08", 1, 9},
      // Ended.
      {"request", start + "stop 2026-07-20 23:59:59", "2026-08-01 10:00", "met", "2026-07-20", 10, 0},
      {"request", start + "stop 2026-07-21 00:00", "2026-08-01 10:00", "late", "2026-07-20", 11, -1},
      {"request", start + "stop 2026-07-15 10:00", "2026-08-01 10:00", "met", "2026-07-20", 7, 3},
      {"request", start + "stop 2026-07-06 09:01", "2026-07-06 09:01", "met", "2026-07-20", 0, 10},
      // A pause that lasts: its days do not count, and the end moves with it.
      {"request", start + "pause 2026-07-08 10:00", "2026-07-08 15:00", "paused", "2026-07-20", 2, 8},
      {"request", start + "pause 2026-07-08 10:00", "2026-07-09 09:00", "paused", "2026-07-22", 1, 9},
      {"request", start + "pause 2026-07-08 10:00", "2026-07-10 09:00", "paused", "2026-07-23", 1, 9},
      {"request", start + "pause 2026-07-08 10:00", "2026-07-12 09:00", "paused", "2026-07-23", 1, 9},
      // Begun and ended on one day: the day counts. Over a night: both days do not.
      {"request", start + "pause 2026-07-08 10:00; resume 2026-07-08 16:00", "2026-07-13 09:00", "running",
       "2026-07-20", 5, 5},
      {"request", start + "pause 2026-07-08 10:00; resume 2026-07-09 08:00", "2026-07-13 09:00", "running",
       "2026-07-22", 3, 7},
      {"request", start + "pause 2026-07-08 10:00; resume 2026-07-10 08:00", "2026-07-13 09:00", "running",
       "2026-07-23", 2, 8},
      {"request", start + "pause 2026-07-10 10:00; resume 2026-07-13 08:00", "2026-07-13 09:00", "running",
       "2026-07-22", 3, 7},
      {"request", start + "pause 2026-07-11 10:00; resume 2026-07-12 08:00", "2026-07-13 09:00", "running",
       "2026-07-20", 5, 5},
      {"request", start + "pause 2026-07-06 10:00; resume 2026-07-07 08:00", "2026-07-07 09:00", "running",
       "2026-07-21", 0, 10},
      {"request",
       start +
           "pause 2026-07-08 10:00; resume 2026-07-09 08:00; pause 2026-07-09 09:00; resume 2026-07-10 08:00",
       "2026-07-13 09:00", "running", "2026-07-23", 2, 8},
      {"request", start + "pause 2026-07-20 10:00; resume 2026-07-22 08:00", "2026-07-22 09:00", "running",
       "2026-07-23", 9, 1},
      {"request", start + "pause 2026-03-18 10:00", "2026-07-08 10:00", "", "", 0, 0},
      // Late stays late.
      {"request", start + "pause 2026-07-21 10:00", "2026-07-24 10:00", "late", "2026-07-20", 14, -4},
      {"request", start + "pause 2026-07-21 10:00; resume 2026-07-23 10:00; stop 2026-07-23 11:00",
       "2026-07-24 10:00", "late", "2026-07-20", 13, -3},
      // Ended while paused.
      {"request", start + "pause 2026-07-08 10:00; stop 2026-07-20 10:00", "2026-08-20 10:00", "met",
       "2026-07-31", 1, 9},
      // Extended by seven working days, up to the last second.
      {"request", start + "extend 2026-07-20 23:59:59 banyak", "2026-07-21 09:00", "running", "2026-07-29",
       11, 6},
      {"request", start + "extend 2026-07-06 09:00 banyak", "2026-07-30 09:00", "late", "2026-07-29", 18, -1},
      {"request", start + "pause 2026-07-08 10:00; extend 2026-07-09 10:00 banyak; resume 2026-07-10 08:00",
       "2026-07-13 09:00", "running", "2026-08-03", 2, 15},
      // Years without a calendar: what is due before them can be late, by how much nobody can say.
      {"request", "start 2027-12-06 10:00", "2027-12-20 10:00", "running", "2027-12-20", 10, 0},
      {"request", "start 2027-12-06 10:00", "2028-02-01 10:00", "late", "2027-12-20", 10, kUnknown},
      // Calendar days; with and without moving the end.
      {"calendar", start, "2026-07-08 10:00", "running", "2026-07-11", 2, 3},
      {"calendar", start, "2026-07-13 10:00", "late", "2026-07-11", 7, -2},
      {"calendar", start + "pause 2026-07-08 10:00; resume 2026-07-09 10:00", "2026-07-10 10:00", "running",
       "2026-07-13", 2, 3},
      {"calendar", "start 2031-12-30 10:00", "2032-01-01 10:00", "running", "2032-01-04", 2, 3},
      {"moved", start, "2026-07-13 10:00", "running", "2026-07-13", 5, 0},
      {"moved", start, "2026-07-14 10:00", "late", "2026-07-13", 6, -1},
      // Hours around the clock, in minutes.
      {"incident", "start 2026-07-11 09:30", "2026-07-11 10:00", "running", "2026-07-12", 30, 1410},
      {"incident", "start 2026-07-11 09:30", "2026-07-12 09:30", "running", "2026-07-12", 1440, 0},
      {"incident", "start 2026-07-11 09:30", "2026-07-12 09:31", "late", "2026-07-12", 1441, -1},
      {"incident", "start 2026-07-11 09:30; pause 2026-07-11 10:00; resume 2026-07-11 12:00",
       "2026-07-11 12:30", "running", "2026-07-12", 60, 1380},
      {"incident", "start 2026-07-11 09:30; pause 2026-07-11 10:00", "2026-07-11 16:00", "paused",
       "2026-07-12", 30, 1410},
      {"incident", "start 2026-07-11 09:30; extend 2026-07-11 10:00 luas", "2026-07-12 09:30", "running",
       "2026-07-12", 1440, 720},
      {"incident", "start 2026-07-11 09:30; stop 2026-07-12 09:30", "2026-08-12 09:31", "met", "2026-07-12",
       1440, 0},
      // Office hours, in minutes.
      {"office", "start 2026-07-06 14:00", "2026-07-06 15:00", "running", "2026-07-07", 60, 180},
      {"office", "start 2026-07-06 14:00", "2026-07-07 07:00", "running", "2026-07-07", 120, 120},
      {"office", "start 2026-07-10 15:30", "2026-07-12 12:00", "running", "2026-07-13", 60, 180},
      {"office", "start 2026-07-06 14:00", "2026-07-07 11:00", "late", "2026-07-07", 300, -60},
  };
  for (const auto& row : table) {
    const Zone zone = Zone::kWita;
    const Result<Deadline> got =
        Reckon(RuleOf(row.rule), ShippedCalendar(), zone, Events(row.events, zone), At(row.now, zone));
    const std::string what = fmt::format("{}: {} at {}", row.rule, row.events, row.now);
    if (*row.state == '\0') {
      EXPECT_EQ(got.ok() ? "" : got.error().code, "deadline.order") << what;
      continue;
    }
    ASSERT_TRUE(got.ok()) << what << ": " << got.error().code;
    EXPECT_EQ(Name(got->state), row.state) << what;
    EXPECT_EQ(got->due_date.Iso(), row.due) << what;
    EXPECT_EQ(got->elapsed, row.elapsed) << what;
    EXPECT_EQ(got->remaining.value_or(kUnknown), row.remaining) << what;
    EXPECT_EQ(got->ended, row.events.find("stop") != std::string::npos) << what;
  }
}

// The moment of receipt is one and the same; its day, and so the due day and its last second, is the zone's.
TEST(Deadlines, TheZoneDecidesTheDay) {
  const struct {
    const char* received;  // UTC
    Zone zone;
    const char* due;  // local
    const char* due_utc;
  } table[] = {
      {"2026-07-06 14:59:59", Zone::kWib, "2026-07-20 23:59:59", "2026-07-20 16:59:59"},
      {"2026-07-06 14:59:59", Zone::kWita, "2026-07-20 23:59:59", "2026-07-20 15:59:59"},
      {"2026-07-06 14:59:59", Zone::kWit, "2026-07-20 23:59:59", "2026-07-20 14:59:59"},
      {"2026-07-06 15:00", Zone::kWib, "2026-07-20 23:59:59", "2026-07-20 16:59:59"},
      {"2026-07-06 15:00", Zone::kWita, "2026-07-20 23:59:59", "2026-07-20 15:59:59"},
      {"2026-07-06 15:00", Zone::kWit, "2026-07-21 23:59:59", "2026-07-21 14:59:59"},
      {"2026-07-06 16:30", Zone::kWib, "2026-07-20 23:59:59", "2026-07-20 16:59:59"},
      {"2026-07-06 16:30", Zone::kWita, "2026-07-21 23:59:59", "2026-07-21 15:59:59"},
      {"2026-07-06 16:30", Zone::kWit, "2026-07-21 23:59:59", "2026-07-21 14:59:59"},
      {"2026-07-06 17:00", Zone::kWib, "2026-07-21 23:59:59", "2026-07-21 16:59:59"},
      {"2026-12-31 16:59:59", Zone::kWib, "2027-01-18 23:59:59", "2027-01-18 16:59:59"},
      {"2026-03-17 15:30", Zone::kWib, "2026-04-08 23:59:59", "2026-04-08 16:59:59"},
      {"2026-03-17 16:30", Zone::kWita, "2026-04-08 23:59:59", "2026-04-08 15:59:59"},
  };
  const Zone utc = static_cast<Zone>(0);
  for (const auto& row : table) {
    const ClockEvent start{ClockAct::kStart, At(row.received, utc), ""};
    const Result<Deadline> got =
        Reckon(RuleOf("request"), ShippedCalendar(), row.zone, std::vector{start}, start.at);
    ASSERT_TRUE(got.ok()) << row.received;
    EXPECT_EQ(Local(got->due, row.zone), row.due) << row.received << " " << ZoneName(row.zone);
    EXPECT_EQ(Local(got->due, utc), row.due_utc) << row.received << " " << ZoneName(row.zone);
  }
}

TEST(Deadlines, RefuseWhatMayNotHappen) {
  const std::string start = "start 2026-07-06 09:00;";
  const struct {
    const char* rule;
    std::string events;
    const char* error;
  } table[] = {
      {"request", "", "deadline.not_started"},
      {"request", "stop 2026-07-06 09:00", "deadline.not_running"},
      {"request", "pause 2026-07-06 09:00", "deadline.not_running"},
      {"request", "extend 2026-07-06 09:00 banyak", "deadline.not_running"},
      {"request", "resume 2026-07-06 09:00", "deadline.not_paused"},
      {"request", start + "start 2026-07-07 09:00", "deadline.started_already"},
      {"request", start + "resume 2026-07-07 09:00", "deadline.not_paused"},
      {"request", start + "pause 2026-07-07 09:00; pause 2026-07-08 09:00", "deadline.paused_already"},
      {"request", start + "pause 2026-07-05 09:00", "deadline.order"},
      {"request", start + "stop 2026-07-07 09:00; stop 2026-07-08 09:00", "deadline.not_running"},
      {"request", start + "stop 2026-07-07 09:00; pause 2026-07-08 09:00", "deadline.not_running"},
      {"request", start + "stop 2026-07-07 09:00; extend 2026-07-08 09:00 banyak", "deadline.not_running"},
      {"request", start + "extend 2026-07-07 09:00", "deadline.reason_missing"},
      {"request", start + "extend 2026-07-21 00:00 banyak", "deadline.extension_late"},
      {"request", start + "extend 2026-07-07 09:00 banyak; extend 2026-07-08 09:00 lagi",
       "deadline.extension_used"},
      {"three", start + "extend 2026-07-07 09:00 banyak", "deadline.extension_none"},
      {"incident", "start 2026-07-11 09:30; extend 2026-07-12 09:31 luas", "deadline.extension_late"},
      {"request", "start 2027-12-27 09:00", "calendar.year_missing"},
      {"office", "start 2027-12-31 15:00", "calendar.year_missing"},
      {"request", "start 2023-12-27 09:00", "calendar.year_missing"},
  };
  for (const auto& row : table) {
    const Result<Deadline> got = Reckon(RuleOf(row.rule), ShippedCalendar(), Zone::kWita,
                                        Events(row.events, Zone::kWita), At("2026-07-10 09:00", Zone::kWita));
    EXPECT_EQ(got.ok() ? "" : got.error().code, row.error) << row.rule << ": " << row.events;
  }
}

TEST(Deadlines, WarnBeforeAndBehindTheEnd) {
  const struct {
    const char* rule;
    const char* events;
    const char* warnings;  // before=local time
  } table[] = {
      {"request", "start 2026-07-06 09:00",
       "5=2026-07-13 00:00:00 2=2026-07-16 00:00:00 0=2026-07-20 00:00:00 -1=2026-07-21 00:00:00 "},
      {"request", "start 2026-07-06 09:00; pause 2026-07-08 10:00; resume 2026-07-10 08:00",
       "5=2026-07-16 00:00:00 2=2026-07-21 00:00:00 0=2026-07-23 00:00:00 -1=2026-07-24 00:00:00 "},
      {"request", "start 2026-07-06 09:00; extend 2026-07-07 09:00 banyak",
       "5=2026-07-22 00:00:00 2=2026-07-27 00:00:00 0=2026-07-29 00:00:00 -1=2026-07-30 00:00:00 "},
      {"request", "start 2026-07-06 09:00; pause 2026-07-08 10:00", ""},
      {"request", "start 2026-07-06 09:00; stop 2026-07-08 10:00", ""},
      // Five days before is before it began: nobody is told. Three is the day of receipt itself.
      {"three", "start 2026-07-06 09:00", "3=2026-07-06 09:00:00 1=2026-07-08 00:00:00 "},
      {"calendar", "start 2026-07-06 09:00",
       "2=2026-07-09 00:00:00 0=2026-07-11 00:00:00 -2=2026-07-13 00:00:00 "},
      {"incident", "start 2026-07-06 09:30",
       "6=2026-07-07 03:30:00 0=2026-07-07 09:30:00 -2=2026-07-07 11:30:00 "},
      {"office", "start 2026-07-06 14:00", "1=2026-07-07 09:00:00 "},
      // The day behind the end lies in a year without a calendar.
      {"request", "start 2027-12-16 09:00",
       "5=2027-12-23 00:00:00 2=2027-12-29 00:00:00 0=2027-12-31 00:00:00 "},
  };
  for (const auto& row : table) {
    const Zone zone = Zone::kWit;
    const std::vector<ClockEvent> events = Events(row.events, zone);
    const Result<Deadline> got =
        Reckon(RuleOf(row.rule), ShippedCalendar(), zone, events, events.back().at + 86400);
    ASSERT_TRUE(got.ok()) << row.events << got.error().code;
    std::string warnings;
    for (const ClockWarning& warning : got->warnings)
      warnings += fmt::format("{}={} ", warning.before, Local(warning.at, zone));
    EXPECT_EQ(warnings, row.warnings) << row.rule << ": " << row.events;
  }
}

TEST(Deadlines, KeepReasons) {
  const Zone zone = Zone::kWib;
  const Result<Deadline> got = Reckon(
      RuleOf("request"), ShippedCalendar(), zone,
      Events("start 2026-07-06 09:00; pause 2026-07-08 10:00 belum-lengkap; extend 2026-07-09 10:00 banyak",
             zone),
      At("2026-07-10 10:00", zone));
  ASSERT_TRUE(got.ok());
  ASSERT_EQ(got->pauses.size(), 1u);
  EXPECT_EQ(got->pauses[0].reason, "belum-lengkap");
  EXPECT_FALSE(got->pauses[0].until);
  ASSERT_EQ(got->extensions.size(), 1u);
  EXPECT_EQ(got->extensions[0].reason, "banyak");
  EXPECT_EQ(got->extensions[0].length, 7);
  EXPECT_EQ(got->length, 17);
  EXPECT_EQ(got->lines.front().mark, DayMark::kDayZero);
  EXPECT_EQ(got->lines.back().date, got->due_date);
}

}  // namespace
}  // namespace sinergi::kernel
