#include "modules/performance/sipd/sipd_renja.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "modules/performance/evaluation.h"
#include "platform/files/texts.h"

namespace sinergi::performance::sipd {
namespace {

// A row with what the importer reads; `more` overrides and adds.
std::string Row(std::string_view code, std::string_view pagu, std::string_view more = "") {
  std::string row = R"({"tahun": 2026, "kode_skpd": "2.16.01", "nama_skpd": "Dinas Contoh",)";
  row +=
      R"("nama_urusan": "Wajib", "nama_bidang_urusan": "Kominfo", "nama_program": "Program", "nama_giat": "Kegiatan",)";
  row +=
      R"("nama_sub_giat": "Sub", "indikator_outcome": "Indeks", "target_akhir": "4", "tolak_ukur_output": "Jumlah",)";
  row +=
      R"("target_teks_output": "36 Aplikasi", "satuan_output": "Aplikasi", "kode_dana": "1", "nama_dana": "DAU",)";
  row +=
      R"("tolok_ukur_sub": "Persentase", "target_sub_teks": "69.23 %", "satuan_sub": "%", "kode_sub_giat": ")";
  row += code;
  row += "\", \"pagu\": ";
  row += pagu;
  row += more;
  row += "}";
  return row;
}

constexpr std::string_view kCode = "2.20.02.2.01.0017";

std::string Array(std::initializer_list<std::string> rows) {
  std::string text = "[";
  for (const std::string& row : rows) text += (text.size() > 1 ? "," : "") + row;
  return text + "]";
}

const Finding* Find(const std::vector<Finding>& findings, std::string_view kind, std::string_view cell = "") {
  for (const Finding& finding : findings)
    if (finding.kind == "sipd_" + std::string(kind) && (cell.empty() || finding.cell == cell))
      return &finding;
  return nullptr;
}

TEST(SipdRenja, OneRow) {
  const auto got = ImportSipdRenja(Array({Row(kCode, "178000000")}), {"renja.json"});
  ASSERT_TRUE(got.ok()) << got.error().code;
  ASSERT_EQ(got->plan.nodes.size(), 5u);
  EXPECT_EQ(got->plan.nodes[1].code, "2.20");
  EXPECT_EQ(got->plan.nodes[4].parent, 3);
  EXPECT_EQ(got->plan.nodes[4].money.ceiling_original, Money::Rupiah(178'000'000));
  EXPECT_EQ(got->plan.nodes[4].note, "Sumber dana: 1 DAU");
  ASSERT_EQ(got->plan.indicators.size(), 3u);
  EXPECT_EQ(got->plan.indicators[0].target_renstra.low_micro, 4 * kMicro);
  EXPECT_EQ(got->plan.indicators[1].target_year.low_micro, 69'230'000);
  EXPECT_EQ(got->plan.indicators[2].target_year.low_micro, 36 * kMicro);
  EXPECT_EQ(got->plan.indicators[2].unit, "Aplikasi");
}

struct Trap {
  std::string_view more, kind, cell;
  bool taken;
};

constexpr Trap kTraps[] = {
    {R"(,"kode_bidang_urusan": "2.2")", "code_mended", "[0].kode_bidang_urusan", true},
    {R"(,"kode_program": "2.16.02")", "code_differs", "[0].kode_program", false},
    {R"(,"kode_program": 2.2)", "not_text", "[0].kode_program", true},
    {R"(,"kode_sub_giat": "2.2.02.2.01.0017", "kode_giat": "2.20.02.2.01")", "code_mended",
     "[0].kode_sub_giat", true},
    {R"(,"kode_sub_giat": "2.2.02.2.01.0017")", "code_bad", "[0].kode_sub_giat", false},
    {R"(,"kode_sub_giat": null)", "code_bad", "[0].kode_sub_giat", false},
    {R"(,"nama_sub_giat": "Pelaksanaan\r\n\r\nPengujian")", "name_cleaned", "[0].nama_sub_giat", true},
    {R"(,"target_teks_output": "25/14 Orang/bulan")", "composite", "[0].target_teks_output", true},
    {R"(,"target_akhir": "3.75-3.90")", "range", "[0].target_akhir", true},
    {R"(,"target_akhir": "4\n\n5")", "targets_length", "[0].target_akhir", true},
    {R"(,"indikator_outcome": "A\n\nB", "target_akhir": "40\n\n89.21")", "targets_several",
     "[0].target_akhir", true},
    {R"(,"indikator_outcome": "A\n\nB", "target_akhir": "1\n\n2\n\n3")", "targets_length", "[0].target_akhir",
     true},
    {R"(,"indikator_outcome": "A\n\nB", "target_akhir": "13.46\n\n3.75", "realisasi_capaian": "3.28\n\n3.85")",
     "targets_order", "[0].target_akhir", true},
    {R"(,"tolak_ukur_capaian": "Lain", "target_teks_capaian": "3")", "indicator_unmatched",
     "[0].tolak_ukur_capaian", true},
    {R"(,"tolak_ukur_capaian": "indeks ", "target_teks_capaian": "2.60 %", "satuan_capaian": "%")",
     "unit_odd", "[0].satuan_capaian", true},
    {R"(,"satuan_output": "Dokumen")", "unit_differs", "[0].target_teks_output", true},
    {R"(,"kode_dana": null, "nama_dana": " ")", "no_fund", "[0].kode_dana", true},
    {R"(,"pagu_indikatif": 177999999)", "ceiling_differs", "[0].pagu_indikatif", true},
    {R"(,"total_pagu_indikatif": 178000002)", "total_differs", "[0].total_pagu_indikatif", true},
    {R"(,"total_pagu_n_depan_program": 5)", "total_differs", "[0].total_pagu_n_depan_program", true},
    {R"(,"pagu": -1)", "amount_bad", "[0].pagu", false},
    {R"(,"pagu": 1.5e10)", "not_whole", "[0].pagu", false},
    {R"(,"pagu": "178000000")", "not_whole", "[0].pagu", false},
    {R"(,"pagu": 18446744073709551615)", "not_whole", "[0].pagu", false},
    {R"(,"pagu": 999999999999999)", "amount_bad", "[0].pagu", false},
    {R"(,"pagu": null)", "no_ceiling", "[0].pagu", false},
    {R"(,"nama_program": ["x"])", "not_text", "[0].nama_program", true},
    {R"(,"target_teks_output": " ")", "no_target", "[0].target_teks_output", true},
};

// A good second row stands behind, so that what is refused leaves something.
TEST(SipdRenja, TrapsAreFindings) {
  for (const Trap& trap : kTraps) {
    const auto got =
        ImportSipdRenja(Array({Row(kCode, "178000000", trap.more), Row("2.21.02.2.01.0005", "1")}));
    ASSERT_TRUE(got.ok()) << trap.more;
    const Finding* finding = Find(got->findings, trap.kind, trap.cell);
    ASSERT_NE(finding, nullptr) << trap.more;
    EXPECT_EQ(got->taken, trap.taken ? 2 : 1) << trap.more;
    EXPECT_TRUE(Texts::Shipped().Has(Lang::kId, "finding." + finding->kind)) << finding->kind;
    EXPECT_TRUE(Texts::Shipped().Has(Lang::kEn, "finding." + finding->kind)) << finding->kind;
  }
}

TEST(SipdRenja, SeveralIndicatorsGetNoTargetByTheirPlace) {
  const std::string more =
      R"(,"indikator_outcome": "A\n\nB", "target_akhir": "40\n\n89.21", "tolak_ukur_capaian": "B",)"
      R"("target_teks_capaian": "85.10 %", "satuan_capaian": "%")";
  const auto got = ImportSipdRenja(Array({Row(kCode, "1", more)}));
  ASSERT_TRUE(got.ok());
  ASSERT_EQ(got->plan.indicators.size(), 4u);
  EXPECT_TRUE(got->plan.indicators[0].target_renstra.empty());
  EXPECT_TRUE(got->plan.indicators[0].target_year.empty());
  EXPECT_TRUE(got->plan.indicators[1].target_renstra.empty());
  EXPECT_EQ(got->plan.indicators[1].target_year.low_micro, 85'100'000);  // by its name
}

TEST(SipdRenja, DoubledSubActivitiesCountOnce) {
  const auto got = ImportSipdRenja(Array({Row(kCode, "5"), Row(kCode, "7")}));
  ASSERT_TRUE(got.ok());
  EXPECT_EQ(got->taken, 1);
  EXPECT_EQ(Evaluate(got->plan, {2026, 1}, {}).total.budget.ceiling, Money::Rupiah(5));
  EXPECT_NE(Find(got->findings, "duplicate", "[1].kode_sub_giat"), nullptr);
}

std::string Many(int count, std::string_view piece) {
  std::string text;
  for (int i = 0; i < count; ++i) text += piece;
  return text;
}

TEST(SipdRenja, HostileFilesAreRefused) {
  const std::pair<std::string, std::string_view> kCases[] = {
      {"", "sipd.bad_json"},
      {"{", "sipd.bad_json"},
      {Many(100'000, "["), "sipd.bad_json"},
      {Many(33 << 20, " "), "sipd.too_large"},
      {std::string("[\"\xff\"]"), "sipd.bad_encoding"},
      {std::string("\xff\xfe[\0]\0", 6), "sipd.bad_encoding"},
      {"3", "sipd.not_rows"},
      {"[]", "sipd.not_rows"},
      {"{\"data\": {}}", "sipd.not_rows"},
      {"[1, \"x\", null]", "sipd.not_rows"},
      {"[{}]", "sipd.several_years"},
      {Array({Row(kCode, "1"), Row("2.21.02.2.01.0005", "1", R"(,"tahun": 2027)")}), "sipd.several_years"},
      {Array({Row(kCode, "1"), Row("2.21.02.2.01.0005", "1", R"(,"kode_skpd": "1.01")")}),
       "sipd.several_agencies"},
      {Array({Row(kCode, "-1")}), "sipd.nothing_taken"},
      {"[" + Many(20'001, "{},") + "{}]", "sipd.too_many_rows"},
  };
  for (const auto& [json, code] : kCases) {
    const auto got = ImportSipdRenja(json);
    ASSERT_FALSE(got.ok()) << code;
    EXPECT_EQ(got.error().code, code);
    EXPECT_TRUE(Texts::Shipped().Has(Lang::kId, "error." + got.error().code));
  }
}

TEST(SipdRenja, OneAgencyOfSeveral) {
  const std::string json = Array({Row(kCode, "1"), Row("2.21.02.2.01.0005", "2", R"(,"kode_skpd": "1.01")")});
  const auto got = ImportSipdRenja(json, {"", "1.01"});
  ASSERT_TRUE(got.ok());
  EXPECT_EQ(Evaluate(got->plan, {2026, 1}, {}).total.budget.ceiling, Money::Rupiah(2));
}

TEST(SipdRenja, ARealAgency) {
  std::ifstream file(SINERGI_SOURCE_DIR "/../shared/cases/sipd/renja-2026-kominfo.json", std::ios::binary);
  if (!file) GTEST_SKIP() << "the real Renja is not here: shared/cases/sipd/renja-2026-kominfo.json";
  std::stringstream json;
  json << file.rdbuf();
  const auto got = ImportSipdRenja(json.str(), {"renja-2026-kominfo.json"});
  ASSERT_TRUE(got.ok()) << got.error().code;
  EXPECT_EQ(got->taken, 37);
  const PlanYear& plan = got->plan;
  EXPECT_EQ(plan.year, 2026);
  EXPECT_EQ(plan.agency_code, "2.16.2.20.2.21.01.0000");
  EXPECT_EQ(plan.government, "Kabupaten Bengkulu Utara");
  const Evaluation e = Evaluate(plan, {2026, 1}, {});
  EXPECT_EQ(e.total.budget.ceiling, Money::Rupiah(5'790'425'492));
  Money next_year;
  std::vector<std::pair<std::string, Money>> programmes;
  for (size_t i = 0; i < plan.nodes.size(); ++i) {
    next_year += plan.nodes[i].money.next_year;
    if (plan.nodes[i].level == planning::NodeLevel::kProgramme)
      programmes.emplace_back(plan.nodes[i].code, e.nodes[i].budget.ceiling);
  }
  EXPECT_EQ(next_year, Money::Rupiah(6'055'124'667));
  const std::vector<std::pair<std::string, Money>> expected = {{"2.16.01", Money::Rupiah(3'233'925'492)},
                                                               {"2.16.02", Money::Rupiah(1'541'400'000)},
                                                               {"2.16.03", Money::Rupiah(852'100'000)},
                                                               {"2.20.02", Money::Rupiah(105'000'000)},
                                                               {"2.21.02", Money::Rupiah(58'000'000)}};
  EXPECT_EQ(programmes, expected);
  for (const std::string_view kind :
       {"name_cleaned", "targets_several", "targets_order", "composite", "range", "no_fund",
        "indicator_unmatched", "unit_odd", "output_differs"})
    EXPECT_NE(Find(got->findings, kind), nullptr) << kind;
  EXPECT_EQ(Find(got->findings, "total_differs"), nullptr);
  for (const Finding& finding : got->findings) {
    EXPECT_EQ(finding.sheet, "renja-2026-kominfo.json");
    EXPECT_TRUE(Texts::Shipped().Has(Lang::kId, "finding." + finding.kind)) << finding.kind;
  }
}

}  // namespace
}  // namespace sinergi::performance::sipd
