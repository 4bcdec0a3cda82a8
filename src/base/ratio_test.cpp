#include "base/ratio.h"

#include <gtest/gtest.h>

namespace sinergi {
namespace {

TEST(Ratio, IsExactAndBounded) {
  const Ratio third = *Ratio::Of(1, 3);
  EXPECT_EQ(Multiply(third, *Ratio::Of(100, 1))->Round(6)->Plain(), "33.333333");
  EXPECT_EQ(Add(third, *Ratio::Of(2, 3))->Round(0)->units, 1);
  EXPECT_EQ(Subtract(third, third)->Round(2)->units, 0);
  EXPECT_FALSE(Divide(third, Ratio()).has_value());
  EXPECT_FALSE(Ratio::Of(1, 0).has_value());
  EXPECT_EQ(Ratio::Of(-2, -4)->denominator, 2);
  Ratio large = *Ratio::Of(static_cast<Int128>(1) << 100, 1);
  EXPECT_FALSE(Multiply(large, large).has_value());
  EXPECT_FALSE(large.Round(6).has_value());
}

}  // namespace
}  // namespace sinergi
