#include "modules/performance/rules/achievement.h"

#include <gtest/gtest.h>

#include "base/ensure.h"

namespace sinergi::performance {
namespace {

using enum Direction;
using enum Aggregation;
using State = Achievement::State;

std::array<Quantity, 4> Quarters(const char* const (&typed)[4]) {
  std::array<Quantity, 4> quantities;
  for (size_t i = 0; i < 4; ++i) quantities[i] = Quantity::Read(typed[i], NumberStyle::kIndonesian);
  return quantities;
}

struct RuleRow {
  Direction direction;
  Aggregation aggregation;
  const char* target[4];
  const char* realised[4];
  int quarter;
  State state;
  const char* raw;  // percent, "81,66"
  const char* note = "";
};

void Check(const RuleRow& row) {
  IndicatorFigures figures;
  figures.direction = row.direction;
  figures.aggregation = row.aggregation;
  figures.target = Quarters(row.target);
  figures.realised = Quarters(row.realised);
  const Achievement a = Achieve(figures, row.quarter);
  EXPECT_EQ(a.state, row.state) << row.note;
  EXPECT_EQ(PrintDecimal(a.raw.micro(), 6, 6, Zeros::kTrim), row.raw) << row.note;
  EXPECT_EQ(a.reported, row.state != State::kNotReported) << row.note;
  EXPECT_EQ(a.counted, std::min(a.raw, Score::Percent(100))) << row.note;
}

TEST(Achievement, HigherIsBetter) {
  const RuleRow kTable[] = {
      // direction, aggregation, targets I–IV, realised I–IV, quarter, state, raw %
      {kHigher,
       kSum,
       {"10", "24", "", ""},
       {"12", "24", "", ""},
       2,
       State::kComputed,
       "105,882353",
       "36 of 34"},
      {kHigher, kSum, {"10", "24", "", ""}, {"12", "24", "", ""}, 1, State::kComputed, "120"},
      {kHigher,
       kSum,
       {"10", "10", "10", "10"},
       {"5", "", "10", ""},
       2,
       State::kComputed,
       "25",
       "a gap adds nothing"},
      {kHigher, kSum, {"10", "10", "10", "10"}, {"5", "", "10", ""}, 3, State::kComputed, "50"},
      {kHigher, kSum, {"10", "10", "10", "10"}, {"5", "", "10", ""}, 4, State::kComputed, "37,5"},
      {kHigher,
       kSum,
       {"", "", "", "40"},
       {"10", "", "", ""},
       1,
       State::kNoTarget,
       "100",
       "nothing promised yet"},
      {kHigher, kSum, {"0", "0", "0", "40"}, {"0", "", "", ""}, 3, State::kNoTarget, "100"},
      {kHigher,
       kLast,
       {"60", "70", "80", "90"},
       {"66", "", "", ""},
       3,
       State::kComputed,
       "82,5",
       "the latest stands"},
      {kHigher, kLast, {"60", "70", "80", "90"}, {"66", "75", "78", ""}, 3, State::kComputed, "97,5"},
      {kHigher,
       kLast,
       {"60", "", "", "90"},
       {"30", "33", "", ""},
       3,
       State::kComputed,
       "55",
       "the latest target stands"},
      {kHigher, kMean, {"10", "20", "30", ""}, {"10", "", "20", ""}, 3, State::kComputed, "75", "15 of 20"},
      {kHigher, kMean, {"1", "1", "1", ""}, {"1", "0", "0", ""}, 3, State::kComputed, "33,333333"},
      {kHigher, kMax, {"10", "40", "20", ""}, {"10", "30", "5", ""}, 3, State::kComputed, "75"},
      {kHigher, kMin, {"10", "40", "20", ""}, {"12", "8", "15", ""}, 3, State::kComputed, "80"},
      {kHigher, kSum, {"3", "", "", ""}, {"7", "", "", ""}, 1, State::kComputed, "233,333333", "raw is kept"},
      {kHigher, kSum, {"10", "", "", ""}, {"-5", "", "", ""}, 1, State::kComputed, "0", "never below 0"},
      {kHigher, kSum, {"-10", "", "", ""}, {"-5", "", "", ""}, 1, State::kComputed, "50"},
      {kHigher, kSum, {"10", "", "", ""}, {"", "9", "", ""}, 1, State::kNotReported, "0"},
      {kHigher, kSum, {"", "", "", ""}, {"", "", "", ""}, 4, State::kNotReported, "0"},
      {kHigher, kSum, {"90,38", "", "", ""}, {"90,38", "", "", ""}, 1, State::kComputed, "100"},
      {kHigher, kSum, {"36 Aplikasi", "", "", ""}, {"9 aplikasi", "", "", ""}, 1, State::kComputed, "25"},
  };
  for (const RuleRow& row : kTable) Check(row);
}

TEST(Achievement, LowerIsBetter) {
  const RuleRow kTable[] = {
      {kLower, kLast, {"10", "", "", ""}, {"8", "", "", ""}, 1, State::kComputed, "120", "(20 - 8) / 10"},
      {kLower, kLast, {"10", "", "", ""}, {"10", "", "", ""}, 1, State::kComputed, "100"},
      {kLower, kLast, {"10", "", "", ""}, {"15", "", "", ""}, 1, State::kComputed, "50"},
      {kLower, kLast, {"10", "", "", ""}, {"20", "", "", ""}, 1, State::kComputed, "0"},
      {kLower, kLast, {"10", "", "", ""}, {"25", "", "", ""}, 1, State::kComputed, "0", "never below 0"},
      {kLower, kLast, {"10", "", "", ""}, {"0", "", "", ""}, 1, State::kComputed, "200"},
      {kLower, kSum, {"5", "5", "", ""}, {"3", "4", "", ""}, 2, State::kComputed, "130"},
      {kLower, kMean, {"4", "4", "4", ""}, {"3", "", "6", ""}, 3, State::kComputed, "87,5"},
      {kLower,
       kLast,
       {"0", "", "", ""},
       {"0", "", "", ""},
       1,
       State::kNoTarget,
       "100",
       "none promised, none there"},
      {kLower, kLast, {"0", "", "", ""}, {"1", "", "", ""}, 1, State::kNoTarget, "0"},
      {kLowerRatio, kLast, {"10", "", "", ""}, {"8", "", "", ""}, 1, State::kComputed, "125"},
      {kLowerRatio, kLast, {"10", "", "", ""}, {"20", "", "", ""}, 1, State::kComputed, "50"},
      {kLowerRatio, kLast, {"0", "", "", ""}, {"0", "", "", ""}, 1, State::kNoTarget, "100"},
      {kLowerRatio, kLast, {"0", "", "", ""}, {"3", "", "", ""}, 1, State::kNoTarget, "0"},
      {kLowerRatio, kMean, {"4", "4", "4", ""}, {"3", "", "5", ""}, 3, State::kComputed, "100"},
  };
  for (const RuleRow& row : kTable) Check(row);
}

TEST(Achievement, InsideARange) {
  const RuleRow kTable[] = {
      {kRange, kLast, {"3,75-3,90", "", "", ""}, {"3,75", "", "", ""}, 1, State::kComputed, "100"},
      {kRange, kLast, {"3,75-3,90", "", "", ""}, {"3,90", "", "", ""}, 1, State::kComputed, "100"},
      {kRange,
       kLast,
       {"3,75-3,90", "", "", ""},
       {"3,28", "", "", ""},
       1,
       State::kComputed,
       "87,466667",
       "of 3,75"},
      {kRange,
       kLast,
       {"3,75-3,90", "", "", ""},
       {"4,29", "", "", ""},
       1,
       State::kComputed,
       "90",
       "(7,80 - 4,29) / 3,90"},
      {kHigher,
       kLast,
       {"3,75-3,90", "", "", ""},
       {"3,80", "", "", ""},
       1,
       State::kComputed,
       "100",
       "whatever is said"},
      {kRange, kLast, {"0-5", "", "", ""}, {"-1", "", "", ""}, 1, State::kComputed, "0"},
      {kRange, kLast, {"-5 - 0", "", "", ""}, {"1", "", "", ""}, 1, State::kComputed, "0"},
      {kRange, kMean, {"4-6", "", "", ""}, {"3", "6", "", ""}, 2, State::kComputed, "100", "4,5 is inside"},
      {kRange,
       kLast,
       {"80", "", "", ""},
       {"60", "", "", ""},
       1,
       State::kComputed,
       "75",
       "a plain number: as higher"},
      {kRange, kLast, {"3-4", "", "", ""}, {"", "", "", ""}, 1, State::kNotReported, "0"},
  };
  for (const RuleRow& row : kTable) Check(row);
}

TEST(Achievement, TextsAreEqualOrNot) {
  const RuleRow kTable[] = {
      {kText, kLast, {"Baik", "", "", ""}, {"baik ", "", "", ""}, 1, State::kUnreadable, "100"},
      {kText, kLast, {"Baik", "", "", ""}, {"Cukup", "", "", ""}, 1, State::kUnreadable, "0"},
      {kText,
       kLast,
       {"Tidak", "Ya", "", ""},
       {"Tidak", "", "", ""},
       2,
       State::kUnreadable,
       "0",
       "latest against latest"},
      {kText, kLast, {"", "", "", ""}, {"Ya", "", "", ""}, 1, State::kNoTarget, "100"},
      {kText, kLast, {"1", "", "", ""}, {"1", "", "", ""}, 1, State::kUnreadable, "100"},
      {kHigher,
       kSum,
       {"25/14 Orang/bulan", "", "", ""},
       {"25/14 orang/bulan", "", "", ""},
       1,
       State::kUnreadable,
       "100"},
      {kHigher, kSum, {"25/14 Orang/bulan", "", "", ""}, {"25", "", "", ""}, 1, State::kUnreadable, "0"},
      {kHigher, kSum, {"10", "", "", ""}, {"sepuluh", "", "", ""}, 1, State::kUnreadable, "0"},
      {kHigher,
       kSum,
       {"3-4", "", "", ""},
       {"3-4", "", "", ""},
       1,
       State::kUnreadable,
       "100",
       "a range is reported"},
      {kHigher, kSum, {"\xE2\x89\xA5 90", "", "", ""}, {"95", "", "", ""}, 1, State::kUnreadable, "0"},
  };
  for (const RuleRow& row : kTable) Check(row);
}

TEST(Achievement, YearTargetStandsInWhereNoQuarterHasOne) {
  IndicatorFigures figures;
  figures.target_year = Quantity::Read("40", NumberStyle::kIndonesian);
  figures.realised = Quarters({"10", "10", "", ""});
  EXPECT_TRUE(Achieve(figures, 2).year_target);
  EXPECT_EQ(Achieve(figures, 2).raw, Score::Percent(50));
  figures.target[3] = Quantity::Read("40", NumberStyle::kIndonesian);
  EXPECT_FALSE(Achieve(figures, 2).year_target) << "a quarter has one, though a later one";
  EXPECT_EQ(Achieve(figures, 2).state, State::kNoTarget);
  figures.target = {};
  figures.target_year = Quantity::Read("0", NumberStyle::kIndonesian);
  EXPECT_EQ(Achieve(figures, 2).state, State::kNoTarget);
}

TEST(Achievement, PromisedTellsWhetherThereIsARowPercentage) {
  const auto promised = [](const char* const(&target)[4], int q) {
    IndicatorFigures figures;
    figures.target = Quarters(target);
    return Achieve(figures, q).promised;
  };
  EXPECT_TRUE(promised({"10", "", "", ""}, 1)) << "though nothing is reported";
  EXPECT_TRUE(promised({"10", "", "", ""}, 4));
  EXPECT_TRUE(promised({"3-4", "", "", ""}, 1));
  EXPECT_TRUE(promised({"Baik", "", "", ""}, 1));
  EXPECT_FALSE(promised({"", "", "", ""}, 4));
  EXPECT_FALSE(promised({"0", "", "", ""}, 4));
  EXPECT_FALSE(promised({"", "", "10", ""}, 2));
}

TEST(Achievement, TheCapActsOnWhatIsCountedOnly) {
  struct Cap {
    std::optional<Score> cap;
    const char* realised;
    Score raw, counted;
  };
  const Cap kTable[] = {
      {Score::Percent(100), "25", Score::Percent(250), Score::Percent(100)},
      {Score::Percent(120), "25", Score::Percent(250), Score::Percent(120)},
      {Score::Percent(150), "14", Score::Percent(140), Score::Percent(140)},
      {std::nullopt, "25", Score::Percent(250), Score::Percent(250)},
      {std::nullopt, "9.000.000.000", Score::Percent(90'000'000'000), kUncapped},
      {Score(), "25", Score::Percent(250), Score()},
  };
  for (const Cap& row : kTable) {
    IndicatorFigures figures;
    figures.cap = row.cap;
    figures.target = Quarters({"10", "", "", ""});
    figures.realised = Quarters({row.realised, "", "", ""});
    const Achievement a = Achieve(figures, 1);
    EXPECT_EQ(a.counted, row.counted) << row.realised;
    EXPECT_TRUE(a.raw == row.raw || row.raw >= kUncapped) << row.realised;
  }
}

TEST(Achievement, NothingOverflowsAtTheEdges) {
  constexpr int64_t kEdges[] = {INT64_MIN, INT64_MIN + 1, -1'000'000,    -1,       0, 1,
                                999'999,   1'000'000,     INT64_MAX - 1, INT64_MAX};
  for (const int64_t t : kEdges)
    for (const int64_t r : kEdges)
      for (const Direction direction : {kHigher, kLower, kLowerRatio, kRange, kText})
        for (const Aggregation aggregation : {kSum, kLast, kMean, kMax, kMin}) {
          IndicatorFigures figures;
          figures.direction = direction;
          figures.aggregation = aggregation;
          figures.cap = std::nullopt;
          figures.target.fill(Quantity::Number(t));
          figures.realised.fill(Quantity::Number(r));
          const Achievement a = Achieve(figures, 4);
          EXPECT_GE(a.raw, Score());
          EXPECT_GE(a.counted, Score());
          EXPECT_LE(a.counted, kUncapped);
        }
}

TEST(Achievement, RatioWithNothingRealisedIsBeyondPercentages) {
  EXPECT_EQ(RawAchievement(kLowerRatio, {10'000'000, 1}, {0, 1}), kBeyondPercentages);
  EXPECT_EQ(RawAchievement(kHigher, {1, 1}, {INT64_MAX, 1}), kBeyondPercentages) << "what leaves 64 bits";
}

TEST(Achievement, WrongCallsAreOurBug) {
  EXPECT_THROW(Achieve({}, 0), BrokenInvariant);
  EXPECT_THROW(Achieve({}, 5), BrokenInvariant);
  EXPECT_THROW(RawAchievement(kHigher, {0, 1}, {1, 1}), BrokenInvariant);
  EXPECT_THROW(RawAchievement(kHigher, {1, 1}, {}), BrokenInvariant);
}

TEST(Achievement, NamesReadBack) {
  for (const Direction direction : {kHigher, kLower, kLowerRatio, kRange, kText})
    EXPECT_EQ(ParseDirection(Name(direction)), direction);
  for (const Aggregation aggregation : {kSum, kLast, kMean, kMax, kMin})
    EXPECT_EQ(ParseAggregation(Name(aggregation)), aggregation);
  EXPECT_EQ(ParseDirection("Higher"), std::nullopt);
  EXPECT_EQ(ParseAggregation(""), std::nullopt);
}

}  // namespace
}  // namespace sinergi::performance
