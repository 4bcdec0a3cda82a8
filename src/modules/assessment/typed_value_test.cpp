#include "modules/assessment/typed_value.h"

#include <gtest/gtest.h>

#include "modules/assessment/assessment.h"
#include "modules/assessment/instrument_file.h"
#include "modules/assessment/instrument_scoring.h"

namespace sinergi::assessment {
namespace {

const Instrument& Points() {
  static const Instrument sakip = *ScoredBy(*ShippedInstrument("sakip-2021"), "points");
  return sakip;
}

TEST(TypedValue, PointsAreTypedAndTheirShareOfTheWeightIsKept) {
  const Ratio weight = Points().items[0].weight;
  struct Case {
    Ratio typed, kept;
  };
  const Case cases[] = {
      {Ratio{}, Ratio{}}, {weight, Ratio{100, 1}}, {*Divide(weight, Ratio{4, 1}), Ratio{25, 1}}};
  for (const Case& one : cases) {
    EXPECT_EQ(AsKept(Points(), 0, one.typed), one.kept);
    EXPECT_EQ(AsTyped(Points(), 0, one.kept), one.typed);
  }
  EXPECT_EQ(TypedText(Points(), 0, Ratio{100, 1}), PrintValue(weight));
  EXPECT_EQ(TypedText(Points(), 0, {}), "–");
}

TEST(TypedValue, LevelsStayAsTheyAre) {
  const Instrument spbe = *ShippedInstrument("spbe-2020");
  EXPECT_FALSE(TakesPoints(spbe, 0));
  EXPECT_EQ(AsKept(spbe, 0, Ratio{3, 1}), (Ratio{3, 1}));
  EXPECT_EQ(TypedText(spbe, 0, Ratio{3, 1}), "3");
}

TEST(TypedValue, MorePointsThanTheWeightAreRefusedInPoints) {
  Answer answer;
  answer.value = AsKept(Points(), 0, *Multiply(Points().items[0].weight, Ratio{2, 1}));
  const Status status = CheckAnswer(Points(), 0, answer, {});
  ASSERT_FALSE(status.ok());
  EXPECT_EQ(status.error().fields[0].code, "assessment.value_unknown");
  EXPECT_EQ(status.error().fields[0].args[0], PrintValue(*Multiply(Points().items[0].weight, Ratio{2, 1})));
}

}  // namespace
}  // namespace sinergi::assessment
