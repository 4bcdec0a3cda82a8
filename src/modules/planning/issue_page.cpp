// /planning/{id}/issues: the review of a Renstra or RPJMD: problems with their causes, strategic issues, and what answers
// them; edited in place while the version is open.
#include <algorithm>

#include "base/text.h"
#include "kernel/form_view.h"
#include "modules/planning/document/issue_store.h"
#include "modules/planning/document_visit.h"
#include "modules/planning/planning_pages.h"

namespace sinergi::planning {
namespace {

using kernel::Visit;
using Dict = ctemplate::TemplateDictionary;

constexpr int kIssueRowsMost = 200, kFreeIssueRows = 3;
constexpr size_t kIssueFormBytes = 1u << 20;

struct IssueVisit {
  DocumentVisit document;
  std::vector<DocumentIssue> issues;
  bool MayEdit() const { return document.may_plan && document.IsNewest() && !document.shown.locked_at; }
};

Result<IssueVisit> FindIssues(const Visit& v) {
  const int64_t id = ReadNumber(v.request.Param("id")).value_or(0);
  return v.web.db.Read([&](sql::Connection& c) -> Result<IssueVisit> {
    Result<DocumentVisit> document = LoadDocumentVisit(c, v, id, v.request.Query("version"));
    if (!document.ok()) return document.error();
    if (!HasIssues(document->head.kind)) return Error{ErrorKind::kNotFound, "planning.issues_not_here"};
    std::vector<DocumentIssue> issues = LoadIssues(c, v.actor.government_id, document->shown.id);
    return IssueVisit{std::move(*document), std::move(issues)};
  });
}

std::string Lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += (text.empty() ? "" : "\n") + line;
  return text;
}

void FillFindings(const Visit& v, const IssueVisit& visit, Dict& page) {
  const std::vector<IssueFinding> findings = CheckIssues(visit.document.content, visit.issues);
  page.ShowSection(findings.empty() ? "CLEAN" : "FOUND");
  for (const IssueFinding& finding : findings)
    page.AddSectionDictionary("FINDING")->SetValue(
        "FINDING_TEXT", v.T(fmt::format("planning.issue_finding_{}", Name(finding.kind)),
                            {visit.issues[finding.issue].name, finding.named}));
}

void FillIssue(const Visit& v, const IssueVisit& visit, const DocumentIssue& issue, Dict& row) {
  row.SetValue("AFFAIR", issue.affair);
  row.SetValue("NAME", issue.name);
  row.SetValue("CAUSE", issue.cause);
  row.SetValue("LEADS_TO", issue.leads_to);
  row.SetValue("ANSWERS", Lines(issue.answered_by));
  for (const std::string& named : issue.answered_by) {
    Dict& answer = *row.AddSectionDictionary("ANSWER");
    const int node = NodeNamed(visit.document.content, named);
    answer.SetValue("ANSWER_TEXT",
                    node < 0 ? named : PlaceOf(visit.document.content.nodes[static_cast<size_t>(node)]));
    answer.ShowSection(node < 0 ? "UNKNOWN" : "KNOWN");
    if (node >= 0)
      answer.SetValue("ANSWER_URL", fmt::format("{}?version={}&node={}#n{}", visit.document.Path(),
                                                visit.document.shown.number, node, node));
  }
  for (const IssueKind kind : {IssueKind::kProblem, IssueKind::kIssue}) {
    Dict& option = *row.AddSectionDictionary("KIND_CHOICE");
    option.SetValue("VALUE", std::string(Name(kind)));
    option.SetValue("TEXT", v.T(fmt::format("planning.issue_kind_{}", Name(kind))));
    if (kind == issue.kind) option.ShowSection("CHOSEN");
  }
}

void FillEdit(const Visit& v, const IssueVisit& visit, Dict& page) {
  Dict& edit = *page.AddSectionDictionary("EDIT");
  std::vector<DocumentIssue> rows = visit.issues;
  for (int i = 0; i < kFreeIssueRows; ++i) rows.emplace_back();
  rows.back().kind = IssueKind::kIssue;
  for (size_t i = 0; i < rows.size(); ++i) {
    Dict& row = *edit.AddSectionDictionary("ROW");
    row.SetIntValue("N", static_cast<long>(i + 1));
    FillIssue(v, visit, rows[i], row);
  }
}

http::Response ShowIssues(Visit& v, const IssueVisit& visit, const Error* error) {
  Dict page("issues");
  FillDocumentHead(v, visit.document, page);
  FillFindings(v, visit, page);
  for (const IssueKind kind : {IssueKind::kProblem, IssueKind::kIssue}) {
    const bool any =
        std::ranges::any_of(visit.issues, [&](const DocumentIssue& one) { return one.kind == kind; });
    Dict& group = *page.AddSectionDictionary(kind == IssueKind::kProblem ? "PROBLEMS" : "ISSUES");
    group.ShowSection(any ? "SOME" : "NONE");
    for (const DocumentIssue& issue : visit.issues)
      if (issue.kind == kind) FillIssue(v, visit, issue, *group.AddSectionDictionary("ENTRY"));
  }
  if (visit.MayEdit()) FillEdit(v, visit, page);
  kernel::FormView form(v, page);
  if (error) form.Faults(*error);
  return v.Show("planning/issues", page, "planning.issues", error ? 422 : 200);
}

std::vector<DocumentIssue> TypedIssues(const http::Form& form) {
  std::vector<DocumentIssue> issues;
  for (int n = 1; n <= kIssueRowsMost; ++n) {
    const auto text = [&](const char* field) {
      return FoldBlanks(TypedField(form, fmt::format("{}_{}", field, n)));
    };
    const auto kind = ParseIssueKind(TypedField(form, fmt::format("kind_{}", n)));
    if (!kind || text("name").empty()) continue;
    DocumentIssue issue{*kind, text("affair"), text("name"), text("cause"), text("leads_to"), {}};
    const std::string answers = TypedField(form, fmt::format("answers_{}", n));
    for (const std::string_view line : Split(answers, '\n'))
      if (std::string answer = FoldBlanks(line); !answer.empty())
        issue.answered_by.push_back(std::move(answer));
    issues.push_back(std::move(issue));
  }
  return issues;
}

http::Response TakeIssues(Visit& v) {
  const http::Form form = http::ReadForm(v.request);
  const auto seen = ReadNumber(form.Field("row_version"));
  if (!form.ok || !seen) return v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  Result<IssueVisit> visit = FindIssues(v);
  if (!visit.ok()) return v.Refuse(visit.error());
  std::vector<DocumentIssue> typed = TypedIssues(form);
  const int64_t id = visit->document.head.id;
  const Result<int64_t> set =
      v.web.db.Write([&](sql::Connection& c) { return SetIssues(c, ContextOf(v), id, *seen, typed); });
  if (set.ok()) return v.Back(fmt::format("/planning/{}/issues", id), "planning.saved");
  if (set.error().kind != ErrorKind::kInvalid) return v.Refuse(set.error());
  visit->issues = std::move(typed);
  return ShowIssues(v, *visit, &set.error());
}

}  // namespace

void AddIssuePages(kernel::Web& web, http::Router& router) {
  web.Page(router, "/planning/{id}/issues", [](Visit& v) {
    const Result<IssueVisit> visit = FindIssues(v);
    return visit.ok() ? ShowIssues(v, *visit, nullptr) : v.Refuse(visit.error());
  });
  web.Post(router, "/planning/{id}/issues", TakeIssues, {.body_limit = kIssueFormBytes});
}

}  // namespace sinergi::planning
