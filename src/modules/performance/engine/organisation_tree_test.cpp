// The tree above the plans: sums, means, ranks, changes and threads against a plain recomputation.
#include "modules/performance/engine/organisation_tree.h"

#include <gtest/gtest.h>

#include "base/ensure.h"
#include "kit/random_plan.h"

namespace sinergi::performance {
namespace {

using testkit::RandomPlan;

OrganisationTree RandomTree(RandomPlan& random, int agencies_most) {
  OrganisationTree tree;
  const auto weights = [&] {
    return random.OneIn(3) ? Settings::Weights::kByCeiling : Settings::Weights::kTyped;
  };
  tree.Add({OrganisationLevel::kNation, -1, kMicro, 1, weights()});
  for (int provinces = 1 + random.Below(3), p = 0; p < provinces; ++p) {
    const int province = tree.Add({OrganisationLevel::kProvince, 0, random.Weight(), 10 + p, weights()});
    for (int governments = random.Below(4), g = 0; g < governments; ++g) {
      const int government =
          tree.Add({OrganisationLevel::kGovernment, province, random.Weight(), 100 + g, weights()});
      for (int agencies = random.Below(agencies_most), a = 0; a < agencies; ++a) {
        const int agency = tree.Add({OrganisationLevel::kAgency, government, random.Weight(), 1000 - a});
        if (random.OneIn(10)) continue;  // an agency without a plan
        tree.SetPlan(agency,
                     std::make_shared<PlanColumns>(PlanColumns::Of(random.Plan(6), random.Settings())));
      }
    }
  }
  return tree;
}

int64_t WeightOf(const OrganisationTree& tree, int organisation, int q) {
  const Organisation& parent = tree[tree[organisation].parent];
  if (parent.weights == Settings::Weights::kTyped) return tree[organisation].weight_micro;
  return std::max<int64_t>(0, tree.FigureOf(organisation, q).budget.ceiling.sen());
}

// Level by level from the public figures of the level below.
void ExpectSumsOfChildren(const OrganisationTree& tree, int organisation, int q) {
  if (tree[organisation].level == OrganisationLevel::kAgency) {
    const Figure figure = tree.FigureOf(organisation, q), plan = tree.PlanOf(organisation).Total(q);
    EXPECT_EQ(figure.score, plan.score);
    EXPECT_EQ(figure.reported, plan.reported);
    EXPECT_EQ(figure.budget.realised, plan.budget.realised);
    return;
  }
  Mean mean;
  Figure sum;
  for (const int child : tree.ChildrenOf(organisation)) {
    const Figure figure = tree.FigureOf(child, q);
    sum.budget += figure.budget;
    sum.indicators += figure.indicators;
    sum.reported += figure.reported;
    if (figure.score) mean.Add(*figure.score, WeightOf(tree, child, q));
  }
  const Figure figure = tree.FigureOf(organisation, q);
  EXPECT_EQ(figure.score, mean.Value());
  EXPECT_EQ(figure.indicators, sum.indicators);
  EXPECT_EQ(figure.reported, sum.reported);
  EXPECT_EQ(figure.budget.ceiling, sum.budget.ceiling);
  EXPECT_EQ(figure.budget.realised, sum.budget.realised);
  EXPECT_EQ(figure.budget.cash_plan, sum.budget.cash_plan);
  EXPECT_EQ(figure.budget.renstra, sum.budget.renstra);
}

void ExpectSame(const OrganisationTree& a, const OrganisationTree& b) {
  ASSERT_EQ(a.size(), b.size());
  for (int o = 0; o < a.size(); ++o)
    for (int q = 1; q <= 4; ++q) {
      const Figure one = a.FigureOf(o, q), other = b.FigureOf(o, q);
      ASSERT_EQ(one.score, other.score);
      ASSERT_EQ(one.reported, other.reported);
      ASSERT_EQ(one.indicators, other.indicators);
      ASSERT_EQ(one.budget.ceiling, other.budget.ceiling);
      ASSERT_EQ(one.budget.realised_before, other.budget.realised_before);
      ASSERT_TRUE(a.MeanOf(o, q).sum == b.MeanOf(o, q).sum && a.MeanOf(o, q).weight == b.MeanOf(o, q).weight);
      ASSERT_EQ(a.RankOf(o, q), b.RankOf(o, q));
    }
}

TEST(OrganisationTree, EveryLevelIsTheMeanOfTheOneBelow) {
  RandomPlan random(11);
  for (int i = 0; i < 60 && !testing::Test::HasFailure(); ++i) {
    OrganisationTree tree = RandomTree(random, 6);
    tree.Compute();
    for (int o = 0; o < tree.size(); ++o)
      for (int q = 1; q <= 4; ++q) ExpectSumsOfChildren(tree, o, q);
  }
}

TEST(OrganisationTree, ThreadsGiveTheSame) {
  RandomPlan random(12);
  OrganisationTree tree = RandomTree(random, 200), other = tree;
  ASSERT_GT(tree.size(), 300);
  tree.Compute(1);
  other.Compute(5);
  ExpectSame(tree, other);
}

std::vector<int> Agencies(const OrganisationTree& tree) {
  std::vector<int> agencies;
  for (int o = 0; o < tree.size(); ++o)
    if (tree[o].level == OrganisationLevel::kAgency && tree.PlanOf(o).indicators() > 0) agencies.push_back(o);
  return agencies;
}

TEST(OrganisationTree, ChangesEqualFullComputationsAndLeaveCopiesAlone) {
  RandomPlan random(13);
  OrganisationTree tree = RandomTree(random, 8);
  while (Agencies(tree).empty()) tree = RandomTree(random, 8);
  tree.Compute();
  const std::vector<int> agencies = Agencies(tree);
  for (int i = 0; i < 2'000; ++i) {
    OrganisationTree what_if = tree;
    const OrganisationTree before = tree;
    const int agency = agencies[static_cast<size_t>(random.Below(static_cast<int>(agencies.size())))];
    if (i % 5 == 0) {
      what_if.SetWeight(random.Below(tree.size()), random.Weight());
    } else if (i % 7 == 0) {
      what_if.SetWeights(random.Below(tree.size()),
                         random.OneIn(2) ? Settings::Weights::kByCeiling : Settings::Weights::kTyped);
    } else if (i % 11 == 0) {
      what_if.ReplacePlan(agency,
                          std::make_shared<PlanColumns>(PlanColumns::Of(random.Plan(6), random.Settings())));
    } else {
      what_if.Change(agency, [&](PlanColumns& plan) {
        plan.SetRealised(random.Below(plan.indicators()), 1 + random.Below(4), random.Figure());
        plan.SetMoney(random.Below(plan.nodes()), QuarterMoney::Of(random.Money(), 2025));
      });
    }
    OrganisationTree afresh = what_if;
    afresh.Compute(2);
    ExpectSame(what_if, afresh);
    ExpectSame(tree, before);
    if (i % 11 != 0) tree = what_if;
    ASSERT_FALSE(testing::Test::HasFailure()) << "change " << i;
  }
}

// Score, id -> rank; equal scores by id, without a score no rank.
TEST(OrganisationTree, RanksAmongSiblings) {
  OrganisationTree tree;
  tree.Add({OrganisationLevel::kGovernment});
  const auto agency = [&](int64_t id, std::optional<int64_t> percent) {
    const int at = tree.Add({OrganisationLevel::kAgency, 0, kMicro, id});
    PlanColumns plan{Settings()};
    plan.AddNode({.level = planning::NodeLevel::kProgramme});
    PlainIndicator indicator;
    indicator.target.fill(100 * kMicro);
    indicator.aggregation = Aggregation::kLast;
    if (percent) indicator.realised[0] = *percent * kMicro;
    if (percent) plan.AddIndicator(indicator);
    tree.SetPlan(at, std::make_shared<PlanColumns>(plan));
    return at;
  };
  const int second = agency(7, 80), third = agency(9, 80), none = agency(1, {}), first = agency(8, 90);
  tree.Compute();
  EXPECT_EQ(tree.RankOf(first, 4), 1);
  EXPECT_EQ(tree.RankOf(second, 4), 2);
  EXPECT_EQ(tree.RankOf(third, 4), 3);
  EXPECT_EQ(tree.RankOf(none, 4), 0);
  EXPECT_EQ(tree.RankOf(0, 4), 1);
  EXPECT_EQ(tree.Ranked(0, 2), (std::vector<int>{first, second, third, none}));
  EXPECT_EQ(tree.FigureOf(0, 1).score, Score::Micro(83'333'333));
}

TEST(OrganisationTree, WhatCannotBeIsRefusedAsOurMistake) {
  OrganisationTree tree;
  EXPECT_THROW(tree.Add({OrganisationLevel::kAgency, 0}), BrokenInvariant);
  tree.Add({OrganisationLevel::kGovernment});
  EXPECT_THROW(tree.Add({OrganisationLevel::kProvince, 0}), BrokenInvariant);
  EXPECT_THROW(tree.FigureOf(1, 1), BrokenInvariant);
  EXPECT_THROW(tree.FigureOf(0, 0), BrokenInvariant);
  EXPECT_THROW(tree.SetPlan(0, nullptr), BrokenInvariant);
}

}  // namespace
}  // namespace sinergi::performance
