// One item of an assessment: what is asked at each level, the answer of the stage, the answers of earlier
// stages beside it, evidence, and its story. Saved by a plain form post, and by itself where scripts run
// (assessment.js).
#include "base/text.h"
#include "kernel/evidence.h"
#include "kernel/form_view.h"
#include "modules/assessment/assessment_item_form.h"
#include "modules/assessment/assessment_pages.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/kami_instrument.h"
#include "modules/assessment/typed_value.h"

namespace sinergi::assessment {
namespace {

using kernel::FormView;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

bool MayAnswer(const Visit& v, const Sheet& sheet, size_t item) {
  return !sheet.head.at.closed &&
         MayAct(v.actor, *v.Units(), sheet.PlaceOf(item), sheet.head.at.stage, StageAct::kAnswer);
}

bool Has(const std::vector<Ratio>& levels, const Ratio& level) {
  return std::find(levels.begin(), levels.end(), level) != levels.end();
}

const Criterion* CriterionOf(const Item& item, const Ratio& level) {
  for (const Criterion& criterion : item.criteria)
    if (criterion.level == level) return &criterion;
  return nullptr;
}

// Assessors may leave an item out: value 0 where the scale begins above it.
void FillNotAssessed(const Visit& v, const Sheet& sheet, const Answer& answer, bool may, Dict& page) {
  const bool chosen = answer.value && answer.value->IsZero();
  if (!may || (sheet.head.at.stage == Stage::kSelf && !chosen)) return;
  Dict& card = *page.AddSectionDictionary("LEVEL");
  card.SetValue("VALUE", "0");
  card.SetValue("NAME", v.T("assessment.not_assessed"));
  card.ShowSection("PICK");
  if (chosen) card.ShowSection("CHOSEN");
}

// One card a level of the scale; a criterion's tick only where levels have to be met in turn.
void FillLevels(const Visit& v, const Sheet& sheet, size_t at, const Answer& answer, bool may, Dict& page) {
  const Item& item = sheet.instrument->items[at];
  const LevelScale& scale = sheet.instrument->scales[static_cast<size_t>(item.scale)];
  const std::optional<Ratio> earlier = sheet.Before(sheet.head.at.stage, at);
  for (const Level& level : scale.levels) {
    Dict& card = *page.AddSectionDictionary("LEVEL");
    card.SetValue("VALUE", PrintValue(level.value));
    card.SetValue("NAME", LevelText(v, *sheet.instrument, at, level.value));
    const Criterion* criterion = CriterionOf(item, level.value);
    if (criterion && !criterion->text.empty())
      card.SetValueAndShowSection("CRITERION", criterion->text, "HAS_CRITERION");
    if (criterion && !criterion->evidence.empty())
      card.SetValueAndShowSection("EXPECTED", criterion->evidence, "HAS_EXPECTED");
    if (!scale.decimals && answer.value == level.value) card.ShowSection("CHOSEN");
    if (earlier == level.value) card.ShowSection("EARLIER");
    if (!scale.decimals && may) card.ShowSection("PICK");
    if (criterion && !level.value.IsZero() && sheet.head.strict_levels) {
      Dict& tick = *card.AddSectionDictionary("TICK");
      if (Has(answer.met, level.value)) tick.ShowSection("MET");
      if (!may) tick.ShowSection("SHUT");
    }
  }
  FillNotAssessed(v, sheet, answer, may && !scale.decimals && !scale.levels.front().value.IsZero(), page);
  if (scale.decimals) {
    Dict& number = *page.AddSectionDictionary("NUMBER");
    if (scale.points) number.ShowSection("POINTS");
    number.SetValue("LOW", TypedText(*sheet.instrument, at, scale.levels.front().value));
    number.SetValue("HIGH", TypedText(*sheet.instrument, at, scale.levels.back().value));
    number.SetValue("VALUE", answer.value ? TypedText(*sheet.instrument, at, answer.value) : "");
    if (!may) number.ShowSection("SHUT");
  }
}

void FillStages(const Visit& v, const Sheet& sheet, size_t item, Dict& page) {
  bool any = false;
  for (const Stage stage : kStages) {
    if (!sheet.head.course.Has(stage)) continue;
    const Answer& answer = sheet.At(stage, item);
    const bool here = stage == sheet.head.at.stage && !sheet.head.at.closed;
    if (answer.row_version == 0 || here) continue;
    if (!any) page.ShowSection("OTHER_STAGES");
    any = true;
    Dict& row = *page.AddSectionDictionary("STAGE");
    row.SetValue("STAGE_NAME", StageText(v, stage));
    row.SetValue("LEVEL_TEXT", LevelText(v, *sheet.instrument, item, answer.value));
    row.SetValue("EXPLANATION", answer.explanation);
    row.SetValue("BY", fmt::format("{} · {}", answer.login, performance::PrintInstant(v, answer.at)));
  }
}

void FillFiles(const Visit& v, const Sheet& sheet, size_t item, bool may, Dict& page) {
  const std::string& code = sheet.instrument->items[item].code;
  int count = 0;
  v.web.db.Read([&](sql::Connection& c) {
    for (const Stage stage : kStages) {
      const bool mine = may && stage == sheet.head.at.stage;
      for (const kernel::Evidence& file :
           kernel::ListEvidence(c, v.actor.government_id, EvidenceSubject(sheet.head.id, stage, code))) {
        Dict& row = *page.AddSectionDictionary("FILE");
        row.SetIntValue("FILE_ID", file.id);
        row.SetValue("FILE_NAME", file.file_name);
        row.SetValue("FILE_BY", fmt::format("{} · {} · {}", StageText(v, stage), file.by,
                                            performance::PrintInstant(v, file.at)));
        if (mine) row.ShowSection("REMOVE");
        ++count;
      }
    }
    return Unit{};
  });
  page.ShowSection(count == 0 ? "NO_FILES" : "FILES");
}

void FillStory(const Visit& v, const Sheet& sheet, size_t item, Dict& page) {
  const auto story = v.web.db.Read([&](sql::Connection& c) {
    return Story(c, v.actor.government_id, sheet.head.id, sheet.instrument->items[item].code);
  });
  if (!story.empty()) page.ShowSection("STORY");
  for (const StoryRow& row : story) {
    Dict& line = *page.AddSectionDictionary("ACT");
    const bool assigned = row.act == "assign";
    const auto stage = ParseStage(row.stage);
    line.SetValue("WHEN", performance::PrintInstant(v, row.at));
    line.SetValue("WHO", row.login);
    line.SetValue("WHAT", v.T("assessment.act_" + row.act));
    line.SetValue("STAGE_NAME", stage ? StageText(v, *stage) : "");
    const std::string value =
        row.value.empty() ? "" : TypedText(*sheet.instrument, item, ReadValue(row.value));
    line.SetValue("VALUE", assigned ? UnitText(v, ReadId(row.value).value_or(0)) : value);
  }
}

void FillNeighbours(const Sheet& sheet, size_t item, Dict& page) {
  const auto& items = sheet.instrument->items;
  if (item > 0) page.SetValueAndShowSection("PREVIOUS_CODE", items[item - 1].code, "PREVIOUS");
  if (item + 1 < items.size()) page.SetValueAndShowSection("NEXT_CODE", items[item + 1].code, "NEXT");
  page.SetIntValue("NUMBER_OF", static_cast<long>(item) + 1);
  page.SetIntValue("COUNT", static_cast<long>(items.size()));
}

void FillHead(const Visit& v, const Sheet& sheet, size_t at, Dict& page) {
  const Item& item = sheet.instrument->items[at];
  page.SetValue("PATH", PathOf(sheet.head));
  page.SetIntValue("ASSESSMENT", sheet.head.id);
  page.SetValue("TITLE", TitleOf(v, sheet));
  page.SetValue("CODE", item.code);
  page.SetValue("ITEM_NAME", std::string(InLanguage(item.name, v.lang)));
  page.SetValue("UNIT", UnitText(v, sheet.units[at]));
  if (sheet.instrument->kami)
    page.SetValue("WEIGHT", v.T("kami.most_points", {std::to_string(MostPoints(*sheet.instrument, at))}));
  else
    page.SetValue("WEIGHT", v.T("assessment.weight_of", {PrintValue(item.weight)}));
  page.SetValue("STAND", StandText(v, sheet.head.at));
  page.SetValue("STAGE", std::string(Name(sheet.head.at.stage)));
  if (!item.source.empty()) page.SetValueAndShowSection("SOURCE", item.source, "HAS_SOURCE");
}

http::Response ShowItem(Visit& v, const Sheet& sheet, size_t item, const Answer& answer, const Error* error) {
  Dict page("item");
  const bool may = MayAnswer(v, sheet, item);
  FillHead(v, sheet, item, page);
  FillNeighbours(sheet, item, page);
  FillLevels(v, sheet, item, answer, may, page);
  FillStages(v, sheet, item, page);
  FillFiles(v, sheet, item, may, page);
  FillStory(v, sheet, item, page);
  page.ShowSection(may ? "MAY_ANSWER" : "SHUT");
  FormView form(v, page);
  form.Value("explanation", answer.explanation);
  form.Value("row_version", std::to_string(answer.row_version));
  if (error) form.Faults(*error);
  const int status = error == nullptr ? 200 : error->kind == ErrorKind::kConflict ? 409 : 422;
  return v.Show("assessment/assessment_item", page, "assessment.item_title", status);
}

http::Response ShowStoredItem(Visit& v, AssessmentServices& services) {
  const Result<Sheet> sheet = FindSheet(v, services);
  if (!sheet.ok()) return v.Refuse(sheet.error());
  const Result<size_t> item = FindItem(v, *sheet);
  if (!item.ok()) return v.Refuse(item.error());
  return ShowItem(v, *sheet, *item, sheet->At(sheet->head.at.stage, *item), nullptr);
}

http::Response SaveItem(Visit& v, AssessmentServices& services) {
  const Result<Sheet> sheet = FindSheet(v, services);
  if (!sheet.ok()) return v.Refuse(sheet.error());
  const Result<size_t> item = FindItem(v, *sheet);
  if (!item.ok()) return v.Refuse(item.error());
  const http::Form form = http::ReadForm(v.request);
  const std::optional<Stage> stage = ParseStage(form.Field("stage"));
  if (!form.ok || !stage) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const Result<Answer> typed = KeptAnswer(*sheet->instrument, *item, ReadAnswer(form));
  if (!typed.ok()) return ShowItem(v, *sheet, *item, sheet->At(*stage, *item), &typed.error());
  const std::string& code = sheet->instrument->items[*item].code;
  const auto units = v.Units();
  const Result<Answer> saved = v.web.db.Write([&](sql::Connection& c) {
    return SaveAnswer(c, ContextOf(v, *units), *sheet->instrument, {sheet->head.id, *stage, code, *typed});
  });
  if (!saved.ok()) {
    if (saved.error().kind == ErrorKind::kForbidden) return v.Refuse(saved.error());
    return ShowItem(v, *sheet, *item, *typed, &saved.error());
  }
  const bool go_on = form.Field("do") == "next" && *item + 1 < sheet->items();
  const std::string& next = go_on ? sheet->instrument->items[*item + 1].code : code;
  return v.Back(fmt::format("{}/items/{}", PathOf(sheet->head), http::PercentEncode(next)),
                "assessment.saved");
}

}  // namespace

void AddAssessmentItemPage(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Page(router, "/assessments/{id}/items/{item}",
           [&services](Visit& v) { return ShowStoredItem(v, services); });
  web.Post(router, "/assessments/{id}/items/{item}", [&services](Visit& v) { return SaveItem(v, services); });
}

}  // namespace sinergi::assessment
