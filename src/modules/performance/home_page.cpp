#include "modules/performance/home_page.h"

#include <algorithm>

#include "modules/performance/quarter_rows.h"

namespace sinergi::performance {
namespace {

using kernel::Right;
using kernel::Unit;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr int64_t kSoonDays = 7;
constexpr int64_t kLookAheadDays = 14;

using Task = HomeTask;

// The rows of one unit itself, not of those below it: each task stands once.
struct Duty {
  const Unit* unit;
  std::vector<QuarterRow> rows;
  std::shared_ptr<const PlanYear> plan;
  Scope scope;
};

// Quarters to look at: the open ones; none open: those whose verification may still go on.
std::vector<QuarterWindow> Windows(sql::Connection& c, int64_t government_id, const Date& today) {
  std::vector<QuarterWindow> all = ListWindows(c, government_id), chosen;
  std::ranges::sort(all, std::ranges::greater(), &QuarterWindow::period);
  for (const QuarterWindow& window : all)
    if (window.IsOpen(today)) chosen.push_back(window);
  for (const QuarterWindow& window : all)
    if (chosen.empty() && window.closes < today) chosen.push_back(window);
  return chosen;
}

std::vector<Duty> DutiesOf(const Visit& v, sql::Connection& c, PerformanceServices& services, Right right,
                           const QuarterWindow& window) {
  std::vector<Duty> duties;
  const auto units = v.Units();
  for (const Unit& unit : units->units()) {
    if (!v.actor.May(right, *units, unit.id)) continue;
    const Unit* agency = units->AgencyOf(unit.id);
    const auto head = FindPlan(c, v.actor.government_id, agency->id, window.period.year);
    if (!head) continue;
    Scope scope;
    scope.units = units;
    scope.unit = &unit;
    scope.agency = agency;
    scope.period = window.period;
    scope.plan = services.plans.Get(c, v.actor.government_id, *head);
    scope.window = window;
    std::vector<QuarterRow> rows = ReadQuarterRows(c, scope);
    std::erase_if(rows, [&](const QuarterRow& row) {
      return scope.UnitIdOf(scope.plan->indicators[static_cast<size_t>(row.indicator)].node) != unit.id;
    });
    if (!rows.empty()) duties.push_back({&unit, std::move(rows), scope.plan, scope});
  }
  return duties;
}

std::string DueText(const Visit& v, const QuarterWindow& window) {
  const int64_t left = window.closes.Days() - v.Today().Days();
  if (left == 0) return v.T("interface.due_today");
  return v.T("interface.due_in", {PrintDate(v, window.closes), std::to_string(left)});
}

void AddEntryTasks(const Visit& v, const Duty& duty, std::vector<Task>& tasks) {
  const QuarterWindow& window = *duty.scope.window;
  const int64_t left = window.closes.Days() - v.Today().Days();
  int empty = 0, drafts = 0;
  const std::string link = "/entry?" + duty.scope.Query();
  const std::string where = fmt::format("{} · {}", duty.unit->name, PrintPeriod(v, window.period));
  for (const QuarterRow& row : duty.rows) {
    empty += !row.Filled() && row.Editable() ? 1 : 0;
    drafts += row.In(MeasurementState::kDraft) && row.Filled() ? 1 : 0;
    if (!row.In(MeasurementState::kReturned)) continue;
    const Indicator& indicator = duty.plan->indicators[static_cast<size_t>(row.indicator)];
    tasks.push_back({v.T("interface.task_returned", {indicator.name}),
                     v.T("interface.returned_because", {row.returned_by, row.return_reason}),
                     fmt::format("{}#i{}", link, indicator.id), v.T("interface.task_mend"), "bad"});
  }
  const std::string detail = fmt::format("{} · {}", where, DueText(v, window));
  const std::string_view urgency = left <= 2 ? "bad" : left <= kSoonDays ? "warn" : "";
  if (empty > 0)
    tasks.push_back({v.T("interface.task_fill", {std::to_string(empty)}), detail, link,
                     v.T("interface.task_fill_act"), urgency});
  if (drafts > 0)
    tasks.push_back({v.T("interface.task_submit", {std::to_string(drafts)}), detail, link,
                     v.T("interface.task_submit_act"), urgency});
}

void AddVerifyTasks(const Visit& v, const Duty& duty, std::vector<Task>& tasks) {
  const auto waiting = std::ranges::count_if(
      duty.rows, [](const QuarterRow& row) { return row.In(MeasurementState::kSubmitted); });
  if (waiting == 0) return;
  const auto warned = std::ranges::count_if(duty.rows, [](const QuarterRow& row) {
    return row.In(MeasurementState::kSubmitted) && !row.warnings.empty();
  });
  tasks.push_back({v.T("interface.task_verify", {std::to_string(waiting)}),
                   v.T("interface.task_verify_detail",
                       {duty.unit->name, PrintPeriod(v, duty.scope.period), std::to_string(warned)}),
                   "/verify?" + duty.scope.Query(), v.T("interface.task_verify_act"), "warn"});
}

// For planners and verifiers: a quarter that is about to close with figures missing.
void AddClosing(const Visit& v, const QuarterWindow& window, const std::vector<Duty>& duties,
                std::vector<Task>& tasks) {
  const int64_t left = window.closes.Days() - v.Today().Days();
  if (left < 0 || left > kLookAheadDays) return;
  size_t open = 0;
  for (const Duty& duty : duties)
    open += static_cast<size_t>(
        std::ranges::count_if(duty.rows, [](const QuarterRow& row) { return row.Editable(); }));
  if (open == 0) return;
  tasks.push_back({v.T("interface.task_closing", {PrintPeriod(v, window.period), std::to_string(left)}),
                   v.T("interface.task_closing_detail", {std::to_string(open)}),
                   "/dashboard?period=" + window.period.Code(), v.T("interface.task_closing_act"), "warn"});
}

std::vector<Task> TasksOf(const Visit& v, PerformanceServices& services) {
  return v.web.db.Read([&](sql::Connection& c) {
    std::vector<Task> tasks;
    for (const QuarterWindow& window : Windows(c, v.actor.government_id, v.Today())) {
      if (window.IsOpen(v.Today()))
        for (const Duty& duty : DutiesOf(v, c, services, Right::kEnter, window))
          AddEntryTasks(v, duty, tasks);
      const auto verified = DutiesOf(v, c, services, Right::kVerify, window);
      for (const Duty& duty : verified) AddVerifyTasks(v, duty, tasks);
      AddClosing(v, window, verified, tasks);
    }
    return tasks;
  });
}

void FillEmpty(const Visit& v, Dict& page) {
  const Date today = v.Today();
  const auto windows =
      v.web.db.Read([&](sql::Connection& c) { return ListWindows(c, v.actor.government_id); });
  const QuarterWindow* next = nullptr;
  for (const QuarterWindow& window : windows)
    if (window.opens > today && (!next || window.opens < next->opens)) next = &window;
  page.SetValue(
      "NEXT", next ? v.T("interface.next_quarter", {PrintPeriod(v, next->period), PrintDate(v, next->opens)})
                   : v.T("interface.next_unknown"));
}

http::Response Home(Visit& v, PerformanceServices& services) {
  Dict page("home");
  std::vector<Task> tasks = TasksOf(v, services);
  for (const TaskSource& source : services.task_sources)
    for (HomeTask& task : source(v)) tasks.push_back(std::move(task));
  page.SetValue("HELLO", v.T("interface.hello", {v.actor.name}));
  page.SetValue("TODAY", PrintDate(v, v.Today()));
  page.ShowSection(tasks.empty() ? "EMPTY" : "TASKS");
  for (const Task& task : tasks) {
    Dict& row = *page.AddSectionDictionary("TASK");
    row.SetValue("TITLE", task.title);
    row.SetValue("DETAIL", task.detail);
    row.SetValue("LINK", task.link);
    row.SetValue("ACT", task.act);
    row.SetValue("URGENCY", std::string(task.urgency));
  }
  if (tasks.empty()) FillEmpty(v, page);
  if (v.actor.MayAnywhere(Right::kPlan)) page.ShowSection("MAY_PLAN");
  http::Response response = v.Show("performance/home", page, "interface.home_title");
  response.Set("X-Sinergi-Keep", std::to_string(v.actor.account_id));
  return response;
}

}  // namespace

void AddHomePage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/", [&services](Visit& v) { return Home(v, services); });
}

}  // namespace sinergi::performance
