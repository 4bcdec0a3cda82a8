#include "modules/performance/rules/predicate.h"

#include <gtest/gtest.h>

namespace sinergi::performance {
namespace {

using enum Predicate;

TEST(Predicate, BothRulesOnTheirEdges) {
  struct Row {
    int64_t micro;  // of a percent
    Predicate above, from;
  };
  const Row kTable[] = {
      // figure, > 90 75 65 50 (Permendagri 86/2017), ≥ 91 76 66 51
      {100'000'000, kVeryHigh, kVeryHigh},
      {91'000'000, kVeryHigh, kVeryHigh},
      {90'995'000, kVeryHigh, kVeryHigh},  // prints 91,00
      {90'994'999, kVeryHigh, kHigh},
      {90'500'000, kVeryHigh, kHigh},
      {90'005'000, kVeryHigh, kHigh},  // prints 90,01
      {90'004'999, kHigh, kHigh},      // prints 90,00
      {90'004'000, kHigh, kHigh},
      {90'000'000, kHigh, kHigh},
      {76'000'000, kHigh, kHigh},
      {75'500'000, kHigh, kMedium},
      {75'000'000, kMedium, kMedium},
      {66'000'000, kMedium, kMedium},
      {65'500'000, kMedium, kLow},
      {65'000'000, kLow, kLow},
      {51'000'000, kLow, kLow},
      {50'500'000, kLow, kVeryLow},
      {50'000'000, kVeryLow, kVeryLow},
      {0, kVeryLow, kVeryLow},
      {233'330'000, kVeryHigh, kVeryHigh},
  };
  for (const Row& row : kTable) {
    EXPECT_EQ(PredicateOf(Score::Micro(row.micro)), row.above) << row.micro;
    EXPECT_EQ(PredicateOf(Score::Micro(row.micro), PredicateRule::kFrom), row.from) << row.micro;
  }
}

TEST(Predicate, HasATextKey) {
  EXPECT_EQ(TextKey(kVeryHigh), "predicate.very_high");
  EXPECT_EQ(TextKey(kVeryLow), "predicate.very_low");
}

}  // namespace
}  // namespace sinergi::performance
