// The figures of a report: they are the evaluation's, the years are compared by indicator, and efficiency is what its formula
// says. Frozen and read back they are the same.
#include "modules/report/facts.h"

#include <gmock/gmock.h>

#include <boost/json/serialize.hpp>

#include "kit/plans.h"
#include "modules/report/exhibit.h"
#include "modules/report/facts_json.h"

namespace sinergi::report {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;
using testkit::NodeLevel;
using testkit::PlanBuilder;
using testkit::Typed;

constexpr Date kDay{2024, 12, 31};

// Two programmes below an objective; ids of indicators 101 …
std::shared_ptr<const PlanYear> Sample(int year, const std::string& index, const std::string& result) {
  PlanBuilder b;
  b.plan.year = year;
  b.plan.agency = "Dinas";
  b.Unit(1, "D", "Dinas", -1);
  b.Node(NodeLevel::kObjective, "", "Sasaran").Indicator("indeks", "3,1", {"", "", "", index});
  b.Node(NodeLevel::kProgramme, "1.01", "P1").Indicator("hasil", "90", {"45", result});
  b.plan.indicators.back().target_renstra = Typed("100");
  b.plan.indicators.back().realised_before = Typed("40");
  b.plan.indicators.back().measured[1]->obstacle = "kurang tenaga";
  b.Node(NodeLevel::kSubActivity, "1.01.1.01.0001", "S1").Money(700, {200, 150});
  b.Node(NodeLevel::kProgramme, "1.02", "P2").Money(300, {300});
  int64_t id = 100;
  for (performance::Indicator& indicator : b.plan.indicators) indicator.id = ++id;
  return std::make_shared<const PlanYear>(b.plan);
}

MeasuredPlan Measured(std::shared_ptr<const PlanYear> plan) {
  MeasuredPlan measured{plan, PromiseOfPlan(*plan, kDay), false};
  return measured;
}

ReportFacts Facts(std::vector<MeasuredPlan> before = {}) {
  FactSources sources;
  sources.now = Measured(Sample(2024, "3,41", "99"));
  sources.before = std::move(before);
  sources.standards = {{"indeks", "SNI 2,6"}};
  return MakeFacts(sources);
}

std::string Row(const std::vector<PaperCell>& cells) {
  std::string row;
  for (const PaperCell& cell : cells) row += cell.text + "|";
  return row;
}

TEST(ReportFacts, SayWhatTheEvaluationSays) {
  const ReportFacts facts = Facts();
  ASSERT_THAT(facts.indicators, SizeIs(2));
  EXPECT_EQ(facts.indicators[0].outcome.rate.Print(), "110,00");
  EXPECT_EQ(facts.indicators[1].outcome.rate.Print(), "110,00");
  EXPECT_EQ(facts.indicators[1].realised, "99");
  EXPECT_EQ(facts.indicators[1].target, "90");
  EXPECT_EQ(facts.Reached(), 2);
  EXPECT_EQ(facts.achievement->Print(), "100,00") << "capped in the mean";
  EXPECT_EQ(facts.predicate, "very_high");
  EXPECT_EQ(facts.total.Absorption()->Print(), "65,00");
  EXPECT_EQ(facts.indicators[1].money.ceiling, Money::Rupiah(700));
  EXPECT_EQ(facts.indicators[0].standard, "SNI 2,6");
  EXPECT_EQ(facts.indicators[1].causes.at(0).obstacle, "kurang tenaga");
  EXPECT_EQ(facts.indicators[1].renstra_rate->Print(), "99,00") << "a position, never added to last year's";
  ASSERT_THAT(facts.indicators[0].support, SizeIs(2)) << "the programmes below an objective";
  EXPECT_EQ(facts.indicators[1].support.at(0).name, "S1");
}

TEST(ReportFacts, UpToAQuarterOnlyWhatWasReportedByThen) {
  FactSources sources;
  sources.now = Measured(Sample(2024, "3,41", "99"));
  sources.quarter = 1;
  const ReportFacts facts = MakeFacts(sources);
  EXPECT_EQ(facts.indicators[0].outcome.kind, Outcome::Kind::kNotReported);
  EXPECT_EQ(facts.indicators[1].outcome.rate.Print(), "50,00");
  EXPECT_THAT(facts.indicators[1].causes, SizeIs(0));
  EXPECT_EQ(facts.Reached(), 0);
  EXPECT_EQ(facts.Reported(), 1);
}

TEST(ReportFacts, ComparesTheSameIndicatorOfEarlierYears) {
  const ReportFacts facts = Facts({Measured(Sample(2022, "2,48", "")), Measured(Sample(2023, "2,17", "72"))});
  ASSERT_THAT(facts.years, SizeIs(3));
  EXPECT_EQ(facts.years[2].year, 2024);
  const PaperTable table = TableOf(Exhibit::kYears, facts, ReportWords(Texts::Shipped()));
  ASSERT_THAT(table.rows, SizeIs(2));
  EXPECT_EQ(Row(table.rows[0]), "indeks|%|2,48|80,00\u00a0%|2,17|70,00\u00a0%|3,41|110,00\u00a0%|+40,00|");
  EXPECT_EQ(table.rows[0][7].link, "/explain/indicator/101?period=2024-Q4");
  EXPECT_NE(ChartOf(Exhibit::kTrendChart, facts, ReportWords(Texts::Shipped())), "");
  EXPECT_EQ(ChartOf(Exhibit::kTrendChart, Facts(), ReportWords(Texts::Shipped())), "")
      << "one year is no trend";
}

TEST(ReportFacts, APromiseOfItsOwnCounts) {
  FactSources sources;
  sources.now = Measured(Sample(2024, "3,41", "99"));
  sources.now.promise.lines.erase(sources.now.promise.lines.begin());
  sources.now.promise.lines[0].target = "198";
  sources.now.promised = true;
  const ReportFacts facts = MakeFacts(sources);
  ASSERT_THAT(facts.indicators, SizeIs(1));
  EXPECT_EQ(facts.indicators[0].outcome.rate.Print(), "50,00") << "against what was agreed";
  EXPECT_TRUE(facts.promised);
}

// LAKIP of a Dinas Kominfo, 2021: Rp 5.226.670.463 of Rp 6.116.339.202; printed there as 85,73 and 85,47.
TEST(ReportFacts, EfficiencyOfAKnownReport) {
  const Spending money{Money::Rupiah(6'116'339'202), Money::Rupiah(5'226'670'463)};
  EXPECT_EQ(money.Absorption()->Print(4), "85,4542");
  EXPECT_EQ(money.Saved()->Print(4), "14,5458");
}

TEST(ReportFacts, EfficientIsWhoReachedTheTargetWithLess) {
  struct Case {
    int64_t achievement, absorption;
    const char *verdict, *points;
  };
  const Case cases[] = {{100, 85, "efficient", "+15,00"},  {120, 100, "efficient", "+20,00"},
                        {100, 100, "even", "0,00"},        {100, 101, "inefficient", "\u22121,00"},
                        {99, 50, "not_reached", "+49,00"}, {0, 0, "not_reached", "0,00"}};
  for (const Case& one : cases) {
    const auto achievement = std::optional(Score::Percent(one.achievement));
    const auto absorption = std::optional(Score::Percent(one.absorption));
    EXPECT_EQ(Name(EfficiencyOf(achievement, absorption)), one.verdict) << one.achievement;
    EXPECT_EQ(performance::PrintPoints(EfficiencyPoints(achievement, absorption)), one.points);
  }
  EXPECT_EQ(Name(EfficiencyOf(std::nullopt, Score::Percent(1))), "unknown");
  EXPECT_EQ(Name(EfficiencyOf(Score::Percent(1), std::nullopt)), "unknown");
}

TEST(ReportFacts, ComeBackAsTheyWereFrozen) {
  const ReportFacts facts = Facts({Measured(Sample(2023, "2,17", "72"))});
  const std::string frozen = boost::json::serialize(FactsJson(facts));
  const auto back = ReadFacts(frozen);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(boost::json::serialize(FactsJson(*back)), frozen);
  EXPECT_EQ(back->indicators[0].outcome.rate, facts.indicators[0].outcome.rate);
  for (const char* wrong : {"", "{}", "[]", "{\"year\":2024", "null"})
    EXPECT_FALSE(ReadFacts(wrong)) << wrong;
  std::string odd = frozen;
  odd.replace(odd.find("\"rate\""), 6, "\"rite\"");
  EXPECT_FALSE(ReadFacts(odd));
}

TEST(ReportWords, FillBlanksFromTheFigures) {
  const ReportWords words(Texts::Shipped());
  const ReportFacts facts = Facts();
  EXPECT_EQ(words.Fill("{unit} {year}: {reached} dari {indicators}, {absorption}; {lain} {", facts),
            "Dinas 2024: 2 dari 2, 65,00\u00a0%; {lain} {");
  for (const std::string_view name : BlankNames())
    EXPECT_THAT(words.Fill(fmt::format("{{{}}}", name), facts), testing::Not(HasSubstr("{"))) << name;
}

TEST(Exhibits, EveryOneIsATableAChartOrASignature) {
  const ReportWords words(Texts::Shipped());
  for (const Chapter& chapter : ShippedOutline().chapters)
    for (const Section& section : chapter.sections)
      for (const Exhibit exhibit : section.shows) {
        if (!IsTable(exhibit)) continue;
        const PaperTable table = TableOf(exhibit, Facts({Measured(Sample(2023, "2,17", "72"))}), words);
        for (const auto& row : table.rows) EXPECT_EQ(row.size(), table.columns.size()) << Name(exhibit);
        EXPECT_TRUE(table.total.empty() || table.total.size() == table.columns.size()) << Name(exhibit);
        EXPECT_THAT(table.empty, testing::Not(HasSubstr("report."))) << Name(exhibit);
      }
}

}  // namespace
}  // namespace sinergi::report
