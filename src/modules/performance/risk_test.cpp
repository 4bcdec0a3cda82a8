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
  return RiskOf(indicator, Achieve(indicator.Figures(), 2), {2024, 2}, today);
}

constexpr Date kDuring{2024, 6, 30}, kAfter{2024, 7, 1};

TEST(Risk, BelowThreeQuartersOfTheTarget) {
  EXPECT_EQ(Of(Promise("100", "74,99"), kDuring), Risk::kLow);
  EXPECT_EQ(Of(Promise("100", "75"), kDuring), Risk::kNone);
  EXPECT_EQ(Of(Promise("100", "140"), kAfter), Risk::kNone);
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
