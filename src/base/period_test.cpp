#include "base/period.h"

#include <gtest/gtest.h>

#include "base/clock.h"

namespace sinergi {
namespace {

TEST(Period, ReadsItsCodeAndNothingElse) {
  EXPECT_EQ(Period::Parse("2024-Q3"), (Period{2024, 3}));
  EXPECT_EQ(Period::Parse("2024-q1"), (Period{2024, 1}));
  for (const char* wrong : {"", "2024", "2024-Q0", "2024-Q5", "2024-Q", "2024Q3", "24-Q3", "2024-03",
                            "1899-Q4", "2201-Q1", " 2024-Q3", "2024-Q3 ", "2024-Q33", "-024-Q3", "2024_Q3"})
    EXPECT_EQ(Period::Parse(wrong), std::nullopt) << wrong;
}

TEST(Period, KnowsItsMonths) {
  for (int q = 1; q <= 4; ++q) {
    const Period period{2024, q};
    EXPECT_EQ(period.LastMonth() - period.FirstMonth(), 2);
    EXPECT_EQ(Period::Parse(period.Code()), period);
  }
  EXPECT_EQ((Period{2024, 1}).FirstMonth(), 1);
  EXPECT_EQ((Period{2024, 4}).LastMonth(), 12);
  EXPECT_LT((Period{2023, 4}), (Period{2024, 1}));
}

TEST(Period, PrintsAsRegulationsDo) {
  EXPECT_EQ(QuarterRoman(1), "I");
  EXPECT_EQ(QuarterRoman(4), "IV");
  EXPECT_EQ(QuarterRoman(0), "");
  EXPECT_EQ(QuarterRoman(5), "");
}

TEST(Date, TakesRealDaysOnly) {
  EXPECT_EQ(Date::Parse("2024-02-29"), (Date{2024, 2, 29}));
  for (const char* wrong :
       {"", "2023-02-29", "2024-13-01", "2024-00-10", "2024-04-31", "2024-4-3", "2024/04/03", "20240403",
        "2024-04-03T", "+024-04-03", "1899-12-31", "2201-01-01", "2024-04-0x"})
    EXPECT_EQ(Date::Parse(wrong), std::nullopt) << wrong;
}

TEST(Date, DaysAndBack) {
  EXPECT_EQ((Date{1970, 1, 1}).Days(), 0);
  EXPECT_EQ((Date{2000, 3, 1}).Days(), 11017);
  for (int64_t days = -25'567; days < 84'000; days += 17) {
    const Date date = Date::FromDays(days);
    EXPECT_EQ(date.Days(), days);
    EXPECT_EQ(Date::Parse(date.Iso()), date);
  }
}

// 18 September 2024, 15.30 UTC: still the 18th in Jakarta and Makassar, the 19th in Jayapura.
TEST(Clock, ZonesOfIndonesia) {
  const Instant at = (Date{2024, 9, 18}).Days() * 86400 + 15 * 3600 + 30 * 60;
  EXPECT_EQ(DateAt(at, Zone::kWib), (Date{2024, 9, 18}));
  EXPECT_EQ(TimeAt(at, Zone::kWib), "22:30");
  EXPECT_EQ(DateAt(at, Zone::kWita), (Date{2024, 9, 18}));
  EXPECT_EQ(TimeAt(at, Zone::kWita), "23:30");
  EXPECT_EQ(DateAt(at, Zone::kWit), (Date{2024, 9, 19}));
  EXPECT_EQ(TimeAt(at, Zone::kWit), "00:30");
  EXPECT_EQ(IsoAt(at), "2024-09-18T15:30:00Z");
  EXPECT_EQ(IsoAt(-1), "1969-12-31T23:59:59Z");
  EXPECT_EQ(DateAt(-1, Zone::kWib), (Date{1970, 1, 1}));
  EXPECT_EQ(ZoneName(Zone::kWita), "WITA");
}

}  // namespace
}  // namespace sinergi
