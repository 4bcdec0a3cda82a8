#include "modules/assessment/instrument_scoring.h"

#include <gtest/gtest.h>

#include "modules/assessment/index.h"
#include "modules/assessment/instrument_file.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/levels_file.h"

namespace sinergi::assessment {
namespace {

std::string IndexOf(const Instrument& instrument, const std::string& csv) {
  const Result<Levels> levels = ReadLevels(instrument, csv, "f");
  if (!levels.ok()) return levels.error().fields[0].code;
  const Result<Index> index = ComputeIndex(instrument, *levels, 2024);
  if (!index.ok()) return index.error().code;
  return FixedText(index->printed) + " " +
         instrument.predicates[static_cast<size_t>(index->predicate)].name.id;
}

std::string All(const Instrument& instrument, const std::string& value) {
  std::string csv = "code,value\n";
  for (const Item& item : instrument.items) csv += item.code + "," + value + "\n";
  return csv;
}

// Planning A, measuring BB, reporting B, evaluation CC: 27 + 24 + 10.5 + 15.
TEST(InstrumentScoring, SakipByGradesOfSubComponents) {
  const Instrument sakip = *ShippedInstrument("sakip-2021");
  EXPECT_EQ(sakip.scoring, "grade");
  const char* grades[] = {"A", "BB", "B", "CC"};
  std::string csv = "code,value\n";
  for (const Item& item : sakip.items) csv += item.code + "," + grades[item.code[0] - '1'] + "\n";
  EXPECT_EQ(IndexOf(sakip, csv), "76.50 BB");
  EXPECT_EQ(IndexOf(sakip, All(sakip, "AA")), "100.00 AA");
  EXPECT_EQ(IndexOf(sakip, All(sakip, "E")), "0.00 D");
  EXPECT_EQ(IndexOf(sakip, All(sakip, "80")), "80.00 BB") << "80 is not above 80";
}

TEST(InstrumentScoring, SakipByCriteria) {
  const Instrument lke = *ScoredBy(*ShippedInstrument("sakip-2021"), "criteria");
  EXPECT_EQ(lke.items.size(), 81u);
  EXPECT_EQ(lke.groups.size(), 16u);
  EXPECT_EQ(IndexOf(lke, All(lke, "Ya")), "100.00 AA");
  EXPECT_EQ(IndexOf(lke, All(lke, "B")), "75.00 BB");
  // Three of the six criteria of 1.a: half of its 6.
  EXPECT_EQ(IndexOf(lke, "code,value\n1.a.1,Ya\n1.a.2,Ya\n1.a.3,Ya\n1.a.4,Tidak\n"), "3.00 D");
  EXPECT_EQ(IndexOf(lke, "code,value\n1.b.1,C\n"), "0.41 D");  // 9/11 × 0.5
}

TEST(InstrumentScoring, SakipByPoints) {
  const Instrument lke = *ScoredBy(*ShippedInstrument("sakip-2021"), "points");
  EXPECT_EQ(IndexOf(lke, "code,value\n1.a.1,0.75\n3.b.1,0.45\n"), "1.20 D");
  EXPECT_EQ(IndexOf(lke, "code,value\n3.b.1,0.46\n"), "assessment.level_unknown");
}

TEST(InstrumentScoring, UnknownOrTwice) {
  const Instrument sakip = *ShippedInstrument("sakip-2021");
  EXPECT_EQ(ScoredBy(sakip, "bintang").error().code, "assessment.scoring_unknown");
  EXPECT_EQ(ScoredBy(*ShippedInstrument("spbe-2020"), "grade").error().code, "assessment.scoring_unknown");
  const Instrument once = *ScoredBy(sakip, "criteria");
  EXPECT_EQ(ScoredBy(once, "criteria")->items.size(), 81u);
  EXPECT_EQ(ScoredBy(once, "grade").error().code, "assessment.scoring_unknown");
}

const char kWeightsFile[] = "code,weight\n1,20\n2,20\n3,15\n4,10\n5,5\n6,10\n7,10\n8,10\n";

TEST(InstrumentScoring, KipTakesTheWeightsOfItsYear) {
  const Instrument kip = *ShippedInstrument("kip");
  const Result<Instrument> weighted = WithWeights(kip, kWeightsFile, "w");
  ASSERT_TRUE(weighted.ok()) << weighted.error().fields[0].code;
  EXPECT_EQ(RatioText(weighted->groups[0].weight), "80");
  EXPECT_EQ(IndexOf(*weighted, "kode;nilai\n1;100\n2;95,5\n3;90\n4;90\n5;90\n6;90\n7;90\n8;90\n"),
            "93.10 Informatif");
  const Result<Instrument> few =
      WithWeights(kip, "kode;bobot\n1;100/3\n2;100/3\n3;100/3\n4;0\n5;0\n6;0\n7;0\n8;0\n", "w");
  ASSERT_TRUE(few.ok());
  EXPECT_EQ(few->items.size(), 3u);
  EXPECT_EQ(few->groups.size(), 1u);
  EXPECT_EQ(IndexOf(*few, "code,value\n1,80\n2,80\n3,80\n"), "80.00 Menuju Informatif");
}

TEST(InstrumentScoring, WeightsThatDoNotFit) {
  const Instrument kip = *ShippedInstrument("kip");
  const std::pair<const char*, const char*> cases[] = {
      {"code,weight\n1,100\n", "assessment.weight_of_item_missing"},
      {"code,weight\n1,20\n2,20\n3,15\n4,10\n5,5\n6,10\n7,10\n8,9\n", "instrument.weights_sum"},
      {"code,weight\n1,-20\n2,20\n3,15\n4,10\n5,5\n6,10\n7,10\n8,10\n", "instrument.bad_weight"},
      {"code,value\n1,20\n", "assessment.column_missing"},
      {"code,weight\n9,20\n", "assessment.code_unknown"}};
  for (const auto& [csv, code] : cases) {
    const Result<Instrument> read = WithWeights(kip, csv, "w");
    ASSERT_FALSE(read.ok()) << csv;
    EXPECT_EQ(read.error().code, "assessment.bad_weights");
    EXPECT_EQ(read.error().fields[0].code, code) << csv;
  }
  EXPECT_EQ(WithWeights(*ShippedInstrument("spbe-2020"), kWeightsFile, "w").error().code,
            "assessment.weights_fixed");
}

}  // namespace
}  // namespace sinergi::assessment
