// /reports/{id}/chapters/{chapter}: a chapter as it stands on paper, its figures leading to their explanation; below each
// section of a draft the room to write.
#include <algorithm>

#include "kernel/form_view.h"
#include "modules/report/report_pages.h"
#include "modules/report/report_scope.h"

namespace sinergi::report {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

std::string ChapterName(const Chapter& chapter) {
  return chapter.number.empty() ? chapter.title : chapter.number + ". " + chapter.title;
}

void FillNear(const char* name, const Chapter& chapter, Dict& page) {
  Dict& near = *page.AddSectionDictionary(name);
  near.SetValue("NEAR_ID", chapter.id);
  near.SetValue("NEAR_NAME", ChapterName(chapter));
}

void FillBlanks(const Visit& v, const ReportView& view, Dict& page) {
  const ReportWords words(v.web.texts);
  for (const std::string_view name : BlankNames()) {
    const std::string braced = fmt::format("{{{}}}", name);
    Dict& row = *page.AddSectionDictionary("BLANK");
    row.SetValue("BLANK_NAME", braced);
    row.SetValue("BLANK_VALUE", words.Fill(braced, view.facts));
  }
}

// What was typed and refused stands in its field again.
struct TypedText {
  std::string section, body;
  int64_t row_version = 0;
};

void FillEdit(const Visit& v, const ReportView& view, const Section& section, const TypedText* typed,
              Dict& part) {
  Dict& edit = *part.AddSectionDictionary("EDIT");
  const auto own = view.own.find(section.id);
  const bool again = typed && typed->section == section.id;
  const std::string body = again ? typed->body : std::string(TrimBlanks(BodyOf(section, view.own)));
  edit.SetValue("BODY", body);
  edit.SetIntValue("ROWS", std::clamp<long>(static_cast<long>(body.size() / 90) + 2, 3, 14));
  edit.SetIntValue("TEXT_VERSION", again                   ? typed->row_version
                                   : own == view.own.end() ? 0
                                                           : own->second.row_version);
  const ReportWords words(v.web.texts);
  edit.SetValue("EDIT_TITLE",
                section.title.empty() ? v.T("report.this_part") : words.Fill(section.title, view.facts));
  if (!section.hint.empty()) edit.SetValueAndShowSection("HINT", section.hint, "HAS_HINT");
  if (own != view.own.end() && !own->second.body.empty()) {
    Dict& written = *edit.AddSectionDictionary("WRITTEN");
    written.SetValue("WRITTEN_BY", own->second.login);
    written.SetValue("WRITTEN_AT", performance::PrintInstant(v, own->second.at));
  } else if (!section.text.empty()) {
    edit.ShowSection("UNWRITTEN");
  }
}

http::Response ShowChapter(Visit& v, const ReportView& view, const Chapter& chapter, const TypedText* typed,
                           const Error* error) {
  Dict page("chapter");
  FillReportHead(v, view.head, page);
  page.SetValue("CHAPTER_NAME", ChapterName(chapter));
  const auto at = static_cast<size_t>(&chapter - view.outline.chapters.data());
  if (at > 0) FillNear("BEFORE", view.outline.chapters[at - 1], page);
  if (at + 1 < view.outline.chapters.size()) FillNear("AFTER", view.outline.chapters[at + 1], page);
  const bool may_write = !view.head.Frozen() && MayWrite(v.actor, *v.Units(), view.head.unit_id);
  page.SetValue("EDIT_PATH", fmt::format("{}/chapters/{}", PathOf(view.head), chapter.id));
  if (may_write) FillBlanks(v, view, *page.AddSectionDictionary("MAY_WRITE"));
  FillSections(v, view, chapter, Links::kExplain, page, [&](const Section& section, Dict& part) {
    if (may_write && section.has_text) FillEdit(v, view, section, typed, part);
  });
  kernel::FormView form(v, page);
  if (error) form.Faults(*error);
  return v.Show("report/chapter", page, "report.heading",
                !error                                ? 200
                : error->kind == ErrorKind::kConflict ? 409
                                                      : 422);
}

http::Response AtChapter(Visit& v, PerformanceServices& services,
                         const std::function<http::Response(const ReportView&, const Chapter&)>& act) {
  const Result<ReportView> view = FindReportOf(v, services);
  if (!view.ok()) return v.Refuse(view.error());
  const Chapter* chapter = view->outline.FindChapter(v.request.Param("chapter"));
  if (!chapter) return v.Refuse({ErrorKind::kNotFound, "report.section_unknown"});
  return act(*view, *chapter);
}

http::Response TakeText(Visit& v, const ReportView& view, const Chapter& chapter) {
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const TypedText typed{kernel::Typed(form.Field("section")), kernel::Typed(form.Field("body")),
                        ReadId(form.Field("row_version")).value_or(0)};
  const auto units = v.Units();
  const Result<int64_t> saved = v.web.db.Write([&](sql::Connection& c) {
    return SaveText(c, ContextOf(v, *units),
                    {view.head.id, typed.section, std::string(form.Field("body")), typed.row_version});
  });
  if (saved.ok())
    return v.Back(fmt::format("{}/chapters/{}#section-{}", PathOf(view.head), chapter.id, typed.section),
                  "report.saved");
  const ErrorKind kind = saved.error().kind;
  const bool here = kind == ErrorKind::kInvalid || kind == ErrorKind::kConflict;
  return here ? ShowChapter(v, view, chapter, &typed, &saved.error()) : v.Refuse(saved.error());
}

}  // namespace

void AddReportChapterPage(kernel::Web& web, http::Router& router, PerformanceServices& services) {
  const std::string path = "/reports/{id}/chapters/{chapter}";
  web.Page(router, path, [&services](Visit& v) {
    return AtChapter(v, services, [&](const ReportView& view, const Chapter& chapter) {
      return ShowChapter(v, view, chapter, nullptr, nullptr);
    });
  });
  web.Post(router, path, [&services](Visit& v) {
    return AtChapter(v, services, [&](const ReportView& view, const Chapter& chapter) {
      return TakeText(v, view, chapter);
    });
  });
}

}  // namespace sinergi::report
