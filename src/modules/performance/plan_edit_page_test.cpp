// The forms that edit a plan, with two people at them at once: the second save from one version is refused and keeps what was
// typed; saving again, with both in sight, is a choice.
#include "modules/performance/plan_edit_page.h"

#include "kit/performance.h"
#include "kit/performance_pages.h"
#include "kit/visitor.h"

namespace sinergi::performance {
namespace {

using kernel::Role;
using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

class PlanEditPage : public testkit::WithPerformance<testkit::WebTest> {
 protected:
  PlanEditPage()
      : WithPerformance<testkit::WebTest>(Migrations(), testkit::AddPerformance,
                                          std::vector<std::string>{"performance/"}) {}

  Visitor planner_one_{router_}, planner_two_{router_};
  void SetUp() override {
    WithPerformance<testkit::WebTest>::SetUp();
    planner_one_ = LogInAs("planner.one", {{Role::kPlanner, 0}});
    planner_two_ = LogInAs("planner.two", {{Role::kPlanner, 0}});
  }
  std::string NodeAddress() { return fmt::format("/plan/node/{}", Plan().nodes[2].id); }
  std::string IndicatorAddress() { return fmt::format("/plan/indicator/{}", dokumen_); }
  static std::string SeenOn(const http::Response& page) {
    const std::string mark = "name=\"row_version\" value=\"";
    const size_t at = page.body.find(mark);
    return at == page.body.npos
               ? ""
               : page.body.substr(at + mark.size(), page.body.find('"', at + mark.size()) - at - mark.size());
  }
  static http::Pairs NodeForm(const std::string& seen, const std::string& weight,
                              const std::string& ceiling) {
    return {{"row_version", seen},         {"unit", "0"},   {"weight", weight}, {"own_share", "50"},
            {"ceiling_original", ceiling}, {"cash_1", "10"}};
  }
  static http::Pairs IndicatorForm(const std::string& seen, const std::string& name,
                                   const std::string& target) {
    return {{"row_version", seen},   {"name", name},  {"measure", "Dokumen"}, {"direction", "higher"},
            {"aggregation", "last"}, {"weight", "1"}, {"cap", "100"},         {"target_1", target}};
  }
};
INSTANTIATE_TEST_SUITE_P(On, PlanEditPage, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(PlanEditPage, OfTwoSavesOfANodeTheSecondIsRefused) {
  const std::string address = NodeAddress(), seen = SeenOn(planner_one_.Get(address));
  EXPECT_FALSE(seen.empty());
  EXPECT_EQ(SeenOn(planner_two_.Get(address)), seen);
  ASSERT_EQ(planner_one_.Post(address, NodeForm(seen, "2", "7000")).status, 303);
  const http::Response refused = planner_two_.Post(address, NodeForm(seen, "3", "9000"));
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.body, HasSubstr("Simpul rencana ini sudah diubah orang lain"));
  EXPECT_THAT(refused.body, HasSubstr("Bobot: kini tersimpan “2”"));
  EXPECT_THAT(refused.body, HasSubstr("name=\"weight\" inputmode=\"decimal\" value=\"3\""));
  EXPECT_THAT(refused.body, HasSubstr("value=\"9000\""));
  EXPECT_THAT(refused.body, Not(HasSubstr("Rencana kas Januari: kini")));
  EXPECT_EQ(Plan().nodes[2].weight_micro, 2 * kMicro);
  EXPECT_EQ(Plan().nodes[2].money.ceiling_original, Money::Rupiah(7000));

  EXPECT_EQ(planner_two_.Post(address, NodeForm(SeenOn(refused), "3", "9000")).status, 303);
  EXPECT_EQ(Plan().nodes[2].weight_micro, 3 * kMicro);
}

TEST_P(PlanEditPage, OfTwoSavesOfAnIndicatorTheSecondIsRefused) {
  const std::string address = IndicatorAddress(), seen = SeenOn(planner_one_.Get(address));
  ASSERT_EQ(planner_one_.Post(address, IndicatorForm(seen, "Dokumen satu", "5")).status, 303);
  const http::Response refused = planner_two_.Post(address, IndicatorForm(seen, "Dokumen <b>dua", ""));
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.body, HasSubstr("Indikator ini sudah diubah orang lain"));
  EXPECT_THAT(refused.body, HasSubstr("kini tersimpan “Dokumen satu”"));
  EXPECT_THAT(refused.body, HasSubstr("required>Dokumen &lt;b&gt;dua</textarea>"));
  EXPECT_EQ(Plan().indicators[1].name, "Dokumen satu");
  EXPECT_EQ(planner_two_.Post(address, IndicatorForm(SeenOn(refused), "Dokumen dua", "")).status, 303);
  EXPECT_EQ(Plan().indicators[1].name, "Dokumen dua");
}

TEST_P(PlanEditPage, AnImportMeanwhileIsAChangeToo) {
  const std::string node = NodeAddress(), indicator = IndicatorAddress();
  const std::string node_seen = SeenOn(planner_one_.Get(node)),
                    indicator_seen = SeenOn(planner_one_.Get(indicator));
  PlanYear plan = testkit::SmallPlan();
  plan.nodes[2].money.realised[4] = Money::Rupiah(77);
  plan.indicators[1].target[3] = testkit::Typed("9");
  Import(plan);
  const http::Response stale = planner_one_.Post(node, NodeForm(node_seen, "1", "1000"));
  EXPECT_EQ(stale.status, 409);
  EXPECT_THAT(stale.body, HasSubstr("Realisasi anggaran Mei: kini tersimpan “77”."));
  EXPECT_EQ(planner_one_.Post(indicator, IndicatorForm(indicator_seen, "Dokumen", "")).status, 409);
  EXPECT_EQ(Plan().nodes[2].money.realised[4], Money::Rupiah(77));
  EXPECT_EQ(Plan().indicators[1].target[3].text, "9");
}

TEST_P(PlanEditPage, ADateThatCannotBeReadIsRefusedAndStaysInTheForm) {
  http::Pairs form = NodeForm(SeenOn(planner_one_.Get(NodeAddress())), "2", "7000");
  form.push_back({"revised_from", "18-09-2024"});
  const http::Response refused = planner_one_.Post(NodeAddress(), form);
  EXPECT_EQ(refused.status, 422);
  EXPECT_THAT(refused.body, HasSubstr("Tulis tanggal seperti 2024-09-18"));
  EXPECT_THAT(refused.body, HasSubstr("value=\"18-09-2024\""));
  EXPECT_NE(Plan().nodes[2].weight_micro, 2 * kMicro);
}

TEST_P(PlanEditPage, AFormWithoutAVersionOrWithFaultsStaysWhatItWas) {
  const std::string address = NodeAddress(), seen = SeenOn(planner_one_.Get(address));
  EXPECT_EQ(planner_one_.Post(address, NodeForm("", "2", "1")).status, 409);
  ASSERT_EQ(planner_two_.Post(address, NodeForm(seen, "2", "7000")).status, 303);
  const http::Response wrong = planner_one_.Post(address, NodeForm(seen, "berat", "8000"));
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, HasSubstr("value=\"berat\"")) << "what was typed stays";
  EXPECT_THAT(wrong.body, HasSubstr("value=\"8000\""));
  EXPECT_EQ(SeenOn(wrong), seen) << "a form with a fault does not become one of the newer version";
  EXPECT_EQ(planner_one_.Post(address, NodeForm(SeenOn(wrong), "4", "8000")).status, 409);
  EXPECT_EQ(Plan().nodes[2].money.ceiling_original, Money::Rupiah(7000));
}

}  // namespace
}  // namespace sinergi::performance
