// SIPKD: codes put together again, fields of government told apart, amounts of one day. All rows are invented.
#include "modules/performance/sipd/sipkd.h"

#include <gmock/gmock.h>

#include "modules/performance/plan_merge.h"
#include "platform/files/texts.h"

#include <boost/json.hpp>

namespace sinergi::performance::sipd {
namespace {

namespace json = boost::json;
using testing::ElementsAre;

constexpr char kAgency[] = "2.16.2.20.2.21.03.";

struct Given {
  const char *key, *programme, *sub, *ceiling, *realised;
  const char* unit = kAgency;
  const char* day = "2025-08-02";
};

json::object RowOf(const Given& given) {
  const std::string sub = given.sub;
  return {{"UNITKEY", "11_"},
          {"KDUNIT", given.unit},
          {"SKPD", "DINAS CONTOH"},
          {"IDURUSAN", given.key ? json::value(given.key) : json::value()},
          {"KDPRGRM", given.programme},
          {"NMPRGRM", "PROGRAM CONTOH"},
          {"NUKEG", sub.substr(0, 4) + "."},
          {"NMKEG", "Kegiatan contoh"},
          {"KDSUBKEG", sub + "."},
          {"ANGGARAN", given.ceiling},
          {"REALISASI", given.realised},
          {"tahun", given.day}};
}

std::string FileOf(const std::vector<Given>& rows) {
  json::array array;
  for (const Given& row : rows) array.push_back(RowOf(row));
  return json::serialize(array);
}

std::string Codes(const PlanYear& plan) {
  std::string codes;
  for (const Node& node : plan.nodes)
    if (node.level == planning::NodeLevel::kSubActivity) codes += node.code + " ";
  return codes;
}

std::vector<std::string> SaidKinds(const std::vector<Finding>& findings) {
  std::vector<std::string> kinds;
  for (const Finding& finding : findings) {
    EXPECT_TRUE(Texts::Shipped().Has(Lang::kId, "finding." + finding.kind)) << finding.kind;
    kinds.push_back(finding.kind + "@" + finding.cell);
  }
  return kinds;
}

TEST(Sipkd, CodesAreWholeAndAmountsOfTheDay) {
  const auto got = ImportSipkd(FileOf({{nullptr, "01.", "2.06.0002", "322837450.00", "274258000.50"},
                                       {"126_", "02.", "2.01.0021", "462682400.00", ".00"},
                                       {"130_", "02.", "2.01.0007", "30282000", "21396000.00"},
                                       {"131_", "02.", "2.01.0007", ".00", ".00"}}));
  ASSERT_TRUE(got.ok()) << got.error().code;
  EXPECT_EQ(got->plan.agency_code, "2.16.2.20.2.21.03.0000");
  EXPECT_EQ(got->plan.year, 2025);
  ASSERT_TRUE(got->plan.as_of);
  EXPECT_EQ(got->plan.as_of->Iso(), "2025-08-02");
  EXPECT_EQ(Codes(got->plan), "2.16.01.2.06.0002 2.16.02.2.01.0021 2.20.02.2.01.0007 2.21.02.2.01.0007 ");
  const Node& first = got->plan.nodes[2];
  EXPECT_EQ(got->plan.nodes[first.parent].code, "2.16.01.2.06");
  EXPECT_EQ(first.name, "") << "SIPKD does not name sub-activities";
  EXPECT_EQ(first.money.ceiling_original, Money::Rupiah(322'837'450));
  EXPECT_EQ(first.money.realised[7], Money::Sen(27'425'800'050));
  EXPECT_EQ(first.money.realised[6], Money());
  EXPECT_THAT(
      SaidKinds(got->findings),
      ElementsAre("sipd_sipkd_cumulative@", "sipd_sipkd_field_by_order@[1].IDURUSAN",
                  "sipd_sipkd_field_by_order@[2].IDURUSAN", "sipd_sipkd_field_by_order@[3].IDURUSAN"));
}

// Another agency of the file knows the key: no order is needed, and it would have been wrong.
TEST(Sipkd, AgenciesOfOneFieldTellWhatAKeyMeans) {
  const std::vector<Given> rows = {{"131_", "02.", "2.01.0001", "5", "1"},
                                   {"126_", "02.", "2.01.0001", "5", "1"},
                                   {"131_", "02.", "2.01.0001", "7", "1", "2.20.0.00.0.00.01."},
                                   {"9_", "02.", "2.01.0001", "7", "1", "2.16.2.20.0.00.02."}};
  const SipdOptions ours{{}, "2.16.2.20.2.21.03.0000"};
  EXPECT_EQ(ImportSipkd(FileOf(rows)).error().code, "sipd.several_agencies");
  const auto got = ImportSipkd(FileOf(rows), ours);
  ASSERT_TRUE(got.ok()) << got.error().code;
  EXPECT_EQ(Codes(got->plan), "2.20.02.2.01.0001 2.21.02.2.01.0001 ")
      << "131 is 2.20; 9 must be 2.16; what is left for 126 is 2.21";
  EXPECT_THAT(SaidKinds(got->findings), ElementsAre("sipd_sipkd_cumulative@"));
  // Two keys for three fields, and nothing else to go by: not guessed.
  const auto open = ImportSipkd(FileOf({{"126_", "02.", "2.01.0001", "5", "1"},
                                        {"131_", "02.", "2.01.0001", "5", "1"},
                                        {nullptr, "01.", "2.01.0001", "5", "1"}}));
  ASSERT_TRUE(open.ok());
  EXPECT_EQ(Codes(open->plan), "2.16.01.2.01.0001 ");
  EXPECT_THAT(SaidKinds(open->findings),
              ElementsAre("sipd_sipkd_cumulative@", "sipd_sipkd_field@[0].IDURUSAN",
                          "sipd_sipkd_field@[1].IDURUSAN"));
}

TEST(Sipkd, WhatCannotBeRightIsTold) {
  const char* one = "1.02.0.00.0.00.01.";
  const auto got = ImportSipkd(FileOf({{"1_", "02.", "2.01.0001", "5", "9", one},
                                       {"1_", "02.", "2.01.0001", "5", "1", one},
                                       {"1_", "02.", "2.01.002", "5", "1", one},
                                       {"1_", "02.", "2.01.0003", "-5", "1", one},
                                       {"1_", "02.", "2.01.0004", "5", "lima", one},
                                       {"1_", "02.", "2.01.0005", "5", "1", one, "2025-07-31"}}));
  ASSERT_TRUE(got.ok()) << got.error().code;
  EXPECT_EQ(got->taken, 1);
  EXPECT_THAT(SaidKinds(got->findings),
              ElementsAre("sipd_sipkd_older@", "sipd_sipkd_cumulative@", "sipd_sipkd_over@1.02.02.2.01.0001",
                          "sipd_duplicate@[1].KDSUBKEG", "sipd_sipkd_code@[2].KDSUBKEG",
                          "sipd_sipkd_amount@[3].ANGGARAN", "sipd_sipkd_amount@[4].REALISASI"));
  EXPECT_EQ(ImportSipkd(FileOf({{"1_", "02.", "2.01.0001", "5", "1", one, "2025"}})).error().code,
            "sipd.sipkd_no_date");
  EXPECT_EQ(ImportSipkd("[]").error().code, "sipd.not_rows");
  EXPECT_EQ(ImportSipkd("[1]").error().code, "sipd.not_rows");
}

// --- what a day's sum becomes in a plan

PlanYear Snapshot(const char* day, int64_t ceiling, int64_t realised) {
  const std::string amount = std::to_string(ceiling), spent = std::to_string(realised);
  return ImportSipkd(
             FileOf({{"1_", "02.", "2.01.0001", amount.c_str(), spent.c_str(), "1.02.0.00.0.00.01.", day}}))
      ->plan;
}

std::string Months(const PlanYear& plan) {
  std::string text;
  const NodeMoney& money = plan.nodes[2].money;
  for (size_t i = 0; i < 12; ++i)
    if (money.realised[i] != Money()) text += std::to_string(i + 1) + ":" + money.realised[i].Plain() + " ";
  return text;
}

TEST(SipkdMerge, TheMonthTakesWhatEarlierMonthsDoNotHold) {
  PlanYear plan = Merge(nullptr, Snapshot("2025-05-02", 1000, 100)).plan;
  EXPECT_EQ(Months(plan), "5:100 ");
  EXPECT_EQ(plan.nodes[2].name, "1.02.02.2.01.0001") << "until a file names it";
  plan.nodes[0].name = "Program";
  plan = Merge(&plan, Snapshot("2025-08-02", 1000, 250)).plan;
  EXPECT_EQ(Months(plan), "5:100 8:150 ");
  EXPECT_EQ(plan.nodes[0].name, "Program") << "names stay";
  EXPECT_THAT(Compare(&plan, Snapshot("2025-08-02", 1000, 250)), testing::IsEmpty());
  EXPECT_THAT(Compare(&plan, Snapshot("2025-05-02", 1000, 100)), testing::IsEmpty());
  // Documents of July come in: August's share shrinks with the same sum, even to nothing.
  plan.nodes[2].money.realised[6] = Money::Rupiah(150);
  plan = Merge(&plan, Snapshot("2025-08-02", 1000, 250)).plan;
  EXPECT_EQ(Months(plan), "5:100 7:150 ");
}

TEST(SipkdMerge, MoreThanTheSumIsNotTakenAway) {
  const PlanYear plan = Merge(nullptr, Snapshot("2025-05-02", 1000, 100)).plan;
  const MergedPlan merged = Merge(&plan, Snapshot("2025-08-02", 1000, 90));
  ASSERT_EQ(merged.changes.size(), 1u);
  EXPECT_EQ(merged.changes[0].kind, PlanChange::Kind::kRefused);
  EXPECT_EQ(merged.changes[0].before, "Rp 100");
  EXPECT_EQ(merged.changes[0].after, "Rp 90");
  EXPECT_EQ(Months(merged.plan), "5:100 ");
}

TEST(SipkdMerge, TheCeilingInForceOnTheDayChanges) {
  PlanYear plan = Merge(nullptr, Snapshot("2025-05-02", 1000, 0)).plan;
  plan.nodes[2].money.ceiling_revised = Money::Rupiah(1200);
  plan.nodes[2].money.revised_from = Date{2025, 9, 15};
  const PlanYear before = Merge(&plan, Snapshot("2025-08-02", 1100, 0)).plan;
  EXPECT_EQ(before.nodes[2].money.ceiling_original, Money::Rupiah(1100));
  EXPECT_EQ(before.nodes[2].money.ceiling_revised, Money::Rupiah(1200));
  const PlanYear after = Merge(&plan, Snapshot("2025-10-01", 1300, 0)).plan;
  EXPECT_EQ(after.nodes[2].money.ceiling_original, Money::Rupiah(1000));
  EXPECT_EQ(after.nodes[2].money.ceiling_revised, Money::Rupiah(1300));
}

}  // namespace
}  // namespace sinergi::performance::sipd
