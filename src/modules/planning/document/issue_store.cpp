#include "modules/planning/document/issue_store.h"

#include <algorithm>

#include "base/text.h"
#include "modules/planning/document/row_batch.h"

namespace sinergi::planning {

std::vector<DocumentIssue> LoadIssues(sql::Connection& c, int64_t government_id, int64_t version_id) {
  std::vector<DocumentIssue> issues;
  c.Query(
      "SELECT kind, affair, name, cause, leads_to, answered_by FROM document_issue WHERE government_id = ? "
      "AND "
      "version_id = ? ORDER BY position",
      {government_id, version_id}, [&](const sql::Row& row) {
        DocumentIssue issue{ParseIssueKind(row.Text(0)).value_or(IssueKind::kProblem),
                            row.String(1),
                            row.String(2),
                            row.String(3),
                            row.String(4),
                            {}};
        for (const std::string_view line : Split(row.Text(5), '\n'))
          if (!line.empty()) issue.answered_by.emplace_back(line);
        issues.push_back(std::move(issue));
      });
  return issues;
}

void WriteIssues(sql::Connection& c, int64_t government_id, int64_t version_id,
                 const std::vector<DocumentIssue>& issues) {
  c.Execute("DELETE FROM document_issue WHERE government_id = ? AND version_id = ?",
            {government_id, version_id});
  for (size_t i = 0; i < issues.size(); ++i) {
    std::string answers;
    for (const std::string& answer : issues[i].answered_by) answers += (answers.empty() ? "" : "\n") + answer;
    c.Execute(
        "INSERT INTO document_issue (government_id, version_id, position, kind, affair, name, cause, "
        "leads_to, "
        "answered_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {government_id, version_id, static_cast<int64_t>(i), Name(issues[i].kind), issues[i].affair,
         issues[i].name, issues[i].cause, issues[i].leads_to, answers});
  }
}

}  // namespace sinergi::planning
