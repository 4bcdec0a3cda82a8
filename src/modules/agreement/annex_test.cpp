// What each level is proposed to promise, its money, its targets and its achievement; and what the cascade misses.
#include "modules/agreement/annex.h"

#include <gmock/gmock.h>

#include "kit/plans.h"
#include "modules/agreement/cascade.h"

namespace sinergi::agreement {
namespace {

using performance::Aggregation;
using testing::ElementsAre;
using testing::IsEmpty;
using testkit::NodeLevel;
using testkit::PlanBuilder;
using testkit::Typed;

constexpr Date kDay{2024, 1, 10};
constexpr int64_t kAgency = 1, kDivisionA = 2, kDivisionB = 3;

// Indicators get the ids 101, 102 … in their order.
PlanYear Sample() {
  PlanBuilder b;
  b.Unit(kAgency, "D", "Dinas", -1).Unit(kDivisionA, "A", "Bidang A", 0).Unit(kDivisionB, "B", "Bidang B", 0);
  b.Node(NodeLevel::kGoal, "", "Tujuan").Indicator("indeks", "3,1", {"2,0", "", "3,41"});               // 101
  b.Node(NodeLevel::kProgramme, "1.01", "P1").Indicator("hasil", "90", {"45"});                         // 102
  b.Node(NodeLevel::kActivity, "1.01.1.01", "K1", 1).Indicator("keluaran", "10", {"5"});                // 103
  b.Node(NodeLevel::kSubActivity, "1.01.1.01.0001", "S1").Indicator("dokumen", "4", {}).Money(700);     // 104
  b.Node(NodeLevel::kSubActivity, "1.01.1.01.0002", "S2", 2).Indicator("laporan", "6", {}).Money(300);  // 105
  b.Node(NodeLevel::kProgramme, "1.02", "P2", 2);
  b.Node(NodeLevel::kSubActivity, "1.02.1.01.0001", "S3").Indicator("orang", "8", {}).Money(50);  // 106
  int64_t id = 100;
  for (Indicator& indicator : b.plan.indicators) indicator.id = ++id;
  return b.plan;
}

struct Pick {
  int64_t id = 0;
  std::string own_target = "";
};

Agreement Promise(const PlanYear& plan, AgreementLevel level, int64_t unit, const std::vector<Pick>& picks,
                  int64_t series = 1, int64_t superior = 0) {
  Agreement one;
  one.head.id = one.head.series_id = series;
  one.head.level = level;
  one.head.unit_id = unit;
  one.head.superior_id = superior;
  for (const Pick& pick : picks) {
    one.lines.emplace_back();
    one.lines.back().indicator_id = pick.id;
    one.lines.back().own_target = pick.own_target;
  }
  FillFromPlan(plan, kDay, one);
  return one;
}

std::vector<std::string> Rows(const Agreement& one) {
  std::vector<std::string> rows;
  for (const AmountLine& row : one.amounts) rows.push_back(row.name + " " + row.amount.Print());
  return rows;
}

TEST(Annex, EachLevelIsProposedItsOwn) {
  const PlanYear plan = Sample();
  EXPECT_THAT(ProposedIndicators(plan, kAgency, AgreementLevel::kAgency), ElementsAre(101, 102));
  EXPECT_THAT(ProposedIndicators(plan, kDivisionA, AgreementLevel::kDivision), ElementsAre(103));
  EXPECT_THAT(ProposedIndicators(plan, kDivisionB, AgreementLevel::kDivision), ElementsAre(105, 106))
      << "without an activity's indicator the nearest below";
  EXPECT_THAT(ProposedIndicators(plan, kDivisionA, AgreementLevel::kStaff), ElementsAre(103, 104));
  EXPECT_THAT(ProposedIndicators(plan, 99, AgreementLevel::kDivision), IsEmpty());
}

TEST(Annex, AmountsAreSumsOfTheUnitsLeaves) {
  const PlanYear plan = Sample();
  EXPECT_THAT(Rows(Promise(plan, AgreementLevel::kAgency, kAgency, {})),
              ElementsAre("P1 Rp 1.000", "P2 Rp 50"));
  EXPECT_THAT(Rows(Promise(plan, AgreementLevel::kDivision, kDivisionA, {})), ElementsAre("K1 Rp 700"));
  EXPECT_THAT(Rows(Promise(plan, AgreementLevel::kDivision, kDivisionB, {})),
              ElementsAre("K1 Rp 300", "S3 Rp 50"));
  EXPECT_THAT(Rows(Promise(plan, AgreementLevel::kStaff, kDivisionA, {{104}})), ElementsAre("S1 Rp 700"));
  EXPECT_THAT(Rows(Promise(plan, AgreementLevel::kStaff, kDivisionA, {})), IsEmpty());
}

TEST(Annex, TheTargetOfTheYear) {
  const auto target = [](const char* year, std::array<const char*, 4> quarters, Aggregation aggregation) {
    Indicator indicator;
    indicator.target_year = Typed(year);
    indicator.aggregation = aggregation;
    for (size_t q = 0; q < 4; ++q) indicator.target[q] = Typed(quarters[q]);
    return YearTargetOf(indicator);
  };
  EXPECT_EQ(target("34 PD", {"1", "1", "1", "1"}, Aggregation::kSum), "34 PD");
  EXPECT_EQ(target("", {"2", "1", "1", "2,5"}, Aggregation::kSum), "6,5");
  EXPECT_EQ(target("", {"80", "82", "85", ""}, Aggregation::kLast), "85");
  EXPECT_EQ(target("", {"", "baik", "", ""}, Aggregation::kLast), "baik");
  EXPECT_EQ(target("", {"", "", "", ""}, Aggregation::kSum), "");
}

// The same measurements against what was agreed.
TEST(Annex, AchievementIsThatOfThePlansMeasurements) {
  const PlanYear plan = Sample();
  const Agreement agreed = Promise(plan, AgreementLevel::kAgency, kAgency, {{101}, {102, "60"}});
  EXPECT_EQ(agreed.lines[1].target, "60");
  const Evaluation e = performance::Evaluate(AsPlan(plan, agreed), {2024, 3}, {});
  EXPECT_EQ(e.indicators[0].raw.Print(), "110,00");
  EXPECT_EQ(e.indicators[1].raw.Print(), "75,00");
  EXPECT_EQ(e.nodes[0].score->Print(), "87,50");  // capped 100 and 75
}

TEST(Annex, WhatWasSignedIgnoresThePlan) {
  PlanYear plan = Sample();
  Agreement one = Promise(plan, AgreementLevel::kAgency, kAgency, {{102}});
  one.head.signed_on = kDay;
  plan.indicators[1].target_year = Typed("10");
  plan.nodes[3].money.ceiling_original = Money::Rupiah(1);
  FillFromPlan(plan, kDay, one);
  EXPECT_EQ(one.lines[0].target, "90");
  EXPECT_EQ(one.Total(), Money::Rupiah(1050));
}

std::vector<std::string> Found(const PlanYear& plan, const std::vector<Agreement>& all) {
  std::vector<std::string> found;
  for (const CascadeFinding& finding : CheckCascade(plan, InForce(all)))
    if (finding.kind != CascadeFinding::Kind::kFree)
      found.push_back(fmt::format("{} {} {} {}", Name(finding.kind), finding.indicator_id, finding.promised,
                                  finding.below));
  return found;
}

TEST(Cascade, EveryPromiseIsCarriedBelow) {
  const PlanYear plan = Sample();
  const Agreement head = Promise(plan, AgreementLevel::kAgency, kAgency, {{102}});
  EXPECT_THAT(Found(plan, {head}), ElementsAre("not_carried 102  "));
  EXPECT_THAT(Found(plan, {head, Promise(plan, AgreementLevel::kDivision, kDivisionB, {{106}}, 2, 1)}),
              ElementsAre("not_carried 102  "))
      << "another branch";
  EXPECT_THAT(Found(plan, {head, Promise(plan, AgreementLevel::kDivision, kDivisionA, {{103}}, 2, 1)}),
              IsEmpty())
      << "supported from below";
  EXPECT_THAT(Found(plan, {head, Promise(plan, AgreementLevel::kDivision, kDivisionA, {{103}}, 2)}),
              ElementsAre("not_carried 102  ", "no_superior 0  "));
}

TEST(Cascade, TargetsBelowAddUpOrReach) {
  struct Case {
    Aggregation aggregation;
    performance::Direction direction;
    const char *first, *second, *found;
  };
  constexpr auto kUp = performance::Direction::kHigher, kDown = performance::Direction::kLower;
  const Case cases[] = {
      {Aggregation::kSum, kUp, "50", "40", ""},
      {Aggregation::kSum, kUp, "50", "39,5", "short 102 90 89,5"},
      {Aggregation::kLast, kUp, "90", "10", ""},
      {Aggregation::kLast, kUp, "89", "10", "short 102 90 89"},
      {Aggregation::kLast, kDown, "95", "80", ""},
      {Aggregation::kLast, kDown, "95", "91", "short 102 90 91"},
      {Aggregation::kSum, kDown, "50", "40", ""},
      {Aggregation::kSum, kDown, "50", "41", "short 102 90 91"},
      {Aggregation::kSum, kUp, "50", "secukupnya", ""},
  };
  for (const Case& one : cases) {
    PlanYear plan = Sample();
    plan.indicators[1].aggregation = one.aggregation;
    plan.indicators[1].direction = one.direction;
    const std::vector<Agreement> all = {
        Promise(plan, AgreementLevel::kAgency, kAgency, {{102}}),
        Promise(plan, AgreementLevel::kDivision, kDivisionA, {{102, one.first}}, 2, 1),
        Promise(plan, AgreementLevel::kDivision, kDivisionB, {{102, one.second}}, 3, 1)};
    const auto found = Found(plan, all);
    EXPECT_EQ(found.empty() ? "" : found[0], one.found) << one.first << " " << one.second;
  }
}

TEST(Cascade, NamesWhatNobodyPromised) {
  const PlanYear plan = Sample();
  const std::vector<Agreement> all = {
      Promise(plan, AgreementLevel::kStaff, kDivisionA, {{101}, {102}, {103}, {104}, {105}})};
  const auto findings = CheckCascade(plan, InForce(all));
  EXPECT_EQ(findings.back().kind, CascadeFinding::Kind::kFree);
  EXPECT_EQ(findings.back().indicator_id, 106);
}

}  // namespace
}  // namespace sinergi::agreement
