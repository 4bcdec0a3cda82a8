#include "modules/assessment/crosswalk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/assessment/instrument_file.h"

namespace sinergi::assessment {
namespace {

Instrument TwoItems(const std::string& id, const std::string& a, const std::string& b) {
  return *ReadInstrument(
      "instrument: " + id +
          "\ntitle: T\nbasis: B\nlevels: {l: {1: Satu, 2: Dua}}\n"
          "predicate: {bounds: [[0, Ada]]}\ntree:\n  - {aspect: A, name: A, items: [{item: " +
          a + ", name: N, weight: 60}, {item: " + b + ", name: M, weight: 40}]}\n",
      id);
}

TEST(Crosswalk, TheShippedOneNamesEveryItem) {
  const Result<Crosswalk> walk = ShippedCrosswalk("spbe-2018", "spbe-2020");
  ASSERT_TRUE(walk.ok());
  ASSERT_EQ(walk->pairs.size(), 47u);
  EXPECT_EQ(walk->pairs[0].to, "1");
  EXPECT_EQ(walk->pairs[0].from, "3");
  EXPECT_EQ(walk->pairs[0].strength, Strength::kWeak);
  EXPECT_EQ(walk->pairs[2].strength, Strength::kNew);
  EXPECT_EQ(walk->pairs[46].from, "35-3");
  EXPECT_EQ(StrengthWord(walk->pairs[14].strength), "sedang");
  EXPECT_EQ(walk->ended.size(), 14u);
  EXPECT_EQ(ShippedCrosswalk("spbe-2020", "pemdi-2026").error().code, "assessment.crosswalk_unknown");
  EXPECT_EQ(ShippedCrosswalk("../texts", "x").error().code, "assessment.crosswalk_unknown");
}

struct PairsCase {
  const char *pairs, *fault;
};

TEST(Crosswalk, NamesEveryFaultByItsPlace) {
  const Instrument older = TwoItems("lama", "a", "b"), newer = TwoItems("baru", "x", "y");
  const std::string head = "crosswalk: lama-baru\nfrom: lama\nto: baru\n";
  const PairsCase cases[] = {
      {"pairs:\n  - {to: x, from: a, strength: kuat}\n  - {to: y, from: b, strength: lemah}\n", ""},
      {"pairs:\n  - {to: x, from: a, strength: kuat}\n  - {to: y, strength: baru}\nended: [b]\n", ""},
      {"pairs:\n  - {to: x, from: a, strength: kuat}\n  - {to: y, strength: baru}\n",
       "5:3 instrument.pair_missing"},
      {"pairs:\n  - {to: x, from: a, strength: kuat}\nended: [b]\n", "5:3 instrument.pair_missing"},
      {"pairs:\n  - {to: z, from: a, strength: kuat}\n", "5:10 assessment.code_unknown"},
      {"pairs:\n  - {to: x, from: c, strength: kuat}\n", "5:19 assessment.code_unknown"},
      {"pairs:\n  - {to: x, strength: kuat}\n", "5:23 instrument.pair_strength"},
      {"pairs:\n  - {to: x, from: a, strength: baru}\n", "5:32 instrument.pair_strength"},
      {"pairs:\n  - {to: x, from: a, strength: erat}\n", "5:32 data_file.unknown_word"},
      {"pairs:\n  - {to: x, from: a, strength: kuat}\n  - {to: x, from: a, strength: lemah}\n",
       "6:5 instrument.doubled_code"},
      {"pairs:\n  - {to: x, from: a, strength: kuat}\n  - {to: y, from: b, strength: kuat}\nended: [a]\n",
       "7:9 instrument.doubled_code"},
      {"pairs: []\n", "4:8 data_file.not_a_list"},
      {"", "1:1 data_file.missing_key"}};
  for (const PairsCase& each : cases) {
    const Result<Crosswalk> walk = ReadCrosswalk(head + each.pairs, "f", older, newer);
    std::vector<std::string> faults;
    if (!walk.ok())
      for (const FieldError& field : walk.error().fields)
        faults.push_back(field.field.substr(2) + " " + field.code);
    if (each.fault[0] == 0) {
      EXPECT_TRUE(walk.ok()) << each.pairs << testing::PrintToString(faults);
    } else {
      EXPECT_THAT(faults, testing::Contains(std::string(each.fault))) << each.pairs;
    }
  }
}

TEST(Crosswalk, FindsTheInstrumentsItNames) {
  const auto fault = [](const std::string& yaml) {
    const Result<Crosswalk> walk = ReadCrosswalk(yaml, "f");
    return walk.ok() ? "" : walk.error().fields[0].field + " " + walk.error().fields[0].code;
  };
  EXPECT_EQ(fault("crosswalk: a\nfrom: spbe-2018\nto: spbe-2099\npairs: []\n"),
            "f:3:5 assessment.instrument_unknown");
  EXPECT_EQ(fault("crosswalk: a\nto: spbe-2020\n"), "f:1:1 data_file.missing_key");
  EXPECT_TRUE(IsCrosswalkFile("# x\ncrosswalk: a\n"));
  EXPECT_FALSE(IsCrosswalkFile("instrument: crosswalk\n"));
}

}  // namespace
}  // namespace sinergi::assessment
