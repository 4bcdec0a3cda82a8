// Clocks in hours: inputs first, the moment last; all times local. Worked out by hand on the shipped hours:
// Monday to Thursday 08:00-16:00, Friday to 16:30, Saturday to 13:00 in a six-day week.
#include "kernel/due_moment.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "kernel/calendar_file.h"
#include "kernel/test_moments.h"

namespace sinergi::kernel {
namespace {

std::string LocalMinute(Instant at, Zone zone) {
  return DateAt(at, zone).Iso() + " " + TimeAt(at, zone);
}

struct HourRow {
  const char* from;
  int64_t minutes;
  const char* unit;    // h: hours; o5, o6: office hours of a five- or six-day week; b: with a break at noon
  const char* pauses;  // "from|until", separated by commas
  const char* due;
};

constexpr HourRow kHourTable[] = {
    // Within a day, over the night, before opening, at and after closing.
    {"2026-07-06 09:00", 240, "o5", "", "2026-07-06 13:00"},
    {"2026-07-06 14:00", 240, "o5", "", "2026-07-07 10:00"},
    {"2026-07-06 07:00", 60, "o5", "", "2026-07-06 09:00"},
    {"2026-07-06 00:00", 60, "o5", "", "2026-07-06 09:00"},
    {"2026-07-06 16:00", 60, "o5", "", "2026-07-07 09:00"},
    {"2026-07-06 20:15", 60, "o5", "", "2026-07-07 09:00"},
    {"2026-07-06 08:00", 480, "o5", "", "2026-07-06 16:00"},
    {"2026-07-06 08:00", 481, "o5", "", "2026-07-07 08:01"},
    {"2026-07-06 15:59", 1, "o5", "", "2026-07-06 16:00"},
    {"2026-07-06 15:59", 2, "o5", "", "2026-07-07 08:01"},
    {"2026-07-06 08:00", 2400, "o5", "", "2026-07-10 16:00"},
    {"2026-07-06 08:00", 2430, "o5", "", "2026-07-10 16:30"},
    {"2026-07-06 08:00", 2460, "o5", "", "2026-07-13 08:30"},
    // Friday, weekends, days off.
    {"2026-07-10 15:00", 120, "o5", "", "2026-07-13 08:30"},
    {"2026-07-10 16:00", 60, "o5", "", "2026-07-13 08:30"},
    {"2026-07-10 16:30", 60, "o5", "", "2026-07-13 09:00"},
    {"2026-07-11 10:00", 120, "o5", "", "2026-07-13 10:00"},
    {"2026-07-11 10:00", 120, "o6", "", "2026-07-11 12:00"},
    {"2026-07-11 12:00", 180, "o6", "", "2026-07-13 10:00"},
    {"2026-07-12 10:00", 60, "o6", "", "2026-07-13 09:00"},
    {"2026-03-17 15:00", 180, "o5", "", "2026-03-25 10:00"},
    {"2026-03-19 10:00", 60, "o5", "", "2026-03-25 09:00"},
    {"2026-12-23 12:00", 480, "o5", "", "2026-12-28 12:00"},
    {"2026-07-11 10:00", 0, "o5", "", "2026-07-11 10:00"},
    // A break at noon does not run.
    {"2026-07-06 11:00", 120, "b5", "", "2026-07-06 14:00"},
    {"2026-07-06 12:30", 30, "b5", "", "2026-07-06 13:30"},
    {"2026-07-06 08:00", 240, "b5", "", "2026-07-06 12:00"},
    // Pauses, to the minute; outside office hours they take nothing.
    {"2026-07-06 09:00", 240, "o5", "2026-07-06 10:00|2026-07-06 12:00", "2026-07-06 15:00"},
    {"2026-07-06 09:00", 240, "o5", "2026-07-06 10:00|2026-07-07 09:00", "2026-07-07 12:00"},
    {"2026-07-06 14:00", 240, "o5", "2026-07-06 16:30|2026-07-07 07:00", "2026-07-07 10:00"},
    {"2026-07-06 09:00", 240, "o5", "2026-07-06 08:00|2026-07-06 10:00", "2026-07-06 14:00"},
    {"2026-07-06 09:00", 240, "o5", "2026-07-06 10:00|2026-07-06 11:00,2026-07-06 12:00|2026-07-06 13:00",
     "2026-07-06 15:00"},
    {"2026-07-06 09:00", 60, "o5", "2026-07-06 09:00|2026-07-20 09:00", "2026-07-20 10:00"},
    {"2026-07-06 09:00", 240, "o5", "2026-07-06 13:00|2026-07-06 15:00", "2026-07-06 13:00"},
    // Around the clock: one time 24 hours, three times 24 hours; days off do not matter, nor do years.
    {"2026-07-06 09:30", 1440, "h", "", "2026-07-07 09:30"},
    {"2026-07-10 18:00", 1440, "h", "", "2026-07-11 18:00"},
    {"2026-03-20 23:00", 1440, "h", "", "2026-03-21 23:00"},
    {"2026-12-30 10:00", 4320, "h", "", "2027-01-02 10:00"},
    {"2027-12-31 12:00", 1440, "h", "", "2028-01-01 12:00"},
    {"2026-07-06 00:00", 1440, "h", "", "2026-07-07 00:00"},
    {"2024-02-28 10:00", 1440, "h", "", "2024-02-29 10:00"},
    {"2026-07-06 09:30", 1440, "h", "2026-07-06 10:00|2026-07-06 12:00", "2026-07-07 11:30"},
    {"2026-07-06 09:30", 1440, "h", "2026-07-06 10:00|2026-07-09 10:00", "2026-07-10 09:30"},
    {"2026-07-06 09:30", 0, "h", "2026-07-06 09:00|2026-07-06 12:00", "2026-07-06 09:30"},
};

TEST(DueMoments, Table) {
  for (const HourRow& row : kHourTable)
    for (const Zone zone : {Zone::kWib, Zone::kWita, Zone::kWit}) {
      const std::string_view unit = row.unit;
      Calendar calendar = ShippedCalendar();
      if (unit.ends_with('6')) calendar.week = WorkWeek::kSixDays;
      if (unit.starts_with('b')) calendar.hours[0] = {{480, 720}, {780, 960}};
      HourTerm term{At(row.from, zone), row.minutes * 60, HourUnit::kWorkingHours, zone, {}};
      if (unit == "h") term.unit = HourUnit::kHours;
      for (const std::string_view pause : Split(row.pauses, ','))
        if (!pause.empty())
          term.pauses.push_back({At(pause.substr(0, 16), zone), At(pause.substr(17), zone)});
      const Result<DueMoment> due = DueMomentOf(term, calendar);
      ASSERT_TRUE(due.ok()) << row.from << ": " << due.error().code;
      EXPECT_EQ(LocalMinute(due->due, zone), row.due) << row.from << " + " << row.minutes << " " << row.unit;
      // The days told add up to the whole.
      int64_t ran = 0;
      for (const DayLine& line : due->lines) ran += line.seconds;
      EXPECT_EQ(ran, term.seconds) << row.from;
      const Result<int64_t> until = RunUntil(term, calendar, due->due);
      ASSERT_TRUE(until.ok());
      EXPECT_EQ(*until, term.seconds) << row.from << " + " << row.minutes << " " << row.unit;
    }
}

TEST(DueMoments, RefuseWhatCannotBeTold) {
  const struct {
    const char* from;
    int64_t seconds;
    HourUnit unit;
    const char* error;
  } table[] = {{"2027-12-31 15:00", 7200 * 60, HourUnit::kWorkingHours, "calendar.year_missing"},
               {"2024-01-02 08:00", INT64_MAX, HourUnit::kWorkingHours, "calendar.year_missing"},
               {"2024-01-02 08:00", INT64_MAX, HourUnit::kHours, "deadline.too_far"}};
  for (const auto& row : table) {
    const Result<DueMoment> due =
        DueMomentOf({At(row.from, Zone::kWib), row.seconds, row.unit, Zone::kWib, {}}, ShippedCalendar());
    EXPECT_EQ(due.ok() ? "" : due.error().code, row.error) << row.from;
  }
}

}  // namespace
}  // namespace sinergi::kernel
