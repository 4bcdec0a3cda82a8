// What `evaluate` and `check` print of the example and of a real workbook.
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/place.h"

namespace sinergi::blackbox {
namespace {

namespace json = boost::json;
using testing::TestWithParam;

class Evaluate : public TestWithParam<std::string> {
 protected:
  Evaluate() { place_.LoadExample(); }
  Place place_{GetParam()};
};

const json::object& Named(const json::value& list, std::string_view name) {
  static const json::object kNone;
  for (const json::value& each : list.as_array())
    if (each.at("name").as_string() == name) return each.as_object();
  ADD_FAILURE() << name << " is missing";
  return kNone;
}

std::string Score(const json::value& division, std::string_view node) {
  return std::string(Named(division.at("nodes"), node).at("score").as_string());
}

TEST_P(Evaluate, PrintsTheFiguresOfTheExample) {
  const Outcome text = place_.Run({"evaluate", "--period", "2024-Q3"});
  EXPECT_EQ(text.exit, 0) << text.err;
  for (const char* figure : {"60,35 %", "22,87 %", "88,32 %", "36 dari 34 perangkat daerah (105,88 %)",
                             "55,68 %", "2,38 %", "9,10 %", "97,41 %", "22,61 %"})
    EXPECT_NE(text.out.find(figure), std::string::npos) << figure;
}

TEST_P(Evaluate, GivesThemToProgramsAsDecimalTexts) {
  const json::value all = place_.Json({"evaluate", "--period", "2024-Q3"});
  EXPECT_EQ(all.at("period").as_string(), "2024-Q3");
  const json::value& divisions = all.at("divisions");
  EXPECT_EQ(Named(divisions, "Sekretariat").at("absorption").as_string(), "60.350000");
  EXPECT_EQ(Named(divisions, "Persandian dan Pengamanan Informasi").at("score").as_string(), "22.870000");
  EXPECT_EQ(Named(divisions, "Pengelolaan Informasi dan Komunikasi Publik").at("score").as_string(),
            "97.410000");
  EXPECT_EQ(Named(divisions, "Statistik").at("score").as_string(), "22.610000");
  const json::value egov = Named(divisions, "Layanan e-Government"),
                    infra = Named(divisions, "Infrastruktur TIK");
  EXPECT_EQ(Score(egov, "Pengelolaan aplikasi informatika"), "55.680000");
  EXPECT_EQ(Score(egov, "Aplikasi dan proses bisnis pemerintahan berbasis elektronik"), "2.380000");
  EXPECT_EQ(Score(egov, "Monitoring, evaluasi dan pelaporan pengembangan ekosistem SPBE"), "9.100000");
  EXPECT_EQ(Score(infra, "Penyelenggaraan sistem komunikasi intra pemerintah daerah"), "88.320000");
  const json::object& served = Named(infra.at("nodes"), "Layanan internet terintegrasi perangkat daerah");
  const json::object& indicator = served.at("indicators").as_array()[0].as_object();
  EXPECT_EQ(indicator.at("achievement").as_string(), "105.882353");
  EXPECT_EQ(indicator.at("counted").as_string(), "100.000000");
  EXPECT_EQ(indicator.at("realised_to_date").as_string(), "36");
  EXPECT_EQ(indicator.at("target_to_date").as_string(), "34");
}

TEST_P(Evaluate, ListsUnitsWithCodeAndName) {
  const json::value units = place_.Json({"unit", "list"});
  EXPECT_EQ(Named(units, "Statistik").at("code").as_string(), "STAT");
  EXPECT_EQ(units.as_array().size(),
            42u);  // the office with its divisions, and 35 agencies that its network serves
}

// The workbook we write is one that our own checker finds nothing in, with the same money.
TEST_P(Evaluate, WritesAWorkbookWithoutFaults) {
  const std::string file = place_.folder() / "e81.xlsx";
  const json::value stored = place_.Json({"evaluate", "--period", "2024-Q3", "--xlsx", file});
  const Outcome checked = Sinergi({"check", file});
  EXPECT_EQ(checked.exit, 0) << checked.out << checked.err;
  const Outcome again = Sinergi({"evaluate", file, "--json"});
  ASSERT_EQ(again.exit, 0) << again.err;
  const json::value read = ParseJson(again.out);
  EXPECT_EQ(read.at("period").as_string(), "2024-Q3");
  for (const char* money :
       {"target_renstra", "realised_before", "ceiling", "realised", "absorption", "renstra_rate"})
    EXPECT_EQ(read.at("total").at(money), stored.at("total").at(money)) << money;
}

INSTANTIATE_TEST_SUITE_P(On, Evaluate, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

constexpr char kReal[] = SINERGI_SOURCE_DIR "/../shared/cases/e81/evaluasi-renja-2025-tw4.xlsx";

class RealWorkbook : public testing::Test {
 protected:
  void SetUp() override {
    if (!std::filesystem::exists(kReal)) GTEST_SKIP() << "the real workbook is not here";
  }
  Folder folder_;
};

TEST_F(RealWorkbook, IsEvaluatedFromItsLeavesWithoutADatabase) {
  const std::string nowhere = folder_ / "none";
  const Outcome outcome = Sinergi({"evaluate", kReal, "--json", "--data", nowhere});
  ASSERT_EQ(outcome.exit, 0) << outcome.err;
  EXPECT_FALSE(std::filesystem::exists(nowhere));
  const json::value all = ParseJson(outcome.out);
  const json::value& total = all.at("total");
  EXPECT_EQ(total.at("target_renstra").as_string(), "19955847195");
  EXPECT_EQ(total.at("realised_before").as_string(), "11959663305");
  EXPECT_EQ(total.at("ceiling").as_string(), "14723660349");
  EXPECT_EQ(json::serialize(total.at("quarters")),
            R"(["1971343265","2279258325","2733183079","5040188490"])");
  EXPECT_EQ(total.at("realised").as_string(), "12023973159");
  EXPECT_EQ(total.at("realised_to_date").as_string(), "23983636464");
  EXPECT_EQ(total.at("absorption").as_string(), "81.664293");
  EXPECT_EQ(total.at("renstra_rate").as_string(), "120.183504");
  const json::value& activities = all.at("means").at("activities");
  EXPECT_EQ(activities.at("performance").as_string(), "96.764706");
  EXPECT_EQ(activities.at("performance_rows").as_int64(), 17);
  EXPECT_EQ(Sinergi({"evaluate", "-", "--json"}, ReadWhole(kReal)).out, outcome.out) << "from standard input";
}

TEST_F(RealWorkbook, FaultsAreNamedByCellAndCorrectedInACopy) {
  const std::string copy = folder_ / "corrected.xlsx";
  const Outcome outcome = Sinergi({"check", kReal, "--json", "--corrected", copy});
  EXPECT_EQ(outcome.exit, 1);
  std::map<std::string, json::object> cells;
  const json::value all = ParseJson(outcome.out);
  for (const json::value& finding : all.at("findings").as_array())
    cells[std::string(finding.at("cell").as_string())] = finding.as_object();
  for (const char* cell : {"K84", "K11", "R84", "O39", "AB51"}) EXPECT_TRUE(cells.contains(cell)) << cell;
  for (const char* key : {"sheet", "cell", "kind", "found", "expected", "text"})
    EXPECT_TRUE(cells["K84"].contains(key)) << key;
  EXPECT_EQ(cells["K11"]["expected"], "19955847195");
  const Outcome good = Sinergi({"check", copy});
  EXPECT_EQ(good.exit, 0) << good.out;
  EXPECT_EQ(Sinergi({"evaluate", copy, "--json"}).exit, 0);
}

}  // namespace
}  // namespace sinergi::blackbox
