// The store of planning documents: heads, versions, contents, papers.
//
// Every verb runs inside the caller's Write, checks the right (Right::kPlan at the document's agency, or for
// the whole government), and writes its audit entry in the same transaction. A locked version never changes:
// LockStage locks the newest one and opens the next stage as its copy.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "modules/planning/document/checklist.h"
#include "modules/planning/document/document.h"
#include "modules/planning/planning_context.h"
#include "platform/sql/database.h"

namespace sinergi::planning {

struct DocumentHead {
  int64_t id = 0, unit_id = 0;  // unit 0: the whole government's
  DocumentKind kind = DocumentKind::kRenja;
  int year_from = 0, year_to = 0;
  std::string title, regulation;
  std::optional<int64_t> above_id;
  std::vector<int> Years() const;
};

struct DocumentVersion {
  int64_t id = 0, document_id = 0;
  int number = 1;
  Stage stage = Stage::kInitial;
  int64_t row_version = 1;
  std::optional<Instant> locked_at;
  std::string locked_by, reason;
};

std::vector<DocumentHead> ListDocuments(sql::Connection& c, int64_t government_id);
std::optional<DocumentHead> FindDocument(sql::Connection& c, int64_t government_id, int64_t id);
std::vector<DocumentHead> DocumentsBelow(sql::Connection& c, int64_t government_id, int64_t above_id);
std::vector<DocumentVersion> VersionsOf(sql::Connection& c, int64_t government_id,
                                        int64_t document_id);  // newest first
DocumentContent LoadContent(sql::Connection& c, int64_t government_id, int64_t version_id);
std::vector<ItemAnswer> LoadItems(sql::Connection& c, int64_t government_id, int64_t version_id);

// Whether the actor may see it: documents of the whole government everybody of it, an agency's who may read
// there.
bool MayRead(const PlanningContext& context, const DocumentHead& head);
bool MayPlan(const PlanningContext& context, const DocumentHead& head);

// With an empty first version. Errors: kernel.forbidden, planning.document_invalid with fields title
// (planning.title_missing), year_from, year_to (planning.years_wrong), unit (planning.unit_wrong), above
// (planning.above_wrong).
Result<int64_t> AddDocument(sql::Connection& c, const PlanningContext& context, const DocumentHead& head);

// Replaces the content of the newest version. `row_version` is what the writer saw. Errors:
// planning.document_unknown, kernel.forbidden, planning.version_locked (a revision locked and not opened
// again), planning.document_changed (another was faster), those of CheckContent. Answers the new row_version;
// the same content again changes nothing.
Result<int64_t> SetContent(sql::Connection& c, const PlanningContext& context, int64_t document_id,
                           int64_t row_version, const DocumentContent& content);

// Locks the newest version and opens the next stage as a copy of it. Errors as of SetContent, and
// planning.document_empty.
Status LockStage(sql::Connection& c, const PlanningContext& context, int64_t document_id, int64_t row_version,
                 const std::string& reason);

// Says of a paper or table whether it is there. planning.item_unknown; nil only where there may be nothing to
// report.
Status SetItems(sql::Connection& c, const PlanningContext& context, int64_t document_id,
                const std::vector<ItemAnswer>& answers);

}  // namespace sinergi::planning
