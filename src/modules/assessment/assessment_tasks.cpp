#include "modules/assessment/assessment_tasks.h"

#include <algorithm>

#include "modules/assessment/assessment_scope.h"

namespace sinergi::assessment {
namespace {

using kernel::Visit;
using performance::HomeTask;

// The items of the stage that are the visitor's to answer.
struct Mine {
  int items = 0, open = 0, differing = 0;
  std::string first_open;  // code
};

Mine MineOf(const Visit& v, const Sheet& sheet) {
  const auto units = v.Units();
  const Stage stage = sheet.head.at.stage;
  const auto may = [&](size_t i) {
    return MayAct(v.actor, *units, sheet.PlaceOf(i), stage, StageAct::kAnswer);
  };
  Mine mine;
  for (size_t i = 0; i < sheet.items(); ++i) {
    if (!may(i)) continue;
    const Answer& own = sheet.At(stage, i);
    const Completeness done = CompletenessOf(sheet, stage, i);
    const bool open = !own.value || (stage == Stage::kSelf && done.explained == 0);
    ++mine.items;
    mine.open += open ? 1 : 0;
    if (open && mine.first_open.empty()) mine.first_open = sheet.instrument->items[i].code;
  }
  for (const Conflict& conflict : Conflicts(sheet)) mine.differing += may(conflict.item) ? 1 : 0;
  return mine;
}

// The reason, where the stage was entered by a return.
std::optional<std::string> ReturnedBecause(sql::Connection& c, int64_t government_id, const Sheet& sheet) {
  for (const StoryRow& row : Story(c, government_id, sheet.head.id, "")) {
    if (row.act != "finish" && row.act != "return" && row.act != "reopen") continue;
    if (row.act == "return" && row.to_stage == Name(sheet.head.at.stage))
      return fmt::format("{}: {}", row.login, row.words);
    return {};
  }
  return {};
}

void AddFilling(const Visit& v, const Sheet& sheet, const Mine& mine, std::vector<HomeTask>& tasks) {
  if (mine.open == 0) return;
  const bool self = sheet.head.at.stage == Stage::kSelf;
  const std::string title = v.T(self ? "assessment.task_fill" : "assessment.task_judge",
                                {std::to_string(mine.open), TitleOf(v, sheet)});
  const std::string detail =
      v.T("assessment.task_detail", {SubjectText(v, sheet.head.unit_id), StandText(v, sheet.head.at),
                                     std::to_string(mine.items - mine.open), std::to_string(mine.items)});
  tasks.push_back({title, detail,
                   fmt::format("{}/items/{}", PathOf(sheet.head), http::PercentEncode(mine.first_open)),
                   v.T(self ? "assessment.task_fill_act" : "assessment.task_judge_act"), "warn"});
}

void AddConflicts(const Visit& v, const Sheet& sheet, const Mine& mine, std::vector<HomeTask>& tasks) {
  if (mine.differing == 0 || sheet.head.at.stage == Stage::kSelf) return;
  tasks.push_back({v.T("assessment.task_conflicts", {std::to_string(mine.differing), TitleOf(v, sheet)}),
                   v.T("assessment.task_conflicts_detail",
                       {SubjectText(v, sheet.head.unit_id), StandText(v, sheet.head.at)}),
                   PathOf(sheet.head) + "/conflicts", v.T("assessment.task_conflicts_act"), ""});
}

// Everything is answered and the visitor may finish the stage.
void AddFinishing(const Visit& v, const Sheet& sheet, std::vector<HomeTask>& tasks) {
  const Stage stage = sheet.head.at.stage;
  if (!MayAct(v.actor, *v.Units(), {sheet.head.unit_id, 0}, stage, StageAct::kFinish)) return;
  const Completeness done = CompletenessOf(sheet, stage);
  const bool ready = done.answered == done.items && (stage != Stage::kSelf || done.explained == done.items);
  if (!ready) return;
  tasks.push_back({v.T("assessment.task_finish", {StandText(v, sheet.head.at), TitleOf(v, sheet)}),
                   SubjectText(v, sheet.head.unit_id), PathOf(sheet.head), v.T("assessment.task_finish_act"),
                   ""});
}

void AddTasks(const Visit& v, sql::Connection& c, const Sheet& sheet, std::vector<HomeTask>& tasks) {
  const Mine mine = MineOf(v, sheet);
  if (mine.items > 0)
    if (const auto why = ReturnedBecause(c, v.actor.government_id, sheet))
      tasks.push_back({v.T("assessment.task_returned", {TitleOf(v, sheet), StandText(v, sheet.head.at)}),
                       *why, PathOf(sheet.head), v.T("assessment.task_returned_act"), "bad"});
  AddFilling(v, sheet, mine, tasks);
  if (mine.items > 0) AddConflicts(v, sheet, mine, tasks);
  AddFinishing(v, sheet, tasks);
}

}  // namespace

std::vector<HomeTask> AssessmentTasks(const Visit& v, AssessmentServices& services) {
  const int64_t government = v.actor.government_id;
  const auto units = v.Units();
  return v.web.db.Read([&](sql::Connection& c) {
    std::vector<HomeTask> tasks;
    for (const AssessmentHead& head : ListAssessments(c, government)) {
      if (head.at.closed || !MaySee(v.actor, *units, head)) continue;
      const auto instrument = InstrumentFor(c, government, services, head);
      if (instrument.ok()) AddTasks(v, c, LoadSheet(c, government, head, *instrument), tasks);
    }
    return tasks;
  });
}

}  // namespace sinergi::assessment
