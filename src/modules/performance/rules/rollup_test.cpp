#include "modules/performance/rules/rollup.h"

#include <gtest/gtest.h>

#include <random>

#include "kit/rational.h"

namespace sinergi::performance {
namespace {

using testkit::Rational;

// Scores in percent with weights of 1.
Mean MeanOf(std::initializer_list<int64_t> percents) {
  Mean mean;
  for (const int64_t percent : percents) mean.Add(Score::Percent(percent), kMicro);
  return mean;
}

TEST(Rollup, DecisionTable) {
  struct Row {
    std::initializer_list<int64_t> own, children;
    int64_t share_percent;
    const char* score;  // "" where there is none
  };
  const Row kTable[] = {
      {{80}, {40}, 50, "60.000000"},
      {{80}, {40}, 0, "40.000000"},
      {{80}, {40}, 100, "80.000000"},
      {{80}, {40}, 30, "52.000000"},
      {{80, 100}, {}, 50, "90.000000"},
      {{}, {40, 50}, 50, "45.000000"},
      {{}, {}, 50, ""},
      {{100, 0, 0}, {}, 50, "33.333333"},
      {{100, 100, 0}, {}, 50, "66.666667"},
      {{100, 0, 0}, {100, 0, 0}, 50, "33.333333"},
      {{100, 0, 0}, {100, 100, 0}, 50, "50.000000"},
  };
  for (const Row& row : kTable) {
    const auto score = Combine(MeanOf(row.own), MeanOf(row.children), row.share_percent * kMicro / 100);
    EXPECT_EQ(score ? score->Plain() : "", row.score);
  }
}

TEST(Rollup, AWeightOfZeroTakesItsMemberOut) {
  Mean mean = MeanOf({80});
  mean.Add(Score::Percent(0), 0);
  EXPECT_EQ(mean.Value(), Score::Percent(80));
  Mean none;
  none.Add(Score::Percent(50), 0);
  EXPECT_TRUE(none.empty());
  EXPECT_EQ(none.Value(), std::nullopt);
  EXPECT_EQ(Combine(none, mean, kMicro / 2), Score::Percent(80));
}

TEST(Rollup, RoundsOnceHalfUp) {
  Mean two;
  two.Add(Score::Micro(0), kMicro);
  two.Add(Score::Micro(1), kMicro);
  EXPECT_EQ(two.Value(), Score::Micro(1)) << "half a millionth goes up";
  Mean own;
  own.Add(Score::Micro(1), kMicro);
  EXPECT_EQ(Combine(two, own, kMicro / 2), Score::Micro(1)) << "3/4";
  Mean nothing;
  nothing.Add(Score::Micro(0), kMicro);
  EXPECT_EQ(Combine(two, nothing, kMicro / 2), Score::Micro(0)) << "1/4: not the rounded 1/2 halved";
}

Rational Exact(const Mean& mean) {
  return Rational(testkit::Whole(mean.sum), testkit::Whole(mean.weight));
}

// Weights from 1 millionth to what a province's ceilings in sen come to; any number of members.
TEST(Rollup, EqualsExactRationalsWhateverTheWeights) {
  std::mt19937_64 random(1603);
  const auto mean = [&](int64_t largest_weight) {
    Mean m;
    for (uint64_t n = 1 + random() % 5; n > 0; --n) {
      const int64_t micro = random() % 3 == 0 ? static_cast<int64_t>(random() % uint64_t{1'000'000'000'000})
                                              : static_cast<int64_t>(random() % 120'000'001);
      m.Add(Score::Micro(micro), 1 + static_cast<int64_t>(random() % static_cast<uint64_t>(largest_weight)));
    }
    return m;
  };
  constexpr int64_t kWeights[] = {3, kMicro, 1'000'000'000'000, 90'000'000'000'000'000, INT64_MAX / 5};
  for (int i = 0; i < 50'000; ++i) {
    const Mean own = mean(kWeights[random() % 4]), children = mean(kWeights[random() % 5]);
    const int64_t share = static_cast<int64_t>(random() % (kMicro + 1));
    const Rational exact = Exact(own) * testkit::Micro(share) + Exact(children) * (1 - testkit::Micro(share));
    ASSERT_EQ(Combine(own, children, share)->micro(), static_cast<int64_t>(testkit::RoundHalfUp(exact)));
    ASSERT_EQ(own.Value()->micro(), static_cast<int64_t>(testkit::RoundHalfUp(Exact(own))));
  }
}

// Ties are where a carry or a cut-off rest would show: thirds and sixths that add up to a half.
TEST(Rollup, TiesOfFractionsGoUp) {
  for (int64_t a = 1; a <= 12; ++a)
    for (int64_t b = 1; b <= 12; ++b)
      for (int64_t x = 0; x <= a; ++x)
        for (int64_t y = 0; y <= b; ++y) {
          const Mean own{x, a}, children{y, b};
          const Rational exact = (Rational(x, a) + Rational(y, b)) / 2;
          ASSERT_EQ(Combine(own, children, kMicro / 2)->micro(),
                    static_cast<int64_t>(testkit::RoundHalfUp(exact)))
              << x << "/" << a << " " << y << "/" << b;
        }
}

}  // namespace
}  // namespace sinergi::performance
