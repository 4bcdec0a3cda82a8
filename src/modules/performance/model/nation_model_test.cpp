// What is kept in memory equals, in every snapshot, what is computed anew from the database: after every kind
// of change, while others write, for readers who are late, and when there is no room.
#include "modules/performance/model/nation_model.h"

#include <atomic>
#include <latch>
#include <random>
#include <thread>

#include "kit/performance.h"

namespace sinergi::performance {
namespace {

using kernel::Actor;
using testkit::CodeOf;
using Act = MeasurementAct;

class Nation : public testkit::PerformanceTest {
 protected:
  Nation() {
    day_ = {2024, 12, 15};
    for (int quarter = 1; quarter <= 4; ++quarter)
      EXPECT_TRUE(SetQuarter({2024, quarter}, {2024, 1, 1}, {2024, 12, 31}).ok());
    const auto head = db_->Read([&](sql::Connection& c) { return *HeadOf(c, government_); });
    model_.Warm(*db_, std::array{head}, 2024);
    EXPECT_EQ(model_.loads(), 1);
  }

  // Inside a Read.
  void ExpectAnew(sql::Connection& c, NationModel& model) {
    const GovernmentHead head = *HeadOf(c, government_);
    const GovernmentYearPtr year = model.Get(c, head, 2024);
    ASSERT_EQ(year->version, head.version);
    ASSERT_EQ(year->agencies.size(), 1u);
    const PlanYear plan = LoadPlanYear(c, government_, *FindPlan(c, government_, diskominfo_, 2024));
    for (int quarter = 1; quarter <= 4; ++quarter)
      ExpectEqual(plan, *year->agencies[0].columns, quarter, SettingsOf(head.government));
  }
  static void ExpectEqual(const PlanYear& plan, const PlanColumns& columns, int quarter,
                          const Settings& settings) {
    const Evaluation e = Evaluate(plan, {2024, quarter}, settings);
    EXPECT_EQ(columns.Total(quarter).score, e.total.score) << "quarter " << quarter;
    EXPECT_EQ(columns.Total(quarter).reported, e.total.reported);
    EXPECT_EQ(columns.Total(quarter).budget.realised, e.total.budget.realised);
    for (size_t i = 0; i < e.nodes.size(); ++i)
      EXPECT_EQ(columns.NodeFigureOf(static_cast<int>(i), quarter).score, e.nodes[i].score)
          << plan.nodes[i].name;
    for (size_t i = 0; i < e.indicators.size(); ++i)
      EXPECT_EQ(columns.Counted(static_cast<int>(i), quarter), e.indicators[i].counted)
          << plan.indicators[i].name;
  }
  void ExpectAnew() {
    db_->Read([&](sql::Connection& c) { return ExpectAnew(c, model_), 0; });
  }

  // One step of somebody, whatever it is: refusals are part of it.
  void Stumble(std::mt19937& random) {
    const int64_t indicators[] = {layanan_, dokumen_, data_};
    const int64_t indicator = indicators[random() % 3];
    const Period period{2024, static_cast<int>(random() % 4) + 1};
    const auto newest = db_->Read(
        [&](sql::Connection& c) { return NewestMeasurement(c, government_, indicator, period.quarter); });
    const int64_t version = newest ? newest->row_version : 0;
    const char* figures[] = {"1", "0", "12,5", "36 Aplikasi", "baik", "90", "-3", "3-4"};
    const Entry entry{figures[random() % std::size(figures)], "", "", "", "", "memang begitu"};
    const Actor& officer = indicator == data_ ? other_officer_ : officer_;
    const Act acts[] = {Act::kSubmit, Act::kSubmit, Act::kVerify,  Act::kReturn,
                        Act::kLock,   Act::kRevise, Act::kWithdraw};
    const Act act = acts[random() % std::size(acts)];
    const bool own = act == Act::kSubmit || act == Act::kWithdraw;
    if (random() % 2 == 0)
      (void)Save(officer, indicator, entry, version, period);
    else
      (void)As(own ? officer : verifier_, [&](sql::Connection& c, const ActContext& context) {
        return ActOnMeasurement(c, context, indicator, period, act, "alasan", version);
      });
  }

