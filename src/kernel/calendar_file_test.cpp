#include "kernel/calendar_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "base/text.h"
#include "platform/files/texts.h"

namespace sinergi::kernel {
namespace {

// How many days the decrees name; 2024 has the two voting days besides, 2025 the added 18 August.
TEST(ShippedCalendars, HaveTheDaysOfTheDecrees) {
  const struct {
    int year;
    int national, joint_leave;
  } table[] = {{2024, 19, 10}, {2025, 17, 11}, {2026, 17, 8}, {2027, 18, 8}};
  const Calendar& calendar = ShippedCalendar();
  EXPECT_EQ(calendar.id, "id");
  EXPECT_EQ(calendar.week, WorkWeek::kFiveDays);
  for (const auto& row : table) {
    int national = 0, joint_leave = 0;
    for (const auto& [date, day] : calendar.days_off) {
      if (date.year != row.year) continue;
      national += day.kind == DayOffKind::kNational;
      joint_leave += day.kind == DayOffKind::kJointLeave;
      EXPECT_FALSE(day.name.empty() || day.basis.empty()) << date.Iso();
      // Joint leave on a weekend would be a slip of the pen.
      EXPECT_TRUE(day.kind != DayOffKind::kJointLeave || WeekdayOf(date) <= 5) << date.Iso();
    }
    EXPECT_EQ(national, row.national) << row.year;
    EXPECT_EQ(joint_leave, row.joint_leave) << row.year;
    EXPECT_TRUE(calendar.Covers(row.year));
  }
  EXPECT_FALSE(calendar.Covers(2023));
  EXPECT_FALSE(calendar.Covers(2028));
}

TEST(ShippedCalendars, SayWhatIsProvisional) {
  const struct {
    Date date;
    bool provisional;
  } table[] = {{{2026, 3, 21}, false}, {{2027, 3, 8}, false}, {{2027, 3, 10}, true},
               {{2027, 3, 11}, true},  {{2027, 5, 17}, true}, {{2027, 5, 18}, false}};
  for (const auto& row : table)
    EXPECT_EQ(ShippedCalendar().IsProvisional(row.date), row.provisional) << row.date.Iso();
  EXPECT_EQ(ShippedCalendar().DayOffAt({2025, 8, 18})->basis, "SKB Nomor 933, 1, dan 3 Tahun 2025");
}

constexpr const char* kHead = "calendar: kota\ntitle: Kota\nbasis: Perwali\n";

TEST(CalendarFiles, LieOverWhatIsBelow) {
  const Result<Calendar> read = ReadCalendar(std::string(kHead) + R"(
week: 6
hours: {saturday: "08:00-12:00", friday: "07:30-11:30, 13:00-16:00"}
years: [2028]
status: provisional
national:
  2028-01-01: Tahun Baru
  2026-11-26: {name: Pemilihan ulang, basis: Keppres 1/2026, status: decreed}
local: {2026-10-17: Hari jadi}
removed: {2026-12-24: Dialihkan}
)",
                                             "kota.yaml", ShippedCalendar());
  ASSERT_TRUE(read.ok()) << Texts::Shipped().Of(Lang::kId, read.error());
  EXPECT_EQ(read->id, "kota");
  EXPECT_EQ(read->week, WorkWeek::kSixDays);
  EXPECT_EQ(read->hours[5], (std::vector<OfficeSpan>{{480, 720}}));
  EXPECT_EQ(read->hours[4], (std::vector<OfficeSpan>{{450, 690}, {780, 960}}));
  EXPECT_EQ(read->hours[0], (std::vector<OfficeSpan>{{480, 960}}));
  EXPECT_TRUE(read->Covers(2027));
  EXPECT_TRUE(read->Covers(2028));
  EXPECT_TRUE(read->IsProvisional({2028, 6, 1}));
  EXPECT_EQ(*read->DayOffAt({2026, 11, 26}),
            (DayOff{DayOffKind::kNational, "Pemilihan ulang", "Keppres 1/2026", false}));
  EXPECT_EQ(*read->DayOffAt({2026, 10, 17}), (DayOff{DayOffKind::kLocal, "Hari jadi", "Perwali", true}));
  EXPECT_EQ(read->DayOffAt({2026, 12, 24}), nullptr);
  EXPECT_NE(read->DayOffAt({2026, 12, 25}), nullptr);
}

// The examples of the documents are files that work.
TEST(CalendarFiles, AreAsDocumented) {
  for (const char* page : {"/docs/reference/calendar.md", "/docs/guide/tenggat.md"}) {
    std::ifstream in(std::string(SINERGI_SOURCE_DIR) + page);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const size_t from = text.find("```yaml\n");
    ASSERT_NE(from, text.npos) << page;
    const std::string yaml = text.substr(from + 8, text.find("```", from + 8) - from - 8);
    const Result<Calendar> read = ReadCalendar(yaml, page, ShippedCalendar());
    ASSERT_TRUE(read.ok()) << page << Texts::Shipped().Of(Lang::kId, read.error());
    EXPECT_EQ(read->DayOffAt({2026, 10, 17})->name, "Hari jadi kota") << page;
    EXPECT_EQ(read->week, WorkWeek::kSixDays) << page;
  }
}

// A year that the file gives is given whole: an amended decree does not need to undo the one before it.
TEST(CalendarFiles, GiveAYearAnew) {
  const Result<Calendar> local =
      ReadCalendar(std::string(kHead) + "local: {2026-10-17: Hari jadi}\n", "kota.yaml", ShippedCalendar());
  ASSERT_TRUE(local.ok());
  const Result<Calendar> read = ReadCalendar(
      std::string(kHead) + "years: [2026]\nnational: {2026-01-01: Tahun Baru}\n", "2026.yaml", *local);
  ASSERT_TRUE(read.ok());
  EXPECT_EQ(read->DayOffAt({2026, 3, 18}), nullptr);
  EXPECT_EQ(read->DayOffAt({2026, 1, 1})->basis, "Perwali");
  EXPECT_NE(read->DayOffAt({2026, 10, 17}), nullptr);
  EXPECT_NE(read->DayOffAt({2025, 12, 25}), nullptr);
}

// Everything wrong at once, each by its place.
TEST(CalendarFiles, NameEveryFault) {
  const struct {
    const char* yaml;
    const char* faults;  // "line:column code", separated by commas
  } table[] = {
      {"", ""},
      {"weeks: 5\n", "4:1 data_file.unknown_key"},
      {"week: 7\n", "4:7 data_file.unknown_word"},
      {"status: pasti\n", "4:9 data_file.unknown_word"},
      {"years: 2028\n", "4:8 data_file.not_a_list"},
      {"years: [2028, abad]\n", "4:15 data_file.bad_number"},
      {"years: [99999]\n", "4:9 data_file.bad_number"},
      {"local:\n  2026-02-30: Kabisat\n", "5:3 calendar.bad_date"},
      {"local:\n  17 Oktober: Hari jadi\n", "5:3 calendar.bad_date"},
      {"local:\n  [a, b]: Hari jadi\n", "5:3 calendar.bad_date"},
      {"local:\n  2026-10-17:\n", "5:14 data_file.empty_text"},
      {"local:\n  2026-10-17: [a]\n", "5:15 data_file.empty_text"},
      {"local:\n  2026-10-17: {nama: a}\n", "5:16 data_file.unknown_key,5:15 data_file.missing_key"},
      {"local:\n  2026-10-17: \"\\e[31m\"\n", "5:15 data_file.empty_text"},
      {"local:\n  2026-10-17: {name: \"\\e[31m\"}\n", "5:22 data_file.not_a_text"},
      {"local: [2026-10-17]\n", "4:8 data_file.not_a_map"},
      {"local:\n  2026-10-17: a\n  2026-10-17: b\n", "6:3 calendar.doubled_day"},
      {"local:\n  2026-10-17: a\nnational:\n  2026-10-17: b\n", "5:3 calendar.doubled_day"},
      {"national:\n  2028-01-01: Tahun Baru\n", "5:3 calendar.year_not_named"},
      {"joint_leave:\n  2023-12-26: Natal\n", "5:3 calendar.year_not_named"},
      {"local:\n  2030-01-02: Hari jadi\n", ""},
      {"removed:\n  2026-07-06: Salah ketik\n", "5:3 calendar.not_off"},
      {"removed:\n  2026-12-24:\n", "5:14 data_file.empty_text"},
      {"removed: ya\n", "4:10 data_file.not_a_map"},
      {"hours: pagi\n", "4:8 data_file.not_a_map"},
      {"hours: {monday: 8-16}\n", "4:17 calendar.bad_hours"},
      {"hours: {monday: 16:00-08:00}\n", "4:17 calendar.bad_hours"},
      {"hours: {monday: 08:00-24:01}\n", "4:17 calendar.bad_hours"},
      {"hours: {monday: 08:60-16:00}\n", "4:17 calendar.bad_hours"},
      {"hours: {monday: '08:00-12:00, 11:00-16:00'}\n", "4:17 calendar.bad_hours"},
      {"hours: {monday: 00:00-24:00}\n", ""},
      {"hours: {senin: 08:00-16:00}\n", "4:9 data_file.unknown_key"},
      {"local: {2026-10-17: a\n", "5:1 data_file.bad_yaml"},
      {"week: 9\nlocal:\n  2026-13-01: a\n", "4:7 data_file.unknown_word,6:3 calendar.bad_date"},
  };
  for (const auto& row : table) {
    const Result<Calendar> read = ReadCalendar(std::string(kHead) + row.yaml, "k", ShippedCalendar());
    std::string faults;
    if (!read.ok())
      for (const FieldError& fault : read.error().fields) {
        if (!faults.empty()) faults += ",";
        faults += fault.field.substr(2) + " " + fault.code;
        EXPECT_TRUE(Texts::Shipped().Has(Lang::kId, "error." + fault.code)) << fault.code;
      }
    EXPECT_EQ(faults, row.faults) << row.yaml;
  }
}

TEST(CalendarFiles, RefuseWhatIsNoCalendar) {
  for (const std::string& yaml :
       {std::string(), std::string("- a"), std::string("teks"), std::string("calendar: a"),
        std::string(2 << 20, 'x'), std::string(5000, '['), std::string("\0\xff", 2)})
    EXPECT_FALSE(ReadCalendar(yaml, "k", ShippedCalendar()).ok()) << yaml.substr(0, 20);
  Calendar bare;
  const Result<Calendar> read = ReadCalendar(std::string(kHead) + "week: 6\n", "k", bare);
  ASSERT_FALSE(read.ok());
  EXPECT_EQ(read.error().fields.size(), 6u);  // no hours for six days
}

}  // namespace
}  // namespace sinergi::kernel
