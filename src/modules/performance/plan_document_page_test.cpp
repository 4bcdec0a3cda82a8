// The way of a Renja through the pages: made, filled from a file, checked, compared, locked, and taken as the
// plan that is measured.
#include "modules/performance/plan_document_page.h"

#include "kit/planning.h"
#include "modules/performance/performance_store.h"
#include "modules/planning/planning_pages.h"

namespace sinergi::performance {
namespace {

using kernel::Role;
using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

class PlanDocument : public testkit::PlanningDesk {
 protected:
  PlanDocument()
      : PlanningDesk(Migrations(),
                     [this](kernel::Web& web, http::Router& router) {
                       planning::AddPlanningPages(web, router);
                       AddPlanDocumentPage(web, router, services_);
                     },
                     {"planning/", "performance/plan_document"}) {}

  PerformanceServices services_;
};
INSTANTIATE_TEST_SUITE_P(On, PlanDocument, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(PlanDocument, FromAFileToThePlanThatIsMeasured) {
  Visitor planner = Planner();
  const std::string renstra = Add(planner, "renstra", diskominfo_);
  const std::string renja = Add(planner, "renja", diskominfo_, renstra.substr(renstra.rfind('/') + 1));
  Fill(planner, renstra, testkit::kDocumentRenstra);
  Fill(planner, renja, testkit::kDocumentRenja);
  const std::string page = planner.Get(renja).body;
  EXPECT_THAT(page, HasSubstr("Relasi &lt;b&gt;media"));
  EXPECT_THAT(page, HasSubstr("Rp 900"));
  const std::string findings = planner.Get(renja + "/findings").body;
  EXPECT_THAT(findings, HasSubstr("T-C.32"));
  EXPECT_THAT(findings, Not(HasSubstr("melebihi dokumen di atasnya")));
  EXPECT_EQ(planner.Get(renja + "/plan").status, 409) << "not final yet";
  for (int stage = 0; stage < 3; ++stage) ASSERT_EQ(Lock(planner, renja).status, 303);
  Fill(planner, renja, std::string(testkit::kDocumentRenja) + "Program;2.16.09;Lain;;X;%;1;1;700;\n");
  EXPECT_THAT(planner.Get(renja + "/differences").body, HasSubstr("2.16.09 Lain"));
  EXPECT_THAT(planner.Get(renja + "/differences.csv?from=1&to=4").body, HasSubstr("2.16.09 Lain"));
  EXPECT_THAT(planner.Get(renja + "/findings").body, HasSubstr("tidak mendukung apa pun"));
  ASSERT_EQ(Lock(planner, renja).status, 303);
  const http::Response preview = planner.Get(renja + "/plan");
  ASSERT_EQ(preview.status, 200) << preview.body;
  EXPECT_THAT(preview.body, HasSubstr("belum mempunyai rencana 2027"));
  ASSERT_EQ(planner.Post(renja + "/plan", {{"version", "3"}}).status, 409)
      << "an older version than the one that stands";
  ASSERT_EQ(planner.Post(renja + "/plan", {{"version", "4"}}).status, 303);
  EXPECT_THAT(planner.Get(renja + "/plan").body, HasSubstr("Rencana 2027 sudah ada"));
  const PlanYear plan = db_->Read([&](sql::Connection& c) {
    return LoadPlanYear(c, government_, *FindPlan(c, government_, diskominfo_, 2027));
  });
  ASSERT_EQ(plan.nodes.size(), 4u);
  EXPECT_EQ(plan.nodes[1].money.ceiling_original, Money::Rupiah(400));
  EXPECT_EQ(plan.nodes[1].money.next_year, Money::Rupiah(450));
  EXPECT_EQ(plan.indicators[0].aggregation, Aggregation::kLast);
  EXPECT_EQ(plan.indicators[1].target_year.text, "4");
}

}  // namespace
}  // namespace sinergi::performance
