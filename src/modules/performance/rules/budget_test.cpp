#include "modules/performance/rules/budget.h"

#include <gtest/gtest.h>

namespace sinergi::performance {
namespace {

Budget Leaf(int64_t ceiling, int64_t realised, int64_t cash_plan) {
  Budget budget;
  budget.renstra = Money::Rupiah(ceiling * 5);
  budget.realised_before = Money::Rupiah(ceiling * 2);
  budget.ceiling = Money::Rupiah(ceiling);
  budget.realised = Money::Rupiah(realised);
  budget.cash_plan = Money::Rupiah(cash_plan);
  budget.by_quarter[0] = Money::Rupiah(realised);
  return budget;
}

TEST(Budget, FiguresOfOneLeaf) {
  // Rp 3.6 billion ceiling, 3.4 billion realised, 3.5 billion planned to date.
  const Budget b = Leaf(3'600'000'000, 3'400'000'000, 3'500'000'000);
  EXPECT_EQ(b.Absorption()->Print(), "94,44");
  EXPECT_EQ(b.Remaining(), Money::Rupiah(200'000'000));
  EXPECT_EQ(b.Deviation(), Money::Rupiah(-100'000'000));
  EXPECT_EQ(b.RealisedToDate(), Money::Rupiah(10'600'000'000));
  EXPECT_EQ(b.RenstraRate()->Plain(), "58.888889");
}

TEST(Budget, WithoutACeilingThereIsNoAbsorption) {
  EXPECT_EQ(Leaf(0, 0, 0).Absorption(), std::nullopt);
  EXPECT_EQ(Leaf(0, 5, 0).Absorption(), std::nullopt);
  EXPECT_EQ(Leaf(0, 5, 0).RenstraRate(), std::nullopt);
  EXPECT_EQ(Leaf(4, 5, 0).Absorption(), Score::Percent(125)) << "overspent is shown";
  EXPECT_EQ(Leaf(4, 5, 0).Remaining(), Money::Rupiah(-1));
}

TEST(Budget, LeavesAddUp) {
  Budget sum = Leaf(100, 50, 60);
  sum += Leaf(300, 30, 90);
  EXPECT_EQ(sum.ceiling, Money::Rupiah(400));
  EXPECT_EQ(sum.renstra, Money::Rupiah(2000));
  EXPECT_EQ(sum.realised_before, Money::Rupiah(800));
  EXPECT_EQ(sum.by_quarter[0], Money::Rupiah(80));
  EXPECT_EQ(sum.Absorption(), Score::Percent(20)) << "not the mean of 50 % and 10 %";
  EXPECT_EQ(sum.Deviation(), Money::Rupiah(-70));
}

}  // namespace
}  // namespace sinergi::performance
