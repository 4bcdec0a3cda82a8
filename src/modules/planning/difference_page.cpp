// /planning/{id}/differences: what changed between any two versions, as a page and as CSV.
#include "base/text.h"
#include "modules/planning/document/difference.h"
#include "modules/planning/document_visit.h"
#include "modules/planning/planning_pages.h"
#include "platform/sheets/csv.h"

namespace sinergi::planning {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kDifferencesShown = 500;

struct Compared {
  DocumentVisit from, to;
  std::vector<Difference> differences;
};

// Without ?from and ?to: the newest two.
Result<Compared> Compare(const Visit& v) {
  const int64_t id = ReadNumber(v.request.Param("id")).value_or(0);
  Compared compared;
  const Status found = v.web.db.Read([&](sql::Connection& c) -> Status {
    Result<DocumentVisit> to = LoadDocumentVisit(c, v, id, v.request.Query("to"));
    if (!to.ok()) return to.error();
    std::string from(v.request.Query("from"));
    if (from.empty()) from = std::to_string(std::max(1, to->shown.number - 1));
    Result<DocumentVisit> earlier = LoadDocumentVisit(c, v, id, from);
    if (!earlier.ok()) return earlier.error();
    compared.to = std::move(*to);
    compared.from = std::move(*earlier);
    return Ok();
  });
  if (!found.ok()) return found.error();
  compared.differences = DifferencesOf(compared.from.content, compared.to.content);
  return compared;
}

std::string What(const Visit& v, const Difference& difference) {
  std::string text = v.T(fmt::format("planning.difference_{}", Name(difference.kind)));
  if (difference.year != 0) text += " " + std::to_string(difference.year);
  return text;
}

void FillVersionChoice(const Visit& v, const DocumentVisit& visit, const char* section, int chosen,
                       Dict& page) {
  for (const DocumentVersion& version : visit.versions) {
    Dict& option = *page.AddSectionDictionary(section);
    option.SetIntValue("NUMBER", version.number);
    option.SetValue("NAME", VersionName(v, version));
    if (version.number == chosen) option.ShowSection("CHOSEN");
  }
}

http::Response ShowDifferences(Visit& v) {
  const Result<Compared> compared = Compare(v);
  if (!compared.ok()) return v.Refuse(compared.error());
  Dict page("differences");
  FillDocumentHead(v, compared->to, page);
  FillVersionChoice(v, compared->to, "FROM_VERSION", compared->from.shown.number, page);
  FillVersionChoice(v, compared->to, "TO_VERSION", compared->to.shown.number, page);
  page.SetIntValue("FROM", compared->from.shown.number);
  page.SetIntValue("TO", compared->to.shown.number);
  page.SetIntValue("COUNT", static_cast<long>(compared->differences.size()));
  page.ShowSection(compared->differences.empty() ? "SAME" : "SOME");
  size_t shown = 0;
  for (const Difference& difference : compared->differences) {
    if (shown++ == kDifferencesShown) {
      page.ShowSection("MORE");
      break;
    }
    Dict& row = *page.AddSectionDictionary("DIFFERENCE");
    row.SetValue("WHAT", What(v, difference));
    row.SetValue("PLACE", difference.place);
    row.SetValue("INDICATOR", difference.indicator);
    row.SetValue("BEFORE", Shorten(difference.before, 200));
    row.SetValue("AFTER", Shorten(difference.after, 200));
  }
  return v.Show("planning/differences", page, "planning.differences");
}

http::Response DifferencesCsv(Visit& v) {
  const Result<Compared> compared = Compare(v);
  if (!compared.ok()) return v.Refuse(compared.error());
  std::vector<std::vector<std::string>> rows{{v.T("planning.node"), v.T("planning.change"),
                                              v.T("planning.indicator"), v.T("planning.year"),
                                              v.T("planning.before"), v.T("planning.after")}};
  for (const Difference& d : compared->differences)
    rows.push_back({d.place, v.T(fmt::format("planning.difference_{}", Name(d.kind))), d.indicator,
                    d.year ? std::to_string(d.year) : "", d.before, d.after});
  return http::Response::Download(
      sheets::WriteCsv(rows), "text/csv; charset=utf-8",
      fmt::format("perbedaan-{}-{}.csv", compared->from.shown.number, compared->to.shown.number));
}

}  // namespace

void AddDifferencePages(kernel::Web& web, http::Router& router) {
  web.Page(router, "/planning/{id}/differences", ShowDifferences);
  web.Page(router, "/planning/{id}/differences.csv", DifferencesCsv);
}

}  // namespace sinergi::planning
