#include "modules/performance/rules/forecast.h"

#include <gtest/gtest.h>

namespace sinergi::performance {
namespace {

using enum Aggregation;
using QuarterTexts = std::array<const char*, 4>;

Quantity Read(const char* text) {
  return Quantity::Read(text, NumberStyle::kIndonesian);
}

QuarterFigures Year(const QuarterTexts& texts) {
  QuarterFigures year;
  for (size_t q = 0; q < 4; ++q)
    if (*texts[q]) year[q] = Read(texts[q]).low_micro;
  return year;
}

struct Case {
  const char* what;
  Aggregation aggregation;
  QuarterTexts target;
  const char* target_year;
  QuarterTexts realised;
  std::vector<QuarterTexts> earlier;
  int quarter;
  // what comes out: "rule expected low…high achievement worst…best"
  const char* expected;
};

IndicatorFigures FiguresOf(const Case& c) {
  IndicatorFigures figures;
  figures.aggregation = c.aggregation;
  figures.target_year = Read(c.target_year);
  for (size_t q = 0; q < 4; ++q) {
    figures.target[q] = Read(c.target[q]);
    figures.realised[q] = Read(c.realised[q]);
  }
  return figures;
}

std::string Print(const Forecast& f) {
  const std::string rule(TextKey(f.rule).substr(std::string_view("forecast.rule_").size()));
  if (!f) return rule;
  const auto number = [](int64_t micro) { return PrintDecimal(micro, 6, 2, Zeros::kTrim); };
  const std::string range = f.has_range ? " " + number(f.low) + "…" + number(f.high) : "";
  const std::string rates = f.has_range ? " " + f.worst.Print() + "…" + f.best.Print() : "";
  return rule + " " + number(f.expected) + range + " " + f.achievement.raw.Print() + "%" + rates;
}

constexpr QuarterTexts kNo = {"", "", "", ""};

TEST(Forecast, Table) {
  const Case cases[] = {
      // nothing to go by
      {"nothing reported", kSum, {"1", "1", "1", "1"}, "", kNo, {}, 2, "none"},
      {"reported later than asked", kSum, {"1", "1", "1", "1"}, "", {"", "", "1", ""}, {}, 2, "none"},
      {"a text", kLast, {"A", "A", "A", "A"}, "", {"A", "", "", ""}, {}, 1, "none"},
      {"nothing promised yet", kSum, {"0", "0", "1", "3"}, "", {"0", "", "", ""}, {}, 1, "none"},
      // quarter IV is there
      {"final", kSum, {"1", "1", "1", "1"}, "", {"1", "1", "1", "2"}, {}, 4, "final 5 125,00%"},
      {"final mean", kMean, {"80", "80", "80", "80"}, "", {"70", "80", "", "90"}, {}, 4, "final 80 100,00%"},
      // targets of the quarters
      {"plan",
       kSum,
       {"10", "30", "40", "20"},
       "",
       {"12", "30", "", ""},
       {},
       2,
       "plan 105 102…114 105,00% 102,00…114,00"},
      {"one quarter has no range",
       kSum,
       {"10", "30", "40", "20"},
       "",
       {"5", "", "", ""},
       {},
       1,
       "plan 50 50,00%"},
      {"a quarter without report adds nothing",
       kSum,
       {"1", "1", "1", "1"},
       "",
       {"", "1", "", ""},
       {},
       2,
       "plan 2 50,00%"},
      {"late year",
       kSum,
       {"0", "1", "1", "8"},
       "",
       {"0", "1", "1", ""},
       {},
       3,
       "plan 10 10…10 100,00% 100,00…100,00"},
      {"plan of a level",
       kLast,
       {"20", "40", "60", "80"},
       "",
       {"20", "30", "", ""},
       {},
       2,
       "plan 60 60…80 75,00% 75,00…100,00"},
      {"plan of a mean",
       kMean,
       {"80", "80", "90", "90"},
       "",
       {"80", "60", "", ""},
       {},
       2,
       "plan 74,38 68,75…80 87,50% 80,88…94,12"},
      {"plan of a peak",
       kMax,
       {"5", "5", "10", "10"},
       "",
       {"4", "6", "", ""},
       {},
       2,
       "plan 12 8…12 120,00% 80,00…120,00"},
      {"the lowest",
       kMin,
       {"5", "4", "3", "2"},
       "",
       {"5", "4", "", ""},
       {},
       2,
       "plan 2 2…2 100,00% 100,00…100,00"},
      // no targets of quarters
      {"pace", kSum, kNo, "40", {"9", "7", "", ""}, {}, 2, "pace 32 30…34 80,00% 75,00…85,00"},
      {"a level stays", kLast, kNo, "100", {"88,32", "", "", ""}, {}, 1, "pace 88,32 88,32%"},
      {"a mean stays",
       kMean,
       kNo,
       "100",
       {"80", "90", "", ""},
       {},
       2,
       "pace 85 82,5…87,5 85,00% 82,50…87,50"},
      {"trend", kLast, kNo, "100", {"25", "50", "", ""}, {}, 2, "trend 100 50…100 100,00% 50,00…100,00"},
      {"no trend beyond the target",
       kLast,
       kNo,
       "96",
       {"90", "95", "", ""},
       {},
       2,
       "trend 96 95…96 100,00% 98,96…100,00"},
      {"trend over a gap",
       kLast,
       kNo,
       "100",
       {"40", "", "60", ""},
       {},
       3,
       "trend 70 60…70 70,00% 60,00…70,00"},
      {"a fall ends at nothing",
       kLast,
       kNo,
       "",
       {"9", "3", "", ""},
       {},
       2,
       "trend 0 0…3 100,00% 100,00…100,00"},
      // earlier years
      {"season",
       kSum,
       {"1", "1", "1", "1"},
       "",
       {"1", "1", "", ""},
       {{"1", "1", "3", "5"}},
       2,
       "season 10 10…10 250,00% 250,00…250,00"},
      {"two years",
       kSum,
       {"5", "5", "5", "5"},
       "",
       {"2", "2", "", ""},
       {{"2", "2", "2", "2"}, {"1", "1", "3", "5"}},
       2,
       "season 12 8…20 60,00% 40,00…100,00"},
      {"an incomplete year is left out",
       kSum,
       {"1", "1", "1", "1"},
       "",
       {"1", "1", "", ""},
       {{"1", "1", "3", ""}},
       2,
       "plan 4 4…4 100,00% 100,00…100,00"},
      {"a season that began with nothing",
       kSum,
       {"1", "1", "1", "1"},
       "",
       {"1", "", "", ""},
       {{"0", "0", "0", "9"}},
       1,
       "plan 4 100,00%"},
      {"season of a level",
       kLast,
       kNo,
       "100",
       {"40", "45", "", ""},
       {{"40", "50", "70", "80"}},
       2,
       "season 72 72…80 72,00% 72,00…80,00"},
      // at the edge of what can be computed
      {"huge", kSum, kNo, "9000000000000", {"9000000000000", "9000000000000", "", ""}, {}, 2, "none"},
  };
  for (const Case& c : cases) {
    std::vector<QuarterFigures> earlier;
    for (const QuarterTexts& texts : c.earlier) earlier.push_back(Year(texts));
    EXPECT_EQ(Print(ForecastOf(FiguresOf(c), earlier, c.quarter)), c.expected) << c.what;
  }
}

// Lower is better: the higher figure is the worse one.
TEST(Forecast, LowerIsBetterTurnsTheRange) {
  Case c{"", kSum, {"10", "10", "10", "10"}, "", {"8", "12", "", ""}, {}, 2, ""};
  IndicatorFigures figures = FiguresOf(c);
  figures.direction = Direction::kLower;
  const Forecast f = ForecastOf(figures, {}, 2);
  EXPECT_EQ(Print(f), "plan 40 36…44 100,00% 90,00…110,00");
}

// Whatever was reported: the expected figure lies in its range, and so does its achievement.
TEST(Forecast, ExpectedLiesInItsRange) {
  uint64_t seed = 7;
  const auto draw = [&](int64_t most) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<int64_t>((seed >> 33) % static_cast<uint64_t>(most));
  };
  for (int i = 0; i < 20'000; ++i) {
    IndicatorFigures figures;
    figures.aggregation = static_cast<Aggregation>(draw(5));
    figures.direction = static_cast<Direction>(draw(3));
    QuarterFigures before;
    for (size_t q = 0; q < 4; ++q) {
      if (draw(3) > 0) figures.target[q] = Quantity::Number(draw(1000) * kMicro);
      if (draw(3) > 0) figures.realised[q] = Quantity::Number((draw(1100) - 100) * kMicro);
      before[q] = draw(1000) * kMicro;
    }
    const std::vector<QuarterFigures> earlier(static_cast<size_t>(draw(2)), before);
    const Forecast f = ForecastOf(figures, earlier, static_cast<int>(draw(4)) + 1);
    if (!f) continue;
    EXPECT_LE(f.low, f.expected);
    EXPECT_LE(f.expected, f.high);
    EXPECT_LE(f.worst, f.achievement.raw);
    EXPECT_LE(f.achievement.raw, f.best);
  }
}

}  // namespace
}  // namespace sinergi::performance
