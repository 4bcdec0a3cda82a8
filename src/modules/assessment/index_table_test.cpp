#include "modules/assessment/index_table.h"

#include <gmock/gmock.h>

#include "kit/instruments.h"

namespace sinergi::assessment {
namespace {

using testkit::Exactly;
using testkit::Rational;

bool IsIn(const Instrument& instrument, size_t item, int wanted) {
  for (int g = instrument.items[item].group; g >= 0; g = instrument.groups[static_cast<size_t>(g)].parent)
    if (g == wanted) return true;
  return false;
}

TEST(IndexTable, EqualsThePlainSumForAnyInstrument) {
  std::mt19937 random(20260601);
  for (int round = 0; round < 300; ++round) {
    const Instrument instrument = testkit::RandomInstrument(random, 3 + static_cast<int>(random() % 45));
    const IndexTable table(instrument);
    const Levels levels = testkit::RandomLevels(random, instrument.items.size(), round % 2 == 1);
    const Result<Index> index = table.Compute(levels, 2023);
    ASSERT_TRUE(index.ok());
    const Rational expected = testkit::PlainIndex(instrument, levels);
    EXPECT_EQ(Exactly(index->exact), expected);
    EXPECT_EQ(testkit::Whole(index->printed.units), testkit::RoundHalfUp(expected * 100));
    EXPECT_EQ(index->predicate, expected >= 3 ? 0 : 1);
    for (size_t g = 0; g < instrument.groups.size(); ++g) {
      Rational sum = 0, weight = 0;
      int items = 0, answered = 0;
      for (size_t i = 0; i < levels.size(); ++i) {
        if (!IsIn(instrument, i, static_cast<int>(g))) continue;
        ++items;
        answered += levels[i].has_value();
        weight += Exactly(instrument.items[i].weight);
        if (levels[i]) sum += Exactly(instrument.items[i].weight) * Exactly(*levels[i]);
      }
      EXPECT_EQ(Exactly(index->groups[g].exact), sum / weight);
      EXPECT_EQ(index->groups[g].items, items);
      EXPECT_EQ(index->groups[g].answered, answered);
    }
  }
}

TEST(IndexTable, RefusesWhatLeavesItsNumbers) {
  const Instrument thirds = testkit::InstrumentOf({{"a", *Ratio::Of(100, 3)}, {"b", *Ratio::Of(200, 3)}});
  const auto code = [](const Instrument& instrument, const Levels& levels) {
    const Result<Index> index = ComputeIndex(instrument, levels, 2023);
    return index.ok() ? index->printed.Plain() : index.error().code;
  };
  EXPECT_EQ(code(thirds, {Ratio{3, 1}, Ratio{3, 1}}), "3");
  EXPECT_EQ(code(thirds, {*Ratio::Of(1, 1'000'000'000'000), Ratio{3, 1}}), "2");
  EXPECT_EQ(code(thirds, {*Ratio::Of(1, 9'999'999'967), *Ratio::Of(1, 9'999'999'943)}),
            "assessment.too_fine");
  EXPECT_EQ(code(thirds, {Ratio{static_cast<Int128>(1) << 100, 1}, {}}), "assessment.too_fine");
  const Int128 prime = 9'223'372'036'854'775'783;
  EXPECT_EQ(
      code(testkit::InstrumentOf({{"a", *Ratio::Of(1, prime)}, {"b", *Ratio::Of(100 * prime - 1, prime)}}),
           {Ratio{3, 1}, Ratio{3, 1}}),
      "assessment.too_fine");  // 100 × prime leaves 64 bits
  EXPECT_EQ(code(thirds, {{}, {}}), "0");
}

}  // namespace
}  // namespace sinergi::assessment
