#include "app/demo_planning.h"

#include <map>

#include "app/demo_files.h"
#include "modules/planning/document/document_sheet.h"
#include "modules/planning/document/document_store.h"
#include "modules/planning/document/issue_store.h"

namespace sinergi::app {
namespace {

planning::DocumentHead DocumentIn(const YAML::Node& yaml, int64_t agency_id,
                                  const std::map<std::string, int64_t>& known) {
  planning::DocumentHead head;
  head.kind = planning::ParseDocumentKind(TextIn(yaml, "kind")).value();
  head.unit_id = yaml["unit"] ? agency_id : 0;
  head.title = TextIn(yaml, "title");
  head.year_from = yaml["years"][0].as<int>();
  head.year_to = yaml["years"][1].as<int>();
  if (yaml["above"]) head.above_id = known.at(TextIn(yaml, "above"));
  return head;
}

// What the review of the Renstra found.
std::vector<planning::DocumentIssue> IssuesIn(const YAML::Node& yaml) {
  std::vector<planning::DocumentIssue> issues;
  for (const YAML::Node& one : yaml) {
    planning::DocumentIssue issue;
    issue.kind = planning::ParseIssueKind(TextIn(one, "kind")).value();
    issue.affair = TextIn(one, "affair");
    issue.name = TextIn(one, "name");
    issue.cause = TextIn(one, "cause");
    issue.leads_to = TextIn(one, "leads_to");
    for (const YAML::Node& answer : one["answered_by"]) issue.answered_by.push_back(answer.as<std::string>());
    issues.push_back(std::move(issue));
  }
  return issues;
}

}  // namespace

void LoadExampleDocuments(sql::Connection& c, const planning::PlanningContext& context, int64_t agency_id) {
  const int64_t government = context.actor.government_id;
  std::map<std::string, int64_t> known;
  for (const YAML::Node& yaml : ExampleYaml("documents.yaml")["documents"]) {
    const int64_t id = Need(planning::AddDocument(c, context, DocumentIn(yaml, agency_id, known)));
    known[TextIn(yaml, "title")] = id;
    const auto newest = [&] { return planning::VersionsOf(c, government, id).front().row_version; };
    const auto sheet = Need(planning::ReadDocumentSheet(ExampleFile("documents/" + TextIn(yaml, "file"))));
    ENSURE(!sheet.HasFaults());
    Need(planning::SetContent(c, context, id, newest(), sheet.content));
    if (yaml["issues"]) Need(planning::SetIssues(c, context, id, newest(), IssuesIn(yaml["issues"])));
    for (const YAML::Node& reason : yaml["locks"])
      Need(planning::LockStage(c, context, id, newest(), reason.as<std::string>()));
  }
}

}  // namespace sinergi::app
