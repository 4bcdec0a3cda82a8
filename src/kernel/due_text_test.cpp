#include "kernel/due_text.h"

#include <gtest/gtest.h>

#include "kernel/calendar_file.h"
#include "kernel/due_moment.h"

namespace sinergi::kernel {
namespace {

TEST(DueTexts, ExplainDayByDay) {
  const DayTerm term{
      .from = {2026, 3, 13}, .days = 2, .extension = 1, .pauses = {{{2026, 3, 25}, {2026, 3, 25}}}};
  const Result<DueDay> due = DueDayOf(term, ShippedCalendar());
  ASSERT_TRUE(due.ok());
  std::string text;
  for (const std::string& line : ExplainDays(due->lines, term.days, ShippedCalendar(), Lang::kId))
    text += line + "\n";
  EXPECT_EQ(
      text,
      "hari ke-0, diterima      Jumat, 13 Maret 2026\n"
      "dilewati                 Sabtu, 14 Maret 2026   akhir pekan (Sabtu)\n"
      "dilewati                 Minggu, 15 Maret 2026  akhir pekan (Minggu)\n"
      "hari ke-1                Senin, 16 Maret 2026\n"
      "hari ke-2                Selasa, 17 Maret 2026\n"
      "dilewati                 Rabu, 18 Maret 2026    cuti bersama: Hari Suci Nyepi Tahun Baru Saka 1948\n"
      "dilewati                 Kamis, 19 Maret 2026   libur nasional: Hari Suci Nyepi Tahun Baru Saka 1948\n"
      "dilewati                 Jumat, 20 Maret 2026   cuti bersama: Idul Fitri 1447 Hijriah\n"
      "dilewati                 Sabtu, 21 Maret 2026   libur nasional: Idul Fitri 1447 Hijriah\n"
      "dilewati                 Minggu, 22 Maret 2026  libur nasional: Idul Fitri 1447 Hijriah\n"
      "dilewati                 Senin, 23 Maret 2026   cuti bersama: Idul Fitri 1447 Hijriah\n"
      "dilewati                 Selasa, 24 Maret 2026  cuti bersama: Idul Fitri 1447 Hijriah\n"
      "dilewati                 Rabu, 25 Maret 2026    jeda, tidak dihitung\n"
      "hari ke-3, perpanjangan  Kamis, 26 Maret 2026\n");
  EXPECT_FALSE(AnyProvisional(due->lines, ShippedCalendar()));
  EXPECT_EQ(BasesOf(due->lines, ShippedCalendar(), Lang::kId).size(), 1u);
}

TEST(DueTexts, ExplainHours) {
  const HourTerm term{
      Date{2026, 7, 10}.Days() * 86400 + 8 * 3600, 4 * 3600, HourUnit::kWorkingHours, Zone::kWib, {}};
  const Result<DueMoment> due = DueMomentOf(term, ShippedCalendar());  // Friday 15:00
  ASSERT_TRUE(due.ok());
  std::string text;
  for (const std::string& line : ExplainDays(due->lines, 0, ShippedCalendar(), Lang::kEn))
    text += line + "\n";
  EXPECT_EQ(text,
            "runs 1 h 30 min  Friday, 10 July 2026\n"
            "skipped          Saturday, 11 July 2026  weekend (Saturday)\n"
            "skipped          Sunday, 12 July 2026    weekend (Sunday)\n"
            "runs 2 h 30 min  Monday, 13 July 2026\n");
}

TEST(DueTexts, SayWhatIsProvisionalAndWhatRestsOnItsOwn) {
  const struct {
    Date from;
    int64_t days;
    DayUnit unit;
    bool provisional;
    size_t bases;
  } table[] = {
      {{2027, 3, 5}, 1, DayUnit::kWorkingDays, true, 1},
      {{2027, 3, 5}, 9, DayUnit::kCalendarDays, false, 1},
      {{2027, 3, 16}, 5, DayUnit::kWorkingDays, false, 1},
      {{2025, 8, 15}, 1, DayUnit::kWorkingDays, false, 2},
      {{2024, 2, 13}, 1, DayUnit::kWorkingDays, false, 2},
      {{2026, 12, 30}, 3, DayUnit::kWorkingDays, false, 2},
  };
  for (const auto& row : table) {
    const Result<DueDay> due =
        DueDayOf({.from = row.from, .days = row.days, .extension = 0, .unit = row.unit, .pauses = {}},
                 ShippedCalendar());
    ASSERT_TRUE(due.ok());
    EXPECT_EQ(AnyProvisional(due->lines, ShippedCalendar()), row.provisional) << row.from.Iso();
    EXPECT_EQ(BasesOf(due->lines, ShippedCalendar(), Lang::kEn).size(), row.bases) << row.from.Iso();
  }
  const DayLine idul_fitri{{2027, 3, 10}, DayMark::kDayOff, 0, 0};
  EXPECT_EQ(ReasonOf(idul_fitri, ShippedCalendar(), Lang::kEn),
            "national holiday: Idul Fitri 1448 Hijriah (provisional)");
}

}  // namespace
}  // namespace sinergi::kernel
