// /reports/{id}/paper: the whole report with its contents, on the page and as PDF; always in Indonesian. The PDF is printed
// twice: the first time tells on which page each part begins.
#include "base/ensure.h"
#include "modules/report/report_pages.h"
#include "modules/report/report_scope.h"
#include "platform/files/embedded.h"
#include "platform/pages/marks.h"
#include "platform/pdf/anchors.h"
#include "platform/pdf/pdf.h"

namespace sinergi::report {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;
using PageNumbers = std::map<std::string, int>;

void AddEntry(const std::string& anchor, const std::string& title, const char* depth,
              const PageNumbers& pages, Dict& dict) {
  Dict& entry = *dict.AddSectionDictionary("ENTRY");
  entry.SetValue("ANCHOR", anchor);
  entry.SetValue("ENTRY_TITLE", title);
  entry.SetValue("DEPTH", depth);
  if (const auto page = pages.find(anchor); page != pages.end())
    entry.SetValueAndShowSection("PAGE", std::to_string(page->second), "HAS_PAGE");
}

void FillContents(const ReportView& view, const ReportWords& words, const PageNumbers& pages, Dict& dict) {
  for (const Chapter& chapter : view.outline.chapters) {
    const std::string title = chapter.number.empty()
                                  ? chapter.title
                                  : words.Said("report.chapter", {chapter.number}) + " " + chapter.title;
    AddEntry("chapter-" + chapter.id, title, "d1", pages, dict);
    int number = 0;
    for (const Section& section : chapter.sections)
      if (!section.title.empty()) {
        const std::string name = words.Fill(section.title, view.facts);
        AddEntry("section-" + section.id,
                 chapter.number.empty() ? name : fmt::format("{}.{} {}", chapter.number, ++number, name),
                 "d2", pages, dict);
      }
  }
}

std::string PaperMarkup(const Visit& v, const ReportView& view, Links links, const PageNumbers& pages) {
  const ReportWords words(v.web.texts);
  Dict dict("paper");
  dict.SetValue("GOVERNMENT", view.facts.government);
  dict.SetValue("UNIT", view.facts.unit);
  dict.SetValue("REPORT_TITLE", view.outline.title);
  dict.SetValue("BASIS", view.outline.basis);
  dict.SetIntValue("YEAR", view.head.year);
  dict.SetIntValue("VERSION", view.head.version);
  if (view.head.version > 1) dict.ShowSection("REVISION");
  if (!view.head.finished_on) dict.ShowSection("DRAFT");
  FillContents(view, words, pages, dict);
  for (const Chapter& chapter : view.outline.chapters) {
    Dict& part = *dict.AddSectionDictionary("CHAPTER");
    part.SetValue("CHAPTER_ID", chapter.id);
    part.SetValue("CHAPTER_TITLE", chapter.title);
    if (!chapter.number.empty()) part.SetValueAndShowSection("NUMBER", chapter.number, "HAS_NUMBER");
    FillSections(v, view, chapter, links, part);
  }
  return v.web.templates.Render("report/paper_report", Lang::kId, dict);
}

http::Response ShowPaper(Visit& v, PerformanceServices& services) {
  const Result<ReportView> view = FindReportOf(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  Dict page("paper");
  FillReportHead(v, view->head, page);
  page.SetValue("PAPER", PaperMarkup(v, *view, Links::kExplain, {}));
  if (pdf::Available()) page.ShowSection("PDF");
  return v.Show("report/paper", page, "report.paper");
}

std::string PrintDocument(const Visit& v, const ReportView& view, const PageNumbers& pages) {
  std::string styles;
  for (const char* name :
       {"web/css/tokens.css", "web/css/paper.css", "web/css/chart.css", "web/css/report.css"}) {
    const files::EmbeddedFile* css = files::FindEmbedded(name);
    ENSURE(css != nullptr);
    styles += css->plain;
  }
  return fmt::format(
      "<!doctype html>\n<html lang=\"id\"><head><meta charset=\"utf-8\"><title>{} "
      "{}</title><style>{}</style></head>"
      "<body>{}</body></html>",
      pages::EscapeHtml(view.outline.title), view.head.year, styles,
      PaperMarkup(v, view, Links::kNone, pages));
}

http::Response PaperPdf(Visit& v, PerformanceServices& services) {
  const Result<ReportView> view = FindReportOf(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  const Result<std::string> first = pdf::FromHtml(PrintDocument(v, *view, {}));
  if (!first.ok()) return v.Refuse(first.error());
  Result<std::string> bytes = pdf::FromHtml(PrintDocument(v, *view, pdf::PagesOfAnchors(*first)));
  if (!bytes.ok()) return v.Refuse(bytes.error());
  return http::Response::Download(std::move(bytes).value(), "application/pdf",
                                  fmt::format("LKjIP {} {}.pdf", view->head.year, view->facts.unit));
}

}  // namespace

void AddReportPaperPages(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  web.Page(router, "/reports/{id}/paper", [&services](Visit& v) { return ShowPaper(v, services); });
  web.Page(router, "/reports/{id}/paper.pdf", [&services](Visit& v) { return PaperPdf(v, services); });
}

}  // namespace sinergi::report
