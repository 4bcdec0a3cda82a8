#include "app/demo_planning.h"

#include <map>

#include "app/demo_files.h"
#include "modules/planning/document/document_sheet.h"
#include "modules/planning/document/document_store.h"
#include "modules/planning/document/issue_store.h"

namespace sinergi::app {
namespace {

planning::DocumentHead DocumentIn(const files::Node& yaml, int64_t agency_id,
                                  const std::map<std::string, int64_t>& known) {
  planning::DocumentHead head;
  head.kind = planning::ParseDocumentKind(yaml["kind"].Scalar()).value();
  head.unit_id = yaml["unit"] ? agency_id : 0;
  head.title = yaml["title"].Scalar();
  head.year_from = IntOf(yaml["years"][0]);
  head.year_to = IntOf(yaml["years"][1]);
  if (yaml["above"]) head.above_id = known.at(yaml["above"].Scalar());
  return head;
}

// What the review of the Renstra found.
std::vector<planning::DocumentIssue> IssuesIn(const files::Node& yaml) {
  std::vector<planning::DocumentIssue> issues;
  for (const files::Node& one : yaml) {
    planning::DocumentIssue issue;
    issue.kind = planning::ParseIssueKind(one["kind"].Scalar()).value();
    issue.affair = one["affair"].Scalar();
    issue.name = one["name"].Scalar();
    issue.cause = one["cause"].Scalar();
    issue.leads_to = one["leads_to"].Scalar();
    for (const files::Node& answer : one["answered_by"]) issue.answered_by.push_back(answer.Scalar());
    issues.push_back(std::move(issue));
  }
  return issues;
}

}  // namespace

void LoadExampleDocuments(sql::Connection& c, const planning::PlanningContext& context, int64_t agency_id) {
  const int64_t government = context.actor.government_id;
  std::map<std::string, int64_t> known;
  const files::Tree file = ExampleYaml("documents.yaml");
  for (const files::Node& yaml : file.root()["documents"]) {
    const int64_t id = Need(planning::AddDocument(c, context, DocumentIn(yaml, agency_id, known)));
    known[yaml["title"].Scalar()] = id;
    const auto newest = [&] { return planning::VersionsOf(c, government, id).front().row_version; };
    const auto sheet = Need(planning::ReadDocumentSheet(ExampleFile("documents/" + yaml["file"].Scalar())));
    ENSURE(!sheet.HasFaults());
    Need(planning::SetContent(c, context, id, newest(), sheet.content));
    if (yaml["issues"]) Need(planning::SetIssues(c, context, id, newest(), IssuesIn(yaml["issues"])));
    for (const files::Node& reason : yaml["locks"])
      Need(planning::LockStage(c, context, id, newest(), reason.Scalar()));
  }
}

}  // namespace sinergi::app
