// /reports/{id}: where a report stands: its figures, who signs it, its chapters, its acts, its versions and story.
#include "kernel/form_view.h"
#include "modules/report/report_pages.h"
#include "modules/report/report_scope.h"

namespace sinergi::report {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

void FillFacts(const Visit& v, const ReportView& view, Dict& page) {
  const ReportFacts& facts = view.facts;
  page.SetValue("PERIOD", performance::PrintPeriod(v, {facts.year, facts.quarter}));
  page.SetValue("ACHIEVEMENT", performance::PrintPercent(facts.achievement));
  page.SetValue("PREDICATE",
                facts.predicate.empty() ? std::string("–") : v.T("predicate." + facts.predicate));
  page.SetIntValue("REACHED", facts.Reached());
  page.SetIntValue("INDICATORS", static_cast<long>(facts.indicators.size()));
  page.SetValue("ABSORPTION", performance::PrintPercent(facts.total.Absorption()));
  page.SetValue("REALISED", facts.total.realised.Print());
  page.SetValue("CEILING", facts.total.ceiling.Print());
  if (view.moved) page.ShowSection("MOVED");
  if (!facts.promised) page.ShowSection("UNPROMISED");
}

void FillPeople(const Visit& v, const ReportHead& head, Dict& page) {
  page.SetValue("SIGNER_NAME", head.signer.name);
  page.SetValue("SIGNER_POSITION", head.signer.position);
  page.SetValue("SIGNER_RANK", head.signer.rank);
  page.SetValue("PLACE", head.place);
  if (head.finished_on)
    page.SetValueAndShowSection("FINISHED_ON", performance::PrintDate(v, *head.finished_on), "IS_FINISHED");
  if (!head.reviewed_on) return;
  page.SetValue("REVIEWER_NAME", head.reviewer.name);
  page.SetValue("REVIEWER_POSITION", head.reviewer.position);
  page.SetValueAndShowSection("REVIEWED_ON", performance::PrintDate(v, *head.reviewed_on), "IS_REVIEWED");
}

std::string_view ClassOf(ReportAct act) {
  if (act == ReportAct::kDiscard) return "danger";
  return act == ReportAct::kReopen || act == ReportAct::kRevise ? "secondary" : "";
}

void FillActs(const Visit& v, const ReportHead& head, const http::Form& typed, Dict& page) {
  for (const ReportAct act : kReportActs) {
    if (!MayMove(v.actor, *v.Units(), head, act)) continue;
    Dict& row = *page.AddSectionDictionary("ACT");
    row.SetValue("ACT_NAME", std::string(Name(act)));
    row.SetValue("ACT_TEXT", v.T(fmt::format("report.act_{}", Name(act))));
    row.SetValue("CLASS", std::string(ClassOf(act)));
    if (NeedsReason(act))
      row.SetValueAndShowSection("WORDS", kernel::Typed(typed.Field("words")), "WITH_REASON");
    if (NeedsDay(act)) {
      const std::string day = kernel::Typed(typed.Field("day"));
      row.SetValueAndShowSection("DAY", day.empty() ? v.Today().Iso() : day, "WITH_DAY");
    }
    if (act != ReportAct::kReview) continue;
    Dict& reviewer = *row.AddSectionDictionary("WITH_REVIEWER");
    reviewer.SetValue("TYPED_NAME", kernel::Typed(typed.Field("reviewer_name")));
    reviewer.SetValue("TYPED_POSITION", kernel::Typed(typed.Field("reviewer_position")));
  }
  if (!head.finished_on && MayWrite(v.actor, *v.Units(), head.unit_id)) page.ShowSection("MAY_SIGN");
}

// How many of a chapter's texts are one's own, and how many have no words at all yet.
void FillChapters(const Visit& v, const ReportView& view, Dict& page) {
  const ReportWords words(v.web.texts);
  for (const Chapter& chapter : view.outline.chapters) {
    int texts = 0, own = 0, blank = 0;
    for (const Section& section : chapter.sections) {
      if (!section.has_text) continue;
      ++texts;
      const auto written = view.own.find(section.id);
      own += written != view.own.end() && !written->second.body.empty();
      const auto text = view.texts.find(section.id);
      blank += text == view.texts.end() || text->second.empty();
    }
    Dict& row = *page.AddSectionDictionary("CHAPTER");
    row.SetValue("CHAPTER_ID", chapter.id);
    row.SetValue("CHAPTER_NAME",
                 chapter.number.empty() ? chapter.title : chapter.number + ". " + chapter.title);
    if (texts > 0)
      row.SetValueAndShowSection("OWN_OF", v.T("report.own_of", {std::to_string(own), std::to_string(texts)}),
                                 "SOME");
    if (blank > 0)
      row.SetValueAndShowSection("BLANK_TEXT", v.T("report.blank", {std::to_string(blank)}), "BLANK");
  }
}

void FillStory(const Visit& v, const ReportView& view, Dict& page) {
  const auto story =
      v.web.db.Read([&](sql::Connection& c) { return StoryOf(c, v.actor.government_id, view.head.id); });
  for (const ReportStory& told : story) {
    Dict& row = *page.AddSectionDictionary("STORY");
    const Section* section = told.act == "write" ? view.outline.FindSection(told.words) : nullptr;
    row.SetValue("TOLD", v.T(fmt::format("report.told_{}", told.act)));
    const std::string words = section ? section->title : told.words;
    if (!words.empty()) row.SetValueAndShowSection("TOLD_WORDS", words, "HAS_WORDS");
    row.SetValue("BY", told.login);
    row.SetValue("AT", performance::PrintInstant(v, told.at));
  }
}

http::Response ShowReport(Visit& v, const ReportView& view, const http::Form& typed, const Error* error) {
  Dict page("report");
  FillReportHead(v, view.head, page);
  FillFacts(v, view, page);
  FillPeople(v, view.head, page);
  FillActs(v, view.head, typed, page);
  if (!view.versions.empty()) {
    Dict& list = *page.AddSectionDictionary("VERSIONS");
    for (const ReportHead& other : view.versions)
      FillReportHead(v, other, *list.AddSectionDictionary("OTHER"));
  }
  FillChapters(v, view, page);
  FillStory(v, view, page);
  kernel::FormView form(v, page);
  if (error) form.Faults(*error);
  return v.Show("report/report", page, "report.heading", error ? 422 : 200);
}

bool IsForForm(const Error& error) {
  return error.kind == ErrorKind::kInvalid || error.kind == ErrorKind::kConflict;
}

Signer SignerIn(const http::Form& form, const std::string& which) {
  const auto text = [&](const char* part) { return kernel::Typed(form.Field(which + part)); };
  return {text("_name"), text("_position"), text("_rank")};
}

http::Response Move(Visit& v, PerformanceServices& services) {
  const Result<ReportView> view = FindReportOf(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  const http::Form form = http::ReadForm(v.request);
  const auto act = ParseReportAct(form.Field("act"));
  if (!form.ok || !act) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const ReportMove move{view->head.id,
                        *act,
                        kernel::Typed(form.Field("words")),
                        Date::Parse(form.Field("day")),
                        SignerIn(form, "reviewer"),
                        ReadId(form.Field("row_version")).value_or(0)};
  const auto units = v.Units();
  const Result<int64_t> moved =
      v.web.db.Write([&](sql::Connection& c) { return MoveReport(c, ContextOf(v, *units), move); });
  if (moved.ok())
    return v.Back(*moved == 0 ? std::string("/reports") : fmt::format("/reports/{}", *moved),
                  fmt::format("report.did_{}", Name(*act)));
  return IsForForm(moved.error()) ? ShowReport(v, *view, form, &moved.error()) : v.Refuse(moved.error());
}

http::Response TakeSigner(Visit& v, PerformanceServices& services) {
  const Result<ReportView> view = FindReportOf(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const ReportWish wish{view->head.id, SignerIn(form, "signer"), kernel::Typed(form.Field("place")),
                        ReadId(form.Field("row_version")).value_or(0)};
  const auto units = v.Units();
  const Status done =
      v.web.db.Write([&](sql::Connection& c) { return ChangeReport(c, ContextOf(v, *units), wish); });
  if (done.ok()) return v.Back(PathOf(view->head), "report.saved");
  return IsForForm(done.error()) ? ShowReport(v, *view, form, &done.error()) : v.Refuse(done.error());
}

}  // namespace

void AddReportPage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/reports/{id}", [&services](Visit& v) {
    const Result<ReportView> view = FindReportOf(v, services);
    return view.ok() ? ShowReport(v, *view, {}, nullptr) : v.Refuse(view.error());
  });
  web.Post(router, "/reports/{id}", [&services](Visit& v) { return Move(v, services); });
  web.Post(router, "/reports/{id}/signer", [&services](Visit& v) { return TakeSigner(v, services); });
}

}  // namespace sinergi::report
