// Moving an assessment on or back: finish, return, reopen.
#include "modules/assessment/assessment_pages.h"
#include "modules/assessment/assessment_scope.h"

#include "kernel/form_view.h"

namespace sinergi::assessment {
namespace {

using kernel::Visit;

std::optional<StageAct> ReadAct(std::string_view text) {
  for (const StageAct act : {StageAct::kFinish, StageAct::kReturn, StageAct::kReopen})
    if (Name(act) == text) return act;
  return {};
}

http::Response PostMove(Visit& v, AssessmentServices& services) {
  const Result<Sheet> sheet = FindSheet(v, services);
  if (!sheet.ok()) return v.Refuse(sheet.error());
  const http::Form form = http::ReadForm(v.request);
  const std::optional<StageAct> act = ReadAct(form.Field("do"));
  const std::optional<int64_t> seen = ReadId(form.Field("row_version"));
  if (!form.ok || !act || !seen) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const MoveWish wish{sheet->head.id, *act, std::string(form.Field("reason")), *seen};
  const auto units = v.Units();
  const Result<AssessmentHead> moved = v.web.db.Write(
      [&](sql::Connection& c) { return MoveStage(c, ContextOf(v, *units), sheet->instrument, wish); });
  if (!moved.ok()) return v.Refuse(moved.error());
  return v.Back(PathOf(*moved), moved->at.closed ? "assessment.is_closed" : "assessment.moved");
}

}  // namespace

void AddAssessmentMovePage(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Post(router, "/assessments/{id}/move", [&services](Visit& v) { return PostMove(v, services); });
}

}  // namespace sinergi::assessment
