// RKA lines: ceilings by funding source and account, wrong products, nothing of persons. All rows are invented.
#include "modules/performance/sipd/rka_lines.h"

#include <gmock/gmock.h>

#include "platform/files/texts.h"

#include <boost/json.hpp>

namespace sinergi::performance::sipd {
namespace {

namespace json = boost::json;
using testing::ElementsAre;

json::object Line(const char* sub, const char* account, const char* fund, json::value volume,
                  json::value price, json::value total) {
  return {{"tahun", 2026},
          {"kode_sub_skpd", "2.16.01"},
          {"nama_sub_skpd", "Dinas Contoh"},
          {"kode_program", "2.16.02"},
          {"nama_program", "Informasi publik"},
          {"kode_giat", "2.16.02.2.01"},
          {"nama_giat", "Pengelolaan"},
          {"kode_sub_giat", sub},
          {"nama_sub_giat", "Relasi media"},
          {"kode_akun", account},
          {"nama_akun", "Belanja"},
          {"kode_dana", fund},
          {"nama_dana", std::string("Dana ") + fund},
          {"volume", volume},
          {"harga_satuan", price},
          {"totalpajak", 0},
          {"rincian", total},
          {"nama_penerima", "RAHASIA"},
          {"lokus_akun_teks", {{"nip", "RAHASIA"}}}};
}

std::vector<std::string> ToldOf(const std::vector<Finding>& findings) {
  std::vector<std::string> kinds;
  for (const Finding& finding : findings) {
    EXPECT_TRUE(Texts::Shipped().Has(Lang::kId, "finding." + finding.kind)) << finding.kind;
    kinds.push_back(finding.kind + "@" + finding.cell);
  }
  return kinds;
}

constexpr char kMedia[] = "2.16.02.2.01.0014", kContent[] = "2.16.02.2.01.0032";

std::string Lines() {
  json::array rows = {Line(kMedia, "5.1.02.01.01.0024", "1.2.01.08", 12, 5600, 67200),
                      Line(kMedia, "5.1.02.01.01.0024", "1.2.01.08", 2, 27800, 55600),
                      Line(kMedia, "5.1.02.01.01.0024", "1.1.01", 1, 100, 100),
                      Line(kMedia, "5.1.02.02.01.0004", "1.1.01", "2.5", "300000", "750000"),
                      Line(kContent, "5.2.02.10.02.0004", "1.1.01", 3, 1000, 2500)};
  json::object taxed = Line(kContent, "5.2.02.10.02.0004", "1.1.01", 1, 1000, 1110);
  taxed["totalpajak"] = 110;
  rows.push_back(taxed);
  return json::serialize(json::object{{"data", rows}});
}

TEST(RkaLines, AddUpByFundAndAccount) {
  const auto got = ImportRkaLines(Lines());
  ASSERT_TRUE(got.ok()) << got.error().code;
  EXPECT_EQ(got->taken, 6);
  EXPECT_EQ(got->plan.year, 2026);
  EXPECT_EQ(got->plan.agency_code, "2.16.01");
  ASSERT_EQ(got->plan.nodes.size(), 4u);
  EXPECT_EQ(got->plan.nodes[0].name, "Informasi publik");
  const Node& media = got->plan.nodes[2];
  EXPECT_EQ(media.parent, 1);
  EXPECT_EQ(media.money.ceiling_original, Money::Rupiah(67'200 + 55'600 + 100 + 750'000));
  EXPECT_THAT(media.budget,
              ElementsAre(BudgetPart{"1.1.01", "5.1.02.01.01.0024", Money::Rupiah(100)},
                          BudgetPart{"1.1.01", "5.1.02.02.01.0004", Money::Rupiah(750'000)},
                          BudgetPart{"1.2.01.08", "5.1.02.01.01.0024", Money::Rupiah(122'800)}));
  EXPECT_EQ(got->plan.nodes[3].money.ceiling_original, Money::Rupiah(3610)) << "as it is written";
  EXPECT_EQ(got->plan.budget_names.funds.at("1.2.01.08"), "Dana 1.2.01.08");
  EXPECT_THAT(ToldOf(got->findings), ElementsAre("sipd_rka_product@[4].rincian"));
  EXPECT_EQ(got->findings[0].found, "Rp 2.500");
  EXPECT_EQ(got->findings[0].expected, "Rp 3.000");
}

TEST(RkaLines, WhatIsKeptReadsAsTheWholeFileWithoutItsPersons) {
  const std::string kept = OnlyFieldsRead(Lines());
  EXPECT_EQ(kept.find("RAHASIA"), std::string::npos);
  EXPECT_EQ(kept.find("penerima"), std::string::npos);
  const auto whole = ImportRkaLines(Lines()), again = ImportRkaLines(kept);
  ASSERT_TRUE(whole.ok() && again.ok());
  ASSERT_EQ(again->plan.nodes.size(), whole->plan.nodes.size());
  for (size_t i = 0; i < whole->plan.nodes.size(); ++i) {
    EXPECT_EQ(again->plan.nodes[i].budget, whole->plan.nodes[i].budget);
    EXPECT_EQ(again->plan.nodes[i].money, whole->plan.nodes[i].money);
  }
}

TEST(RkaLines, WhatCannotBeReadIsTold) {
  json::array rows = {Line("2.16.02", "5.1.02.01.01.0024", "1", 1, 1, 1),
                      Line(kMedia, "5.1.02.01.01.0024", "1", 1, 1, "banyak"),
                      Line(kMedia, "5.1.02.01.01.0024", "1", 1, 1, -1), Line(kMedia, "", "", "dua", 1, 9)};
  const auto got = ImportRkaLines(json::serialize(rows));
  ASSERT_TRUE(got.ok()) << got.error().code;
  EXPECT_EQ(got->taken, 1);
  EXPECT_THAT(ToldOf(got->findings),
              ElementsAre("sipd_code_bad@[0].kode_sub_giat", "sipd_rka_amount@[1].rincian",
                          "sipd_rka_amount@[2].rincian", "sipd_no_fund@[3].kode_dana",
                          "sipd_rka_no_account@[3].kode_akun"));
  json::object other = Line(kMedia, "5", "1", 1, 1, 1);
  other["kode_sub_skpd"] = "1.02.01";
  rows.push_back(other);
  EXPECT_EQ(ImportRkaLines(json::serialize(rows)).error().code, "sipd.several_agencies");
  other["tahun"] = nullptr;
  const std::string no_year = json::serialize(json::array{other});
  EXPECT_EQ(ImportRkaLines(no_year).error().code, "sipd.several_years");
  EXPECT_EQ(ImportRkaLines(no_year, {{}, {}, 2027})->plan.year, 2027);
}

}  // namespace
}  // namespace sinergi::performance::sipd
