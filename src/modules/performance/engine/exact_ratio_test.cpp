#include "modules/performance/engine/exact_ratio.h"

#include <gtest/gtest.h>

#include <random>

#include "modules/performance/engine/roll_up_sums.h"

namespace sinergi::performance {
namespace {

int64_t Reference(int64_t n, int64_t d, int64_t cap) {
  if ((n < 0) != (d < 0)) return 0;
  const std::optional<int64_t> score = DivideHalfUp(Int128(n) * 100 * kMicro, d);
  return score ? std::min(*score, cap) : cap;
}

// Where guesses go wrong if they can: around 0, powers of two, what doubles hold exactly, the largest
// figures, and halves.
std::vector<int64_t> Edges() {
  std::vector<int64_t> edges;
  for (int bit = 0; bit <= 60; ++bit)
    for (int64_t near = -2; near <= 2; ++near) edges.push_back((int64_t{1} << bit) + near);
  for (int64_t power = 1; power < kDivisorMost / 10; power *= 10)
    for (int64_t factor : {1, 2, 3, 5, 7, 9})
      for (int64_t near = -1; near <= 1; ++near) edges.push_back(power * factor + near);
  std::erase_if(edges, [](int64_t each) { return each > kDivisorMost; });
  const size_t positive = edges.size();
  for (size_t i = 0; i < positive; ++i) edges.push_back(-edges[i]);
  return edges;
}

TEST(ExactRatio, EveryPairOfEdgesIsAsTheLongDivisionSays) {
  const std::vector<int64_t> edges = Edges();
  ASSERT_GT(edges.size(), 700u);
  for (const int64_t n : edges)
    for (const int64_t d : edges) {
      if (d == 0) continue;
      for (const int64_t cap : {int64_t{0}, 100 * kMicro, 1'000'000 * kMicro})
        ASSERT_EQ(CappedPercentage(n, d, cap), Reference(n, d, cap)) << n << " / " << d << " cap " << cap;
    }
}

// n / d of random sizes, and n moved to where the quotient is a half or just beside it.
TEST(ExactRatio, RandomPairsAndHalvesAreAsTheLongDivisionSays) {
  std::mt19937_64 random(20251101);
  for (int i = 0; i < 2'000'000; ++i) {
    const int64_t d = 1 + static_cast<int64_t>(random() >> (4 + random() % 60)) % kDivisorMost;
    int64_t n = static_cast<int64_t>(random() >> (4 + random() % 60)) % kDivisorMost;
    if (i % 2 == 0) {
      const Int128 q = static_cast<int64_t>(random() % (200 * kMicro));
      n = static_cast<int64_t>(std::min<Int128>(
          (2 * q + 1) * d / (200 * kMicro) + static_cast<int64_t>(random() % 3) - 1, kDivisorMost));
    }
    const int64_t cap = 1'000'000 * kMicro;
    ASSERT_EQ(CappedPercentage(n, d, cap), Reference(n, d, cap)) << n << " / " << d;
  }
}

Int128 Wide(std::mt19937_64& random, int bits) {
  const Int128 wide = Int128(random() >> 1) << 64 | static_cast<Int128>(random());
  return wide >> (127 - static_cast<int>(random() % static_cast<uint64_t>(bits)));
}

// Means of any size, as the rules give them: weights of 1 and budgets in sen beside each other.
TEST(ExactRatio, MeansAndCombinationsAreThoseOfTheRules) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 1'000'000; ++i) {
    Mean own, children;
    for (Mean* mean : {&own, &children}) {
      const int members = static_cast<int>(random() % 4);
      for (int k = 0; k < members; ++k)
        mean->Add(Score::Micro(static_cast<int64_t>(Wide(random, 40))),
                  static_cast<int64_t>(Wide(random, 62)));
    }
    const int64_t share = i % 3 == 0 ? kMicro / 2 : static_cast<int64_t>(random() % (kMicro + 1));
    const auto micro = [](const std::optional<Score>& score) { return score ? score->micro() : kNoScore; };
    ASSERT_EQ(MeanScore(own), micro(own.Value()));
    ASSERT_EQ(CombinedScore(own, children, share), micro(Combine(own, children, share)));
  }
}

}  // namespace
}  // namespace sinergi::performance
