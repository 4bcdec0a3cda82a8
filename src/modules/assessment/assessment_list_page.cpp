// The list of assessments, and opening a new one.
#include "base/text.h"
#include "kernel/form_view.h"
#include "modules/assessment/assessment_pages.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/target.h"

namespace sinergi::assessment {
namespace {

using kernel::FormView;
using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

bool MayOpen(const Visit& v) {
  return v.actor.May(Right::kAdminister, *v.Units(), 0);
}

void FillFigures(const Visit& v, const Sheet& sheet, Dict& row) {
  const Stage stage = sheet.head.at.stage;
  const Completeness done = CompletenessOf(sheet, stage);
  row.SetIntValue("ANSWERED", done.answered);
  row.SetIntValue("ITEMS", done.items);
  if (sheet.head.at.closed && sheet.head.index) {
    row.SetValue("INDEX", PrintIndex(*sheet.head.index));
    row.SetValue("PREDICATE", sheet.head.predicate);
  } else if (const Result<Index> index =
                 ComputeIndex(*sheet.instrument, sheet.LevelsAt(stage), sheet.head.year);
             index.ok() && done.answered > 0) {
    row.SetValue("INDEX", PrintIndex(index->printed));
    row.SetValue("PREDICATE", v.T("assessment.so_far"));
  }
}

void FillRow(const Visit& v, const AssessmentHead& head, Dict& row) {
  row.SetIntValue("ID", head.id);
  row.SetIntValue("YEAR", head.year);
  row.SetValue("SUBJECT", SubjectText(v, head.unit_id));
  row.SetValue("STAGE", StandText(v, head.at));
  row.SetValue("TAG", head.at.closed ? "good" : "");
  row.SetValueAndShowSection("REMARK", head.remark, "REMARKED");
}

http::Response List(Visit& v, AssessmentServices& services) {
  Dict page("assessments");
  const auto units = v.Units();
  const int64_t government = v.actor.government_id;
  int shown = 0;
  v.web.db.Read([&](sql::Connection& c) {
    for (const AssessmentHead& head : ListAssessments(c, government)) {
      if (!MaySee(v.actor, *units, head)) continue;
      Dict& row = *page.AddSectionDictionary("ROW");
      FillRow(v, head, row);
      ++shown;
      const auto instrument = services.instruments.Get(head.instrument, head.scoring);
      row.SetValue("INSTRUMENT",
                   instrument.ok() ? std::string(LabelText(v, (*instrument)->title)) : head.instrument);
      if (instrument.ok()) FillFigures(v, LoadSheet(c, government, head, *instrument), row);
    }
    return Unit{};
  });
  page.ShowSection(shown == 0 ? "EMPTY" : "LIST");
  if (MayOpen(v)) page.ShowSection("MAY_OPEN");
  return v.Show("assessment/assessment_list", page, "assessment.list_title");
}

// "spbe-2020", "sakip-2021:criteria".
struct Chosen {
  std::string instrument, scoring;
};
Chosen ReadChosen(std::string_view text) {
  const size_t colon = text.find(':');
  return {std::string(text.substr(0, colon)), colon == text.npos ? "" : std::string(text.substr(colon + 1))};
}

// Instruments whose weights the evaluator sets anew each year are computed from files, not filled in here.
void FillInstruments(const Visit& v, AssessmentServices& services, std::string_view chosen, FormView& form) {
  for (const std::string& id : services.instruments.ids()) {
    const auto instrument = services.instruments.Get(id, "");
    if (!instrument.ok() || !(*instrument)->weights_known) continue;
    const std::string title =
        fmt::format("{} – {}", LabelText(v, (*instrument)->title), (*instrument)->basis);
    if ((*instrument)->scorings.empty()) form.Choice("instrument", id, title, id == chosen);
    for (const Scoring& scoring : (*instrument)->scorings) {
      const std::string value = id + ":" + scoring.id;
      form.Choice("instrument", value, fmt::format("{} ({})", title, LabelText(v, scoring.title)),
                  value == chosen);
    }
  }
}

http::Response ShowOpen(Visit& v, AssessmentServices& services, const http::Form& typed, const Error* error) {
  Dict page("open");
  FormView form(v, page);
  const bool first = typed.fields.empty();
  form.Choice("unit", "0", v.Gov()->name, typed.Field("unit") == "0");
  const auto units = v.Units();
  for (const kernel::Unit& unit : units->units())
    if (unit.kind == kernel::UnitKind::kAgency)
      form.Choice("unit", std::to_string(unit.id), unit.name, typed.Field("unit") == std::to_string(unit.id));
  FillInstruments(v, services, typed.Field("instrument"), form);
  form.Value("year", first ? std::to_string(v.Today().year) : std::string(typed.Field("year")));
  form.Value("remark", typed.Field("remark"));
  for (const Stage stage : {Stage::kDocument, Stage::kInterview, Stage::kVisit}) {
    const bool checked = first ? stage == Stage::kDocument : !typed.Field(Name(stage)).empty();
    form.Choice("stage", Name(stage), StageText(v, stage), checked);
  }
  if (first || !typed.Field("strict").empty()) page.ShowSection("STRICT");
  if (error) form.Faults(*error);
  return v.Show("assessment/assessment_open", page, "assessment.open_title", error ? 422 : 200);
}

NewAssessment ReadWish(const http::Form& form) {
  NewAssessment wish;
  const Chosen chosen = ReadChosen(form.Field("instrument"));
  wish.unit_id = ReadId(form.Field("unit")).value_or(-1);
  wish.year = static_cast<int>(std::min<int64_t>(ReadId(TrimBlanks(form.Field("year"))).value_or(0), 9999));
  wish.instrument = chosen.instrument;
  wish.scoring = chosen.scoring;
  std::vector<Stage> external;
  for (const Stage stage : {Stage::kDocument, Stage::kInterview, Stage::kVisit})
    if (!form.Field(Name(stage)).empty()) external.push_back(stage);
  wish.course = Course(external);
  wish.strict_levels = !form.Field("strict").empty();
  wish.remark = kernel::Typed(form.Field("remark"));
  return wish;
}

http::Response PostOpen(Visit& v, AssessmentServices& services) {
  if (!MayOpen(v)) return v.Refuse(kernel::Forbidden());
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const NewAssessment wish = ReadWish(form);
  const auto instrument = services.instruments.Get(wish.instrument, wish.scoring);
  if (!instrument.ok()) return v.Refuse(instrument.error());
  if (!(*instrument)->weights_known) return v.Refuse({ErrorKind::kInvalid, "assessment.weights_open"});
  const auto units = v.Units();
  const Result<int64_t> id =
      v.web.db.Write([&](sql::Connection& c) { return OpenAssessment(c, ContextOf(v, *units), wish); });
  if (id.ok()) return v.Back(fmt::format("/assessments/{}/assign", *id), "assessment.opened");
  if (id.error().kind == ErrorKind::kForbidden) return v.Refuse(id.error());
  return ShowOpen(v, services, form, &id.error());
}

}  // namespace

void AddAssessmentListPages(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Page(router, "/assessments", [&services](Visit& v) { return List(v, services); });
  web.Page(router, "/assessments/new", [&services](Visit& v) {
    return MayOpen(v) ? ShowOpen(v, services, {}, nullptr) : v.Refuse(kernel::Forbidden());
  });
  web.Post(router, "/assessments/new", [&services](Visit& v) { return PostOpen(v, services); });
}

}  // namespace sinergi::assessment
