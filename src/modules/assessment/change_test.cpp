#include "modules/assessment/change.h"

#include <gmock/gmock.h>

#include <set>

#include "kit/instruments.h"
#include "modules/assessment/instrument_number.h"

namespace sinergi::assessment {
namespace {

using testing::ElementsAre;
using testkit::Exactly;
using testkit::Rational;

Crosswalk RandomWalk(std::mt19937& random, const Instrument& from, const Instrument& to) {
  Crosswalk walk;
  std::set<std::string> used;
  for (const Item& item : to.items) {
    const size_t count = random() % 3;
    std::set<std::string> mine;
    for (size_t k = 0; k < count; ++k) mine.insert(from.items[random() % from.items.size()].code);
    for (const std::string& code : mine)
      walk.pairs.push_back({code, item.code, static_cast<Strength>(random() % 3), ""});
    if (mine.empty()) walk.pairs.push_back({"", item.code, Strength::kNew, ""});
    used.insert(mine.begin(), mine.end());
  }
  for (const Item& item : from.items)
    if (!used.contains(item.code)) walk.ended.push_back(item.code);
  return walk;
}

TEST(Change, PartsAndItemsAlwaysSumToTheDifference) {
  std::mt19937 random(9);
  for (int round = 0; round < 400; ++round) {
    const Instrument from = testkit::RandomInstrument(random, 3 + static_cast<int>(random() % 10));
    const Instrument to = testkit::RandomInstrument(random, 3 + static_cast<int>(random() % 10));
    const Levels before = testkit::RandomLevels(random, from.items.size()),
                 after = testkit::RandomLevels(random, to.items.size());
    const Crosswalk walk = RandomWalk(random, from, to);
    for (const Strength weakest : {Strength::kStrong, Strength::kMedium, Strength::kWeak}) {
      const Result<Change> change = ExplainChange({from, before}, {to, after}, walk, weakest);
      ASSERT_TRUE(change.ok());
      const Rational difference = testkit::PlainIndex(to, after) - testkit::PlainIndex(from, before);
      EXPECT_EQ(Exactly(change->difference), difference);
      Rational parts = 0, by_part[4] = {};
      for (const Ratio& part : change->parts) parts += Exactly(part);
      for (const ItemEffect& item : change->items)
        by_part[static_cast<size_t>(item.cause)] += Exactly(item.effect);
      EXPECT_EQ(parts, difference);
      for (const Cause cause : kCauses)
        EXPECT_EQ(Exactly(change->Of(cause)), by_part[static_cast<size_t>(cause)]);
    }
  }
}

// "10←1 both 1/5", with "-" where there is no item.
std::vector<std::string> ToldChange(const Change& change, const Instrument& from, const Instrument& to) {
  std::vector<std::string> told;
  for (const ItemEffect& item : change.items)
    told.push_back(fmt::format("{}←{} {} {}",
                               item.item < 0 ? "-" : to.items[static_cast<size_t>(item.item)].code,
                               item.old_item < 0 ? "-" : from.items[static_cast<size_t>(item.old_item)].code,
                               Name(item.cause), RatioText(item.effect)));
  return told;
}

Ratio Whole(int value) {
  return {value, 1};
}

TEST(Change, TellsAReaderWhatHeExpects) {
  const Instrument from = testkit::InstrumentOf({{"1", {40, 1}}, {"2", {40, 1}}, {"3", {20, 1}}});
  const Instrument to = testkit::InstrumentOf({{"a", {40, 1}}, {"b", {20, 1}}, {"c", {40, 1}}});
  const Crosswalk walk{
      "w",
      "old",
      "new",
      {{"1", "a", Strength::kStrong, ""}, {"2", "b", Strength::kWeak, ""}, {"", "c", Strength::kNew, ""}},
      {"3"}};
  const auto told = [&](const Levels& before, const Levels& after, Strength weakest = Strength::kWeak) {
    return ToldChange(*ExplainChange({from, before}, {to, after}, walk, weakest), from, to);
  };
  // Everything stands at the same level: nothing moved the index, whatever the weights.
  EXPECT_THAT(told({Whole(3), Whole(3), Whole(3)}, {Whole(3), Whole(3), Whole(3)}),
              ElementsAre("a←1 both 0", "b←2 both 0", "c←- new 0", "-←3 dropped 0"));
  // Old index 3 (levels 3, 4, 1). a rises by one; b weighs 20 less and stood one above; c is two below; 3 was
  // two below.
  EXPECT_THAT(
      told({Whole(3), Whole(4), Whole(1)}, {Whole(4), Whole(4), Whole(1)}),
      ElementsAre("a←1 both 2/5", "b←2 both 0", "b←2 weights -1/5", "c←- new -4/5", "-←3 dropped 2/5"));
  // A weak pair that does not count is something new and something dropped.
  EXPECT_THAT(
      told({Whole(3), Whole(4), Whole(1)}, {Whole(4), Whole(4), Whole(1)}, Strength::kMedium),
      ElementsAre("a←1 both 2/5", "b←- new 1/5", "c←- new -4/5", "-←2 dropped -2/5", "-←3 dropped 2/5"));
  // No answer counts as level 0.
  EXPECT_THAT(told({Whole(3), Whole(3), Whole(3)}, {{}, Whole(3), Whole(3)}),
              ElementsAre("a←1 both -6/5", "b←2 both 0", "c←- new 0", "-←3 dropped 0"));
}

TEST(Change, SharesWeightsAmongSeveral) {
  const Instrument from = testkit::InstrumentOf({{"1", {50, 1}}, {"2", {50, 1}}});
  const Instrument to = testkit::InstrumentOf({{"a", {60, 1}}, {"b", {20, 1}}, {"c", {20, 1}}});
  // 1 lives on in a and b (its 50 as 37.5 and 12.5); c comes of 2; a also comes of 2 (60 as 30 and 30).
  const Crosswalk walk{"w",
                       "old",
                       "new",
                       {{"1", "a", Strength::kStrong, ""},
                        {"2", "a", Strength::kStrong, ""},
                        {"1", "b", Strength::kMedium, ""},
                        {"2", "c", Strength::kStrong, ""}},
                       {}};
  const Levels before = {Whole(2), Whole(4)}, after = {Whole(3), Whole(3), Whole(5)};
  const Change change = *ExplainChange({from, before}, {to, after}, walk);
  EXPECT_THAT(ToldChange(change, from, to),
              ElementsAre("a←1 both 3/10", "a←1 weights 3/40", "a←2 both -3/10", "a←2 weights -3/40",
                          "b←1 both 1/5", "b←1 weights -3/40", "c←2 both 1/5", "c←2 weights 3/40"));
  EXPECT_EQ(RatioText(change.difference), "2/5");
}

TEST(Change, OfOneInstrumentIsLevelsOnly) {
  std::mt19937 random(4);
  const Instrument instrument = testkit::RandomInstrument(random, 9);
  const Levels before = testkit::RandomLevels(random, 9, true),
               after = testkit::RandomLevels(random, 9, true);
  const Change change = *ExplainChange({instrument, before}, {instrument, after}, SameItems(instrument));
  EXPECT_EQ(change.items.size(), 9u);
  EXPECT_EQ(change.Of(Cause::kBoth), change.difference);
  for (const ItemEffect& item : change.items) {
    const auto at = static_cast<size_t>(item.item);
    EXPECT_EQ(item.item, item.old_item);
    EXPECT_EQ(Exactly(item.effect),
              Exactly(instrument.items[at].weight) / 100 *
                  (Exactly(after[at].value_or(Ratio{})) - Exactly(before[at].value_or(Ratio{}))));
  }
}

TEST(Change, ReadBackwardsEndsWhereItBegan) {
  std::mt19937 random(12);
  for (int round = 0; round < 50; ++round) {
    const Instrument from = testkit::RandomInstrument(random, 5), to = testkit::RandomInstrument(random, 7);
    const Crosswalk walk = RandomWalk(random, from, to), back = Inverse(walk, from);
    const Levels before = testkit::RandomLevels(random, 5), after = testkit::RandomLevels(random, 7);
    const Result<Change> change = ExplainChange({to, after}, {from, before}, back);
    ASSERT_TRUE(change.ok());
    EXPECT_EQ(Exactly(change->difference),
              testkit::PlainIndex(from, before) - testkit::PlainIndex(to, after));
    std::vector<std::string> once, twice;
    for (const CrosswalkPair& pair : walk.pairs) once.push_back(pair.from + ">" + pair.to);
    for (const CrosswalkPair& pair : Inverse(back, to).pairs) twice.push_back(pair.from + ">" + pair.to);
    EXPECT_THAT(twice, testing::UnorderedElementsAreArray(once));
  }
}

}  // namespace
}  // namespace sinergi::assessment
