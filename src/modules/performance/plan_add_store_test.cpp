#include "modules/performance/plan_add_store.h"

#include "kit/performance.h"

namespace sinergi::performance {
namespace {

using testkit::CodeOf;

class PlanAddStore : public testkit::PerformanceTest {
 protected:
  static IndicatorSettings Named(const char* name) {
    IndicatorSettings settings;
    settings.name = name;
    settings.unit = "indeks";
    settings.target_year = Quantity::Read("3,1", NumberStyle::kIndonesian);
    settings.weight_micro = 0;
    return settings;
  }
  Result<AddedIndicators> Add(const testkit::Actor& actor, int64_t node,
                              std::vector<IndicatorSettings> indicators) {
    return As(actor, [&](sql::Connection& c, const ActContext& context) {
      return AddIndicators(c, context, node, indicators);
    });
  }
};
INSTANTIATE_TEST_SUITE_P(On, PlanAddStore, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(PlanAddStore, AddsBelowTheNodeOnceAndKeepsTheOrder) {
  const int64_t node = Plan().nodes[0].id, version = Head().version;
  for (const testkit::Actor* actor : {&officer_, &verifier_, &head_, &evaluator_, &administrator_})
    EXPECT_EQ(CodeOf(Add(*actor, node, {Named("Indeks")})), "kernel.forbidden") << actor->login;
  const auto added = Add(planner_, node, {Named("Indeks"), Named(" Aksi 1 ")});
  ASSERT_EQ(CodeOf(added), "ok");
  EXPECT_EQ(added->added, 2);
  EXPECT_GT(Head().version, version) << "caches of the plan end";
  const auto again = Add(planner_, node, {Named("Indeks"), Named("Aksi 1")});
  EXPECT_EQ(again->added, 0);
  EXPECT_EQ(again->ids, added->ids);
  const PlanYear plan = Plan();
  ASSERT_EQ(plan.indicators.size(), 5u);
  EXPECT_EQ(plan.indicators[0].name, "layanan");
  EXPECT_EQ(plan.indicators[1].name, "Indeks");
  EXPECT_EQ(plan.indicators[1].target_year.text, "3,1");
  EXPECT_EQ(plan.indicators[2].name, "Aksi 1");
  EXPECT_EQ(plan.indicators[2].weight_micro, 0);
  const PlanHead head = Head();
  const auto nodes = db_->Read([&](sql::Connection& c) { return NodesOfPlan(c, government_, head); });
  ASSERT_EQ(nodes.size(), plan.nodes.size());
  EXPECT_EQ(nodes[2].depth, 2);
  EXPECT_EQ(nodes[2].unit_id, secretariat_) << "inherited from the programme";
}

TEST_P(PlanAddStore, AFaultyOneAddsNone) {
  const int64_t node = Plan().nodes[0].id;
  EXPECT_EQ(CodeOf(Add(planner_, node, {Named("Indeks"), Named("")})), "performance.indicator_invalid");
  EXPECT_EQ(CodeOf(Add(planner_, 999'999, {Named("Indeks")})), "performance.node_unknown");
  EXPECT_EQ(Plan().indicators.size(), 3u);
}

}  // namespace
}  // namespace sinergi::performance
