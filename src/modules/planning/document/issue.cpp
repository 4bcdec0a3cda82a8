#include "modules/planning/document/issue.h"

#include <algorithm>
#include <set>

#include "base/enum_names.h"
#include "base/text.h"

namespace sinergi::planning {
namespace {

constexpr std::string_view kIssueKinds[] = {"problem", "issue"};
constexpr std::string_view kIssueFindings[] = {"unanswered", "unknown_answer", "unlinked", "no_cause",
                                               "twice"};
constexpr std::string_view kIssueDifferences[] = {"added", "removed", "changed"};

constexpr size_t kIssuesMost = 200, kIssueBytesMost = 4'000;

bool SameName(std::string_view a, std::string_view b) {
  return FoldText(a) == FoldText(b);
}

const DocumentIssue* SameIssue(const std::vector<DocumentIssue>& all, const DocumentIssue& wanted) {
  for (const DocumentIssue& one : all)
    if (one.kind == wanted.kind && SameName(one.name, wanted.name)) return &one;
  return nullptr;
}

// All that may change of it, in one line.
std::string Told(const DocumentIssue& issue) {
  std::string told;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) told += (told.empty() ? "" : " · ") + part;
  };
  add(issue.affair);
  add(issue.cause);
  add(issue.leads_to);
  for (const std::string& answer : issue.answered_by) add(answer);
  return told;
}

void CheckProblem(const std::vector<DocumentIssue>& issues, size_t at, std::vector<IssueFinding>& found) {
  const DocumentIssue& problem = issues[at];
  if (problem.cause.empty()) found.push_back({IssueFinding::Kind::kNoCause, at, {}});
  const bool linked = std::ranges::any_of(issues, [&](const DocumentIssue& other) {
    return other.kind == IssueKind::kIssue && SameName(other.name, problem.leads_to);
  });
  if (!linked) found.push_back({IssueFinding::Kind::kUnlinked, at, problem.leads_to});
}

void CheckAnswers(const DocumentContent& content, const DocumentIssue& issue, size_t at,
                  std::vector<IssueFinding>& found) {
  bool answered = false;
  for (const std::string& named : issue.answered_by) {
    const bool known = NodeNamed(content, named) >= 0;
    answered = answered || known;
    if (!known) found.push_back({IssueFinding::Kind::kUnknownAnswer, at, named});
  }
  if (!answered) found.push_back({IssueFinding::Kind::kUnanswered, at, {}});
}

}  // namespace

std::string_view Name(IssueKind kind) {
  return kIssueKinds[static_cast<size_t>(kind)];
}
std::optional<IssueKind> ParseIssueKind(std::string_view name) {
  return EnumOf<IssueKind>(kIssueKinds, name);
}
std::string_view Name(IssueFinding::Kind kind) {
  return kIssueFindings[static_cast<size_t>(kind)];
}
std::string_view Name(IssueDifference::Kind kind) {
  return kIssueDifferences[static_cast<size_t>(kind)];
}

bool HasIssues(DocumentKind kind) {
  return kind == DocumentKind::kRpjmd || kind == DocumentKind::kRenstra;
}

int NodeNamed(const DocumentContent& content, std::string_view named) {
  int found = -1;
  for (size_t i = 0; i < content.nodes.size(); ++i) {
    const DocumentNode& node = content.nodes[i];
    if (!node.code.empty() && node.code == named) return static_cast<int>(i);
    if (!SameName(node.name, named)) continue;
    if (found >= 0) return -1;
    found = static_cast<int>(i);
  }
  return found;
}

Status CheckIssueTexts(const std::vector<DocumentIssue>& issues) {
  if (issues.size() > kIssuesMost)
    return Error{ErrorKind::kInvalid, "planning.issues_too_many", {std::to_string(kIssuesMost)}};
  for (const DocumentIssue& issue : issues)
    if (issue.name.size() + Told(issue).size() > kIssueBytesMost)
      return Error{ErrorKind::kInvalid, "planning.text_too_long", {Shorten(issue.name, 60)}};
  return Ok();
}

std::vector<IssueFinding> CheckIssues(const DocumentContent& content,
                                      const std::vector<DocumentIssue>& issues) {
  std::vector<IssueFinding> found;
  std::set<std::pair<IssueKind, std::string>> seen;
  for (size_t i = 0; i < issues.size(); ++i) {
    if (!seen.emplace(issues[i].kind, FoldText(issues[i].name)).second)
      found.push_back({IssueFinding::Kind::kTwice, i, {}});
    if (issues[i].kind == IssueKind::kProblem)
      CheckProblem(issues, i, found);
    else
      CheckAnswers(content, issues[i], i, found);
  }
  return found;
}

std::vector<IssueDifference> DifferencesOf(const std::vector<DocumentIssue>& before,
                                           const std::vector<DocumentIssue>& after) {
  std::vector<IssueDifference> found;
  for (const DocumentIssue& now : after) {
    const DocumentIssue* was = SameIssue(before, now);
    if (!was)
      found.push_back({IssueDifference::Kind::kAdded, now.name, "", Told(now)});
    else if (Told(*was) != Told(now))
      found.push_back({IssueDifference::Kind::kChanged, now.name, Told(*was), Told(now)});
  }
  for (const DocumentIssue& was : before)
    if (!SameIssue(after, was)) found.push_back({IssueDifference::Kind::kRemoved, was.name, Told(was), ""});
  return found;
}

}  // namespace sinergi::planning
