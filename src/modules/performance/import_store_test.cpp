#include "modules/performance/import_store.h"

#include <fmt/format.h>

#include "kit/performance.h"

namespace sinergi::performance {
namespace {

using testing::ElementsAre;
using testkit::CodeOf;
using testkit::NodeLevel;
using testkit::PlanBuilder;
using testkit::SmallPlan;
using testkit::Typed;
using Kind = PlanChange::Kind;

class ImportStore : public testkit::PerformanceTest {
 protected:
  std::vector<std::string> Changes(const PlanYear& imported) {
    const PlanYear stored = Plan();
    std::vector<std::string> lines;
    for (const PlanChange& c : Compare(&stored, imported)) {
      constexpr const char* kKinds[] = {"new", "changed", "missing", "refused"};
      lines.push_back(fmt::format("{} {} {} {}: {} > {}", kKinds[static_cast<int>(c.kind)], c.what, c.place,
                                  c.field, c.before, c.after));
    }
    return lines;
  }
};
INSTANTIATE_TEST_SUITE_P(On, ImportStore, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(ImportStore, WhatIsReadIsWhatWasGiven) {
  const PlanYear given = SmallPlan(), plan = Plan();
  ASSERT_EQ(plan.nodes.size(), given.nodes.size());
  for (size_t i = 0; i < plan.nodes.size(); ++i) {
    EXPECT_EQ(plan.nodes[i].code, given.nodes[i].code);
    EXPECT_EQ(plan.nodes[i].name, given.nodes[i].name);
    EXPECT_EQ(plan.nodes[i].level, given.nodes[i].level);
    EXPECT_EQ(plan.nodes[i].parent, given.nodes[i].parent);
    EXPECT_EQ(plan.nodes[i].money, given.nodes[i].money);
  }
  for (size_t i = 0; i < plan.indicators.size(); ++i) {
    EXPECT_EQ(plan.indicators[i].name, given.indicators[i].name);
    EXPECT_EQ(plan.indicators[i].node, given.indicators[i].node);
    EXPECT_EQ(plan.indicators[i].target, given.indicators[i].target);
    EXPECT_EQ(plan.indicators[i].target_year, given.indicators[i].target_year);
    EXPECT_EQ(plan.indicators[i].cap, given.indicators[i].cap);
  }
  EXPECT_EQ(plan.agency, "Dinas Komunikasi");
  EXPECT_EQ(plan.units[static_cast<size_t>(plan.nodes[0].unit)].name, "Sekretariat");
  EXPECT_EQ(plan.units[static_cast<size_t>(plan.nodes[3].unit)].name, "Bidang Statistik");
}

TEST_P(ImportStore, TheSameFileAgainChangesNothing) {
  const int64_t audit = Count("audit"), version = Head().version;
  EXPECT_EQ(Import(SmallPlan()).applied, 0);
  EXPECT_EQ(Import(SmallPlan()).plan_id, Head().id);
  EXPECT_EQ(Count("audit"), audit);
  EXPECT_EQ(Head().version, version);
  EXPECT_THAT(Changes(SmallPlan()), testing::IsEmpty());
}

TEST_P(ImportStore, AChangedTargetAndANewNode) {
  PlanYear file = SmallPlan();
  file.indicators[2].target_year = Typed("12");
  file.nodes[2].money.ceiling_original = Money::Rupiah(1100);
  PlanBuilder more;
  more.plan = file;
  more.Node(NodeLevel::kSubActivity, "2.16.02.2.01.0003", "S3").Indicator("baru", "5", {"1"}).Money(7);
  EXPECT_THAT(Changes(more.plan),
              testing::UnorderedElementsAre(
                  "changed target 2.16.02.2.01.0002 S2 · data target_year: 10 > 12",
                  "changed money 2.16.02.2.01.0001 S1 ceiling_original: Rp 1.000 > Rp 1.100",
                  "new node 2.16.02.2.01.0003 S3 name:  > S3",
                  "new indicator 2.16.02.2.01.0003 S3 · baru target_year:  > 5"));
  EXPECT_EQ(Import(more.plan).applied, 4);
  const PlanYear plan = Plan();
  ASSERT_EQ(plan.nodes.size(), 5u);
  EXPECT_EQ(plan.nodes[4].parent, 1);
  EXPECT_EQ(plan.nodes[4].money.ceiling_original, Money::Rupiah(7));
  EXPECT_EQ(plan.indicators[2].id, data_) << "the same indicator, not a second one";
  EXPECT_EQ(plan.indicators[2].target_year.text, "12");
  EXPECT_EQ(plan.indicators[3].measured[0]->realised.text, "1");
}

TEST_P(ImportStore, WhatTheFileDoesNotSayStays) {
  PlanYear file = SmallPlan();
  file.indicators[1].target = {};
  file.indicators[1].target_year = {};
  file.nodes[2].money = {};
  EXPECT_EQ(Import(file).applied, 0);
  EXPECT_EQ(Plan().indicators[1].target[0].text, "1");
  EXPECT_EQ(Plan().nodes[2].money.ceiling_original, Money::Rupiah(1000));
}

// A month corrected to nothing; a month that the file says nothing of stays.
TEST_P(ImportStore, AMonthThatTheFileSaysIsNothingIsCleared) {
  PlanYear file = SmallPlan();
  file.nodes[2].money.realised = {};
  file.nodes[2].money.cash_plan = {};
  file.nodes[2].money.realised[1] = file.nodes[2].money.realised[7] = Money::Rupiah(40);
  file.nodes[2].money.cash_plan[1] = Money::Rupiah(50);
  Import(file);
  file.nodes[2].money.realised = {};
  file.nodes[2].money.cash_plan = {};
  file.nodes[2].no_realised[1] = file.nodes[2].no_cash_plan[1] = file.nodes[2].no_realised[3] = true;
  EXPECT_THAT(Changes(file), ElementsAre("changed money 2.16.02.2.01.0001 S1 cash_plan: Rp 50 > Rp 0",
                                         "changed money 2.16.02.2.01.0001 S1 realised: Rp 40 > Rp 0"));
  EXPECT_EQ(Import(file).applied, 2);
  const NodeMoney money = Plan().nodes[2].money;
  EXPECT_EQ(money.realised[1], Money());
  EXPECT_EQ(money.cash_plan[1], Money());
  EXPECT_EQ(money.realised[7], Money::Rupiah(40));
  EXPECT_THAT(Changes(file), testing::IsEmpty()) << "once";
}

TEST_P(ImportStore, WhatTheFileNoLongerHasIsListedAndKept) {
  PlanYear file = SmallPlan();
  file.nodes.pop_back();
  file.indicators.pop_back();
  EXPECT_THAT(Changes(file), ElementsAre("missing node 2.16.02.2.01.0002 S2 name: S2 > "));
  EXPECT_EQ(Import(file).applied, 0);
  EXPECT_EQ(Plan().nodes.size(), 4u);
}

TEST_P(ImportStore, AFigureSubmittedByAPersonIsNotOverwritten) {
  ASSERT_EQ(CodeOf(Save(officer_, dokumen_, {"1", "", "", "", "", ""}, 0)), "ok");
  ASSERT_EQ(CodeOf(Do(officer_, dokumen_, MeasurementAct::kSubmit, 1)), "ok");
  PlanYear file = SmallPlan();
  file.indicators[1].measured[2] = Measurement();
  file.indicators[1].measured[2]->realised = Typed("9");
  EXPECT_THAT(Changes(file),
              ElementsAre("refused measurement 2.16.02.2.01.0001 S1 · dokumen · III realised: 1 > 9"));
  EXPECT_EQ(Import(file).applied, 0);
  EXPECT_EQ(Plan().indicators[1].measured[2]->realised.text, "1");
  file.indicators[1].measured[2]->realised = Typed("1,0");
  EXPECT_THAT(Changes(file), testing::IsEmpty()) << "the same figure, written otherwise";
}

TEST_P(ImportStore, ImportedFiguresCountAndHaveTheirHistory) {
  PlanYear file = SmallPlan();
  file.indicators[1].measured[2] = Measurement();
  file.indicators[1].measured[2]->realised = Typed("1");
  file.indicators[1].measured[2]->obstacle = "listrik";
  EXPECT_EQ(Import(file).applied, 1);
  EXPECT_EQ(Plan().indicators[1].Figures().realised[2].text, "1");
  ASSERT_EQ(History(dokumen_).size(), 1u);
  EXPECT_EQ(History(dokumen_)[0].act, "import");
  EXPECT_EQ(Import(file).applied, 0);
}

TEST_P(ImportStore, AnEmptyFigureLeavesNoRowInTheOfficersWay) {
  PlanBuilder b;
  b.plan = SmallPlan();
  b.Node(NodeLevel::kSubActivity, "2.16.02.2.01.0009", "S9").Indicator("x", "1", {});
  b.plan.indicators.back().measured[2] = Measurement();
  Import(b.plan);
  EXPECT_EQ(Count("measurement"), 0);
  EXPECT_EQ(CodeOf(Save(officer_, Plan().indicators.back().id, {"1", "", "", "", "", ""}, 0)), "ok");
}

TEST_P(ImportStore, WhoMayImport) {
  const kernel::Actor social = Person("planner.social", kernel::Role::kPlanner, social_);
  const kernel::Actor agency = Person("planner.dinas", kernel::Role::kPlanner, diskominfo_);
  for (const kernel::Actor& actor :
       {officer_, verifier_, head_, evaluator_, auditor_, administrator_, social})
    EXPECT_EQ(CodeOf(TryImport(SmallPlan(), actor, diskominfo_)), "kernel.forbidden") << actor.login;
  EXPECT_EQ(CodeOf(TryImport(SmallPlan(), agency, diskominfo_)), "ok");
  EXPECT_EQ(CodeOf(TryImport(SmallPlan(), planner_, 999'999)), "performance.import_unit_unknown");
}

TEST_P(ImportStore, HostileNamesAreTexts) {
  PlanBuilder b;
  b.Node(NodeLevel::kProgramme, "", "'); DROP TABLE plan;--")
      .Indicator("<script>alert(1)</script>\n{{X}} [[y]]", "=1+1", {});
  b.Node(NodeLevel::kActivity, "", "#2")
      .Node(NodeLevel::kActivity, "", "#2")
      .Node(NodeLevel::kActivity, "", "");
  b.Indicator("", "", {}).Indicator("", "", {});
  const auto result = TryImport(b.plan, planner_, social_);
  ASSERT_EQ(CodeOf(result), "ok");
  EXPECT_EQ(TryImport(b.plan, planner_, social_)->applied, 0) << "recognised again, twins too";
  const PlanYear plan = db_->Read([&](sql::Connection& c) {
    return LoadPlanYear(c, government_, *FindPlan(c, government_, social_, 2024));
  });
  EXPECT_EQ(plan.nodes[0].name, "'); DROP TABLE plan;--");
  EXPECT_EQ(plan.indicators[0].name, b.plan.indicators[0].name);
  EXPECT_EQ(plan.indicators[0].target_year.text, "=1+1");
  EXPECT_EQ(plan.nodes.size(), 4u);
  EXPECT_EQ(plan.indicators.size(), 3u);
}

TEST_P(ImportStore, AmountsThatCannotBeAddedUpAreRefused) {
  PlanYear file = SmallPlan();
  for (const size_t leaf : {2u, 3u}) file.nodes[leaf].money.ceiling_original = Money::Sen(INT64_MAX / 2);
  EXPECT_EQ(CodeOf(TryImport(file, planner_, diskominfo_)), "performance.import_amounts_too_large");
  file.nodes[2].money.ceiling_original = Money::Sen(-INT64_MAX);
  EXPECT_EQ(CodeOf(TryImport(file, planner_, diskominfo_)), "performance.import_amounts_too_large");
  EXPECT_EQ(Plan().nodes[2].money.ceiling_original, Money::Rupiah(1000));
}

// A plan read back gives the figures that it gave as a file.
TEST_P(ImportStore, FiguresAreTheSameFromTheFileAndFromTheDatabase) {
  PlanYear file = SmallPlan();
  file.indicators[0].target_year = Typed("5-5");
  file.indicators[0].direction = Direction::kLower;
  file.indicators[0].measured[0] = Measurement();
  file.indicators[0].measured[0]->realised = Typed("4");
  file.indicators[2].target_year = Typed("3,75-3,90");
  file.indicators[2].measured[2] = Measurement();
  file.indicators[2].measured[2]->realised = Typed("3,28 indeks");
  const auto result = TryImport(file, planner_, social_);
  ASSERT_EQ(CodeOf(result), "ok");
  const PlanYear stored = db_->Read([&](sql::Connection& c) {
    return LoadPlanYear(c, government_, *FindPlan(c, government_, social_, 2024));
  });
  for (int quarter = 1; quarter <= 4; ++quarter) {
    const Evaluation a = Evaluate(file, {2024, quarter}, {}), b = Evaluate(stored, {2024, quarter}, {});
    EXPECT_EQ(a.total.score, b.total.score);
    EXPECT_EQ(a.MeanK().Value(), b.MeanK().Value());
    for (size_t i = 0; i < a.nodes.size(); ++i) EXPECT_EQ(a.nodes[i].score, b.nodes[i].score) << i;
  }
}

TEST_P(ImportStore, FiveThousandIndicators) {
  PlanBuilder b;
  b.Node(NodeLevel::kProgramme, "2.16.02", "P");
  for (int a = 0; a < 50; ++a) {
    b.Node(NodeLevel::kActivity, fmt::format("2.16.02.2.{:02}", a), "A");
    for (int s = 0; s < 20; ++s) {
      b.Node(NodeLevel::kSubActivity, fmt::format("2.16.02.2.{:02}.{:04}", a, s), "S").Money(1'000'000);
      for (int i = 0; i < 5; ++i) b.Indicator(fmt::format("indikator {}", i), "100", {"40", "80"});
    }
  }
  const auto result = TryImport(b.plan, planner_, social_);
  ASSERT_EQ(CodeOf(result), "ok");
  const PlanYear plan = db_->Read([&](sql::Connection& c) {
    return LoadPlanYear(c, government_, *FindPlan(c, government_, social_, 2024));
  });
  EXPECT_EQ(plan.indicators.size(), 5000u);
  EXPECT_EQ(Evaluate(plan, {2024, 2}, {}).total.score, Score::Percent(80));
  EXPECT_EQ(Evaluate(plan, {2024, 2}, {}).total.budget.ceiling, Money::Rupiah(1'000'000'000));
}

}  // namespace
}  // namespace sinergi::performance
