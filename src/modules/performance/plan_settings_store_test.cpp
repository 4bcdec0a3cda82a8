#include "kernel/audit.h"
#include "kit/performance.h"

namespace sinergi::performance {
namespace {

using testing::ElementsAre;
using testkit::CodeOf;

class PlanSettings : public testkit::PerformanceTest {
 protected:
  Status Set(const kernel::Actor& actor, const NodeSettings& settings) {
    return As(actor,
              [&](sql::Connection& c, const ActContext& context) { return SetNode(c, context, settings); });
  }
  Status Set(const kernel::Actor& actor, const IndicatorSettings& settings) {
    return As(actor, [&](sql::Connection& c, const ActContext& context) {
      return SetIndicator(c, context, settings);
    });
  }
  // The sub-activity S1, with its unit inherited.
  NodeSettings Leaf() {
    NodeSettings settings;
    settings.node_id = Plan().nodes[2].id;
    settings.ceiling_original = Money::Rupiah(2000);
    return settings;
  }
  IndicatorSettings Dokumen() {
    IndicatorSettings settings;
    settings.indicator_id = dokumen_;
    settings.name = "Jumlah dokumen";
    settings.unit = "Dokumen";
    settings.target[2] = testkit::Typed("7");
    return settings;
  }
  static std::vector<std::string> FieldsOf(const Status& status) {
    std::vector<std::string> fields;
    for (const FieldError& field : status.error().fields) fields.push_back(field.field);
    return fields;
  }
};
INSTANTIATE_TEST_SUITE_P(On, PlanSettings, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(PlanSettings, MoneyOfALeafByMonth) {
  NodeSettings settings = Leaf();
  settings.ceiling_revised = Money::Rupiah(2500);
  settings.revised_from = Date{2024, 9, 1};
  settings.cash_plan[0] = Money::Rupiah(100);
  settings.realised[8] = Money::Rupiah(90);
  const int64_t version = Head().version;
  ASSERT_EQ(CodeOf(Set(planner_, settings)), "ok");
  const PlanYear plan = Plan();
  const NodeMoney& money = plan.nodes[2].money;
  EXPECT_EQ(money.CeilingAt({2024, 8, 31}), Money::Rupiah(2000));
  EXPECT_EQ(money.CeilingAt({2024, 9, 30}), Money::Rupiah(2500));
  EXPECT_EQ(money.cash_plan, settings.cash_plan);
  EXPECT_EQ(money.realised, settings.realised) << "what was there before is replaced";
  EXPECT_GT(Head().version, version);
  const Evaluation e = Evaluate(plan, testkit::kQuarter, {});
  EXPECT_EQ(e.nodes[2].budget.realised, Money::Rupiah(90));
  EXPECT_EQ(e.nodes[2].budget.by_quarter[2], Money::Rupiah(90));
}

TEST_P(PlanSettings, EveryChangeIsAudited) {
  ASSERT_EQ(CodeOf(Set(planner_, Leaf())), "ok");
  ASSERT_EQ(CodeOf(Set(planner_, Dokumen())), "ok");
  const auto rows = db_->Read([&](sql::Connection& c) { return kernel::ListAudit(c, government_, {}); });
  ASSERT_GE(rows.size(), 2u);
  EXPECT_EQ(rows[0].act, "indicator.set");
  EXPECT_EQ(rows[1].act, "node.set");
  EXPECT_EQ(rows[0].login, "planner");
}

TEST_P(PlanSettings, OnlyPlannersSet) {
  for (const kernel::Actor* actor :
       {&officer_, &verifier_, &head_, &evaluator_, &auditor_, &administrator_}) {
    EXPECT_EQ(CodeOf(Set(*actor, Leaf())), "kernel.forbidden") << actor->login;
    EXPECT_EQ(CodeOf(Set(*actor, Dokumen())), "kernel.forbidden") << actor->login;
  }
}

TEST_P(PlanSettings, EverythingWrongIsSaidAtOnce) {
  NodeSettings settings = Leaf();
  settings.unit_id = 999'999;
  settings.own_share_micro = kMicro + 1;
  settings.weight_micro = -1;
  settings.ceiling_original = Money::Sen(-1);
  settings.realised[11] = Money::Sen(-1);
  const Status refused = Set(planner_, settings);
  ASSERT_EQ(CodeOf(refused), "performance.node_invalid");
  EXPECT_THAT(FieldsOf(refused),
              ElementsAre("unit", "own_share", "weight", "ceiling_original", "realised_12"));
  IndicatorSettings indicator = Dokumen();
  indicator.name = " ";
  indicator.cap = Score::Micro(-1);
  indicator.definition = std::string(4001, 'a');
  EXPECT_THAT(FieldsOf(Set(planner_, indicator)), ElementsAre("name", "definition", "cap"));
  settings.node_id = 999'999;
  EXPECT_EQ(CodeOf(Set(planner_, settings)), "performance.node_unknown");
}

TEST_P(PlanSettings, AVersionThatIsNotTheNewestIsRefused) {
  const int64_t leaf_id = Leaf().node_id;
  const auto seen = [&] {
    return db_->Read([&](sql::Connection& c) {
      return std::pair(NodeRowVersion(c, government_, leaf_id),
                       IndicatorRowVersion(c, government_, dokumen_));
    });
  };
  const auto [node, indicator] = seen();
  NodeSettings leaf = Leaf();
  leaf.row_version = node;
  IndicatorSettings dokumen = Dokumen();
  dokumen.row_version = indicator;
  ASSERT_EQ(CodeOf(Set(planner_, leaf)), "ok");
  ASSERT_EQ(CodeOf(Set(planner_, dokumen)), "ok");
  leaf.weight_micro = 7 * kMicro;
  dokumen.name = "Jumlah lain";
  EXPECT_EQ(CodeOf(Set(planner_, leaf)), "performance.node_changed");
  EXPECT_EQ(CodeOf(Set(planner_, dokumen)), "performance.indicator_changed");
  EXPECT_NE(Plan().nodes[2].weight_micro, leaf.weight_micro);
  EXPECT_EQ(Plan().indicators[1].name, "Jumlah dokumen");
  std::tie(*leaf.row_version, *dokumen.row_version) = seen();
  EXPECT_EQ(CodeOf(Set(planner_, leaf)), "ok");
  EXPECT_EQ(CodeOf(Set(planner_, dokumen)), "ok");
  leaf.row_version.reset();
  EXPECT_EQ(CodeOf(Set(planner_, leaf)), "ok") << "who saw no version, as an import, is not asked";
}

TEST_P(PlanSettings, AnIndicatorAsSet) {
  IndicatorSettings settings = Dokumen();
  settings.direction = Direction::kLower;
  settings.aggregation = Aggregation::kLast;
  settings.cap.reset();
  settings.target_year = testkit::Typed("3,5-4");
  ASSERT_EQ(CodeOf(Set(planner_, settings)), "ok");
  const Indicator indicator = Plan().indicators[1];
  EXPECT_EQ(indicator.name, "Jumlah dokumen");
  EXPECT_EQ(indicator.direction, Direction::kLower);
  EXPECT_EQ(indicator.aggregation, Aggregation::kLast);
  EXPECT_FALSE(indicator.cap);
  EXPECT_EQ(indicator.target[2].text, "7");
  EXPECT_TRUE(indicator.target[0].empty()) << "a quarter left empty has no target any more";
  EXPECT_EQ(indicator.target_year.kind, Quantity::Kind::kRange);
}

}  // namespace
}  // namespace sinergi::performance
