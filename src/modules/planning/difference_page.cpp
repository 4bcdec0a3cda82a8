// /planning/{id}/differences: what changed between any two versions, as a page and as CSV.
#include "base/text.h"
#include "modules/planning/document/difference.h"
#include "modules/planning/document/issue_store.h"
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
  std::vector<IssueDifference> issues;
  size_t Count() const { return differences.size() + issues.size(); }
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
    const int64_t government = v.actor.government_id;
    compared.issues = DifferencesOf(LoadIssues(c, government, compared.from.shown.id),
                                    LoadIssues(c, government, compared.to.shown.id));
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

void FillRow(const std::string& what, const std::string& place, const std::string& indicator,
             const std::pair<std::string, std::string>& texts, Dict& page) {
  Dict& row = *page.AddSectionDictionary("DIFFERENCE");
  row.SetValue("WHAT", what);
  row.SetValue("PLACE", place);
  row.SetValue("INDICATOR", indicator);
  row.SetValue("BEFORE", Shorten(texts.first, 200));
  row.SetValue("AFTER", Shorten(texts.second, 200));
}

std::string What(const Visit& v, const IssueDifference& difference) {
  return v.T(fmt::format("planning.issue_difference_{}", Name(difference.kind)));
}

// Issues first: they are few.
void FillRows(const Visit& v, const Compared& compared, Dict& page) {
  size_t shown = 0;
  for (const IssueDifference& d : compared.issues) {
    if (shown == kDifferencesShown) break;
    ++shown;
    FillRow(What(v, d), d.name, "", {d.before, d.after}, page);
  }
  for (const Difference& d : compared.differences) {
    if (shown == kDifferencesShown) break;
    ++shown;
    FillRow(What(v, d), d.place, d.indicator, {d.before, d.after}, page);
  }
  if (shown < compared.Count()) page.ShowSection("MORE");
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
  page.SetIntValue("COUNT", static_cast<long>(compared->Count()));
  page.ShowSection(compared->Count() == 0 ? "SAME" : "SOME");
  FillRows(v, *compared, page);
  return v.Show("planning/differences", page, "planning.differences");
}

http::Response DifferencesCsv(Visit& v) {
  const Result<Compared> compared = Compare(v);
  if (!compared.ok()) return v.Refuse(compared.error());
  std::vector<std::vector<std::string>> rows{{v.T("planning.node"), v.T("planning.change"),
                                              v.T("planning.indicator"), v.T("planning.year"),
                                              v.T("planning.before"), v.T("planning.after")}};
  for (const IssueDifference& d : compared->issues)
    rows.push_back({d.name, What(v, d), "", "", d.before, d.after});
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
