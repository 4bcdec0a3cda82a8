// /planning/{id}/start: the first content of an empty document, taken from another one that may be read.
#include "modules/planning/document/issue_store.h"
#include "modules/planning/document/start_from.h"
#include "modules/planning/document_visit.h"
#include "modules/planning/planning_pages.h"

namespace sinergi::planning {
namespace {

using kernel::Visit;

std::string AgencyOf(const Visit& v, const DocumentHead& head) {
  const kernel::Unit* unit = v.units->Find(head.unit_id);
  return unit ? unit->code : std::string();
}

Result<int64_t> StartIn(sql::Connection& c, const Visit& v, int64_t id, int64_t source_id, int64_t seen) {
  const Result<DocumentVisit> document = LoadDocumentVisit(c, v, id, "");
  if (!document.ok()) return document.error();
  if (!document->content.nodes.empty()) return Error{ErrorKind::kConflict, "planning.document_not_empty"};
  const Result<DocumentVisit> newest = LoadDocumentVisit(c, v, source_id, "");
  if (!newest.ok() || source_id == id) return Error{ErrorKind::kInvalid, "planning.source_wrong"};
  const DocumentVersion standing = StandingVersion(newest->versions);
  const DocumentHead& head = document->head;
  const DocumentContent source = LoadContent(c, v.actor.government_id, standing.id);
  const std::string agency = AgencyOf(v, head), own = newest->agency;
  const Result<int64_t> set = SetContent(
      c, ContextOf(v), id, seen,
      StartFrom(source, {head.year_from, head.year_to, agency, own, newest->head.kind != head.kind}));
  if (!set.ok() || !HasIssues(head.kind) || newest->head.kind != head.kind) return set;
  return SetIssues(c, ContextOf(v), id, *set, LoadIssues(c, v.actor.government_id, standing.id));
}

http::Response Start(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  const auto seen = ReadNumber(form.Field("row_version"));
  if (!form.ok || !seen) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const int64_t id = ReadNumber(v.request.Param("id")).value_or(0);
  const int64_t source = ReadNumber(form.Field("source")).value_or(0);
  const Result<int64_t> done =
      v.web.db.Write([&](sql::Connection& c) { return StartIn(c, v, id, source, *seen); });
  return done.ok() ? v.Back(fmt::format("/planning/{}", id), "planning.started") : v.Refuse(done.error());
}

}  // namespace

std::vector<DocumentHead> SourcesFor(sql::Connection& c, const Visit& v, const DocumentHead& head) {
  std::vector<DocumentHead> sources;
  for (DocumentHead& other : ListDocuments(c, v.actor.government_id)) {
    const bool fits = other.id != head.id && MayRead(ContextOf(v), other) && other.kind <= head.kind &&
                      (other.unit_id == head.unit_id || other.unit_id == 0);
    if (fits) sources.push_back(std::move(other));
  }
  return sources;
}

void AddStartPage(kernel::Web& web, http::Router& router) {
  web.Post(router, "/planning/{id}/start", Start);
}

}  // namespace sinergi::planning
