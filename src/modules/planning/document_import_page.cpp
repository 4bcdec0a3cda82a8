// /planning/{id}/import: a workbook or CSV taken as the content of the open version: first what it would
// change and what is odd in it, then, confirmed, in one transaction.
#include "base/text.h"
#include "modules/planning/document/difference.h"
#include "modules/planning/document/document_sheet.h"
#include "modules/planning/document_visit.h"
#include "modules/planning/planning_pages.h"

namespace sinergi::planning {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr size_t kFileBytesMost = 20u << 20, kImportRowsShown = 200;

Result<DocumentVisit> OpenDocument(const Visit& v) {
  Result<DocumentVisit> visit = FindDocumentVisit(v);
  if (!visit.ok()) return visit.error();
  if (!visit->may_plan) return kernel::Forbidden();
  if (!visit->IsNewest() || visit->shown.locked_at)
    return Error{ErrorKind::kConflict, "planning.version_locked"};
  return visit;
}

http::Response ShowImport(Visit& v) {
  const Result<DocumentVisit> visit = OpenDocument(v);
  if (!visit.ok()) return v.Refuse(visit.error());
  Dict page("import");
  FillDocumentHead(v, *visit, page);
  return v.Show("planning/document_import", page, "planning.import");
}

void FillDifferences(const Visit& v, const std::vector<Difference>& differences, Dict& page) {
  size_t shown = 0;
  for (const Difference& difference : differences) {
    if (shown++ == kImportRowsShown) break;
    Dict& row = *page.AddSectionDictionary("DIFFERENCE");
    row.SetValue("WHAT", v.T(fmt::format("planning.difference_{}", Name(difference.kind))) +
                             (difference.year ? " " + std::to_string(difference.year) : ""));
    row.SetValue("PLACE", difference.place);
    row.SetValue("INDICATOR", difference.indicator);
    row.SetValue("BEFORE", Shorten(difference.before, 200));
    row.SetValue("AFTER", Shorten(difference.after, 200));
  }
  if (shown > kImportRowsShown) page.ShowSection("MORE");
}

http::Response ShowPreview(const Visit& v, const DocumentVisit& visit, const ReadDocument& read,
                           const std::string& name, const std::string& token) {
  const std::vector<Difference> differences = DifferencesOf(visit.content, read.content);
  Dict page("preview");
  FillDocumentHead(v, visit, page);
  page.SetValue("FILE_NAME", name);
  page.SetValue("TOKEN", token);
  page.SetValue("READ", v.T("planning.import_read", {std::to_string(read.content.nodes.size()),
                                                     std::to_string(read.content.indicators.size()),
                                                     std::to_string(differences.size())}));
  for (const SheetFinding& finding : read.findings) {
    Dict& row = *page.AddSectionDictionary("FINDING");
    row.SetValue("FINDING_PLACE", finding.place);
    row.SetValue("SENTENCE", v.T(fmt::format("planning.sheet_{}", finding.code), {finding.found}));
  }
  page.ShowSection(read.HasFaults() ? "FAULTY" : differences.empty() ? "NOTHING" : "CONFIRM");
  FillDifferences(v, differences, page);
  return v.Show("planning/document_preview", page, "planning.import", read.HasFaults() ? 422 : 200);
}

// A file may name an agency by its name; the document keeps its code.
Result<ReadDocument> ReadFile(const Visit& v, std::string_view bytes) {
  Result<ReadDocument> read = ReadDocumentSheet(bytes);
  if (!read.ok()) return read;
  for (DocumentNode& node : read->content.nodes) {
    if (node.agency.empty()) continue;
    for (const kernel::Unit& unit : v.units->units())
      if (SameText(unit.name, node.agency) && unit.kind == kernel::UnitKind::kAgency) node.agency = unit.code;
  }
  return read;
}

http::Response PreviewImport(Visit& v) {
  const Result<DocumentVisit> visit = OpenDocument(v);
  if (!visit.ok()) return v.Refuse(visit.error());
  const http::Form form = http::ReadForm(v.request);
  if (!form.ok || form.files.empty()) return v.Refuse({ErrorKind::kInvalid, "interface.no_file"});
  const http::UploadedFile& file = form.files.front();
  const Result<ReadDocument> read = ReadFile(v, file.content);
  if (!read.ok()) return v.Refuse(read.error());
  if (const Status right = CheckContent(read->content); !right.ok()) return v.Refuse(right.error());
  const bool xlsx = file.content.substr(0, 2) == "PK";
  const Result<files::StoredFile> kept = v.web.store.Put(file.content, xlsx ? "rencana.xlsx" : "rencana.csv");
  if (!kept.ok()) return v.Refuse(kept.error());
  return ShowPreview(v, *visit, *read, std::string(file.name), kept->sha256);
}

http::Response ApplyImport(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  const auto seen = ReadNumber(form.Field("row_version"));
  if (!form.ok || !seen) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const int64_t id = ReadNumber(v.request.Param("id")).value_or(0);
  const Result<std::string> bytes = v.web.store.Get(form.Field("token"));
  if (!bytes.ok()) return v.Refuse(bytes.error());
  const Result<ReadDocument> read = ReadFile(v, *bytes);
  if (!read.ok()) return v.Refuse(read.error());
  if (read->HasFaults()) return v.Refuse({ErrorKind::kInvalid, "planning.sheet_faulty"});
  const Result<int64_t> set = v.web.db.Write(
      [&](sql::Connection& c) { return SetContent(c, ContextOf(v), id, *seen, read->content); });
  return set.ok() ? v.Back(fmt::format("/planning/{}", id), "planning.imported") : v.Refuse(set.error());
}

}  // namespace

void AddDocumentImportPages(kernel::Web& web, http::Router& router) {
  web.Page(router, "/planning/{id}/import", ShowImport);
  web.Post(router, "/planning/{id}/import", PreviewImport, {.body_limit = kFileBytesMost});
  web.Post(router, "/planning/{id}/import/apply", ApplyImport);
}

}  // namespace sinergi::planning
