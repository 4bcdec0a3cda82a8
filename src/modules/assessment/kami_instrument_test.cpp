#include "modules/assessment/kami_instrument.h"

#include <gtest/gtest.h>

#include "modules/assessment/assessment_services.h"

namespace sinergi::assessment {
namespace {

const Instrument& FiveInstrument() {
  static const Instrument kami = InstrumentOf(*ShippedKami("kami-5"));
  return kami;
}

// Levels by the lead of their codes, the last rule that fits; none: not answered.
Levels LevelsOf(const std::vector<std::pair<std::string, int>>& rules) {
  Levels levels;
  for (const Item& item : FiveInstrument().items) {
    std::optional<Ratio> level;
    for (const auto& [lead, value] : rules)
      if (item.code.starts_with(lead)) level = Ratio{value, 1};
    levels.push_back(level);
  }
  return levels;
}

std::string StatusOf(const Index& index) {
  return index.predicate < 0 ? "" : FiveInstrument().predicates[static_cast<size_t>(index.predicate)].name.id;
}

TEST(KamiInstrument, QuestionsAreItemsAndTheirWeightsSumTo100) {
  const Instrument& kami = FiveInstrument();
  ASSERT_EQ(kami.items.size(), 212u);
  EXPECT_EQ(kami.groups.size(), 8u);
  Ratio sum;
  for (const Item& item : kami.items) sum = *Add(sum, item.weight);
  EXPECT_EQ(sum, (Ratio{100, 1}));
  struct Case {
    const char *code, *group, *name;
    int most;
  };
  const Case cases[] = {{"I.1", "I", "Pertanyaan 1", 5},
                        {"II.II.1.1", "II", "Pertanyaan 1 tingkat II, tahap 1", 3},
                        {"II.III.2.3", "II", "Pertanyaan 3 tingkat III, tahap 2", 6},
                        {"IV.V.3.2", "IV", "Pertanyaan 2 tingkat V, tahap 3", 9},
                        {"VIII.27", "VIII", "Pertanyaan 27", 3}};
  for (const Case& one : cases) {
    const int at = kami.FindItem(one.code);
    ASSERT_GE(at, 0) << one.code;
    const Item& item = kami.items[static_cast<size_t>(at)];
    EXPECT_EQ(kami.groups[static_cast<size_t>(item.group)].code, one.group) << one.code;
    EXPECT_EQ(item.name.id, one.name) << one.code;
    EXPECT_EQ(MostPoints(kami, static_cast<size_t>(at)), one.most) << one.code;
  }
}

TEST(KamiInstrument, ItsIndexIsPointsAndStatus) {
  struct Case {
    std::vector<std::pair<std::string, int>> rules;
    int64_t points;
    const char* status;
  };
  const Case cases[] = {
      {{{"", 3}, {"I.", 5}}, 918, "Baik"},
      {{{"", 2}, {"I.", 1}}, 426, "Pemenuhan Kerangka Kerja Dasar"},
      {{{"", 2}, {"I.", 5}}, 426, "Tidak Layak"},
      {{{"II", 3}}, 126 + 72, ""},  // II and III alone; the category is not known
  };
  for (const Case& one : cases) {
    const Levels levels = LevelsOf(one.rules);
    const Result<Index> index = ComputeIndex(FiveInstrument(), levels, 2025);
    ASSERT_TRUE(index.ok());
    EXPECT_EQ(index->printed.units, one.points);
    EXPECT_EQ(index->printed.places, 0);
    EXPECT_EQ(StatusOf(*index), one.status) << one.points;
  }
}

TEST(KamiInstrument, AGroupHasItsOwnPointsAndCompleteness) {
  const Index index = *ComputeIndex(FiveInstrument(), LevelsOf({{"II.", 3}}), 2025);
  EXPECT_EQ(index.answered, 22);
  EXPECT_EQ(index.items, 212);
  EXPECT_EQ(index.groups[0].items, 10);
  EXPECT_EQ(index.groups[1].exact, (Ratio{126, 1}));
  EXPECT_EQ(index.groups[1].answered, 22);
  EXPECT_EQ(index.groups[2].exact, Ratio());
  EXPECT_EQ(index.groups[7].items, 27);
}

TEST(KamiInstrument, AChangeIsToldQuestionByQuestionAndSumsToTheDifference) {
  const Levels before = LevelsOf({{"", 2}, {"I.", 1}}),
               now = LevelsOf({{"", 2}, {"I.", 1}, {"VII.", 3}, {"II.II.", 3}});
  const Result<Change> change =
      ExplainChange({FiveInstrument(), before}, {FiveInstrument(), now}, SameItems(FiveInstrument()));
  ASSERT_TRUE(change.ok());
  const Index from = *ComputeIndex(FiveInstrument(), before, 0), to = *ComputeIndex(FiveInstrument(), now, 0);
  EXPECT_EQ(change->difference, *Subtract(to.exact, from.exact));
  Ratio sum;
  for (const ItemEffect& item : change->items) sum = *Add(sum, item.effect);
  EXPECT_EQ(sum, change->difference);
  // Stage 3 of area II opens by what rose below it: its questions bring points they did not bring before.
  const auto opened = static_cast<size_t>(FiveInstrument().FindItem("II.IV.3.1"));
  EXPECT_EQ(change->items[opened].effect, (Ratio{6, 1}));
}

TEST(KamiInstrument, StandsOnTheShelfWithTheOthers) {
  InstrumentShelf shelf;
  const auto kami = shelf.Get("kami-5", "");
  ASSERT_TRUE(kami.ok());
  EXPECT_TRUE((*kami)->kami);
  EXPECT_FALSE((*shelf.Get("spbe-2020", ""))->kami);
  EXPECT_EQ(shelf.Get("kami-9", "").error().code, "assessment.instrument_unknown");
}

}  // namespace
}  // namespace sinergi::assessment
