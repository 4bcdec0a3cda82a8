// Items on which the stages of an assessment do not agree, side by side, with what each of them says.
#include "modules/assessment/assessment_pages.h"
#include "modules/assessment/assessment_scope.h"

namespace sinergi::assessment {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

void FillConflict(const Visit& v, const Sheet& sheet, const Conflict& conflict, Dict& row) {
  const Item& item = sheet.instrument->items[conflict.item];
  const bool opens = MayRead(v.actor, *v.Units(), sheet.PlaceOf(conflict.item));
  row.SetValue("CODE", item.code);
  row.SetValue("ITEM_NAME", std::string(InLanguage(item.name, v.lang)));
  row.SetValue("UNIT", UnitText(v, sheet.units[conflict.item]));
  row.ShowSection(opens ? "OPENS" : "SHUT");
  std::optional<Ratio> before;
  for (const Stage stage : kStages) {
    if (!sheet.head.course.Has(stage)) continue;
    const std::optional<Ratio>& value = conflict.values[static_cast<size_t>(stage)];
    Dict& cell = *row.AddSectionDictionary("CELL");
    cell.SetValue("STAGE_NAME", StageText(v, stage));
    cell.SetValue("LEVEL_TEXT", LevelText(v, *sheet.instrument, conflict.item, value));
    if (value && before && *value != *before) cell.ShowSection("CHANGED");
    const std::string& words = sheet.At(stage, conflict.item).explanation;
    if (value && opens && !words.empty()) cell.SetValueAndShowSection("WORDS", words, "HAS_WORDS");
    if (value) before = value;
  }
}

http::Response ShowConflicts(Visit& v, AssessmentServices& services) {
  const Result<Sheet> sheet = FindSheet(v, services);
  if (!sheet.ok()) return v.Refuse(sheet.error());
  const std::vector<Conflict> conflicts = Conflicts(*sheet);
  Dict page("conflicts");
  page.SetValue("PATH", PathOf(sheet->head));
  page.SetValue("TITLE", TitleOf(v, *sheet));
  page.ShowSection(conflicts.empty() ? "EMPTY" : "LIST");
  for (const Stage stage : kStages)
    if (sheet->head.course.Has(stage))
      page.AddSectionDictionary("STAGE")->SetValue("STAGE_NAME", StageText(v, stage));
  for (const Conflict& conflict : conflicts)
    FillConflict(v, *sheet, conflict, *page.AddSectionDictionary("ROW"));
  return v.Show("assessment/assessment_conflicts", page, "assessment.conflicts_title");
}

}  // namespace

void AddAssessmentConflictPage(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Page(router, "/assessments/{id}/conflicts",
           [&services](Visit& v) { return ShowConflicts(v, services); });
}

}  // namespace sinergi::assessment
