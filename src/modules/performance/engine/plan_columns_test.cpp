// The columns against the evaluation that explains itself, and changes against computing everything anew.
#include "modules/performance/engine/plan_columns.h"

#include <gtest/gtest.h>

#include "base/ensure.h"
#include "kit/random_plan.h"

namespace sinergi::performance {
namespace {

using testkit::RandomPlan;

void ExpectSame(const Mean& a, const Mean& b) {
  EXPECT_TRUE(a.sum == b.sum);
  EXPECT_TRUE(a.weight == b.weight);
}

void ExpectSame(const Figure& a, const Figure& b) {
  EXPECT_EQ(a.score, b.score);
  EXPECT_EQ(a.indicators, b.indicators);
  EXPECT_EQ(a.reported, b.reported);
  EXPECT_EQ(a.budget.renstra, b.budget.renstra);
  EXPECT_EQ(a.budget.realised_before, b.budget.realised_before);
  EXPECT_EQ(a.budget.ceiling, b.budget.ceiling);
  EXPECT_EQ(a.budget.realised, b.budget.realised);
  EXPECT_EQ(a.budget.cash_plan, b.budget.cash_plan);
  for (size_t i = 0; i < 4; ++i) EXPECT_EQ(a.budget.by_quarter[i], b.budget.by_quarter[i]);
}

void ExpectSameNodes(const PlanColumns& columns, const Evaluation& e) {
  const int q = e.period.quarter;
  ASSERT_EQ(columns.nodes(), static_cast<int>(e.nodes.size()));
  for (int i = 0; i < columns.nodes(); ++i) {
    const NodeFigure& node = e.nodes[static_cast<size_t>(i)];
    ExpectSame(columns.NodeFigureOf(i, q), node);
    ExpectSame(columns.OwnMean(i, q), node.own);
    ExpectSame(columns.ChildrenMean(i, q), node.children);
  }
}

void ExpectSameAsEvaluate(const PlanColumns& columns, const PlanYear& plan) {
  for (int q = 1; q <= 4; ++q) {
    const Evaluation e = Evaluate(plan, {plan.year, q}, columns.settings());
    for (size_t i = 0; i < e.indicators.size(); ++i) {
      EXPECT_EQ(columns.Counted(static_cast<int>(i), q), e.indicators[i].counted);
      EXPECT_EQ(columns.Reported(static_cast<int>(i), q), e.indicators[i].reported);
      EXPECT_EQ(columns.NodeOf(static_cast<int>(i)), plan.indicators[i].node);
    }
    ExpectSameNodes(columns, e);
    ExpectSame(columns.Total(q), e.total);
    ExpectSame(columns.TotalMean(q), e.total_mean);
    for (const DivisionFigure& division : e.divisions) {
      const DivisionFigure mine = columns.DivisionOf(division.unit, q);
      ExpectSame(mine, division);
      ExpectSame(mine.mean, division.mean);
      EXPECT_EQ(mine.nodes, division.nodes);
    }
  }
}

TEST(PlanColumns, FiguresAreThoseOfTheEvaluation) {
  RandomPlan random(1);
  for (int i = 0; i < 1'500 && !testing::Test::HasFailure(); ++i) {
    const PlanYear plan = random.Plan(i % 50 == 0 ? 300 : 25);
    ExpectSameAsEvaluate(PlanColumns::Of(plan, random.Settings()), plan);
  }
}

TEST(PlanColumns, EveryProcessorGivesTheSame) {
  RandomPlan random(5);
  for (int i = 0; i < 500; ++i) {
    const PlanYear plan = random.Plan(40);
    const PlanColumns columns = PlanColumns::Of(plan, random.Settings());
    for (const NarrowPass& pass : NarrowPasses()) {
      PlanColumns other = columns;
      other.Compute(pass);
      ASSERT_TRUE(other.SameFigures(columns)) << pass.processor;
    }
  }
}

// Plans as they are, all in 64 bits: the pass itself, not the plain way beside it.
TEST(PlanColumns, EverydayPlansTakeTheNarrowPass) {
  RandomPlan random(6);
  random.everyday = true;
  int narrow = 0;
  for (int i = 0; i < 500 && !testing::Test::HasFailure(); ++i) {
    const PlanYear plan = random.Plan(40);
    Settings settings = random.Settings();
    settings.weights = Settings::Weights::kTyped;
    const PlanColumns columns = PlanColumns::Of(plan, settings);
    narrow += columns.IsNarrow() ? 1 : 0;
    ExpectSameAsEvaluate(columns, plan);
  }
  EXPECT_EQ(narrow, 500);
}

TEST(PlanColumns, NothingIsAPlanToo) {
  const PlanColumns none;
  EXPECT_FALSE(none.Total(4).score);
  EXPECT_EQ(none.Total(1).indicators, 0);
  ExpectSameAsEvaluate(PlanColumns::Of(PlanYear(), {}), PlanYear());
}

// One random change to the plan and to its columns alike.
class Editor {
 public:
  Editor(RandomPlan& random, PlanYear& plan, PlanColumns& columns)
      : random_(random), plan_(plan), columns_(columns) {}

