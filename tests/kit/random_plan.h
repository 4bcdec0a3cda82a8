// Plans as nobody would write them: every direction, aggregation, cap, kind of figure, weight and shape of
// tree, mixed. For tests that compare two ways to the same figures.
//
//   RandomPlan random(7);
//   const PlanYear plan = random.Plan(30);   // up to 30 nodes
#pragma once

#include <random>

#include "modules/performance/evaluation.h"

namespace sinergi::testkit {

class RandomPlan {
 public:
  explicit RandomPlan(uint64_t seed) : random_(seed) {}
  bool everyday = false;  // weights and caps as agencies have them

  int Below(int end) { return static_cast<int>(random_() % static_cast<uint64_t>(end)); }
  bool OneIn(int n) { return Below(n) == 0; }

  performance::PlanYear Plan(int nodes_most) {
    performance::PlanYear plan;
    plan.year = 2025;
    for (int units = Below(6), i = 0; i < units; ++i)
      plan.units.push_back({i + 1, "U", "Unit", i == 0 ? -1 : Below(i)});
    for (int nodes = Below(nodes_most + 1), i = 0; i < nodes; ++i) AddNode(plan);
    return plan;
  }

  performance::Settings Settings() {
    performance::Settings settings;
    settings.missing =
        OneIn(2) ? performance::Settings::Missing::kZero : performance::Settings::Missing::kLeaveOut;
    settings.weights =
        OneIn(3) ? performance::Settings::Weights::kByCeiling : performance::Settings::Weights::kTyped;
    return settings;
  }

  Quantity Figure() {
    switch (Below(16)) {
      case 0:
      case 1:
        return {};
      case 2:
        return Quantity::Number(0);
      case 3:
        return Quantity::Number(Below(5) - 2);
      case 4:
        return Quantity::Number(-int64_t{Below(50'000'000)});
      case 5:
        return OneIn(4) ? Odd() : Quantity::Number(static_cast<int64_t>(random_() >> (2 + Below(20))));
      default:
        return Quantity::Number(Below(100) * kMicro + Below(4) * 250'000);
    }
  }

  int64_t Weight() {
    if (everyday) return Below(100) * kMicro;
    constexpr int64_t kWeights[] = {0, kMicro, kMicro, 3 * kMicro, kMicro / 3, 97 * kMicro, 1, INT64_MAX / 4};
    return OneIn(8) ? Below(1 << 30) : kWeights[Below(8)];
  }

  int64_t Share() {
    constexpr int64_t kShares[] = {kMicro / 2, kMicro / 2, kMicro / 2, 0, kMicro, kMicro / 3};
    return OneIn(4) ? Below(kMicro + 1) : kShares[Below(6)];
  }

  std::optional<Score> Cap() {
    if (everyday) return Score::Percent(OneIn(4) ? 150 : 100);
    constexpr int64_t kCaps[] = {100, 100, 120, 150, 0, 2'000'000, 233};
    return OneIn(8) ? std::optional<Score>() : Score::Percent(kCaps[Below(7)]);
  }

  performance::Indicator Indicator(int node) {
    performance::Indicator indicator;
    indicator.node = node;
    indicator.direction = static_cast<performance::Direction>(OneIn(4) ? Below(5) : Below(3));
    indicator.aggregation = static_cast<performance::Aggregation>(Below(5));
    indicator.weight_micro = Weight();
    indicator.cap = Cap();
    const bool yearly = OneIn(5);
    for (size_t q = 0; q < 4; ++q) {
      if (!yearly) indicator.target[q] = Figure();
      if (OneIn(5)) continue;
      indicator.measured[q].emplace();
      indicator.measured[q]->realised = Figure();
      if (OneIn(8)) indicator.measured[q]->state = performance::MeasurementState::kDraft;
    }
    if (yearly || OneIn(3)) indicator.target_year = Figure();
    return indicator;
  }

  performance::NodeMoney Money() {
    performance::NodeMoney money;
    money.ceiling_original = Amount();
    if (OneIn(3)) money.ceiling_revised = Amount();
    if (OneIn(2)) money.revised_from = Date{2025, 1 + Below(12), 1 + Below(28)};
    for (sinergi::Money& month : money.realised) month = OneIn(3) ? sinergi::Money() : Amount();
    if (OneIn(3)) return money;
    for (sinergi::Money& month : money.cash_plan) month = Amount();
    money.renstra = Amount();
    money.realised_before = Amount();
    return money;
  }

 private:
  // Below one of the last nodes, or a root; levels grow downwards, sometimes by more than one.
  void AddNode(performance::PlanYear& plan) {
    performance::Node node;
    node.parent = plan.nodes.empty() ? -1 : static_cast<int>(plan.nodes.size()) - 1;
    while (node.parent >= 0 && OneIn(2)) node.parent = plan.nodes[static_cast<size_t>(node.parent)].parent;
    int level = 0;
    if (node.parent >= 0) level = static_cast<int>(plan.nodes[static_cast<size_t>(node.parent)].level) + 1;
    if (OneIn(3)) level += Below(3);
    node.level = static_cast<planning::NodeLevel>(std::min(level, 6));
    if (!plan.units.empty() && OneIn(3)) node.unit = Below(static_cast<int>(plan.units.size()));
    node.weight_micro = Weight();
    node.own_share_micro = Share();
    node.money = Money();
    plan.nodes.push_back(node);
    for (int more = Below(4); more > 0; --more)
      plan.indicators.push_back(Indicator(static_cast<int>(plan.nodes.size()) - 1));
  }

  sinergi::Money Amount() {
    return sinergi::Money::Sen(OneIn(10) ? -int64_t{Below(1000)}
                                         : static_cast<int64_t>(random_() >> (20 + Below(40))));
  }

  Quantity Odd() {
    constexpr const char* kTexts[] = {"3,75-3,90", "10-20", "Ada", "ada", "25/14 Orang", "36 Aplikasi"};
    return Quantity::Read(kTexts[Below(6)], NumberStyle::kIndonesian);
  }

  std::mt19937_64 random_;
};

}  // namespace sinergi::testkit
