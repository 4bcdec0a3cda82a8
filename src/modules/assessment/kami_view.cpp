#include "modules/assessment/kami_view.h"

#include <algorithm>

#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/kami_instrument.h"
#include "modules/assessment/target.h"

namespace sinergi::assessment {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

// "II" and "II+" have reached level 2.
bool HasReached(const std::string& maturity, int level) {
  for (int at = level; at <= kKamiLast; ++at)
    if (maturity == KamiLevelName(at) || maturity == std::string(KamiLevelName(at)) + "+") return true;
  return false;
}

void FillStatuses(const Visit& v, const Kami& kami, const KamiFigures& figures, Dict& part) {
  part.SetValue("CATEGORY_SHEET", kami.category_sheet.code);
  part.SetIntValue("CATEGORY_POINTS", figures.category_points);
  if (figures.category < 0) return part.ShowSection("NO_CATEGORY");
  const KamiCategory& category = kami.categories[static_cast<size_t>(figures.category)];
  Dict& known = *part.AddSectionDictionary("CATEGORY");
  known.SetValue("CATEGORY_NAME", InLanguage(category.name, v.lang));
  int from = 0;
  for (const KamiStatus& status : category.statuses) {
    Dict& row = *known.AddSectionDictionary("STATUS");
    row.SetValue("STATUS_NAME", InLanguage(status.name, v.lang));
    row.SetValue("LIMITS", fmt::format("{}–{}", from, status.to));
    if (status.name.id == figures.status) row.ShowSection("HERE");
    from = status.to + 1;
  }
}

// "20 of 36; the plus sign from 12", or that the area has no such level.
void FillLevel(const Visit& v, const KamiArea& area, const KamiAreaFigures& figures, int level, Dict& row) {
  Dict& cell = *row.AddSectionDictionary("LEVEL_CELL");
  cell.SetValue("LEVEL_NAME", std::string(KamiLevelName(level)));
  const std::optional<KamiStep>& step = area.steps[static_cast<size_t>(level)];
  if (!step) return cell.ShowSection("NO_LEVEL");
  Dict& there = *cell.AddSectionDictionary("THRESHOLD");
  there.SetValue("THRESHOLD_TEXT",
                 v.T("kami.threshold", {std::to_string(figures.level[static_cast<size_t>(level)]),
                                        std::to_string(step->full), std::to_string(step->plus)}));
  if (HasReached(figures.maturity, level)) there.ShowSection("REACHED");
}

void FillArea(const Visit& v, const KamiArea& area, const KamiAreaFigures& figures, Dict& row) {
  row.SetValue("AREA", fmt::format("{}. {}", area.code, InLanguage(area.name, v.lang)));
  row.SetValue("POINTS", fmt::format("{} / {}", figures.points, area.max));
  row.SetValue("AREA_ANSWERED", fmt::format("{} / {}", figures.answered, figures.questions));
  row.SetValue("MATURITY", figures.maturity);
  if (!figures.required_met)
    row.SetValueAndShowSection("REQUIRED", std::to_string(area.required), "BELOW_REQUIRED");
  if (figures.third_counts)
    row.ShowSection("THIRD_COUNTS");
  else
    row.SetValueAndShowSection(
        "THIRD_TEXT",
        v.T("kami.third_needs", {std::to_string(figures.below_third), std::to_string(area.third_from)}),
        "THIRD_SHUT");
  for (int level = kKamiFirst; level <= kKamiLast; ++level) FillLevel(v, area, figures, level, row);
}

// A link to every area with something that is the visitor's to answer, and how much of it is done.
void FillLinks(const Visit& v, const Sheet& sheet, Dict& part) {
  const Stage stage = sheet.head.at.stage;
  Dict* list = nullptr;
  for (size_t g = 0; g < sheet.instrument->groups.size() && !sheet.head.at.closed; ++g) {
    int mine = 0, done = 0;
    for (size_t i = 0; i < sheet.items(); ++i) {
      if (sheet.instrument->items[i].group != static_cast<int>(g)) continue;
      if (!MayAct(v.actor, *v.Units(), sheet.PlaceOf(i), stage, StageAct::kAnswer)) continue;
      ++mine;
      done += sheet.At(stage, i).value ? 1 : 0;
    }
    if (mine == 0) continue;
    if (list == nullptr) list = part.AddSectionDictionary("FILL");
    Dict& link = *list->AddSectionDictionary("FILL_AREA");
    link.SetValue("FILL_CODE", sheet.instrument->groups[g].code);
    link.SetValue("FILL_DONE", fmt::format("{} / {}", done, mine));
  }
}

}  // namespace

void FillKami(const Visit& v, const Sheet& sheet, const Levels& levels, Dict& page) {
  const Kami& kami = *sheet.instrument->kami;
  const KamiFigures figures = KamiFiguresOf(*sheet.instrument, levels);
  Dict& part = *page.AddSectionDictionary("KAMI");
  FillLinks(v, sheet, part);
  FillStatuses(v, kami, figures, part);
  if (figures.category >= 0 && !figures.required_met) part.ShowSection("REQUIRED_MISSED");
  for (int level = kKamiFirst; level <= kKamiLast; ++level)
    part.AddSectionDictionary("LEVEL_HEAD")->SetValue("LEVEL_NAME", std::string(KamiLevelName(level)));
  for (size_t a = 0; a < kami.areas.size(); ++a)
    FillArea(v, kami.areas[a], figures.areas[a], *part.AddSectionDictionary("AREA_ROW"));
  part.SetValue("SUPPLEMENT",
                fmt::format("{}. {}", kami.supplement.code, InLanguage(kami.supplement.name, v.lang)));
  part.SetValue("SUPPLEMENT_POINTS", fmt::format("{} / {}", figures.supplement_points, kami.supplement.max));
  part.SetValue("SUPPLEMENT_PERCENT", PrintIndex(figures.supplement_percent));
  part.SetValue("SUPPLEMENT_ANSWERED",
                fmt::format("{} / {}", figures.supplement_answered, kami.supplement.questions));
}

}  // namespace sinergi::assessment
