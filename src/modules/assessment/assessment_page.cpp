// The overview of one assessment: index and predicate, aspects, trend, strengths and weaknesses, what is
// still to be done, and the acts that move it to the next stage.
#include "modules/assessment/assessment_figures.h"
#include "modules/assessment/assessment_pages.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/kami_view.h"
#include "modules/assessment/target_store.h"
#include "modules/assessment/target_take_page.h"
#include "platform/pages/chart.h"

namespace sinergi::assessment {
namespace {

constexpr size_t kRowsOfOneTable = 60;

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kStandingMost = 6;

struct Behind {
  std::vector<AssessmentHead> heads;
  std::vector<YearTarget> targets;
};
Behind ReadBehind(const Visit& v, const AssessmentHead& head) {
  const int64_t government = v.actor.government_id;
  return v.web.db.Read([&](sql::Connection& c) {
    return Behind{ListAssessments(c, government),
                  ListTargets(c, government, SeriesOf(head.instrument), head.unit_id)};
  });
}

void FillIndex(const Visit& v, const Sheet& sheet, const Behind& behind, const Index& index, Dict& page) {
  page.SetValue("INDEX", PrintIndex(index.printed));
  page.SetValue("PREDICATE", PredicateText(v, *sheet.instrument, index.predicate));
  page.ShowSection(sheet.head.at.closed ? "IS_CLOSED" : "SO_FAR");
  for (const YearTarget& target : behind.targets) {
    if (target.year != sheet.head.year) continue;
    const int places = sheet.instrument->places;
    Dict& row = *page.AddSectionDictionary("TARGET");
    row.SetValue("TARGET_TEXT", PrintDecimal(target.target_micro, 6, places));
    row.ShowSection(MicroOf(index.printed) >= target.target_micro ? "REACHED" : "BELOW");
  }
}

void FillProgress(const Visit& v, const Sheet& sheet, Dict& page) {
  const Stage stage = sheet.head.at.stage;
  const Completeness all = CompletenessOf(sheet, stage);
  page.SetIntValue("ITEMS", all.items);
  page.SetIntValue("ANSWERED", all.answered);
  page.SetIntValue("EXPLAINED", all.explained);
  page.SetIntValue("EVIDENCED", all.evidenced);
  page.SetIntValue("OWN", all.own);
  page.SetIntValue("DIFFERS", all.differs);
  if (stage != Stage::kSelf) page.ShowSection("LATER_STAGE");
  for (const Stage each : kStages) {
    if (!sheet.head.course.Has(each)) continue;
    Dict& step = *page.AddSectionDictionary("STEP");
    step.SetValue("STEP_NAME", StageText(v, each));
    const bool here = each == stage && !sheet.head.at.closed;
    if (here) step.ShowSection("HERE");
    if (each < stage || sheet.head.at.closed) step.ShowSection("OVER");
  }
}

void FillStanding(const Visit& v, const Sheet& sheet, const Levels& levels, Dict& page) {
  const Standing standing = StandingOf(*sheet.instrument, levels);
  const auto fill = [&](const std::vector<size_t>& items, const char* section, const char* none) {
    for (size_t i = 0; i < items.size() && i < kStandingMost; ++i) {
      Dict& row = *page.AddSectionDictionary(section);
      const Item& item = sheet.instrument->items[items[i]];
      row.SetValue("PATH", PathOf(sheet.head));
      row.SetValue("CODE", item.code);
      row.SetValue("ITEM_NAME", std::string(InLanguage(item.name, v.lang)));
      row.SetValue("LEVEL_TEXT", LevelText(v, *sheet.instrument, items[i], levels[items[i]]));
    }
    if (items.empty()) page.ShowSection(none);
  };
  fill(standing.strengths, "STRENGTH", "NO_STRENGTH");
  fill(standing.weaknesses, "WEAKNESS", "NO_WEAKNESS");
}

void FillItemRow(const Visit& v, const Sheet& sheet, size_t i, const Levels& levels, Dict& row) {
  const auto units = v.Units();
  const Stage stage = sheet.head.at.stage;
  const Item& item = sheet.instrument->items[i];
  const Completeness done = CompletenessOf(sheet, stage, i);
  row.SetValue("CODE", item.code);
  row.SetValue("ITEM_NAME", std::string(InLanguage(item.name, v.lang)));
  row.SetValue("UNIT", UnitText(v, sheet.units[i]));
  row.SetValue("LEVEL_TEXT", LevelText(v, *sheet.instrument, i, levels[i]));
  row.ShowSection(MayRead(v.actor, *units, sheet.PlaceOf(i)) ? "OPENS" : "SHUT");
  if (!done.answered) row.ShowSection("UNANSWERED");
  if (done.answered && !done.explained) row.ShowSection("UNEXPLAINED");
  if (done.answered && done.explained && !done.evidenced) row.ShowSection("BARE");
  if (done.answered && done.explained && done.evidenced) row.ShowSection("DONE");
  const bool mine =
      !sheet.head.at.closed && MayAct(v.actor, *units, sheet.PlaceOf(i), stage, StageAct::kAnswer);
  if (mine) row.ShowSection("MINE");
}

// The outermost group of an item; -1 when it has none.
int OutermostGroup(const Instrument& instrument, size_t item) {
  int group = instrument.items[item].group;
  while (group >= 0 && instrument.groups[static_cast<size_t>(group)].parent >= 0)
    group = instrument.groups[static_cast<size_t>(group)].parent;
  return group;
}

// One table, or, where it would be long, one folded table for each domain; the first that lacks answers is open.
void FillItemTables(const Visit& v, const Sheet& sheet, const Levels& levels, Dict& page) {
  const Instrument& instrument = *sheet.instrument;
  const bool folds = sheet.items() > kRowsOfOneTable;
  bool opened = false;
  for (size_t first = 0; first < sheet.items();) {
    const int group = OutermostGroup(instrument, first);
    Dict& part = *page.AddSectionDictionary("PART");
    size_t end = first, answered = 0;
    for (; end < sheet.items() && (!folds || OutermostGroup(instrument, end) == group); ++end) {
      FillItemRow(v, sheet, end, levels, *part.AddSectionDictionary("ITEM"));
      answered += CompletenessOf(sheet, sheet.head.at.stage, end).answered ? 1 : 0;
    }
    if (folds) {
      Dict& fold = *part.AddSectionDictionary("FOLD");
      part.ShowSection("FOLDED");
      const bool open = !opened && answered < end - first;
      opened = opened || open;
      if (open) fold.ShowSection("OPEN");
      if (group >= 0) {
        const Group& about = instrument.groups[static_cast<size_t>(group)];
        fold.SetValue("PART_NAME", std::string(InLanguage(about.name, v.lang)));
      }
      fold.SetIntValue("PART_ANSWERED", static_cast<long>(answered));
      fold.SetIntValue("PART_ITEMS", static_cast<long>(end - first));
    }
    first = end;
  }
}

// The first item that is the visitor's to answer and is not done yet.
void FillNext(const Visit& v, const Sheet& sheet, Dict& page) {
  const auto units = v.Units();
  const Stage stage = sheet.head.at.stage;
  int mine = 0, done = 0;
  for (size_t i = 0; i < sheet.items() && !sheet.head.at.closed; ++i) {
    if (!MayAct(v.actor, *units, sheet.PlaceOf(i), stage, StageAct::kAnswer)) continue;
    ++mine;
    const bool filled = sheet.At(stage, i).value.has_value();
    done += filled ? 1 : 0;
    if (filled || mine - done > 1) continue;
    page.SetValueAndShowSection("NEXT_CODE", sheet.instrument->items[i].code, "NEXT");
  }
  page.SetIntValue("MINE_COUNT", mine);
  page.SetIntValue("MINE_DONE", done);
  if (mine > 0) page.ShowSection("HAS_MINE");
}

void FillActs(const Visit& v, const Sheet& sheet, Dict& page) {
  const auto units = v.Units();
  const Place whole{sheet.head.unit_id, 0};
  const auto may = [&](StageAct act) {
    return Move(sheet.head.course, sheet.head.at, act) &&
           MayAct(v.actor, *units, whole, sheet.head.at.stage, act);
  };
  page.SetIntValue("ROW_VERSION", static_cast<long>(sheet.head.row_version));
  if (may(StageAct::kFinish)) {
    Dict& finish = *page.AddSectionDictionary("FINISH");
    const std::optional<Stage> next = sheet.head.course.After(sheet.head.at.stage);
    finish.SetValue(
        "TO", next ? v.T("assessment.finish_to", {StageText(v, *next)}) : v.T("assessment.finish_close"));
    const Completeness done = CompletenessOf(sheet, sheet.head.at.stage);
    if (sheet.head.at.stage == Stage::kSelf && done.evidenced < done.items)
      finish.AddSectionDictionary("BARE")->SetIntValue("HOW_MANY", done.items - done.evidenced);
  }
  if (may(StageAct::kReturn)) page.ShowSection("RETURN");
  if (may(StageAct::kReopen)) page.ShowSection("REOPEN");
  if (MayAssign(v.actor, *units, sheet.head)) page.ShowSection("ASSIGN");
}

void FillMoves(const Visit& v, const Sheet& sheet, Dict& page) {
  const auto moves =
      v.web.db.Read([&](sql::Connection& c) { return Story(c, v.actor.government_id, sheet.head.id, ""); });
  for (const StoryRow& row : moves) {
    Dict& line = *page.AddSectionDictionary("MOVE");
    const auto stage = ParseStage(row.stage);
    line.SetValue("WHEN", performance::PrintInstant(v, row.at));
    line.SetValue("WHO", row.login);
    line.SetValue("WHAT", v.T("assessment.act_" + row.act));
    line.SetValue("STAGE_NAME", stage ? StageText(v, *stage) : "");
    line.SetValue("WORDS", row.words);
  }
}

http::Response ShowAssessment(Visit& v, AssessmentServices& services) {
  const Result<Sheet> sheet = FindSheet(v, services);
  if (!sheet.ok()) return v.Refuse(sheet.error());
  const Levels levels = sheet->LevelsAt(sheet->head.at.stage);
  const Result<Index> index = ComputeIndex(*sheet->instrument, levels, sheet->head.year);
  if (!index.ok()) return v.Refuse(index.error());
  const Behind behind = ReadBehind(v, sheet->head);
  Dict page("assessment");
  page.SetValue("PATH", PathOf(sheet->head));
  page.SetValue("TITLE", TitleOf(v, *sheet));
  page.SetValue("SUBJECT", SubjectText(v, sheet->head.unit_id));
  page.SetValue("STAND", StandText(v, sheet->head.at));
  page.SetValue("TAG", sheet->head.at.closed ? "good" : "");
  page.SetValueAndShowSection("REMARK", sheet->head.remark, "REMARKED");
  if (sheet->instrument->draft) page.ShowSection("DRAFT");
  if (!sheet->instrument->kami) page.ShowSection("ROAD_MAP");
  FillIndex(v, *sheet, behind, *index, page);
  FillProgress(v, *sheet, page);
  if (sheet->instrument->kami)
    FillKami(v, *sheet, levels, page);
  else
    FillAspects(v, *sheet, *index, *page.AddSectionDictionary("ASPECTS"));
  FillTrend(v, services,
            TrendOf(behind.heads, behind.targets, SeriesOf(sheet->head.instrument), sheet->head.unit_id),
            page);
  FillStanding(v, *sheet, levels, page);
  FillItemTables(v, *sheet, levels, page);
  FillNext(v, *sheet, page);
  FillActs(v, *sheet, page);
  FillMoves(v, *sheet, page);
  FillTakes(v, *sheet, page);
  page.SetIntValue("CONFLICTS", static_cast<long>(Conflicts(*sheet).size()));
  return v.Show("assessment/assessment", page, "assessment.title");
}

}  // namespace

void AddAssessmentPage(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Page(router, "/assessments/{id}", [&services](Visit& v) { return ShowAssessment(v, services); });
}

}  // namespace sinergi::assessment
