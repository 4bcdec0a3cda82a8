#include "modules/assessment/totals.h"

#include <gmock/gmock.h>

#include "kit/instruments.h"
#include "modules/assessment/change_text.h"
#include "modules/assessment/instrument_file.h"
#include "modules/assessment/instrument_number.h"

namespace sinergi::assessment {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Instrument Shipped(const char* id) {
  return ShippedInstrument(id).value();
}

std::vector<std::string> TotalsFaults(const Instrument& instrument, const char* csv) {
  const Result<Totals> totals = ReadTotals(instrument, csv, "t.csv");
  std::vector<std::string> faults;
  if (!totals.ok())
    for (const FieldError& field : totals.error().fields) faults.push_back(field.field + " " + field.code);
  return faults;
}

TEST(Totals, AreKnownByTheirCodes) {
  EXPECT_TRUE(HoldsTotals("code,value\nindex,3.17\n"));
  EXPECT_TRUE(HoldsTotals("\xEF\xBB\xBFkode;nilai\r\nIndeks;3,17\r\n"));
  EXPECT_TRUE(HoldsTotals("code,value\nDomain 2,3.1\n"));
  EXPECT_FALSE(HoldsTotals("code,value\n1,3\n2,4\n"));
  EXPECT_FALSE(HoldsTotals("value\n3\n"));
  EXPECT_FALSE(HoldsTotals(""));
  EXPECT_FALSE(HoldsTotals("\xFF\xFE,,\"\n"));
}

TEST(Totals, AreReadByDomainAndIndex) {
  const Instrument spbe = Shipped("spbe-2020");
  const Totals totals =
      ReadTotals(spbe, "kode;nilai\nindeks;3,75\nd1;4,6\nDomain 2;3,7\n3;2,27\n4;\n", "t").value();
  EXPECT_EQ(RatioText(totals.index), "15/4");
  EXPECT_TRUE(totals.index_published);
  EXPECT_EQ(RatioText(*totals.domains[2]), "227/100");
  EXPECT_FALSE(totals.domains[3]);
  const Totals domains = ReadTotals(spbe, "code,value\nd1,4.6\nd2,3.7\nd3,2.27\nd4,4.07\n", "t").value();
  EXPECT_FALSE(domains.index_published);
  EXPECT_EQ(domains.index.Round(4)->Plain(), "3.7494");
}

TEST(Totals, EveryFaultIsToldByLine) {
  const Instrument spbe = Shipped("spbe-2020");
  EXPECT_THAT(TotalsFaults(spbe, "code,value\nindex,tiga\nd9,1\nd1,2\nD1,3\n"),
              ElementsAre("t.csv:2 assessment.total_unreadable", "t.csv:3 assessment.total_code_unknown",
                          "t.csv:5 assessment.code_doubled"));
  EXPECT_THAT(TotalsFaults(spbe, "code,value\nd1,3\n"), ElementsAre("t.csv:1 assessment.totals_missing"));
  EXPECT_THAT(TotalsFaults(spbe, ""),
              ElementsAre("t.csv:1 assessment.column_missing", "t.csv:1 assessment.column_missing"));
  EXPECT_THAT(TotalsFaults(spbe, "code,value\nindex,-1\n"),
              ElementsAre("t.csv:2 assessment.total_unreadable"));
  EXPECT_THAT(TotalsFaults(spbe, "code,value\nindex,101\n"),
              ElementsAre("t.csv:2 assessment.total_unreadable"));
}

TotalsChange Explain(const Instrument& from, const char* before, const Instrument& to, const char* after,
                     const Crosswalk* walk = nullptr) {
  return ExplainTotals({from, ReadTotals(from, before, "a").value()},
                       {to, ReadTotals(to, after, "b").value()}, walk)
      .value();
}

// Twenty new items of weight 33.75: all at level 1 they would by themselves explain a fall of 0.73.
TEST(Totals, TellWhatNewItemsCanHaveDone) {
  const Instrument old = Shipped("spbe-2018"), spbe = Shipped("spbe-2020");
  const Crosswalk walk = ShippedCrosswalk("spbe-2018", "spbe-2020").value();
  const TotalsChange change =
      Explain(old, "code,value\nindex,3.17\n", spbe, "code,value\nindex,2.44\n", &walk);
  EXPECT_EQ(RatioText(change.difference), "-73/100");
  ASSERT_TRUE(change.newcomers);
  EXPECT_EQ(RatioText(change.newcomers->weight), "135/4");
  EXPECT_EQ(change.newcomers->low.Round(4)->Plain(), "-0.7324");
  EXPECT_EQ(change.newcomers->high.Round(4)->Plain(), "0.6176");
  EXPECT_TRUE(change.domains.empty());
  const Wording id{Texts::Shipped(), Lang::kId};
  const std::vector<std::string> sentences = TotalsSentences(id, change, old, spbe);
  ASSERT_EQ(sentences.size(), 2u);
  EXPECT_THAT(sentences[0],
              HasSubstr("turun 0,73, dari 3,17 menurut Evaluasi SPBE (35 indikator) menjadi 2,44"));
  EXPECT_THAT(sentences[1], HasSubstr("tidak dapat dipisahkan"));
  EXPECT_THAT(sentences[1], HasSubstr("antara −0,73"));
  const Reach reach = ReachOfTotals(id, change, old, spbe);
  EXPECT_EQ(reach.can.size(), 2u);
  EXPECT_EQ(reach.cannot.size(), 2u);
}

// The others cannot stand below their lowest level, so the new ones cannot have everything.
TEST(Totals, AreBoundByWhatTheOthersMustHave) {
  const Instrument old = Shipped("spbe-2018"), spbe = Shipped("spbe-2020");
  const Crosswalk walk = ShippedCrosswalk("spbe-2018", "spbe-2020").value();
  const TotalsChange change = Explain(old, "code,value\nindex,1\n", spbe, "code,value\nindex,1.1\n", &walk);
  EXPECT_EQ(RatioText(change.newcomers->low), "0");
  EXPECT_EQ(RatioText(change.newcomers->high), "1/10");
  // A total that no levels can give says nothing about them.
  EXPECT_FALSE(Explain(old, "code,value\nindex,1\n", spbe, "code,value\nindex,0.5\n", &walk).newcomers);
  EXPECT_FALSE(Explain(old, "code,value\nindex,1\n", spbe, "code,value\nindex,1.1\n").newcomers);
}

TEST(Totals, OfOneInstrumentTellByDomain) {
  const Instrument spbe = Shipped("spbe-2020");
  const TotalsChange change = Explain(spbe, "code,value\nindex,3.75\nd1,4.6\nd2,3.7\nd3,2.27\nd4,4.07\n",
                                      spbe, "code,value\nindex,3.80\nd1,4.6\nd2,4.0\nd3,2.27\nd4,4.01\n");
  std::vector<std::string> effects;
  for (const DomainEffect& domain : change.domains)
    effects.push_back(spbe.groups[domain.group].code + " " + RatioText(domain.effect));
  EXPECT_THAT(effects, testing::SizeIs(4));
  EXPECT_THAT(effects[1], HasSubstr(" 3/40"));
  EXPECT_THAT(effects[3], HasSubstr(" -273/10000"));
  EXPECT_EQ(RatioText(change.rounding), "23/10000");
  const std::vector<std::string> sentences =
      TotalsSentences({Texts::Shipped(), Lang::kId}, change, spbe, spbe);
  EXPECT_THAT(sentences[0], HasSubstr("naik 0,05, dari 3,75 menjadi 3,80"));
  EXPECT_THAT(sentences[1], HasSubstr("+0,08"));
}

TEST(ChangeText, PrintedPartsAddUp) {
  const Instrument from = testkit::InstrumentOf({{"1", {50, 1}}, {"2", {50, 1}}});
  Instrument to = testkit::InstrumentOf({{"a", {50, 1}}, {"b", {50, 1}}});
  to.id = "other";
  Change change{{3, 1}, *Ratio::Of(3008, 1000), *Ratio::Of(8, 1000), {}, {}};
  change.parts = {*Ratio::Of(4, 1000), *Ratio::Of(4, 1000), Ratio{}, Ratio{}};
  EXPECT_EQ(DigitsOf(change, from, to), 3);  // 0,00 and 0,00 do not make 0,01
  change.parts = {*Ratio::Of(3, 1000), *Ratio::Of(5, 1000), Ratio{}, Ratio{}};
  EXPECT_EQ(DigitsOf(change, from, to), 2);  // 0,00 and 0,01 do
  change.to = *Ratio::Of(30049, 10000);
  change.from = *Ratio::Of(29950, 10000);
  change.difference = *Ratio::Of(99, 10000);
  change.parts = {change.difference, Ratio{}, Ratio{}, Ratio{}};
  EXPECT_EQ(DigitsOf(change, from, to), 3);  // 3,00 and 3,00 are 0,01 apart before rounding
  change.parts = {*Ratio::Of(1, 3), *Ratio::Of(1, 3), *Ratio::Of(1, 3), Ratio{}};
  EXPECT_EQ(DigitsOf(change, from, to), 4);  // they never do
  EXPECT_EQ(SignedText(*Ratio::Of(-1, 200), 2), "−0,01");
  EXPECT_EQ(SignedText(*Ratio::Of(-1, 201), 2), "0,00");
  EXPECT_EQ(SignedText({1234, 1}, 2), "+1.234,00");
}

TEST(ChangeText, NamesWhatMovedTheIndex) {
  const Instrument instrument = testkit::InstrumentOf({{"1", {20, 1}}, {"2", {30, 1}}, {"3", {50, 1}}});
  const Wording id{Texts::Shipped(), Lang::kId};
  const auto second = [&](const Levels& before, const Levels& after) {
    return ChangeSentences(
        id, ExplainChange({instrument, before}, {instrument, after}, SameItems(instrument)).value(),
        instrument, instrument)[1];
  };
  const Levels low = {Ratio{1, 1}, Ratio{1, 1}, Ratio{3, 1}}, high = {Ratio{2, 1}, Ratio{2, 1}, Ratio{2, 1}};
  EXPECT_EQ(second(low, high),
            "Yang paling menaikkan: 2 Butir 2 (+0,30), 1 Butir 1 (+0,20); yang paling menurunkan: 3 Butir 3 "
            "(−0,50).");
  EXPECT_EQ(second(low, low), "Tidak ada indikator yang berubah nilainya.");
}

}  // namespace
}  // namespace sinergi::assessment