  void ChangeSomething() {
    const int kind = random_.Below(10);
    if (kind < 7 && !plan_.indicators.empty()) {
      ChangeIndicator(kind);
    } else if (!plan_.nodes.empty()) {
      ChangeNode(kind);
    }
  }

 private:
  void ChangeIndicator(int kind) {
    const int at = random_.Below(columns_.indicators()), quarter = 1 + random_.Below(4);
    Indicator& indicator = plan_.indicators[static_cast<size_t>(at)];
    const size_t q = static_cast<size_t>(quarter - 1);
    if (kind < 3) {
      const Quantity figure = random_.Figure();
      indicator.measured[q].reset();
      if (!figure.empty()) indicator.measured[q].emplace().realised = figure;
      columns_.SetRealised(at, quarter, figure);
    } else if (kind == 3) {
      indicator.target[q] = random_.Figure();
      columns_.SetTarget(at, quarter, indicator.target[q]);
    } else if (kind == 4) {
      indicator.weight_micro = random_.Weight();
      columns_.SetIndicatorWeight(at, indicator.weight_micro);
    } else if (kind == 5) {
      indicator.cap = random_.Cap();
      columns_.SetCap(at, indicator.cap);
    } else {
      indicator = random_.Indicator(indicator.node);
      columns_.SetIndicator(at, indicator.Figures(), indicator.weight_micro);
    }
  }

  void ChangeNode(int kind) {
    const int at = random_.Below(columns_.nodes());
    Node& node = plan_.nodes[static_cast<size_t>(at)];
    if (kind == 7) {
      node.weight_micro = random_.Weight();
      columns_.SetNodeWeight(at, node.weight_micro);
    } else if (kind == 8) {
      node.own_share_micro = random_.Share();
      columns_.SetOwnShare(at, node.own_share_micro);
    } else {
      node.money = random_.Money();
      columns_.SetMoney(at, QuarterMoney::Of(node.money, plan_.year));
    }
  }

