// DocumentVisit: a planning document as a visitor asked for it: head, versions, the version shown and its
// content. For one request.
#pragma once

#include "kernel/web.h"
#include "modules/planning/document/document_store.h"

namespace sinergi::planning {

struct DocumentVisit {
  DocumentHead head;
  std::vector<DocumentVersion> versions;  // newest first, never empty
  DocumentVersion shown;
  DocumentContent content;
  std::string agency;  // code of the head's agency; "" for the whole government's
  std::string agency_name;
  bool may_plan = false;

  bool IsNewest() const { return shown.id == versions.front().id; }
  std::string Path() const { return "/planning/" + std::to_string(head.id); }
};

inline PlanningContext ContextOf(const kernel::Visit& v) {
  return {v.actor, *v.units, v.now};
}
std::optional<int64_t> ReadNumber(std::string_view text);  // digits alone
// What was typed: trimmed, "" when it is no text.
std::string TypedField(const http::Form& form, std::string_view name);

// The document {id} and its version ?version=N (a number; the newest without). planning.document_unknown when
// there is none or it may not be read.
Result<DocumentVisit> FindDocumentVisit(const kernel::Visit& v);
// The same inside a Read that goes on.
Result<DocumentVisit> LoadDocumentVisit(sql::Connection& c, const kernel::Visit& v, int64_t id,
                                        std::string_view version_number);
// What counts of a document for those below it: its newest locked version, else the newest.
const DocumentVersion& StandingVersion(const std::vector<DocumentVersion>& versions);

// Documents that an empty one may begin from: of the same agency or of the government, of its own kind or above it.
std::vector<DocumentHead> SourcesFor(sql::Connection& c, const kernel::Visit& v, const DocumentHead& head);

std::string VersionName(const kernel::Visit& v, const DocumentVersion& version);
// Link back, title, kind, stage: what every page of a document begins with.
void FillDocumentHead(const kernel::Visit& v, const DocumentVisit& visit,
                      ctemplate::TemplateDictionary& page);

}  // namespace sinergi::planning
