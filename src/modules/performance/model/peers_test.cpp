#include "modules/performance/model/peers.h"

#include <gtest/gtest.h>

#include "kit/plans.h"
#include "modules/performance/engine/organisation_tree.h"
#include "modules/performance/model/supposition.h"

namespace sinergi::performance {
namespace {

using planning::NodeLevel;
using testkit::PlanBuilder;
using testkit::Typed;

AgencyPlan AgencyOf(int64_t unit_id, const PlanYear& plan, const Settings& settings) {
  auto ids = std::make_shared<PlanIds>();
  for (size_t i = 0; i < plan.indicators.size(); ++i)
    ids->indicators.emplace_back(unit_id * 100 + static_cast<int64_t>(i), static_cast<int32_t>(i));
  for (size_t i = 0; i < plan.nodes.size(); ++i)
    if (plan.nodes[i].level == NodeLevel::kProgramme)
      ids->programmes.push_back({static_cast<int>(i), plan.nodes[i].code});
  return {unit_id,
          unit_id,
          1,
          std::to_string(unit_id),
          "Dinas " + std::to_string(unit_id),
          ids,
          std::make_shared<const PlanColumns>(PlanColumns::Of(plan, settings))};
}

// Two programmes of two affairs: reached in quarters I and II.
PlanYear Plan(const char* one, const char* two, int64_t ceiling) {
  PlanBuilder b;
  b.Unit(1, "D", "Dinas", -1);
  b.Node(NodeLevel::kProgramme, "2.16.02", "Informasi")
      .Indicator("a", "100", {"10", one})
      .Money(ceiling, {ceiling / 2});
  b.Node(NodeLevel::kProgramme, "2.20.02", "Statistik").Indicator("b", "100", {"50", two}).Money(ceiling);
  return b.plan;
}

GovernmentYear Year(const Settings& settings = {}) {
  GovernmentYear year;
  year.settings = settings;
  year.agencies = {AgencyOf(1, Plan("20", "60", 100), settings),
                   AgencyOf(2, Plan("100", "40", 300), settings), AgencyOf(3, Plan("", "", 100), settings)};
  return year;
}

std::string Print(const PeerGroup& group) {
  std::string text;
  for (const Peer& peer : group.peers)
    text += std::to_string(peer.rank) + ":" + (peer.figure.score ? peer.figure.score->Print() : "–") + " ";
  return text + "= " + (group.total.figure.score ? group.total.figure.score->Print() : "–");
}

TEST(Peers, AgenciesOfAGovernment) {
  EXPECT_EQ(Print(AgenciesOf(Year(), 2, "")), "2:40,00 1:70,00 3:30,00 = 46,67");
  EXPECT_EQ(Print(AgenciesOf(Year(), 1, "")), "1:30,00 1:30,00 1:30,00 = 30,00");
  EXPECT_EQ(Print(AgenciesOf(Year(), 2, "2.16")), "2:20,00 1:100,00 3:10,00 = 43,33");
  EXPECT_EQ(Print(AgenciesOf(Year(), 2, "2.20.02")), "1:60,00 3:40,00 2:50,00 = 50,00");
  EXPECT_EQ(Print(AgenciesOf(Year(), 2, "2.1")), "= –") << "no half segment";
  Settings by_ceiling;
  by_ceiling.weights = Settings::Weights::kByCeiling;
  EXPECT_EQ(Print(AgenciesOf(Year(by_ceiling), 2, "")), "2:40,00 1:70,00 3:30,00 = 56,00");
}

// The tree of the engine gives the same figures and ranks by another way.
TEST(Peers, AgreeWithTheOrganisationTree) {
  for (const auto weights : {Settings::Weights::kTyped, Settings::Weights::kByCeiling}) {
    Settings settings;
    settings.weights = weights;
    const GovernmentYear year = Year(settings);
    OrganisationTree tree;
    Organisation government;
    government.level = OrganisationLevel::kGovernment;
    government.weights = weights;
    const int root = tree.Add(government);
    for (const AgencyPlan& agency : year.agencies) {
      Organisation below;
      below.parent = root;
      below.id = agency.unit_id;
      tree.SetPlan(tree.Add(below), agency.columns);
    }
    tree.ComputeOrganisations();
    for (int quarter = 1; quarter <= 4; ++quarter) {
      const PeerGroup group = AgenciesOf(year, quarter, "");
      const Figure expected = tree.FigureOf(root, quarter);
      EXPECT_EQ(group.total.figure.score, expected.score);
      EXPECT_EQ(group.total.figure.reported, expected.reported);
      EXPECT_EQ(group.total.figure.budget.realised, expected.budget.realised);
    }
  }
}

TEST(Peers, ChangeEfficiencyMoversDistribution) {
  const PeerGroup group = AgenciesOf(Year(), 2, "");
  EXPECT_EQ(group.peers[0].Change(), 10 * kMicro);
  EXPECT_EQ(group.peers[2].Change(), 0);
  EXPECT_EQ(group.peers[0].Efficiency(), 15 * kMicro) << "40 % reached, 25 % spent";
  EXPECT_FALSE(AgenciesOf(Year(), 1, "").peers[0].Change()) << "nothing before quarter I";
  const auto up = Movers(group.peers, Moved::kUp, 5);
  ASSERT_EQ(up.size(), 2u);
  EXPECT_EQ(up[0]->id, 2);
  EXPECT_EQ(Movers(group.peers, Moved::kUp, 1).size(), 1u);
  EXPECT_TRUE(Movers(group.peers, Moved::kDown, 5).empty());
  EXPECT_EQ(Distribution(group.peers, PredicateRule::kAbove), (std::array<int, 5>{0, 0, 1, 0, 2}));
}

TEST(Peers, FieldsOfAffairs) {
  EXPECT_EQ(AffairsOf(Year()), (std::vector<std::string>{"2.16", "2.20"}));
  EXPECT_TRUE(IsOfAffair("2.16.02", ""));
  EXPECT_TRUE(IsOfAffair("2.16.02", "2"));
  EXPECT_FALSE(IsOfAffair("2.16.02", "2.16.02.1"));
}

std::string ScoreOf(const Supposition& s, size_t agency = 0) {
  return AgenciesOf(Suppose(Year(), s, 2), 2, "").peers[agency].figure.score->Print();
}

TEST(Supposition, Table) {
  const struct {
    const char* what;
    std::vector<std::pair<std::string, std::string>> query;
    const char* score;  // of agency 1, 40,00 as it is
    const char* third;  // of agency 3, 30,00 as it is
    const char* written;
  } cases[] = {
      {"nothing", {{"unit", "1"}, {"x", "2"}}, "40,00", "30,00", ""},
      {"a target", {{"t100", "40"}}, "55,00", "30,00", "&t100=40"},
      {"a target and the cap", {{"t100", "10"}}, "80,00", "30,00", "&t100=10"},
      {"no cap", {{"t100", "10"}, {"cap", "none"}}, "130,00", "30,00", "&cap=none&t100=10"},
      {"a lower cap", {{"cap", "50"}}, "35,00", "30,00", "&cap=50"},
      {"another agency's indicator", {{"t999", "1"}}, "40,00", "30,00", "&t999=1"},
      {"what is no figure", {{"t100", "banyak"}, {"w100", "-1"}, {"cap", "x"}}, "40,00", "30,00", ""},
      {"only added", {{"add", "100"}}, "40,00", "30,00", ""},
      {"the last one counts", {{"t100", "10"}, {"t100", "40"}}, "55,00", "30,00", "&t100=40"},
      {"by ceiling", {{"weights", "by_ceiling"}}, "40,00", "30,00", "&weights=by_ceiling"},
  };
  for (const auto& c : cases) {
    const Supposition s = ReadSupposition(c.query);
    EXPECT_EQ(ScoreOf(s), c.score) << c.what;
    EXPECT_EQ(ScoreOf(s, 2), c.third) << c.what;
    EXPECT_EQ(WriteSupposition(s), c.written) << c.what;
  }
  EXPECT_EQ(ReadSupposition({{"t100", "banyak"}, {"w100", "-1"}, {"cap", "x"}}).unread.size(), 3u);
}

// Weights among the indicators of one node; what was not reported.
TEST(Supposition, WeightsAndMissing) {
  PlanBuilder b;
  b.Unit(1, "D", "Dinas", -1);
  b.Node(NodeLevel::kProgramme, "2.16.02", "P")
      .Indicator("a", "100", {"20"})
      .Indicator("b", "100", {"80"})
      .Indicator("c", "1", {});
  const AgencyPlan agency = AgencyOf(1, b.plan, {});
  const auto score = [&](std::vector<std::pair<std::string, std::string>> query) {
    return Suppose(agency, ReadSupposition(query), 1)->Total(1).score->Print();
  };
  EXPECT_EQ(score({}), "33,33");
  EXPECT_EQ(score({{"w100", "0"}}), "40,00");
  EXPECT_EQ(score({{"w101", "2,5"}}), "48,89");
  EXPECT_EQ(score({{"missing", "leave_out"}}), "50,00");
  EXPECT_EQ(Suppose(agency, Supposition(), 1), agency.columns) << "nothing is copied for nothing";
}

// Thousands of parts of an address are no work.
TEST(Supposition, IsBounded) {
  std::vector<std::pair<std::string, std::string>> query;
  for (int i = 1; i < 5000; ++i) query.emplace_back("w" + std::to_string(i), "2");
  EXPECT_EQ(ReadSupposition(query).indicators.size(), kSupposedIndicatorsMost);
  EXPECT_TRUE(
      ReadSupposition({{"w", "1"}, {"t", "1"}, {"w0", "1"}, {"w99999999999999999999", "1"}, {"add", "x"}})
          .indicators.empty());
}

}  // namespace
}  // namespace sinergi::performance
