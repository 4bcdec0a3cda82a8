#include "app/routes.h"

#include "modules/assessment/assessment_tasks.h"
#include "modules/assessment/pages.h"
#include "modules/assessment/region_page.h"
#include "modules/meeting/meeting_pages.h"
#include "modules/performance/code_indicators.h"
#include "modules/performance/measurement_api.h"
#include "modules/performance/pages.h"
#include "modules/planning/planning_pages.h"
#include "modules/proposal/planned.h"
#include "modules/proposal/proposal_pages.h"
#include "modules/register/figure_sources.h"
#include "modules/register/notice_tasks.h"
#include "modules/register/register_pages.h"
#include "modules/register/unit_figures.h"
#include "modules/report/report_pages.h"
#include "platform/http/assets.h"

namespace sinergi::app {
namespace {

std::vector<meeting::UnitFigure> MeetingFigures(std::vector<registers::UnitFigure> figures) {
  std::vector<meeting::UnitFigure> shown;
  for (registers::UnitFigure& one : figures)
    shown.push_back({std::move(one.register_title), std::move(one.title),
                     one.unit.empty() ? one.value : one.value + " " + one.unit, std::move(one.url)});
  return shown;
}

}  // namespace

Application::Application(sql::Database& db, const std::filesystem::path& evidence, bool secure_cookies,
                         Clock clock, agreement::SigningDesk signing)
    : store_(evidence),
      registers_(registers::Registers::Open(db, evidence.parent_path() / "registers", clock())),
      own_papers_(evidence.parent_path() / "papers"),
      signing_(std::move(signing)),
      web_{db, templates_, Texts::Shipped(), store_, std::move(clock), secure_cookies, {}, nullptr} {}

http::Router Application::MakeRouter() {
  performance_.sources = registers::FigureSourcesOf(registers_);
  performance_.task_sources.push_back(registers::NoticeTasks(registers_));
  performance_.task_sources.push_back(
      [this](const kernel::Visit& v) { return assessment::AssessmentTasks(v, assessment_); });
  performance_.planning.code_indicators = performance::CodeIndicators(performance_);
  performance_.planning.proposals = proposal::PlannedProposals(registers_);
  http::Router router;
  http::AddStaticRoutes(router);
  performance::AddPerformancePages(web_, router, performance_);
  performance::AddMeasurementApi(web_, router);
  planning::AddPlanningPages(web_, router, performance_.planning);
  assessment::AddAssessmentPages(web_, router, assessment_);
  assessment::AddRegionPages(web_, router);
  registers::AddRegisterPages(web_, router, registers_, own_papers_, proposal::ProposalLinks);
  proposal::AddProposalPages(web_, router, registers_);
  agreement::AddAgreementPages(web_, router, performance_, signing_);
  report::AddReportPages(web_, router, performance_);
  meeting::AddMeetingPages(web_, router, performance_,
                           [this](const kernel::Visit& v, int64_t unit_id, Period period) {
                             return MeetingFigures(registers::UnitFiguresOf(v, registers_, unit_id, period));
                           });
  kernel::AddKernelPages(web_, router);
  router.Get("/health", [this](const http::Request&) {
    web_.db.Read([](sql::Connection& c) { return c.One("SELECT 1"); });
    return http::Response::Text("ok\n");
  });
  return router;
}

}  // namespace sinergi::app
