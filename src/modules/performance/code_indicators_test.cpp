// The series of a code with its indicators: through a confirmed predecessor, for those who may read the plan.
#include "modules/performance/code_indicators.h"

#include "kit/performance.h"
#include "kit/visitor.h"
#include "modules/planning/nomenclature/nomenclature_store.h"
#include "modules/planning/planning_pages.h"

namespace sinergi::performance {
namespace {

using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

class CodeIndicatorPages : public testkit::WithPerformance<testkit::WebTest> {
 protected:
  CodeIndicatorPages() : CodeIndicatorPages(std::make_shared<PerformanceServices>()) {}
  explicit CodeIndicatorPages(const std::shared_ptr<PerformanceServices>& services)
      : WithPerformance<testkit::WebTest>(
            Migrations(),
            [services](kernel::Web& web, http::Router& router) {
              planning::AddPlanningPages(web, router, {.code_indicators = CodeIndicators(*services)});
            },
            std::vector<std::string>{"planning/"}),
        services_(services) {
    PlanYear next = testkit::SmallPlan();
    next.year = 2025;
    next.nodes[2].code = kNew;
    next.indicators[1].target_year = Quantity::Number(7 * kMicro);
    Import(next);
    const Status done = As(planner_, [&](sql::Connection& c, const ActContext& context) -> Status {
      const planning::PlanningContext planner{context.actor, context.units, context.now};
      for (const auto& [year, code] : {std::pair{2024, kOld}, std::pair{2025, kNew}}) {
        planning::NomenclatureFile file;
        file.codes = {{code, fmt::format("Nama {}", year), "", "", ""}};
        if (const auto done = planning::ImportNomenclature(c, planner, year, file); !done.ok())
          return done.error();
      }
      return planning::DecideLink(
          c, planner,
          {2025, kNew, 2024, kOld, planning::LinkReason::kPerson, planning::LinkState::kConfirmed, {}});
    });
    EXPECT_TRUE(done.ok());
  }

  std::string PageFor(const testkit::Actor& actor) {
    kernel::Account account;
    account.government_id = actor.government_id;
    account.id = actor.account_id;
    account.grants = actor.grants;
    return EnterAs(account).Get(fmt::format("/nomenclature/2025/{}", kNew)).body;
  }

  static constexpr const char *kOld = "2.16.02.2.01.0001", *kNew = "2.16.02.2.01.0099";
  std::shared_ptr<PerformanceServices> services_;
};
INSTANTIATE_TEST_SUITE_P(On, CodeIndicatorPages, testing::ValuesIn(testkit::Backends()),
                         testkit::BackendName);

TEST_P(CodeIndicatorPages, ShowTargetsAndResultsOfEveryYear) {
  testkit::Entry entry;
  entry.realised = "3";
  const auto saved = Save(officer_, dokumen_, entry, 0);
  ASSERT_TRUE(saved.ok());
  ASSERT_TRUE(Do(officer_, dokumen_, MeasurementAct::kSubmit, saved->row_version).ok());
  const std::string page = PageFor(planner_);
  const size_t first = page.find("<th scope=\"row\">2024</th><td data-label=\"Indikator\">");
  const size_t second = page.find("<th scope=\"row\">2025</th><td data-label=\"Indikator\">");
  ASSERT_NE(first, page.npos) << page;
  ASSERT_NE(second, page.npos);
  EXPECT_LT(first, second);
  const std::string row = page.substr(first, second - first), later = page.substr(second, 900);
  EXPECT_THAT(row, HasSubstr("dokumen (Dokumen)"));
  EXPECT_THAT(row, HasSubstr(kOld));
  EXPECT_THAT(row, HasSubstr(">3</td>"));
  EXPECT_THAT(row, HasSubstr(">1</td>")) << "what stands at the year's end";
  EXPECT_THAT(row, HasSubstr("300,00"));
  EXPECT_THAT(later, HasSubstr(kNew));
  EXPECT_THAT(later, HasSubstr("elum dilaporkan"));
  EXPECT_THAT(PageFor(Person("asing", testkit::Role::kOfficer, social_)),
              Not(HasSubstr("dokumen (Dokumen)")));
}

}  // namespace
}  // namespace sinergi::performance
