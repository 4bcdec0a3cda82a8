// Funding sources and accounts of a plan: taken from files, kept, compared with the ceiling, shown.
#include "modules/performance/funding_page.h"

#include "kit/performance.h"
#include "kit/performance_pages.h"
#include "kit/visitor.h"
#include "modules/performance/budget/budget_table.h"
#include "modules/performance/plan_document.h"

namespace sinergi::performance {
namespace {

using kernel::Role;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

using testkit::Visitor;

class FundingPage : public testkit::WithPerformance<testkit::WebTest> {
 protected:
  FundingPage()
      : WithPerformance<testkit::WebTest>(Migrations(), testkit::AddPerformance,
                                          std::vector<std::string>{"performance/"}) {}

  // S1 (Rp 1.000): DAU 700 for stationery and 200 for food, PAD 100.
  static PlanYear WithBudget() {
    PlanYear plan = testkit::SmallPlan();
    plan.nodes[2].budget = {{"1.1.01", "5.1.02.01.01.0024", Money::Rupiah(100)},
                            {"1.2.01.08", "5.1.02.01.01.0024", Money::Rupiah(700)},
                            {"1.2.01.08", "5.1.02.01.01.0052", Money::Rupiah(200)}};
    plan.budget_names.funds = {{"1.1.01", "PAD"}, {"1.2.01.08", "Dana Alokasi <Umum>"}};
    plan.budget_names.accounts = {{"5.1.02.01.01.0024", "Alat tulis"}, {"5.1.02.01.01.0052", ""}};
    return plan;
  }
  std::vector<std::string> ChangesOf(const PlanYear& imported) {
    const PlanYear stored = Plan();
    std::vector<std::string> lines;
    for (const PlanChange& c : Compare(&stored, imported))
      lines.push_back(c.what + " " + c.field + ": " + c.before + " > " + c.after);
    return lines;
  }
};
INSTANTIATE_TEST_SUITE_P(On, FundingPage, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(FundingPage, PartsAreTakenOnceAndKept) {
  EXPECT_THAT(ChangesOf(WithBudget()), ElementsAre("money budget:  > 1.1.01: Rp 100; 1.2.01.08: Rp 900"));
  EXPECT_EQ(Import(WithBudget()).applied, 1);
  EXPECT_EQ(Import(WithBudget()).applied, 0);
  const PlanYear plan = Plan();
  EXPECT_EQ(plan.nodes[2].budget, WithBudget().nodes[2].budget);
  EXPECT_EQ(plan.budget_names.funds.at("1.1.01"), "PAD");
  EXPECT_EQ(Import(testkit::SmallPlan()).applied, 0) << "a file without parts says nothing of them";
  // A Renja tells sources alone: the same sums change nothing, others replace the parts.
  PlanYear renja = testkit::SmallPlan();
  renja.nodes[2].budget = {{"1.1.01", "", Money::Rupiah(100)}, {"1.2.01.08", "", Money::Rupiah(900)}};
  EXPECT_EQ(Import(renja).applied, 0);
  renja.nodes[2].budget = {{"1.2.01.08", "", Money::Rupiah(1000)}};
  renja.budget_names.funds = {{"1.2.01.08", ""}};
  EXPECT_EQ(Import(renja).applied, 1);
  EXPECT_EQ(Plan().nodes[2].budget, renja.nodes[2].budget);
  EXPECT_EQ(Plan().budget_names.funds.at("1.2.01.08"), "Dana Alokasi <Umum>")
      << "a code without name keeps its name";
}

TEST_P(FundingPage, TableOfAnAgencyAndOfANode) {
  Import(WithBudget());
  Visitor reader = LogInAs("kepala", {{Role::kHead, diskominfo_}});
  const std::string scope = "?unit=" + std::to_string(diskominfo_) + "&period=2024-Q3";
  const std::string table = reader.Get("/plan/funding" + scope).body;
  EXPECT_THAT(table, HasSubstr("Dana Alokasi &lt;Umum&gt;"));
  EXPECT_THAT(table, HasSubstr("Rp 900"));
  EXPECT_THAT(table, HasSubstr("belum disebut")) << "S2 has a ceiling and no source";
  EXPECT_THAT(table, HasSubstr("60,00"));
  EXPECT_THAT(table, Not(HasSubstr("Rincian tidak sama dengan pagu")));
  EXPECT_THAT(
      reader.Get("/plan/funding.csv" + scope).body,
      HasSubstr("2.16.02.2.01.0001,S1,1.2.01.08,Dana Alokasi <Umum>,5.1.02.01.01.0024,Alat tulis,700"));
  const std::string node = "/explain/node/" + std::to_string(Plan().nodes[2].id) + "?period=2024-Q3";
  EXPECT_THAT(reader.Get(node).body, HasSubstr("Alat tulis"));
  EXPECT_THAT(reader.Get(node).body, Not(HasSubstr("tidak sama dengan pagu")));
  // The ceiling moves and the parts do not.
  PlanYear more = testkit::SmallPlan();
  more.nodes[2].money.ceiling_original = Money::Rupiah(1100);
  Import(more);
  EXPECT_THAT(reader.Get(node).body, HasSubstr("Rincian Rp 1.000 tidak sama dengan pagu Rp 1.100"));
  EXPECT_THAT(reader.Get("/plan/funding" + scope).body, HasSubstr("Rincian tidak sama dengan pagu"));
  EXPECT_THAT(reader.Get("/plan" + scope).body, HasSubstr("/plan/funding?"));
  EXPECT_EQ(Anonymous().Get("/plan/funding" + scope).status, 303);
  Visitor elsewhere = LogInAs("lain", {{Role::kHead, social_}});
  EXPECT_EQ(elsewhere.Get("/plan/funding" + scope).status, 403);
  EXPECT_EQ(elsewhere.Get("/plan/funding.csv" + scope).status, 403);
}

// A planning document's cell of sources becomes parts, where they make the amount.
TEST(BudgetOfDocument, SourcesBecomeParts) {
  planning::DocumentContent content;
  const auto add = [&](const char* code, const char* funding) {
    planning::DocumentNode node;
    node.level = planning::DocumentLevel::kSubActivity;
    node.code = node.name = code;
    node.funding = funding;
    node.amounts = {{2027, Money::Rupiah(500)}};
    content.nodes.push_back(node);
  };
  add("2.16.02.2.01.0014", "1.2.01.08 DAU: 400; PAD: 100");
  add("2.16.02.2.01.0015", "PAD");
  add("2.16.02.2.01.0016", "PAD: 499");
  add("2.16.02.2.01.0017", "DAU; PAD");
  const PlanYear plan = PlanOfDocument(content, {2027, "2.16.01", {}});
  EXPECT_THAT(plan.nodes[0].budget, ElementsAre(BudgetPart{"1.2.01.08", "", Money::Rupiah(400)},
                                                BudgetPart{"PAD", "", Money::Rupiah(100)}));
  EXPECT_THAT(plan.nodes[1].budget, ElementsAre(BudgetPart{"PAD", "", Money::Rupiah(500)}));
  EXPECT_TRUE(plan.nodes[2].budget.empty());
  EXPECT_TRUE(plan.nodes[3].budget.empty());
  EXPECT_EQ(plan.budget_names.funds.at("1.2.01.08"), "DAU");
}

TEST(BudgetTable, CountsTheCeilingInForce) {
  PlanYear plan = testkit::SmallPlan();
  plan.nodes[2].budget = {{"1", "", Money::Rupiah(1000)}};
  plan.nodes[2].money.ceiling_revised = Money::Rupiah(1200);
  plan.nodes[2].money.revised_from = Date{2024, 9, 1};
  const BudgetTable before = TableOf(plan, {0, 1, 2, 3}, {2024, 6, 30});
  EXPECT_TRUE(before.unequal.empty());
  EXPECT_EQ(before.ceiling, Money::Rupiah(1500));
  EXPECT_EQ(before.parts, Money::Rupiah(1000));
  EXPECT_THAT(TableOf(plan, {2}, {2024, 9, 30}).unequal, ElementsAre(2));
}

}  // namespace
}  // namespace sinergi::performance