  RandomPlan& random_;
  PlanYear& plan_;
  PlanColumns& columns_;
};

TEST(PlanColumns, AHundredThousandChangesEqualFullComputations) {
  RandomPlan random(2);
  for (int plans = 0; plans < 250; ++plans) {
    random.everyday = plans % 2 == 0;
    PlanYear plan = random.Plan(25);
    PlanColumns columns = PlanColumns::Of(plan, random.Settings());
    Editor editor(random, plan, columns);
    for (int edits = 0; edits < 400; ++edits) {
      editor.ChangeSomething();
      PlanColumns afresh = columns;
      afresh.Compute();
      ASSERT_TRUE(columns.SameFigures(afresh)) << "plan " << plans << ", change " << edits;
      if (edits % 100 == 99) ExpectSameAsEvaluate(columns, plan);
      ASSERT_FALSE(testing::Test::HasFailure()) << "plan " << plans << ", change " << edits;
    }
  }
}

TEST(PlanColumns, SettingsComputeEverything) {
  RandomPlan random(3);
  for (int i = 0; i < 200 && !testing::Test::HasFailure(); ++i) {
    const PlanYear plan = random.Plan(20);
    PlanColumns columns = PlanColumns::Of(plan, random.Settings());
    columns.SetSettings(random.Settings());
    ExpectSameAsEvaluate(columns, plan);
  }
}

TEST(PlanColumns, ACopyIsItsOwn) {
  RandomPlan random(4);
  PlanYear plan = random.Plan(30);
  while (plan.indicators.empty()) plan = random.Plan(30);
  const PlanColumns columns = PlanColumns::Of(plan, {});
  PlanColumns what_if = columns;
  for (int i = 0; i < what_if.indicators(); ++i)
    for (int q = 1; q <= 4; ++q) what_if.SetRealised(i, q, Quantity());
  ExpectSameAsEvaluate(columns, plan);
  EXPECT_EQ(what_if.Total(4).reported, 0);
}

TEST(PlanColumns, WhatWasGivenComesBack) {
  PlanColumns columns{Settings()};
  columns.AddNode({});
  PlainIndicator plain;
  plain.direction = Direction::kLower;
  plain.aggregation = Aggregation::kMean;
  plain.target_year = 12 * kMicro;
  plain.realised[1] = 3 * kMicro;
  columns.AddIndicator(plain);
  plain.target_year = IndicatorBlock::kLargest + 1;  // too large for a block
  columns.AddIndicator(plain);
  QuarterMoney money;
  money.ceiling.fill(Money::Rupiah(100));
  money.realised = {Money::Rupiah(1), Money::Rupiah(2), Money::Rupiah(0), Money::Rupiah(4)};
  columns.AddMoney(money);
  columns.Compute();
  EXPECT_EQ(columns.MoneyOf(0), money);
  for (int i = 0; i < 2; ++i) {
    const IndicatorFigures figures = columns.FiguresOf(i);
    EXPECT_EQ(figures.direction, Direction::kLower);
    EXPECT_EQ(figures.aggregation, Aggregation::kMean);
    EXPECT_EQ(figures.cap, Score::Percent(100));
    EXPECT_EQ(figures.target_year.low_micro, i == 0 ? 12 * kMicro : IndicatorBlock::kLargest + 1);
    EXPECT_TRUE(figures.target[0].empty());
    EXPECT_EQ(figures.realised[1].low_micro, 3 * kMicro);
  }
  columns.SetTarget(0, 3, Quantity::Number(5 * kMicro));  // the year's target steps back, and returns
  EXPECT_EQ(columns.Counted(0, 2), Score());              // nothing promised to date, and 3 are not 0
  columns.SetTarget(0, 3, Quantity());
  EXPECT_EQ(columns.Counted(0, 2), Score::Percent(100));
}

TEST(PlanColumns, WhatCannotBeIsRefusedAsOurMistake) {
  PlanColumns columns{Settings()};
  EXPECT_THROW(columns.AddIndicator(PlainIndicator()), BrokenInvariant);
  EXPECT_THROW(columns.AddNode({.parent = 0}), BrokenInvariant);
  columns.AddNode({});
  columns.AddNode({});
  columns.AddNode({.parent = 1});
  EXPECT_THROW(columns.AddNode({.parent = 0}), BrokenInvariant);  // not depth first
  columns.Compute();
  EXPECT_THROW(columns.NodeFigureOf(3, 1), BrokenInvariant);
  EXPECT_THROW(columns.NodeFigureOf(0, 5), BrokenInvariant);
  EXPECT_THROW(columns.SetRealised(0, 1, Quantity()), BrokenInvariant);
  QuarterMoney huge;
  huge.ceiling.fill(Money::Sen(INT64_MAX));
  const PlanColumns before = columns;
  EXPECT_THROW(columns.SetMoney(2, huge), BrokenInvariant);
  EXPECT_TRUE(columns.SameFigures(before));
}

}  // namespace
}  // namespace sinergi::performance
