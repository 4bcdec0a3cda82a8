// The evaluation of generated plans against the same definitions in exact rationals: programme, activity and
// sub-activity with two indicators each, quarters with gaps, weights and caps; a score is rounded half-up to
// six places where it is made, and enters the level above as rounded.
#include <gtest/gtest.h>

#include <random>

#include "kit/plans.h"
#include "kit/rational.h"
#include "modules/performance/evaluation.h"

namespace sinergi::performance {
namespace {

using enum planning::NodeLevel;
using testkit::PlanBuilder;
using testkit::Rational;

class Generator {
 public:
  explicit Generator(uint64_t seed) : random_(seed) {}

  PlanYear Plan() {
    PlanBuilder b;
    for (int p = Between(1, 4); p > 0; --p) {
      Add(b, kProgramme);
      for (int a = Between(0, 3); a > 0; --a) {
        Add(b, kActivity);
        for (int s = Between(0, 4); s > 0; --s) Add(b, kSubActivity);
      }
    }
    return b.plan;
  }

 private:
  void Add(PlanBuilder& b, planning::NodeLevel level) {
    const std::string name = std::to_string(++count_);
    b.Node(level, name, name).Money(Between(1, 1'000'000'000));
    b.plan.nodes.back().weight_micro = Between(1, 3) * kMicro;
    for (int i = 0; i < 2; ++i) {
      b.Indicator(name, "", {});
      Fill(b.plan.indicators.back());
    }
  }

  void Fill(Indicator& indicator) {
    indicator.direction = Between(0, 3) == 0 ? Direction::kLower : Direction::kHigher;
    indicator.aggregation = std::array{Aggregation::kSum, Aggregation::kLast, Aggregation::kMean}[Index(3)];
    indicator.weight_micro = Between(1, 5) * kMicro;
    indicator.cap = Score::Percent(std::array{100, 120, 150}[Index(3)]);
    for (size_t q = 0; q < 4; ++q) {
      indicator.target[q] = Quantity::Number(Between(0, 9) == 0 ? 0 : Between(1, 100'000) * 10'000);
      if (Between(0, 4) == 0) continue;
      indicator.measured[q] = Measurement();
      indicator.measured[q]->realised = Quantity::Number(Between(0, 120'000) * 10'000);
    }
  }

  int Between(int low, int high) {
    return low + static_cast<int>(random_() % static_cast<uint64_t>(high - low + 1));
  }
  size_t Index(int end) { return static_cast<size_t>(Between(0, end - 1)); }

  std::mt19937_64 random_;
  int count_ = 0;
};

Rational Rounded(const Rational& percent) {
  return Rational(testkit::RoundHalfUp(percent * kMicro), kMicro);
}

Rational AchievementOf(const Indicator& indicator, int quarter) {
  std::vector<Rational> t, r;
  for (size_t q = 0; q < static_cast<size_t>(quarter); ++q) {
    t.push_back(testkit::Micro(indicator.target[q].low_micro));
    if (indicator.measured[q]) r.push_back(testkit::Micro(indicator.measured[q]->realised.low_micro));
  }
  if (r.empty()) return 0;
  const auto together = [&](const std::vector<Rational>& values) -> Rational {
    Rational sum = 0;
    for (const Rational& value : values) sum += value;
    if (indicator.aggregation == Aggregation::kSum) return sum;
    return indicator.aggregation == Aggregation::kLast ? values.back() : Rational(sum / values.size());
  };
  const Rational T = together(t), R = together(r);
  const bool higher = indicator.direction == Direction::kHigher;
  Rational a;
  if (T == 0) {
    a = higher || R == 0 ? 100 : 0;
  } else {
    a = higher ? Rational(100 * R / T) : Rational(100 * (2 * T - R) / T);
  }
  const Rational cap = testkit::Micro(indicator.cap->micro());
  return std::min(cap, Rounded(std::max(Rational(0), a)));
}

struct Weighted {
  Rational sum = 0, weight = 0;
  void Add(const Rational& value, int64_t w) { sum += value * w, weight += w; }
};

std::vector<Rational> NodeScores(const PlanYear& plan, int quarter) {
  std::vector<Weighted> own(plan.nodes.size()), below(plan.nodes.size());
  std::vector<Rational> scores(plan.nodes.size());
  for (const Indicator& indicator : plan.indicators)
    own[static_cast<size_t>(indicator.node)].Add(AchievementOf(indicator, quarter), indicator.weight_micro);
  for (size_t i = plan.nodes.size(); i-- > 0;) {
    Rational score = own[i].sum / own[i].weight;
    if (below[i].weight != 0) score = score / 2 + below[i].sum / below[i].weight / 2;
    scores[i] = Rounded(score);
    if (plan.nodes[i].parent >= 0)
      below[static_cast<size_t>(plan.nodes[i].parent)].Add(scores[i], plan.nodes[i].weight_micro);
  }
  return scores;
}

Rational AgencyScore(const PlanYear& plan, const std::vector<Rational>& nodes) {
  Weighted agency;
  for (size_t i = 0; i < nodes.size(); ++i)
    if (plan.nodes[i].level == kProgramme) agency.Add(nodes[i], plan.nodes[i].weight_micro);
  return Rounded(agency.sum / agency.weight);
}

TEST(EvaluationOracle, EveryScoreEqualsExactRationals) {
  Generator generator(862017);
  int nodes = 0;
  for (int round = 0; round < 150; ++round) {
    const PlanYear plan = generator.Plan();
    for (int quarter = 1; quarter <= 4; ++quarter) {
      const Evaluation e = Evaluate(plan, {2024, quarter}, {});
      const std::vector<Rational> expected = NodeScores(plan, quarter);
      for (size_t i = 0; i < expected.size(); ++i)
        ASSERT_EQ(testkit::Micro(e.nodes[i].score->micro()), expected[i])
            << "plan " << round << " node " << i;
      ASSERT_EQ(testkit::Micro(e.total.score->micro()), AgencyScore(plan, expected)) << "plan " << round;
      nodes += static_cast<int>(expected.size());
    }
  }
  EXPECT_GT(nodes, 5000);
}

TEST(EvaluationOracle, TheSameInputsGiveTheSameFigures) {
  const PlanYear plan = Generator(7).Plan();
  const Evaluation a = Evaluate(plan, {2024, 3}, {}), b = Evaluate(plan, {2024, 3}, {});
  for (size_t i = 0; i < a.nodes.size(); ++i) EXPECT_EQ(a.nodes[i].score, b.nodes[i].score);
  EXPECT_EQ(a.total.score, b.total.score);
  EXPECT_EQ(a.MeanK().Value(), b.MeanK().Value());
}

// The plan with the children of every node, and the indicators of each, in the opposite order.
PlanYear Mirrored(const PlanYear& plan) {
  PlanYear out = plan;
  out.nodes.clear();
  out.indicators.clear();
  const std::function<void(int, int)> below = [&](int from, int to) {
    for (int i = static_cast<int>(plan.nodes.size()) - 1; i >= 0; --i) {
      const Node& node = plan.nodes[static_cast<size_t>(i)];
      if (node.parent != from) continue;
      out.nodes.push_back(node);
      out.nodes.back().parent = to;
      const int at = static_cast<int>(out.nodes.size()) - 1;
      for (size_t k = plan.indicators.size(); k-- > 0;) {
        if (plan.indicators[k].node != i) continue;
        out.indicators.push_back(plan.indicators[k]);
        out.indicators.back().node = at;
      }
      below(i, at);
    }
  };
  below(-1, -1);
  return out;
}

TEST(EvaluationOracle, TheOrderOfSiblingsDoesNotMatter) {
  Generator generator(99);
  for (int round = 0; round < 30; ++round) {
    const PlanYear plan = generator.Plan(), mirrored = Mirrored(plan);
    for (const auto weights : {Settings::Weights::kTyped, Settings::Weights::kByCeiling}) {
      Settings settings;
      settings.weights = weights;
      const Evaluation a = Evaluate(plan, {2024, 4}, settings), b = Evaluate(mirrored, {2024, 4}, settings);
      EXPECT_EQ(a.total.score, b.total.score);
      EXPECT_EQ(a.MeanK().Value(), b.MeanK().Value());
      EXPECT_EQ(a.MeanRp().Value(), b.MeanRp().Value());
      std::map<std::string, Score> by_code;
      for (size_t i = 0; i < plan.nodes.size(); ++i) by_code[plan.nodes[i].code] = *a.nodes[i].score;
      for (size_t i = 0; i < plan.nodes.size(); ++i)
        EXPECT_EQ(by_code[mirrored.nodes[i].code], *b.nodes[i].score) << mirrored.nodes[i].code;
    }
  }
}

}  // namespace
}  // namespace sinergi::performance
