#include "modules/meeting/meeting_pages.h"

#include <algorithm>

#include "modules/meeting/meeting_scope.h"

namespace sinergi::meeting {
namespace {

using kernel::Visit;
using performance::DecidedLine;
using performance::HomeTask;

constexpr size_t kTasksMost = 5;
constexpr int64_t kSoonDays = 7;

HomeTask TaskOf(const Visit& v, const FollowUp& one, const std::map<int64_t, LatestAct>& latest) {
  const int64_t left = one.due.Days() - v.Today().Days();
  HomeTask task;
  task.title = v.T("meeting.task", {one.decision});
  task.detail = fmt::format("{} · {} {}", UnitText(v, one.unit_id), v.T("meeting.due"), DayText(v, one.due));
  if (left < 0) task.detail += " · " + StateText(v, one);
  const auto last = latest.find(one.id);
  if (last != latest.end() && last->second.act == "return")
    task.detail += " · " + v.T("meeting.returned_because", {last->second.words});
  task.link = fmt::format("/follow-ups/{}", one.id);
  task.act = v.T("meeting.task_act");
  task.urgency = left < 0 ? "bad" : left <= kSoonDays ? "warn" : "";
  return task;
}

HomeTask Summary(const Visit& v, const char* key, const char* link, int64_t count) {
  HomeTask task;
  task.title = v.T(key, {std::to_string(count)});
  task.link = link;
  task.act = v.T("meeting.show");
  task.urgency = "warn";
  return task;
}

// What the person owns and has not finished, and what waits for the person's judgement.
std::vector<HomeTask> TasksOf(const Visit& v) {
  std::map<int64_t, LatestAct> latest;
  const std::vector<FollowUp> all = v.web.db.Read([&](sql::Connection& c) {
    latest = LatestActs(c, v.actor.government_id);
    return ListFollowUps(c, v.actor.government_id);
  });
  std::vector<HomeTask> tasks;
  int64_t own = 0, waiting = 0;
  for (const FollowUp& one : all) {
    if (!one.Finished() && MayOwn(v.actor, *v.Units(), one) && static_cast<size_t>(++own) <= kTasksMost)
      tasks.push_back(TaskOf(v, one, latest));
    const bool judge = one.state == FollowUpState::kDone && one.done_by != v.actor.account_id;
    waiting += judge && MayLead(v.actor, *v.Units(), one.home_unit_id) ? 1 : 0;
  }
  const int64_t more = own - static_cast<int64_t>(tasks.size());
  if (more > 0) tasks.push_back(Summary(v, "meeting.task_more", "/follow-ups?who=mine", more));
  if (waiting > 0) tasks.push_back(Summary(v, "meeting.task_judge", "/follow-ups?state=done", waiting));
  return tasks;
}

// "Pelatihan diadakan (Bidang Statistik, paling lambat 31 Desember 2024)": an official form is Indonesian.
std::vector<DecidedLine> LinesOf(const Visit& v, int64_t agency, Period period) {
  const auto all = v.web.db.Read(
      [&](sql::Connection& c) { return DecidedFor(c, *v.Units(), v.actor.government_id, agency, period); });
  std::vector<DecidedLine> lines;
  for (const FollowUp& one : all) {
    const std::string month = v.web.texts.Get(Lang::kId, fmt::format("interface.month_{}", one.due.month));
    const std::string due = fmt::format("{} {} {}", one.due.day, month, one.due.year);
    lines.push_back(
        {v.web.texts.Get(Lang::kId, "meeting.form_line", {one.decision, UnitText(v, one.unit_id), due}),
         one.aim == Aim::kRenja});
  }
  return lines;
}

}  // namespace

void AddMeetingPages(kernel::Web& web, http::Router& router, performance::PerformanceServices& services,
                     const UnitFigures& figures) {
  AddMeetingListPages(web, router);
  AddMeetingPage(web, router);
  AddParticipantPages(web, router);
  AddCheckInPages(web, router);
  AddMinutesPages(web, router);
  AddMaterialPage(web, router, services, figures);
  AddMeetingPaperPages(web, router);
  AddFollowUpListPage(web, router);
  AddFollowUpPages(web, router);
  AddFollowUpNewPage(web, router, services);
  services.task_sources.push_back(TasksOf);
  services.decided_sources.push_back(LinesOf);
  web.navigation.push_back({"/meetings", "nav.meetings", kernel::Right::kRead, kernel::NavGroup::kMeetings});
  web.navigation.push_back(
      {"/follow-ups", "nav.follow_ups", kernel::Right::kRead, kernel::NavGroup::kMeetings});
}

}  // namespace sinergi::meeting
