// What the review of a Renstra finds: issues that nothing answers, and what changed of them.
#include "modules/planning/document/issue.h"

#include <gmock/gmock.h>

#include "modules/planning/document/start_from.h"

namespace sinergi::planning {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

DocumentContent Tree() {
  DocumentContent content;
  const auto node = [&](DocumentLevel level, int parent, const char* code, const char* name,
                        const char* agency, std::vector<YearAmount> amounts) {
    content.nodes.push_back({level, parent, code, name, "", agency, "", "", "", std::move(amounts)});
  };
  node(DocumentLevel::kGoal, -1, "", "Layanan membaik", "", {{2025, Money::Rupiah(900)}});
  node(DocumentLevel::kObjective, 0, "", "Jangkauan meluas", "A", {});
  node(DocumentLevel::kProgramme, 1, "2.16.02", "Informasi publik", "",
       {{2025, Money::Rupiah(1)}, {2026, Money::Rupiah(2)}});
  node(DocumentLevel::kObjective, 0, "", "Milik lain", "B", {});
  content.indicators.push_back(
      {2, "Kepuasan", "%", {}, {{2025, Quantity::Number(1)}, {2027, Quantity::Number(3)}}});
  content.indicators.push_back({3, "Lain", "%", {}, {}});
  return content;
}

DocumentIssue Problem(const char* name, const char* cause, const char* leads_to) {
  return {IssueKind::kProblem, "2.16", name, cause, leads_to, {}};
}
DocumentIssue Issue(const char* name, std::vector<std::string> answers) {
  return {IssueKind::kIssue, "", name, "", "", std::move(answers)};
}

std::vector<std::string> Found(const std::vector<DocumentIssue>& issues) {
  std::vector<std::string> found;
  for (const IssueFinding& finding : CheckIssues(Tree(), issues))
    found.push_back(issues[finding.issue].name + " " + std::string(Name(finding.kind)));
  return found;
}

TEST(Issues, AreAnsweredByWhatStandsInTheDocument) {
  EXPECT_THAT(Found({Problem("sinyal", "jarak", "pemerataan"), Issue("Pemerataan", {"jangkauan  MELUAS"})}),
              IsEmpty());
  EXPECT_THAT(Found({Issue("a", {"2.16.02"})}), IsEmpty()) << "by code";
  EXPECT_THAT(Found({Issue("a", {})}), ElementsAre("a unanswered"));
  EXPECT_THAT(Found({Issue("a", {"Sasaran lain"})}), ElementsAre("a unknown_answer", "a unanswered"));
  EXPECT_THAT(Found({Issue("a", {"Sasaran lain", "2.16.02"})}), ElementsAre("a unknown_answer"));
  EXPECT_THAT(Found({Problem("p", "", "")}), ElementsAre("p no_cause", "p unlinked"));
  EXPECT_THAT(Found({Issue("a", {"2.16.02"}), Issue("A ", {"2.16.02"})}), ElementsAre("A  twice"));
}

TEST(Issues, TheirChangesAreTold) {
  const std::vector<DocumentIssue> before = {Problem("p", "x", "a"), Issue("a", {"2.16.02"})};
  const std::vector<DocumentIssue> after = {Issue("a", {"2.16.02", "Jangkauan meluas"}), Issue("b", {})};
  std::vector<std::string> told;
  for (const IssueDifference& d : DifferencesOf(before, after))
    told.push_back(std::string(Name(d.kind)) + " " + d.name + " " + d.after);
  EXPECT_THAT(told, ElementsAre("changed a 2.16.02 · Jangkauan meluas", "added b ", "removed p "));
  EXPECT_THAT(DifferencesOf(before, before), IsEmpty());
  EXPECT_FALSE(CheckIssueTexts(std::vector<DocumentIssue>(201)).ok());
  EXPECT_FALSE(CheckIssueTexts({Issue(std::string(5000, 'x').c_str(), {})}).ok());
  EXPECT_TRUE(CheckIssueTexts(before).ok());
}

TEST(StartFrom, TakesTheAgencysPartOfTheGovernmentsDocument) {
  const DocumentContent started = StartFrom(Tree(), {2026, 2027, "A", "", true});
  ASSERT_EQ(started.nodes.size(), 3u);
  EXPECT_EQ(started.nodes[0].name, "Layanan membaik");
  EXPECT_THAT(started.nodes[0].amounts, IsEmpty()) << "the government's, not the agency's";
  EXPECT_EQ(started.nodes[1].serves, "Jangkauan meluas");
  EXPECT_EQ(started.nodes[2].serves, "") << "the same code";
  EXPECT_EQ(started.nodes[2].parent, 1);
  EXPECT_THAT(started.nodes[2].amounts, ElementsAre(YearAmount{2026, Money::Rupiah(2)}));
  ASSERT_EQ(started.indicators.size(), 1u);
  ASSERT_EQ(started.indicators[0].targets.size(), 1u);
  EXPECT_EQ(started.indicators[0].targets[0].year, 2027);
  EXPECT_TRUE(CheckContent(started).ok());
}

TEST(StartFrom, OfItsOwnKindServesWhatTheOldOneServed) {
  DocumentContent last = Tree();
  last.nodes[2].serves = "2.16";
  const DocumentContent started = StartFrom(last, {2026, 2026, "A", "A", false});
  ASSERT_EQ(started.nodes.size(), 4u);
  EXPECT_EQ(started.nodes[2].serves, "2.16");
  EXPECT_EQ(started.indicators[0].targets.size(), 1u) << "the year after a yearly document is its outlook";
}

}  // namespace
}  // namespace sinergi::planning
