// The rule of achievement against a second one written in exact rationals, on many figures of a fixed seed.
#include <gtest/gtest.h>

#include <random>

#include "kit/rational.h"
#include "modules/performance/rules/achievement.h"

namespace sinergi::performance {
namespace {

using testkit::Rational;
using Figures = std::array<std::optional<int64_t>, 4>;

std::optional<Rational> ToDateOf(Aggregation aggregation, const Figures& quarters, int q) {
  std::vector<Rational> given;
  for (int i = 0; i < q; ++i)
    if (const auto& micro = quarters[static_cast<size_t>(i)]) given.push_back(testkit::Micro(*micro));
  if (given.empty()) return {};
  Rational sum = 0;
  for (const Rational& value : given) sum += value;
  switch (aggregation) {
    case Aggregation::kSum:
      return sum;
    case Aggregation::kMean:
      return sum / given.size();
    case Aggregation::kLast:
      return given.back();
    case Aggregation::kMax:
      return *std::max_element(given.begin(), given.end());
    case Aggregation::kMin:
      return *std::min_element(given.begin(), given.end());
  }
  return {};
}

// Percent; empty stands for "nothing reported".
std::optional<Rational> Reference(Direction direction, Aggregation aggregation, const Figures& target,
                                  const Figures& realised, int q) {
  const std::optional<Rational> r = ToDateOf(aggregation, realised, q);
  if (!r) return {};
  const Rational t = ToDateOf(aggregation, target, q).value_or(0);
  if (t == 0) return direction == Direction::kHigher || *r == 0 ? 100 : 0;
  Rational answer;
  switch (direction) {
    case Direction::kLower:
      answer = (2 * t - *r) / t * 100;
      break;
    case Direction::kLowerRatio:
      answer = *r == 0 ? Rational(INT64_MAX) : Rational(t / *r * 100);
      break;
    default:
      answer = *r / t * 100;
  }
  return answer < 0 ? Rational(0) : answer;
}

class Draw {
 public:
  // Tiny, everyday and huge figures, some missing, some negative.
  std::optional<int64_t> Figure() {
    switch (random_() % 8) {
      case 0:
        return {};
      case 1:
        return 0;
      case 2:
        return static_cast<int64_t>(random_() % 5) - 1;
      case 3:
        return static_cast<int64_t>(random_() >> 1);
      case 4:
        return -static_cast<int64_t>(random_() % 50'000'000);
      default:
        return static_cast<int64_t>(random_() % 100) * kMicro + static_cast<int64_t>(random_() % 3) * 250'000;
    }
  }
  Figures Four() { return {Figure(), Figure(), Figure(), Figure()}; }
  int Below(int end) { return static_cast<int>(random_() % static_cast<uint64_t>(end)); }

 private:
  std::mt19937_64 random_{20240930};
};

std::array<Quantity, 4> Quantities(const Figures& figures) {
  std::array<Quantity, 4> quantities;
  for (size_t i = 0; i < 4; ++i)
    if (figures[i]) quantities[i] = Quantity::Number(*figures[i]);
  return quantities;
}

TEST(AchievementProperty, EqualsExactRationals) {
  Draw draw;
  int computed = 0;
  for (int i = 0; i < 60'000; ++i) {
    const auto direction = static_cast<Direction>(draw.Below(3));
    const auto aggregation = static_cast<Aggregation>(draw.Below(5));
    const Figures target = draw.Four(), realised = draw.Four();
    const int q = 1 + draw.Below(4);
    IndicatorFigures figures{direction,          aggregation, Score::Percent(120),
                             Quantities(target), {},          Quantities(realised)};
    const Achievement a = Achieve(figures, q);
    const std::optional<Rational> expected = Reference(direction, aggregation, target, realised, q);
    ASSERT_EQ(a.reported, expected.has_value());
    if (!expected) continue;
    const testkit::Whole micro = testkit::RoundHalfUp(*expected * kMicro);
    const int64_t narrow = micro > INT64_MAX ? INT64_MAX : static_cast<int64_t>(micro);
    ASSERT_EQ(a.raw.micro(), narrow) << Name(direction) << " " << Name(aggregation) << " " << *expected;
    ASSERT_EQ(a.counted, std::min(a.raw, Score::Percent(120)));
    ++computed;
  }
  EXPECT_GT(computed, 40'000);
}

TEST(AchievementProperty, RangesEqualExactRationals) {
  Draw draw;
  for (int i = 0; i < 20'000; ++i) {
    const int64_t a = draw.Figure().value_or(1), b = draw.Figure().value_or(2);
    const Bounds bounds{std::min(a, b), std::max(a, b)};
    const ToDate realised{draw.Figure().value_or(3), 1 + draw.Below(4)};
    const Rational r(Rational(static_cast<int64_t>(realised.sum), realised.count)), low(bounds.low_micro),
        high(bounds.high_micro);
    Rational expected = 100;
    if (r < low) expected = low == 0 ? Rational(0) : Rational(r / low * 100);
    if (r > high) expected = high == 0 ? Rational(0) : Rational((2 * high - r) / high * 100);
    const testkit::Whole micro = testkit::RoundHalfUp(std::max(Rational(0), expected) * kMicro);
    const int64_t narrow = micro > INT64_MAX ? INT64_MAX : static_cast<int64_t>(micro);
    ASSERT_EQ(RangeAchievement(bounds, realised).micro(), narrow) << low << " " << high << " " << r;
  }
}

}  // namespace
}  // namespace sinergi::performance
