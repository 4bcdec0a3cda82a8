// /meetings/{id}/papers: the papers on the page and as PDF. Of a closed meeting they are those kept at its closing.
#include <algorithm>

#include "base/ensure.h"
#include "modules/meeting/meeting_pages.h"
#include "modules/meeting/meeting_paper.h"
#include "modules/meeting/meeting_scope.h"
#include "platform/files/embedded.h"
#include "platform/pages/marks.h"
#include "platform/pdf/pdf.h"

namespace sinergi::meeting {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

// Names of participants are for those who lead the meeting.
bool NamesPeople(std::string_view paper) {
  return paper == "invitation" || paper == "attendance";
}

std::string TitleOf(const Visit& v, std::string_view paper) {
  return v.web.texts.Get(Lang::kId, fmt::format("meeting.paper_{}", paper));
}

// The invitation goes out before the meeting; it is of no use afterwards.
std::vector<std::string_view> PapersFor(const Visit& v, const MeetingHead& head) {
  std::vector<std::string_view> papers;
  for (const std::string_view paper : kPapers)
    if (!NamesPeople(paper) || MayLead(v, head)) papers.push_back(paper);
  return papers;
}

struct Chosen {
  Meeting meeting;
  std::string paper, markup;
};
Result<Chosen> FindPaper(const Visit& v, std::string_view paper) {
  Result<Meeting> meeting = FindMeetingOf(v);
  if (!meeting.ok()) return meeting.error();
  const auto papers = PapersFor(v, meeting->head);
  if (std::ranges::find(papers, paper) == papers.end()) return kernel::Forbidden();
  const auto kept = v.web.db.Read(
      [&](sql::Connection& c) { return KeptPaper(c, v.actor.government_id, meeting->head, paper); });
  std::string markup = kept ? *kept : PaperMarkup(v, *meeting, paper);
  return Chosen{std::move(*meeting), std::string(paper), std::move(markup)};
}

http::Response ShowList(Visit& v) {
  const Result<Meeting> meeting = FindMeetingOf(v);
  if (!meeting.ok()) return v.Refuse(meeting.error());
  Dict page("papers");
  FillHead(v, meeting->head, page);
  page.ShowSection(meeting->head.state == MeetingState::kClosed ? "KEPT" : "DRAFT");
  page.SetIntValue("REVISION", meeting->head.revision);
  for (const std::string_view paper : PapersFor(v, meeting->head)) {
    Dict& row = *page.AddSectionDictionary("PAPER");
    row.SetValue("PAPER_NAME", std::string(paper));
    row.SetValue("PAPER_TITLE", TitleOf(v, paper));
    if (pdf::Available()) row.ShowSection("PDF");
  }
  return v.Show("meeting/papers", page, "meeting.papers");
}

http::Response ShowPaper(Visit& v, std::string_view paper) {
  const Result<Chosen> chosen = FindPaper(v, paper);
  if (!chosen.ok()) return v.Refuse(chosen.error());
  Dict page("paper");
  FillHead(v, chosen->meeting.head, page);
  page.SetValue("PAPER", chosen->markup);
  page.SetValue("PAPER_NAME", chosen->paper);
  if (chosen->meeting.head.state != MeetingState::kClosed) page.ShowSection("DRAFT");
  if (pdf::Available()) page.ShowSection("PDF");
  return v.Show("meeting/paper", page, "meeting.papers");
}

std::string Document(const std::string& title, const std::string& body) {
  const files::EmbeddedFile* css = files::FindEmbedded("web/css/paper.css");
  ENSURE(css != nullptr);
  return fmt::format(
      "<!doctype html>\n<html lang=\"id\"><head><meta charset=\"utf-8\"><title>{}</title><style>{}\n"
      ".minutes {{ white-space: pre-wrap; }} h2 {{ font-size: 11pt; }}</style></head><body>{}</body></html>",
      pages::EscapeHtml(title), css->plain, body);
}

http::Response Pdf(Visit& v, std::string_view paper) {
  const Result<Chosen> chosen = FindPaper(v, paper);
  if (!chosen.ok()) return v.Refuse(chosen.error());
  const std::string title = TitleOf(v, paper);
  Result<std::string> bytes = pdf::FromHtml(Document(title, chosen->markup));
  if (!bytes.ok()) return v.Refuse(bytes.error());
  return http::Response::Download(std::move(bytes).value(), "application/pdf",
                                  fmt::format("{} {}.pdf", title, chosen->meeting.head.title));
}

}  // namespace

void AddMeetingPaperPages(kernel::Web& web, http::Router& router) {
  web.Page(router, "/meetings/{id}/papers", ShowList);
  for (const std::string_view paper : kPapers) {
    const std::string path = fmt::format("/meetings/{{id}}/papers/{}", paper);
    web.Page(router, path, [paper](Visit& v) { return ShowPaper(v, paper); });
    web.Page(router, path + ".pdf", [paper](Visit& v) { return Pdf(v, paper); });
  }
}

}  // namespace sinergi::meeting
