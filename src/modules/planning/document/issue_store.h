// Problems and issues of a version in the database.
#pragma once

#include "modules/planning/document/document_store.h"
#include "modules/planning/document/issue.h"

namespace sinergi::planning {

std::vector<DocumentIssue> LoadIssues(sql::Connection& c, int64_t government_id, int64_t version_id);
// For the store of documents alone, which checks who may and what is locked.
void WriteIssues(sql::Connection& c, int64_t government_id, int64_t version_id,
                 const std::vector<DocumentIssue>& issues);

// Replaces those of the newest version; one without a name is taken away. Errors as of SetContent, and
// planning.issues_not_here (another kind of document), planning.text_too_long, planning.issues_too_many.
Result<int64_t> SetIssues(sql::Connection& c, const PlanningContext& context, int64_t document_id,
                          int64_t row_version, const std::vector<DocumentIssue>& issues);

}  // namespace sinergi::planning