  NationModel model_;
};
INSTANTIATE_TEST_SUITE_P(On, Nation, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(Nation, FollowsMeasurementsWithoutReadingThePlanAnew) {
  std::mt19937 random(20240918);
  for (int i = 0; i < 120; ++i) {
    Stumble(random);
    ExpectAnew();
  }
  EXPECT_EQ(model_.loads(), 1);
}

TEST_P(Nation, FollowsEveryOtherChange) {
  ASSERT_EQ(CodeOf(Save(officer_, dokumen_, {"1", "", "", "", "", ""}, 0)), "ok");
  ASSERT_EQ(CodeOf(Do(officer_, dokumen_, Act::kSubmit, 1)), "ok");
  ExpectAnew();
  const PlanYear plan = Plan();
  IndicatorSettings weight;
  weight.indicator_id = dokumen_;
  weight.name = "dokumen";
  weight.weight_micro = 3 * kMicro;
  weight.target.fill(testkit::Typed("2"));
  const auto planner = [&](auto&& verb) {
    return As(planner_, [&](sql::Connection& c, const ActContext& context) { return verb(c, context); });
  };
  ASSERT_EQ(CodeOf(planner([&](auto& c, auto& x) { return SetIndicator(c, x, weight); })), "ok");
  ExpectAnew();
  NodeSettings node;
  node.node_id = plan.nodes[2].id;
  node.weight_micro = 5 * kMicro;
  node.ceiling_original = Money::Rupiah(77);
  node.realised[1] = Money::Rupiah(7);
  ASSERT_EQ(CodeOf(planner([&](auto& c, auto& x) { return SetNode(c, x, node); })), "ok");
  ExpectAnew();
  PlanYear more = testkit::SmallPlan();
  more.indicators[2].measured[0].emplace().realised = testkit::Typed("4");
  Import(more);
  ExpectAnew();
  ASSERT_TRUE(db_->Write([&](sql::Connection& c) -> Status {
                   kernel::SetSetting(c, government_, "performance.missing", "leave_out");
                   return Ok();
                 })
                  .ok());
  ExpectAnew();
  AddUnit("BARU", "Bidang Baru", kernel::UnitKind::kDivision, diskominfo_);
  ExpectAnew();
}

// A reader who began before the newest change gets what his snapshot holds, not what is newer.
TEST_P(Nation, ServesTheSnapshotOfALateReader) {
  std::latch begun(1), moved(1);
  std::jthread late([&] {
    db_->Read([&](sql::Connection& c) {
      const int64_t version = HeadOf(c, government_)->version;  // the snapshot stands from here on
      begun.count_down();
      moved.wait();
      EXPECT_EQ(HeadOf(c, government_)->version, version);
      ExpectAnew(c, model_);
      return 0;
    });
  });
  begun.wait();
  ASSERT_EQ(CodeOf(Save(officer_, dokumen_, {"1", "", "", "", "", ""}, 0)), "ok");
  ASSERT_EQ(CodeOf(Do(officer_, dokumen_, Act::kSubmit, 1)), "ok");
  ExpectAnew();
  moved.count_down();
  late.join();
  EXPECT_EQ(model_.loads(), 1);
}

TEST_P(Nation, EqualsTheDatabaseWhileOthersWrite) {
  std::atomic<bool> done = false;
  std::jthread writer([&] {
    std::mt19937 random(7);
    for (int i = 0; i < 60; ++i) Stumble(random);
    done = true;
  });
  std::vector<std::jthread> readers;
  for (int i = 0; i < 2; ++i)
    readers.emplace_back([&] {
      do ExpectAnew();
      while (!done);
    });
  readers.clear();
  writer.join();
  ExpectAnew();
}

TEST_P(Nation, DropsWhatWasUsedLongestAgo) {
  NationModel small(1);  // no room for two
  const auto get = [&](int year) {
    db_->Read([&](sql::Connection& c) { return small.Get(c, *HeadOf(c, government_), year), 0; });
  };
  get(2024);
  get(2024);
  EXPECT_EQ(small.loads(), 1);
  const size_t one = small.Bytes();
  EXPECT_GT(one, 0u);
  get(2023);
  get(2024);
  EXPECT_EQ(small.loads(), 3);
  EXPECT_EQ(small.Bytes(), one);
  db_->Read([&](sql::Connection& c) { return ExpectAnew(c, small), 0; });
}

TEST(GovernmentHeads, LieBelow) {
  using kernel::Government;
  using kernel::GovernmentLevel;
  const auto of = [](int64_t id, const char* code, GovernmentLevel level,
                     std::optional<int64_t> parent = {}) {
    Government g;
    g.id = id;
    g.code = code;
    g.level = level;
    g.parent_id = parent;
    return g;
  };
  const Government nation = of(1, "00", GovernmentLevel::kNation),
                   ntt = of(2, "53", GovernmentLevel::kProvince),
                   kupang = of(3, "53.01", GovernmentLevel::kRegency),
                   city = of(4, "53.71", GovernmentLevel::kCity),
                   other = of(5, "64.02", GovernmentLevel::kRegency),
                   moved = of(6, "53.99", GovernmentLevel::kRegency, 7);
  EXPECT_TRUE(LiesBelow(kupang, ntt));
  EXPECT_TRUE(LiesBelow(city, ntt));
  EXPECT_FALSE(LiesBelow(other, ntt));
  EXPECT_FALSE(LiesBelow(ntt, ntt));
  EXPECT_FALSE(LiesBelow(ntt, kupang));
  EXPECT_FALSE(LiesBelow(city, kupang));
  EXPECT_FALSE(LiesBelow(moved, ntt)) << "its parent is another";
  for (const Government& below : {ntt, kupang, city, other, moved}) EXPECT_TRUE(LiesBelow(below, nation));
}

}  // namespace
}  // namespace sinergi::performance
