// Many items of one group on one page: where nothing but a level is asked of each (Indeks KAMI has 212 questions), a
// table is filled faster than a page an item. Saved whole or not at all, by the same verb as a single answer; rows that
// were not touched are left alone.
#include <algorithm>

#include "base/text.h"
#include "kernel/form_view.h"
#include "modules/assessment/assessment_item_form.h"
#include "modules/assessment/assessment_pages.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/typed_value.h"

namespace sinergi::assessment {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kAreaBytesMost = 1 << 20;

// One row of the table: the item, and what is typed or stored.
struct AreaRow {
  size_t item = 0;
  Answer answer;
};

struct Area {
  Sheet sheet;
  int group = -1;
  std::vector<AreaRow> rows;  // those that are the visitor's to answer now
};

std::string FieldOf(const char* name, size_t item) {
  return fmt::format("{}{}", name, item);
}

Result<Area> FindArea(const Visit& v, AssessmentServices& services) {
  Result<Sheet> sheet = FindSheet(v, services);
  if (!sheet.ok()) return sheet.error();
  Area area{std::move(sheet).value(), -1, {}};
  const Instrument& instrument = *area.sheet.instrument;
  for (size_t g = 0; g < instrument.groups.size(); ++g)
    if (instrument.groups[g].code == v.request.Param("group")) area.group = static_cast<int>(g);
  if (area.group < 0)
    return Error{ErrorKind::kNotFound, "assessment.item_unknown", {std::string(v.request.Param("group"))}};
  const Stage stage = area.sheet.head.at.stage;
  for (size_t i = 0; i < area.sheet.items(); ++i) {
    const Item& item = instrument.items[i];
    const bool mine = !area.sheet.head.at.closed && item.criteria.empty() &&
                      IsWithin(instrument, item.group, area.group) &&
                      MayAct(v.actor, *v.Units(), area.sheet.PlaceOf(i), stage, StageAct::kAnswer);
    if (mine) area.rows.push_back({i, area.sheet.At(stage, i)});
  }
  return area;
}

void FillAreaRow(const Visit& v, const Sheet& sheet, const AreaRow& row, Dict& line) {
  const Instrument& instrument = *sheet.instrument;
  const LevelScale& scale = instrument.scales[static_cast<size_t>(instrument.items[row.item].scale)];
  line.SetValue("CODE", instrument.items[row.item].code);
  line.SetValue("ITEM_NAME", InLanguage(instrument.items[row.item].name, v.lang));
  line.SetIntValue("N", static_cast<long>(row.item));
  line.SetIntValue("ROW_VERSION", static_cast<long>(row.answer.row_version));
  line.SetValue("EXPLANATION", row.answer.explanation);
  if (const auto before = sheet.Before(sheet.head.at.stage, row.item))
    line.SetValueAndShowSection("EARLIER_TEXT", LevelText(v, instrument, row.item, before), "EARLIER");
  const std::string typed = row.answer.value ? TypedText(instrument, row.item, row.answer.value) : "";
  if (scale.decimals || scale.points) return line.SetValueAndShowSection("VALUE", typed, "NUMBER");
  Dict& list = *line.AddSectionDictionary("LIST");
  for (const Level& level : scale.levels) {
    Dict& option = *list.AddSectionDictionary("OPTION");
    option.SetValue("VALUE", PrintValue(level.value));
    option.SetValue("TEXT", LevelText(v, instrument, row.item, level.value));
    if (row.answer.value == level.value) option.ShowSection("CHOSEN");
  }
}

http::Response ShowArea(Visit& v, const Area& area, const Error* error) {
  const Sheet& sheet = area.sheet;
  Dict page("area");
  page.SetValue("PATH", PathOf(sheet.head));
  page.SetValue("TITLE", TitleOf(v, sheet));
  page.SetValue("STAND", StandText(v, sheet.head.at));
  page.SetValue("STAGE", std::string(Name(sheet.head.at.stage)));
  const Group& group = sheet.instrument->groups[static_cast<size_t>(area.group)];
  page.SetValue("GROUP_CODE", group.code);
  page.SetValue("GROUP_NAME", InLanguage(group.name, v.lang));
  page.ShowSection(area.rows.empty() ? "NOTHING" : "FORM");
  for (const AreaRow& row : area.rows) FillAreaRow(v, sheet, row, *page.AddSectionDictionary("ROW"));
  kernel::FormView form(v, page);
  if (error) form.Faults(*error);
  const int status = error == nullptr ? 200 : error->kind == ErrorKind::kConflict ? 409 : 422;
  return v.Show("assessment/assessment_area", page, "assessment.area_title", status);
}

// The typed rows take the place of the stored ones. A fault names the item.
Error ReadRows(const http::Form& form, Area& area, std::vector<AreaRow>& changed) {
  Error error{ErrorKind::kInvalid, "assessment.answer_invalid"};
  const Instrument& instrument = *area.sheet.instrument;
  for (AreaRow& row : area.rows) {
    const Result<Answer> read =
        KeptAnswer(instrument, row.item,
                   ReadAnswer(form.Field(FieldOf("value", row.item)), {},
                              form.Field(FieldOf("words", row.item)), form.Field(FieldOf("rv", row.item))));
    if (!read.ok()) {
      error.fields.push_back(
          {FieldOf("value", row.item),
           "assessment.value_of_item",
           {instrument.items[row.item].code, Shorten(form.Field(FieldOf("value", row.item)), 40)}});
      continue;
    }
    Answer typed = *read;
    typed.explanation = std::string(TrimBlanks(kernel::Typed(typed.explanation)));
    const bool same = typed.value == row.answer.value && typed.explanation == row.answer.explanation;
    const bool nothing = row.answer.row_version == 0 && !typed.value && typed.explanation.empty();
    row.answer = typed;
    if (!same && !nothing) changed.push_back(row);
  }
  return error;
}

http::Response SaveArea(Visit& v, AssessmentServices& services) {
  Result<Area> area = FindArea(v, services);
  if (!area.ok()) return v.Refuse(area.error());
  const http::Form form = http::ReadForm(v.request);
  const std::optional<Stage> stage = ParseStage(form.Field("stage"));
  if (!form.ok || !stage) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  if (area->rows.empty()) return v.Refuse(kernel::Forbidden());
  std::vector<AreaRow> changed;
  const Error unreadable = ReadRows(form, *area, changed);
  if (!unreadable.fields.empty()) return ShowArea(v, *area, &unreadable);
  const auto units = v.Units();
  const Instrument& instrument = *area->sheet.instrument;
  const Status saved = v.web.db.Write([&](sql::Connection& c) -> Status {
    for (const AreaRow& row : changed) {
      const std::string& code = instrument.items[row.item].code;
      const Result<Answer> one =
          SaveAnswer(c, ContextOf(v, *units), instrument, {area->sheet.head.id, *stage, code, row.answer});
      if (one.ok()) continue;
      Error error = one.error();
      for (FieldError& field : error.fields) field.field = FieldOf("value", row.item);
      if (error.fields.empty()) return error;
      error.fields.insert(error.fields.begin(), {FieldOf("value", row.item), "assessment.at_item", {code}});
      return error;
    }
    return Ok();
  });
  if (!saved.ok()) {
    if (saved.error().kind == ErrorKind::kForbidden) return v.Refuse(saved.error());
    return ShowArea(v, *area, &saved.error());
  }
  return v.Back(PathOf(area->sheet.head), "assessment.saved");
}

}  // namespace

void AddAssessmentAreaPage(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Page(router, "/assessments/{id}/areas/{group}", [&services](Visit& v) {
    const Result<Area> area = FindArea(v, services);
    return area.ok() ? ShowArea(v, *area, nullptr) : v.Refuse(area.error());
  });
  web.Post(router, "/assessments/{id}/areas/{group}", [&services](Visit& v) { return SaveArea(v, services); },
           {.body_limit = kAreaBytesMost});
}

}  // namespace sinergi::assessment
