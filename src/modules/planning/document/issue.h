// Issue (permasalahan dan isu strategis): what the review of a Renstra or RPJMD finds: problems by affair with their root
// causes, the strategic issues they lead to, and the goals and objectives that answer these. Beside the tree of a version,
// locked and copied with it. Pure.
//
//   {kProblem, "2.16", "Informasi belum ditangkap warga", "Sinyal lemah", leads_to "Pemerataan infrastruktur"}
//   {kIssue, "", "Pemerataan infrastruktur", …, answered_by {"Meningkatnya jangkauan layanan"}}
//
// Source: Permendagri 86/2017 (Renstra, chapter III); review of the Renstra before a new one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/planning/document/document.h"

namespace sinergi::planning {

enum class IssueKind { kProblem, kIssue };
std::string_view Name(IssueKind kind);  // "problem", "issue"
std::optional<IssueKind> ParseIssueKind(std::string_view name);

struct DocumentIssue {
  IssueKind kind = IssueKind::kProblem;
  std::string affair;                    // code or name of the urusan
  std::string name, cause;               // cause: of a problem
  std::string leads_to;                  // of a problem: the issue's name
  std::vector<std::string> answered_by;  // of an issue: codes or names of nodes
  friend bool operator==(const DocumentIssue&, const DocumentIssue&) = default;
};

// Whether such a document has them: RPJMD and Renstra.
bool HasIssues(DocumentKind kind);
// The goal, objective or node below that a code or name means; -1 when none or several.
int NodeNamed(const DocumentContent& content, std::string_view named);

// planning.issues_too_many (over 200), planning.text_too_long (over 4,000 bytes).
Status CheckIssueTexts(const std::vector<DocumentIssue>& issues);

struct IssueFinding {
  enum class Kind { kUnanswered, kUnknownAnswer, kUnlinked, kNoCause, kTwice };
  Kind kind = Kind::kUnanswered;
  size_t issue = 0;
  std::string named;
};
constexpr int kIssueFindingKinds = 5;
std::string_view Name(IssueFinding::Kind kind);
// An issue that nothing answers, an answer that does not stand in the document, a problem that leads to no issue, one
// without a cause, a name that stands twice.
std::vector<IssueFinding> CheckIssues(const DocumentContent& content,
                                      const std::vector<DocumentIssue>& issues);

struct IssueDifference {
  enum class Kind { kAdded, kRemoved, kChanged };
  Kind kind = Kind::kAdded;
  std::string name, before, after;
};
std::string_view Name(IssueDifference::Kind kind);
std::vector<IssueDifference> DifferencesOf(const std::vector<DocumentIssue>& before,
                                           const std::vector<DocumentIssue>& after);

}  // namespace sinergi::planning
