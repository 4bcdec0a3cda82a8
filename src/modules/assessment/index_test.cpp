#include "modules/assessment/index.h"

#include <gtest/gtest.h>

#include <fstream>

#include "modules/assessment/instrument_file.h"
#include "modules/assessment/instrument_number.h"

namespace sinergi::assessment {
namespace {

Ratio R(const char* text) {
  return *ReadRatio(text);
}

// Sets the items `first` to `last` by their codes.
void Set(const Instrument& instrument, Levels& levels, int first, int last, const char* value) {
  for (int code = first; code <= last; ++code)
    levels[static_cast<size_t>(instrument.FindItem(std::to_string(code)))] = R(value);
}

std::string GroupOf(const Instrument& instrument, const Index& index, Group::Kind kind, const char* code) {
  for (size_t g = 0; g < instrument.groups.size(); ++g)
    if (instrument.groups[g].kind == kind && instrument.groups[g].code == code)
      return FixedText(index.groups[g].printed);
  return "";
}

// The examples printed in PermenPANRB 59/2020.
TEST(Index, WorkedExamplesOfTheRegulation) {
  const Instrument spbe = *ShippedInstrument("spbe-2020");
  Levels levels(spbe.items.size());
  const char* aspect_two[] = {"3", "4", "3", "2"};
  for (int i = 0; i < 4; ++i) Set(spbe, levels, 11 + i, 11 + i, aspect_two[i]);
  EXPECT_EQ(GroupOf(spbe, *ComputeIndex(spbe, levels, 0), Group::Kind::kAspect, "2"), "3.00");
  Set(spbe, levels, 11, 14, "3");
  Set(spbe, levels, 15, 18, "4");
  Set(spbe, levels, 19, 20, "3");
  EXPECT_EQ(GroupOf(spbe, *ComputeIndex(spbe, levels, 0), Group::Kind::kDomain, "2"), "3.40");
  Set(spbe, levels, 1, 10, "3.7");
  Set(spbe, levels, 21, 31, "3");
  Set(spbe, levels, 32, 47, "3.2");
  const Index index = *ComputeIndex(spbe, levels, 0);
  EXPECT_EQ(FixedText(index.printed), "3.28");
  EXPECT_EQ(RatioText(index.exact), "1641/500");
  EXPECT_EQ(spbe.predicates[static_cast<size_t>(index.predicate)].name.id, "Baik");
}

// A half goes up; binary fractions print 4.50.
TEST(Index, RoundsHalvesUpOnce) {
  const Instrument spbe = *ShippedInstrument("spbe-2020");
  Levels levels(spbe.items.size());
  Set(spbe, levels, 1, 47, "5");
  Set(spbe, levels, 21, 31, "2");
  const Index index = *ComputeIndex(spbe, levels, 2024);
  EXPECT_EQ(RatioText(index.exact), "901/200");
  EXPECT_EQ(FixedText(index.printed), "4.51");
}

struct PredicateCase {
  const char* instrument;
  const char* index;
  int year;  // 0: not named
  const char* predicate;
};

TEST(Index, PredicatesByTheRuleOfTheirYear) {
  const PredicateCase cases[] = {
      {"spbe-2020", "4.2", 2024, "Memuaskan"},   {"spbe-2020", "4.1999", 2024, "Sangat Baik"},
      {"spbe-2020", "4.195", 2023, "Memuaskan"}, {"spbe-2020", "4.1949", 2023, "Sangat Baik"},
      {"spbe-2020", "3.4985", 2024, "Baik"},     {"spbe-2020", "3.4985", 2023, "Sangat Baik"},
      {"spbe-2020", "2.5985", 2024, "Cukup"},    {"spbe-2020", "1.7995", 2023, "Cukup"},
      {"spbe-2020", "1.7995", 2022, "Kurang"},   {"spbe-2020", "1.7995", 0, "Kurang"},
      {"spbe-2020", "1.8", 2025, "Cukup"},       {"spbe-2020", "0", 2023, "Kurang"},
      {"spbe-2018", "2.5985", 2019, "Cukup"},    {"spbe-2018", "2.6", 2019, "Baik"},
      {"pemdi-2026", "4", 2026, "Memuaskan"},    {"pemdi-2026", "3.9999", 2026, "Sangat Baik"},
      {"pemdi-2026", "2.5", 2026, "Baik"},       {"pemdi-2026", "1.49", 2026, "Kurang"},
      {"sakip-2021", "90", 2024, "A"},           {"sakip-2021", "90.01", 2024, "AA"},
      {"sakip-2021", "80", 2024, "BB"},          {"sakip-2021", "60.0001", 2024, "B"},
      {"sakip-2021", "30", 2024, "D"},           {"sakip-2021", "0", 2024, "D"},
      {"epss-2022", "2.6", 2023, "Baik"},        {"epss-2022", "2.5999", 2023, "Cukup"},
      {"kip", "90", 2024, "Informatif"},         {"kip", "89.999", 2024, "Menuju Informatif"},
      {"kip", "39.9", 2024, "Tidak Informatif"}, {"kip", "60", 2024, "Cukup Informatif"}};
  for (const PredicateCase& each : cases) {
    const Instrument instrument = *ShippedInstrument(each.instrument);
    const int predicate = PredicateOfIndex(instrument, R(each.index), each.year);
    EXPECT_EQ(instrument.predicates[static_cast<size_t>(predicate)].name.id, each.predicate)
        << each.instrument << " " << each.index << " " << each.year;
  }
}

// Kota Denpasar 2018, as published: items, aspects, domains, index.
TEST(Index, ACityOf2018) {
  const Instrument spbe = *ShippedInstrument("spbe-2018");
  const std::string digits =
      "1113233"
      "2111333133"
      "13"
      "23"
      "322"
      "3144434"
      "323133";
  Levels levels;
  for (const char digit : digits) levels.push_back(Ratio{digit - '0', 1});
  const Index index = *ComputeIndex(spbe, levels, 2018);
  const char* aspects[] = {"2.00", "2.10", "2.00", "2.50", "2.33", "3.29", "2.50"};
  for (int a = 0; a < 7; ++a)
    EXPECT_EQ(GroupOf(spbe, index, Group::Kind::kAspect, std::to_string(a + 1).c_str()), aspects[a]);
  EXPECT_EQ(GroupOf(spbe, index, Group::Kind::kDomain, "1"), "2.06");
  EXPECT_EQ(GroupOf(spbe, index, Group::Kind::kDomain, "2"), "2.29");
  EXPECT_EQ(GroupOf(spbe, index, Group::Kind::kDomain, "3"), "3.00");
  EXPECT_EQ(FixedText(index.printed), "2.64");
  EXPECT_EQ(spbe.predicates[static_cast<size_t>(index.predicate)].name.id, "Baik");
}

TEST(Index, PemdiOfDecimals) {
  const Instrument pemdi = *ShippedInstrument("pemdi-2026");
  Levels levels(pemdi.items.size(), R("11/3"));
  levels[19] = R("3.25");
  const Index index = *ComputeIndex(pemdi, levels, 2026);
  EXPECT_EQ(RatioText(index.exact), "173/48");  // (85 × 11/3 + 15 × 13/4) / 100
  EXPECT_EQ(FixedText(index.printed), "3.60");
  EXPECT_EQ(GroupOf(pemdi, index, Group::Kind::kAspect, "7"), "3.42");
  for (auto& level : levels) level = R("3.6666666666666665");
  EXPECT_EQ(FixedText(ComputeIndex(pemdi, levels, 2026)->printed), "3.67");
}

// Weights of weights: 60 % of 21 % of 24 %.
TEST(Index, EpssIsNested) {
  const Instrument epss = *ShippedInstrument("epss-2022");
  Levels levels(epss.items.size(), R("3"));
  levels[static_cast<size_t>(epss.FindItem("20101"))] = R("5");
  const Index index = *ComputeIndex(epss, levels, 2023);
  EXPECT_EQ(index.exact, R("3.06048"));
  EXPECT_EQ(GroupOf(epss, index, Group::Kind::kAspect, "201"), "4.20");
  EXPECT_EQ(GroupOf(epss, index, Group::Kind::kDomain, "2"), "3.25");  // 3 + 2 × 0.126 = 3.252
}

// Not answered counts as 0 and is counted as not answered.
TEST(Index, UnansweredIsZeroAndSaid) {
  const Instrument spbe = *ShippedInstrument("spbe-2020");
  Levels levels(spbe.items.size());
  levels[0] = R("5");
  const Index index = *ComputeIndex(spbe, levels, 2024);
  EXPECT_EQ(RatioText(index.exact), "13/200");
  EXPECT_EQ(index.answered, 1);
  EXPECT_EQ(index.items, 47);
}

TEST(Index, NeedsWeights) {
  const Instrument kip = *ShippedInstrument("kip");
  EXPECT_EQ(ComputeIndex(kip, Levels(kip.items.size()), 2024).error().code, "assessment.weights_missing");
}

}  // namespace
}  // namespace sinergi::assessment
