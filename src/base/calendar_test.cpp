#include "base/calendar.h"

#include <gtest/gtest.h>

namespace sinergi {
namespace {

TEST(CalendarDays, WeekdaysByIso) {
  const struct {
    Date date;
    int weekday;
  } table[] = {{{1970, 1, 1}, 4},  {{1969, 12, 31}, 3}, {{1900, 1, 1}, 1},   {{2000, 2, 29}, 2},
               {{2024, 2, 29}, 4}, {{2024, 3, 1}, 5},   {{2026, 3, 18}, 3},  {{2026, 3, 21}, 6},
               {{2026, 3, 22}, 7}, {{2027, 3, 8}, 1},   {{2200, 12, 31}, 3}, {{2025, 8, 17}, 7}};
  for (const auto& row : table) EXPECT_EQ(WeekdayOf(row.date), row.weekday) << row.date.Iso();
}

TEST(CalendarDays, ADayOffIsStrongerThanTheWeekend) {
  Calendar calendar;
  calendar.years[2026] = {"SKB", false};
  calendar.days_off[{2026, 3, 21}] = {DayOffKind::kNational, "Idul Fitri", "", false};
  calendar.days_off[{2026, 3, 18}] = {DayOffKind::kJointLeave, "Nyepi", "", true};
  const struct {
    Date date;
    WorkWeek week;
    DayKind kind;
  } table[] = {
      {{2026, 3, 18}, WorkWeek::kFiveDays, DayKind::kDayOff},
      {{2026, 3, 20}, WorkWeek::kFiveDays, DayKind::kWorking},
      {{2026, 3, 21}, WorkWeek::kFiveDays, DayKind::kDayOff},
      {{2026, 3, 21}, WorkWeek::kSixDays, DayKind::kDayOff},
      {{2026, 3, 28}, WorkWeek::kSixDays, DayKind::kWorking},
      {{2026, 3, 28}, WorkWeek::kFiveDays, DayKind::kWeekend},
      {{2026, 3, 29}, WorkWeek::kSixDays, DayKind::kWeekend},
      {{2026, 3, 22}, WorkWeek::kSixDays, DayKind::kWeekend},
  };
  for (const auto& row : table) {
    calendar.week = row.week;
    EXPECT_EQ(calendar.KindOf(row.date), row.kind) << row.date.Iso();
  }
  EXPECT_TRUE(calendar.Covers(2026));
  EXPECT_FALSE(calendar.Covers(2027));
  EXPECT_TRUE(calendar.IsProvisional({2026, 3, 18}));
  EXPECT_FALSE(calendar.IsProvisional({2026, 3, 21}));
  calendar.years[2026].provisional = true;
  EXPECT_TRUE(calendar.IsProvisional({2026, 3, 21}));
}

}  // namespace
}  // namespace sinergi
