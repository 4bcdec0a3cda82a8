// The list of assessments.
#include "modules/assessment/assessment_pages.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/target.h"

namespace sinergi::assessment {
namespace {

using kernel::Right;
using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

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

void FillAssessmentRow(const Visit& v, const AssessmentHead& head, Dict& row) {
  row.SetIntValue("ID", head.id);
  row.SetIntValue("YEAR", head.year);
  row.SetValue("SUBJECT", SubjectText(v, head.unit_id));
  row.SetValue("STAGE", StandText(v, head.at));
  row.SetValue("TAG", head.at.closed ? "good" : "");
  row.SetValueAndShowSection("REMARK", head.remark, "REMARKED");
}

http::Response ShowAssessmentList(Visit& v, AssessmentServices& services) {
  Dict page("assessments");
  const auto units = v.Units();
  const int64_t government = v.actor.government_id;
  int shown = 0;
  v.web.db.Read([&](sql::Connection& c) {
    for (const AssessmentHead& head : ListAssessments(c, government)) {
      if (!MaySee(v.actor, *units, head)) continue;
      Dict& row = *page.AddSectionDictionary("ROW");
      FillAssessmentRow(v, head, row);
      ++shown;
      const auto instrument = InstrumentFor(c, government, services, head);
      row.SetValue("INSTRUMENT",
                   instrument.ok() ? std::string(InLanguage((*instrument)->title, v.lang)) : head.instrument);
      if (instrument.ok()) FillFigures(v, LoadSheet(c, government, head, *instrument), row);
    }
    return Unit{};
  });
  page.ShowSection(shown == 0 ? "EMPTY" : "LIST");
  if (v.actor.May(Right::kAdminister, *units, 0)) page.ShowSection("MAY_OPEN");
  return v.Show("assessment/assessment_list", page, "assessment.list_title");
}

}  // namespace

void AddAssessmentListPages(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Page(router, "/assessments", [&services](Visit& v) { return ShowAssessmentList(v, services); });
  AddAssessmentOpenPage(web, router, services);
}

}  // namespace sinergi::assessment
