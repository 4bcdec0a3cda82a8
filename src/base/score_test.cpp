#include "base/score.h"

#include <gtest/gtest.h>

namespace sinergi {
namespace {

TEST(Score, IsAnExactRatioRoundedOnce) {
  struct Row {
    int64_t part, whole;
    const char* plain;
    const char* printed;
  };
  const Row kTable[] = {
      {36, 34, "105.882353", "105,88"},     {1, 3, "33.333333", "33,33"},
      {2, 3, "66.666667", "66,67"},         {0, 5, "0.000000", "0,00"},
      {5, 5, "100.000000", "100,00"},       {-1, 3, "-33.333333", "-33,33"},
      {1, 200'000'000, "0.000001", "0,00"}, {1, 200'000'001, "0.000000", "0,00"},
      {4'505, 100'000, "4.505000", "4,51"},
  };
  for (const Row& row : kTable) {
    EXPECT_EQ(Score::OfRatio(row.part, row.whole)->Plain(), row.plain);
    EXPECT_EQ(Score::OfRatio(row.part, row.whole)->Print(), row.printed);
  }
}

TEST(Score, IsEmptyWhereThereIsNoAnswer) {
  EXPECT_EQ(Score::OfRatio(5, 0), std::nullopt);
  EXPECT_EQ(Score::OfRatio(INT64_MAX, 1), std::nullopt);
  EXPECT_EQ(Score::OfRatio(INT64_MAX, INT64_MAX), Score::Percent(100));
  EXPECT_EQ(Score::OfRatio(0, INT64_MAX), Score());
}

}  // namespace
}  // namespace sinergi
