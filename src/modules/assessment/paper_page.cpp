// The papers of an assessment: who signs, the papers on the page, and as PDF.
#include "kernel/form_view.h"
#include "modules/assessment/assessment_pages.h"
#include "modules/assessment/assessment_scope.h"
#include "modules/assessment/paper.h"
#include "platform/pdf/pdf.h"

namespace sinergi::assessment {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

// Papers speak for the whole that is assessed: who reads a unit of it does not print them.
Result<Sheet> FindWhole(const Visit& v, AssessmentServices& services) {
  Result<Sheet> sheet = FindSheet(v, services);
  if (!sheet.ok()) return sheet;
  const bool may = v.actor.May(kernel::Right::kRead, *v.Units(), sheet->head.unit_id);
  return may ? std::move(sheet) : Result<Sheet>(kernel::Forbidden());
}

http::Response ShowPapers(Visit& v, const Sheet& sheet, const http::Form& typed, const Error* error) {
  Dict page("papers");
  page.SetValue("PATH", PathOf(sheet.head));
  page.SetValue("TITLE", TitleOf(v, sheet));
  const auto& consent = sheet.head.consent;
  if (consent) page.SetValueAndShowSection("CONSENTED", PrintDay(v, consent->on), "HAS_CONSENT");
  const bool may = MayAssign(v.actor, *v.Units(), sheet.head);
  if (sheet.head.at.stage == Stage::kSelf)
    page.ShowSection("TOO_EARLY");
  else if (may)
    page.ShowSection("MAY_CONSENT");
  page.ShowSection(pdf::Available() ? "PDF" : "NO_PDF");
  kernel::FormView form(v, page);
  const bool first = typed.fields.empty();
  form.Value("signer", first && consent ? consent->signer : std::string(typed.Field("signer")));
  form.Value("position", first && consent ? consent->position : std::string(typed.Field("position")));
  form.Value("on", first ? (consent ? consent->on : v.Today()).Iso() : std::string(typed.Field("on")));
  if (error) form.Faults(*error);
  return v.Show("assessment/papers", page, "assessment.papers", error ? 422 : 200);
}

http::Response PostConsent(Visit& v, AssessmentServices& services) {
  const Result<Sheet> sheet = FindWhole(v, services);
  if (!sheet.ok()) return v.Refuse(sheet.error());
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const std::optional<Date> on = Date::Parse(form.Field("on"));
  const Error no_date{
      ErrorKind::kInvalid, "assessment.consent_invalid", {}, {{"on", "assessment.date_missing", {}}}};
  if (!on) return ShowPapers(v, *sheet, form, &no_date);
  const auto units = v.Units();
  const Status done = v.web.db.Write([&](sql::Connection& c) {
    return GiveConsent(c, ContextOf(v, *units), sheet->head.id,
                       {*on, std::string(form.Field("signer")), std::string(form.Field("position"))});
  });
  if (done.ok()) return v.Back(PathOf(sheet->head) + "/papers", "assessment.consent_given");
  if (done.error().kind != ErrorKind::kInvalid) return v.Refuse(done.error());
  return ShowPapers(v, *sheet, form, &done.error());
}

http::Response ShowPaper(Visit& v, AssessmentServices& services, Paper paper) {
  const Result<Sheet> sheet = FindWhole(v, services);
  if (!sheet.ok()) return v.Refuse(sheet.error());
  const Result<std::string> markup = PaperMarkup(v, *sheet, paper);
  if (!markup.ok()) return v.Refuse(markup.error());
  Dict page("paper");
  page.SetValue("PATH", PathOf(sheet->head));
  page.SetValue("TITLE", TitleOf(v, *sheet));
  page.SetValue("PAPER", *markup);
  page.SetValue("PAPER_NAME", std::string(Name(paper)));
  if (pdf::Available()) page.ShowSection("PDF");
  return v.Show("assessment/paper", page, "assessment.papers");
}

http::Response Pdf(Visit& v, AssessmentServices& services, Paper paper) {
  const Result<Sheet> sheet = FindWhole(v, services);
  if (!sheet.ok()) return v.Refuse(sheet.error());
  const Result<std::string> document = PaperDocument(v, *sheet, paper);
  if (!document.ok()) return v.Refuse(document.error());
  Result<std::string> bytes = pdf::FromHtml(*document);
  if (!bytes.ok()) return v.Refuse(bytes.error());
  const std::string title = v.web.texts.Get(Lang::kId, fmt::format("assessment.paper_{}", Name(paper)));
  return http::Response::Download(
      std::move(bytes).value(), "application/pdf",
      fmt::format("{} {} {}.pdf", title, SubjectText(v, sheet->head.unit_id), sheet->head.year));
}

}  // namespace

void AddPaperPages(kernel::Web& web, http::Router& router, AssessmentServices& services) {
  web.Page(router, "/assessments/{id}/papers", [&services](Visit& v) {
    const Result<Sheet> sheet = FindWhole(v, services);
    return sheet.ok() ? ShowPapers(v, *sheet, {}, nullptr) : v.Refuse(sheet.error());
  });
  web.Post(router, "/assessments/{id}/papers", [&services](Visit& v) { return PostConsent(v, services); });
  for (const Paper paper : {Paper::kStatement, Paper::kConsent}) {
    const std::string path = fmt::format("/assessments/{{id}}/papers/{}", Name(paper));
    web.Page(router, path, [&services, paper](Visit& v) { return ShowPaper(v, services, paper); });
    web.Page(router, path + ".pdf", [&services, paper](Visit& v) { return Pdf(v, services, paper); });
  }
}

}  // namespace sinergi::assessment
