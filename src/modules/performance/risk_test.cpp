#include "modules/performance/risk.h"

#include <gtest/gtest.h>

namespace sinergi::performance {
namespace {

Quantity Number(std::string_view text) {
  return Quantity::Read(text, NumberStyle::kIndonesian);
}

Indicator Promise(std::string_view target, std::string_view realised) {
  Indicator indicator;
  indicator.target[1] = Number(target);
  if (!realised.empty()) indicator.measured[1].emplace().realised = Number(realised);
  return indicator;
}

Risk Of(const Indicator& indicator, const Date& today) {
  const IndicatorFigures figures = indicator.Figures();
  return RiskOf(indicator, Achieve(figures, 2), ForecastOf(figures, {}, 2), {2024, 2}, today);
}

constexpr Date kDuring{2024, 6, 30}, kAfter{2024, 7, 1};

TEST(Risk, BelowThreeQuartersOfTheTarget) {
  EXPECT_EQ(Of(Promise("100", "74,99"), kDuring), Risk::kLow);
  EXPECT_EQ(Of(Promise("100", "75"), kDuring), Risk::kNone);
  EXPECT_EQ(Of(Promise("100", "140"), kAfter), Risk::kNone);
}

// Half of the year's target after two quarters: the year is what counts, as the season or the targets say it.
TEST(Risk, TheEndOfTheYearDecides) {
  Indicator indicator;
  indicator.target_year = Number("100");
  indicator.measured[0].emplace().realised = Number("25");
  indicator.measured[1].emplace().realised = Number("50");
  EXPECT_EQ(Achieve(indicator.Figures(), 2).raw, Score::Percent(75));
  EXPECT_EQ(Of(indicator, kDuring), Risk::kNone);  // 150 at this pace
  indicator.measured[0]->realised = Number("10");
  indicator.measured[1]->realised = Number("20");
  EXPECT_EQ(Of(indicator, kDuring), Risk::kLow);  // 60
  const QuarterFigures late = {kMicro, 2 * kMicro, 3 * kMicro, 6 * kMicro};
  const IndicatorFigures figures = indicator.Figures();
  const Forecast season = ForecastOf(figures, std::vector<QuarterFigures>{late}, 2);
  EXPECT_EQ(RiskOf(indicator, Achieve(figures, 2), season, {2024, 2}, kDuring), Risk::kNone);  // 120
}

TEST(Risk, WhereNothingCanBeForecastTheFigureToDateDecides) {
  Indicator indicator = Promise("A", "B");
  indicator.direction = Direction::kText;
  EXPECT_EQ(Of(indicator, kDuring), Risk::kLow);
  indicator.measured[1]->realised = Number("A");
  EXPECT_EQ(Of(indicator, kDuring), Risk::kNone);
}

TEST(Risk, NotReportedCountsOnlyAfterTheQuarterHasEnded) {
  EXPECT_EQ(Of(Promise("100", ""), kDuring), Risk::kNone);
  EXPECT_EQ(Of(Promise("100", ""), kAfter), Risk::kNotReported);
}

TEST(Risk, ADraftIsNotReported) {
  Indicator indicator = Promise("100", "100");
  indicator.measured[1]->state = MeasurementState::kDraft;
  EXPECT_EQ(Of(indicator, kAfter), Risk::kNotReported);
}

TEST(Risk, AQuarterWithoutATargetIsNotDueUntilTheLast) {
  Indicator yearly;
  yearly.target_year = Number("10");
  EXPECT_FALSE(IsDue(yearly, 3));
  EXPECT_TRUE(IsDue(yearly, 4));
  EXPECT_EQ(Of(yearly, kAfter), Risk::kNone);
}

TEST(Risk, NothingPromisedIsNoRisk) {
  EXPECT_EQ(Of(Promise("0", "0"), kAfter), Risk::kNone);
}

}  // namespace
}  // namespace sinergi::performance
