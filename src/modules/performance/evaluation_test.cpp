#include "modules/performance/evaluation.h"

#include <gtest/gtest.h>

#include "kit/plans.h"

namespace sinergi::performance {
namespace {

using enum planning::NodeLevel;
using testkit::PlanBuilder;
using testkit::Typed;

// An agency with two divisions, one of which has a section.
//
//  #  node                    unit            indicators, raw %      leaf: ceiling, realised by September
//  0  objective               -               40                     -
//  1    programme P1          Sekretariat     80                     -
//  2      activity A1         -               -                      -
//  3        sub-activity S1   -               120 (counts 100), 50   1000 (1500 from 15 September), 750
//  4        sub-activity S2   Infrastruktur   not reported           500, 100
//  5    programme P2          Infrastruktur   -                      -
//  6      activity A2         -               90                     -
//  7        sub-activity S3   Seksi Jaringan  60                     2000, 1000
PlanYear Example() {
  PlanBuilder b;
  b.Unit(10, "2.16.01", "Dinas Komunikasi", -1).Unit(11, "SEKR", "Sekretariat", 0);
  b.Unit(12, "INFRA", "Infrastruktur", 0).Unit(13, "JAR", "Seksi Jaringan", 2);
  b.Node(kObjective, "", "Sasaran").Indicator("Indeks", "100", {"", "", "40"});
  b.Node(kProgramme, "2.16.02", "P1", 1).Indicator("P1", "100", {"", "", "80"});
  b.Node(kActivity, "2.16.02.2.01", "A1");
  b.Node(kSubActivity, "2.16.02.2.01.0001", "S1")
      .Indicator("a", "10", {"", "", "12"})
      .Indicator("b", "10", {"", "5"});
  b.Money(1000, {300, 0, 0, 200, 0, 0, 0, 250, 0, 999});
  b.plan.nodes.back().money.ceiling_revised = Money::Rupiah(1500);
  b.plan.nodes.back().money.revised_from = Date{2024, 9, 15};
  b.plan.nodes.back().money.cash_plan[0] = Money::Rupiah(800);
  b.Node(kSubActivity, "2.16.02.2.01.0002", "S2", 2).Indicator("c", "10", {}).Money(500, {100});
  b.Node(kProgramme, "2.16.03", "P2", 2);
  b.Node(kActivity, "2.16.03.2.01", "A2").Indicator("A2", "100", {"", "", "90"});
  b.Node(kSubActivity, "2.16.03.2.01.0001", "S3", 3).Indicator("d", "10", {"6"}).Money(2000, {1000});
  return b.plan;
}

std::vector<std::string> Scores(const Evaluation& e) {
  std::vector<std::string> scores;
  for (const NodeFigure& node : e.nodes) scores.push_back(node.score ? node.score->Plain() : "-");
  return scores;
}

using Plain = std::vector<std::string>;

// S1 = (100 + 50) / 2; S2 = 0; A1 takes its children's 37.5; P1 = half of 80 + half of 37.5; A2 = half of 90
// + half of 60; P2 takes its child's; the objective keeps its own; the agency is the mean of its two
// programmes.
TEST(Evaluation, ByHand) {
  const Evaluation e = Evaluate(Example(), {2024, 3}, {});
  EXPECT_EQ(Scores(e), (Plain{"40.000000", "58.750000", "37.500000", "75.000000", "0.000000", "75.000000",
                              "75.000000", "60.000000"}));
  EXPECT_EQ(e.total.score->Plain(), "66.875000");
}

TEST(Evaluation, ObjectivesAreNotMixedWithWhatSupportsThem) {
  PlanYear plan = Example();
  plan.indicators.erase(plan.indicators.begin());
  const Evaluation e = Evaluate(plan, {2024, 3}, {});
  EXPECT_EQ(e.nodes[0].score, std::nullopt) << "no indicator of its own: no score";
  EXPECT_EQ(e.nodes[0].children.Value()->Plain(), "66.875000") << "shown beside";
  EXPECT_EQ(e.total.score->Plain(), "66.875000");
}

// A division answers for its topmost nodes: Sekretariat for P1 with all below; Infrastruktur for S2 (inside
// another's programme) and P2, but not once more for its section's S3; the section for S3.
TEST(Evaluation, DivisionsAnswerForTheirTopmostNodes) {
  const Evaluation e = Evaluate(Example(), {2024, 3}, {});
  ASSERT_EQ(e.divisions.size(), 3u);
  EXPECT_EQ(e.divisions[0].nodes, (std::vector<int>{1}));
  EXPECT_EQ(e.divisions[0].score->Plain(), "58.750000");
  EXPECT_EQ(e.divisions[0].budget.ceiling, Money::Rupiah(2000));
  EXPECT_EQ(e.divisions[1].nodes, (std::vector<int>{4, 5}));
  EXPECT_EQ(e.divisions[1].score->Plain(), "37.500000");
  EXPECT_EQ(e.divisions[1].budget.ceiling, Money::Rupiah(2500));
  EXPECT_EQ(e.divisions[1].indicators, 3);
  EXPECT_EQ(e.divisions[2].nodes, (std::vector<int>{7}));
  EXPECT_EQ(e.divisions[2].score->Plain(), "60.000000");
}

TEST(Evaluation, SettingLeaveOutUnreported) {
  Settings settings;
  settings.missing = Settings::Missing::kLeaveOut;
  const Evaluation e = Evaluate(Example(), {2024, 3}, settings);
  EXPECT_EQ(Scores(e), (Plain{"40.000000", "77.500000", "75.000000", "75.000000", "-", "75.000000",
                              "75.000000", "60.000000"}));
  EXPECT_EQ(e.total.score->Plain(), "76.250000");
  EXPECT_EQ(e.divisions[1].score->Plain(), "75.000000") << "S2 has no figure to bring";
}

// Quarter III: S1 weighs 1500, S2 500: A1 = 56.25, P1 = 68.125; both programmes weigh 2000.
TEST(Evaluation, SettingWeightsByCeiling) {
  Settings settings;
  settings.weights = Settings::Weights::kByCeiling;
  const Evaluation e = Evaluate(Example(), {2024, 3}, settings);
  EXPECT_EQ(e.nodes[2].score->Plain(), "56.250000");
  EXPECT_EQ(e.nodes[1].score->Plain(), "68.125000");
  EXPECT_EQ(e.total.score->Plain(), "71.562500");
}

TEST(Evaluation, ANegativeCeilingWeighsNothing) {
  PlanYear plan = Example();
  plan.nodes[4].money.ceiling_original = Money::Rupiah(-1499);
  Settings settings;
  settings.weights = Settings::Weights::kByCeiling;
  EXPECT_EQ(Evaluate(plan, {2024, 3}, settings).nodes[2].score->Plain(), "75.000000");
}

TEST(Evaluation, TheCeilingInForceOnTheLastDayCounts) {
  PlanYear plan = Example();
  EXPECT_EQ(Evaluate(plan, {2024, 2}, {}).nodes[3].budget.ceiling, Money::Rupiah(1000));
  EXPECT_EQ(Evaluate(plan, {2024, 3}, {}).nodes[3].budget.ceiling, Money::Rupiah(1500));
  plan.nodes[3].money.revised_from = Date{2024, 9, 30};
  EXPECT_EQ(Evaluate(plan, {2024, 3}, {}).nodes[3].budget.ceiling, Money::Rupiah(1500))
      << "from the last day itself";
  plan.nodes[3].money.revised_from = Date{2024, 10, 1};
  EXPECT_EQ(Evaluate(plan, {2024, 3}, {}).nodes[3].budget.ceiling, Money::Rupiah(1000));
  plan.nodes[3].money.revised_from = std::nullopt;
  EXPECT_EQ(Evaluate(plan, {2024, 1}, {}).nodes[3].budget.ceiling, Money::Rupiah(1500))
      << "undated: in force";
}

TEST(Evaluation, MoneyIsTheSumOfTheLeavesUpToTheQuarter) {
  PlanYear plan = Example();
  plan.nodes[1].money.ceiling_original = Money::Rupiah(777'777);  // a parent's typed amount counts nowhere
  const Evaluation e = Evaluate(plan, {2024, 3}, {});
  EXPECT_EQ(e.nodes[3].budget.realised, Money::Rupiah(750)) << "October is not yet";
  EXPECT_EQ(e.nodes[3].budget.by_quarter[0], Money::Rupiah(300));
  EXPECT_EQ(e.nodes[3].budget.by_quarter[1], Money::Rupiah(200));
  EXPECT_EQ(e.nodes[3].budget.by_quarter[3], Money());
  EXPECT_EQ(e.nodes[3].budget.Deviation(), Money::Rupiah(-50));
  EXPECT_EQ(e.nodes[1].budget.ceiling, Money::Rupiah(2000));
  EXPECT_EQ(e.total.budget.ceiling, Money::Rupiah(4000));
  EXPECT_EQ(e.total.budget.realised, Money::Rupiah(1850));
  EXPECT_EQ(e.total.budget.Absorption()->Plain(), "46.250000");
}

TEST(Evaluation, ShareReportedStandsBesideEveryFigure) {
  const Evaluation e = Evaluate(Example(), {2024, 3}, {});
  EXPECT_EQ(e.total.indicators, 7);
  EXPECT_EQ(e.total.reported, 6);
  EXPECT_EQ(e.total.Reported()->Plain(), "85.714286");
  EXPECT_EQ(e.nodes[2].Reported()->Print(), "66,67");
  EXPECT_EQ(Evaluate(Example(), {2024, 1}, {}).total.reported, 1);
  EXPECT_EQ(Evaluate(Example(), {2024, 2}, {}).total.reported, 2);
}

// K: 40, 80, 120, 50, 0, 90, 60. Rp: 1850/4000, 850/2000, 750/1500, 100/500, 1000/2000 twice, once a node.
TEST(Evaluation, RowMeansOfTheFooter) {
  Evaluation e = Evaluate(Example(), {2024, 3}, {});
  EXPECT_EQ(e.MeanK().Value()->Plain(), "62.857143");
  EXPECT_EQ(e.MeanK().rows, 7);
  EXPECT_EQ(e.MeanRp().Value()->Plain(), "43.125000");
  EXPECT_EQ(e.MeanRp().rows, 6);
  e.settings.mean_rows = Settings::MeanRows::kActivities;
  EXPECT_EQ(e.MeanK().Value()->Plain(), "90.000000");
  EXPECT_EQ(e.MeanRp().Value()->Plain(), "50.000000");
}

TEST(Evaluation, RowsWithoutAPercentageAreLeftOutOfTheFooter) {
  PlanYear plan = Example();
  const auto rows = [&] { return Evaluate(plan, {2024, 3}, {}).MeanK().rows; };
  plan.indicators[6].target_year = {};
  EXPECT_EQ(rows(), 6) << "reported, nothing promised";
  plan.indicators[4].target_year = {};
  EXPECT_EQ(rows(), 5) << "neither reported nor promised";
  plan.indicators[0].direction = Direction::kLowerRatio;
  plan.indicators[0].measured[2]->realised = Typed("0");
  EXPECT_EQ(rows(), 4) << "T / 0 is beyond percentages";
  plan.nodes[7].money.ceiling_original = Money();
  EXPECT_EQ(Evaluate(plan, {2024, 3}, {}).MeanRp().rows, 4) << "A2 and S3 have no ceiling left";
}

TEST(Evaluation, DraftsAndReturnedFiguresCountNowhere) {
  for (const auto& [state, counts] : {std::pair{MeasurementState::kDraft, false},
                                      {MeasurementState::kSubmitted, true},
                                      {MeasurementState::kReturned, false},
                                      {MeasurementState::kVerified, true},
                                      {MeasurementState::kLocked, true}}) {
    PlanYear plan = Example();
    plan.indicators[6].measured[0]->state = state;
    const Evaluation e = Evaluate(plan, {2024, 3}, {});
    EXPECT_EQ(e.nodes[7].score->Plain(), counts ? "60.000000" : "0.000000") << Name(state);
    EXPECT_EQ(e.nodes[7].reported, counts ? 1 : 0) << Name(state);
  }
}

TEST(Evaluation, PlansWithoutAnythingHaveNoFigure) {
  const Evaluation empty = Evaluate(PlanYear(), {2024, 4}, {});
  EXPECT_EQ(empty.total.score, std::nullopt);
  EXPECT_EQ(empty.total.Reported(), std::nullopt);
  EXPECT_EQ(empty.MeanK().Value(), std::nullopt);
  PlanBuilder b;
  b.Node(kProgramme, "2.16.02", "P1").Node(kActivity, "2.16.02.2.01", "A1");
  const Evaluation bare = Evaluate(b.plan, {2024, 4}, {});
  EXPECT_EQ(bare.nodes[0].score, std::nullopt);
  EXPECT_EQ(bare.total.score, std::nullopt);
}

TEST(Evaluation, LastDays) {
  EXPECT_EQ(LastDay({2024, 1}), (Date{2024, 3, 31}));
  EXPECT_EQ(LastDay({2024, 2}), (Date{2024, 6, 30}));
  EXPECT_EQ(LastDay({2024, 3}), (Date{2024, 9, 30}));
  EXPECT_EQ(LastDay({2024, 4}), (Date{2024, 12, 31}));
}

}  // namespace
}  // namespace sinergi::performance
