// What the pages of reports share: finding the report of the address with its figures and chapters, and how things are
// written. Made for one request.
#pragma once

#include "kernel/web.h"
#include "modules/report/exhibit.h"
#include "modules/report/report_store.h"

namespace sinergi::report {

using performance::PerformanceServices;
using performance::ReadId;

struct ReportView {
  ReportHead head;
  Outline outline;
  ReportFacts facts;
  SectionTexts own;                          // of a draft: what people wrote
  std::map<std::string, std::string> texts;  // by section, blanks filled
  std::vector<ReportHead> versions;          // the others of its series
  bool moved = false;                        // frozen, and the figures are others by now
};
// Errors: report.unknown, kernel.forbidden.
Result<ReportView> FindReportOf(const kernel::Visit& v, PerformanceServices& services);

ActContext ContextOf(const kernel::Visit& v, const kernel::UnitTree& units);
std::string PathOf(const ReportHead& head);  // "/reports/12"
std::string_view TagOf(ReportState state);
// {{PATH}} {{UNIT}} {{YEAR}} {{STATE}} …
void FillReportHead(const kernel::Visit& v, const ReportHead& head, ctemplate::TemplateDictionary& page);

// Where figures lead to their explanation: on pages, not on paper.
enum class Links { kNone, kExplain };
void FillTable(const PaperTable& table, Links links, ctemplate::TemplateDictionary& dict);
// A text's paragraphs, parted by empty lines: each the section named, with {{WORDS}}.
void FillParagraphs(const std::string& text, const char* section, ctemplate::TemplateDictionary& dict);
// The sections of a chapter as they stand on paper: {{#SECTION}}; `more` may add to each.
using FillMore = std::function<void(const Section& section, ctemplate::TemplateDictionary& part)>;
void FillSections(const kernel::Visit& v, const ReportView& view, const Chapter& chapter, Links links,
                  ctemplate::TemplateDictionary& dict, const FillMore& more = {});

}  // namespace sinergi::report
