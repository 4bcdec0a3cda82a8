// `import` on both backends: a preview writes nothing, an import writes once.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "cli/place.h"
#include "platform/sheets/test_package.h"

namespace sinergi::blackbox {
namespace {

namespace json = boost::json;

constexpr char kSipd[] = SINERGI_SOURCE_DIR "/../shared/cases/sipd/renja-2026-kominfo.json";

// A sub-activity of a Renja as SIPD-RI exports it.
json::object SipdRow(const std::string& name) {
  return {{"tahun", 2026},
          {"kode_skpd", "2.16.2.20.2.21.01.0000"},
          {"nama_skpd", "Dinas Komunikasi dan Informatika"},
          {"kode_sub_skpd", "2.16.2.20.2.21.01.0000"},
          {"nama_sub_skpd", "Dinas Komunikasi dan Informatika"},
          {"kode_urusan", "2"},
          {"nama_urusan", "URUSAN PEMERINTAHAN WAJIB"},
          {"kode_bidang_urusan", "2.16"},
          {"nama_bidang_urusan", "BIDANG KOMUNIKASI DAN INFORMATIKA"},
          {"kode_program", "2.16.01"},
          {"nama_program", "PROGRAM PENUNJANG"},
          {"kode_giat", "2.16.01.2.01"},
          {"nama_giat", "Perencanaan dan Evaluasi"},
          {"kode_sub_giat", "2.16.01.2.01.0001"},
          {"nama_sub_giat", name},
          {"pagu", 114000000},
          {"pagu_indikatif", 114000000},
          {"tolak_ukur_output", name},
          {"satuan_output", "Dokumen"},
          {"target_teks_output", "2 Dokumen"}};
}

// What nobody may find anywhere behind the import.
constexpr const char* kPersonal[] = {"198001012005011001", "Yosef Rahasia"};

// All columns of SIPD Penatausahaan's "Realisasi per dokumen", in its order.
constexpr const char* kRealisationColumns[] = {"Nomor",
                                               "Kode SKPD",
                                               "Nama SKPD",
                                               "Kode Sub SKPD",
                                               "Nama Sub SKPD",
                                               "Kode Fungsi",
                                               "Nama Fungsi",
                                               "Kode Sub Fungsi",
                                               "Nama Sub Fungsi",
                                               "Kode Urusan",
                                               "Nama Urusan",
                                               "Kode Bidang Urusan",
                                               "Nama Bidang Urusan",
                                               "Kode Program",
                                               "Nama Program",
                                               "Kode Kegiatan",
                                               "Nama Kegiatan",
                                               "Kode Sub Kegiatan",
                                               "Nama Sub Kegiatan",
                                               "Kode Rekening",
                                               "Nama Rekening",
                                               "Nomor Dokumen",
                                               "Jenis Dokumen",
                                               "Jenis Transaksi",
                                               "Nomor DPT",
                                               "Tanggal Dokumen",
                                               "Keterangan",
                                               "Nilai Realisasi",
                                               "Nilai Setoran",
                                               "NIP",
                                               "Nama Pegawai",
                                               "Tanggal Simpan",
                                               "Nomor SPD",
                                               "Periode SPD",
                                               "Nilai SPD",
                                               "Tahapan SPD",
                                               "Nama Sub Tahapan Jadwal",
                                               "Tahapan APBD",
                                               "Nomor SPP",
                                               "Tanggal SPP",
                                               "Nomor SPM",
                                               "Tanggal SPM",
                                               "Nomor SP2D",
                                               "Tanggal SP2D",
                                               "Tanggal Transfer",
                                               "Nilai SP2D"};
static_assert(std::size(kRealisationColumns) == 46);

// A document of the example's content sub-activity.
std::map<std::string, std::string> Spent(const std::string& day, const std::string& amount,
                                         const std::string& paid_back = "0") {
  return {{"Kode SKPD", "2.16.2.20.2.21.01.0000"},
          {"Nama SKPD", "Dinas Komunikasi dan Informatika"},
          {"Kode Program", "2.16.02"},
          {"Kode Kegiatan", "2.16.02.1.01"},
          {"Kode Sub Kegiatan", "2.16.02.1.01.0004"},
          {"Tanggal Dokumen", day},
          {"Keterangan", std::string("Honor ") + kPersonal[1]},
          {"Nilai Realisasi", amount},
          {"Nilai Setoran", paid_back},
          {"NIP", kPersonal[0]},
          {"Nama Pegawai", kPersonal[1]}};
}

std::string RealisationWorkbook(const std::vector<std::map<std::string, std::string>>& documents) {
  std::string rows;
  const auto cell = [&](const std::string& text) {
    rows += "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
  };
  rows += "<row>";
  for (const char* column : kRealisationColumns) cell(column);
  for (const auto& document : documents) {
    rows += "</row><row>";
    for (const std::string column : kRealisationColumns) {
      const auto found = document.find(column);
      if (found != document.end() && column.starts_with("Nilai"))
        rows += "<c><v>" + found->second + "</v></c>";
      else
        cell(found == document.end() ? "" : found->second);
    }
  }
  return sheets::MakeRows(rows + "</row>");
}

class Import : public testing::TestWithParam<std::string> {
 protected:
  Import() { place_.LoadExample(); }
  std::string File(const std::string& name, const std::string& bytes) {
    WriteWhole(place_.folder() / name, bytes);
    return place_.folder() / name;
  }
  std::string OneText(const std::string& query) const {
    std::string text;
    place_.Open()->Read([&](sql::Connection& c) {
      c.Query(query, {}, [&](const sql::Row& row) { text += row.String(0) + ";"; });
      return 0;
    });
    return text;
  }
  // In how many rows of any table the words stand.
  int64_t RowsWith(const std::string& words) const {
    const bool sqlite = place_.is_sqlite();
    int64_t count = 0;
    place_.Open()->Read([&](sql::Connection& c) {
      std::vector<std::string> tests;
      c.Query(sqlite ? "SELECT m.name, p.name FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE "
                       "m.type = 'table'"
                     : "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = "
                       "'public'",
              {}, [&](const sql::Row& row) {
                tests.push_back("SELECT count(*) FROM \"" + row.String(0) + "\" WHERE CAST(\"" +
                                row.String(1) + "\" AS TEXT) LIKE '%" + words + "%'");
              });
      EXPECT_GT(tests.size(), 100u);
      for (const std::string& test : tests) count += *c.One(test);
      return 0;
    });
    return count;
  }
  Place place_{GetParam()};
};

TEST_P(Import, PreviewWritesNothingAndTheSecondTimeNothingChanges) {
  const std::string file = File("renja.json", json::serialize(json::array{SipdRow("Penyusunan Dokumen")}));
  const std::string before = place_.Fingerprint();
  const json::value preview = place_.Json({"import", "sipd-renja", file, "--dry-run"});
  EXPECT_EQ(preview.at("applied").as_int64(), 0);
  EXPECT_FALSE(preview.at("changes").as_array().empty());
  EXPECT_EQ(place_.Fingerprint(), before);
  const json::value done = place_.Json({"import", "sipd-renja", file});
  EXPECT_EQ(done.at("applied").as_int64(), static_cast<int64_t>(preview.at("changes").as_array().size()));
  const std::string after = place_.Fingerprint();
  EXPECT_NE(after, before);
  const Outcome again = place_.Run({"import", "sipd-renja", file});
  EXPECT_EQ(again.exit, 0);
  EXPECT_NE(again.out.find("Tidak ada yang berubah"), std::string::npos) << again.out;
  EXPECT_EQ(place_.Fingerprint(), after);
  EXPECT_EQ(place_.Run({"verify"}).exit, 0);
}

// Names are data wherever they come out again.
TEST_P(Import, NamesWithSqlHtmlAndFormulasStayTexts) {
  const std::string sql = "x'); DROP TABLE plan; --", html = "<script>alert(1)</script>";
  const std::string formula = "=cmd|' /C calc'!A0";
  json::array rows;
  for (const std::string& name : {sql, html, formula}) {
    json::object row = SipdRow(name);
    row["kode_sub_giat"] = "2.16.01.2.01.000" + std::to_string(rows.size() + 1);
    rows.push_back(std::move(row));
  }
  const std::string file = File("renja.json", json::serialize(rows)), book = place_.folder() / "out.xlsx";
  ASSERT_EQ(place_.Run({"import", "sipd-renja", file}).exit, 0);
  const json::value all = place_.Json({"evaluate", "--period", "2026-Q1", "--xlsx", book});
  const std::string shown = json::serialize(all.at("rows"));
  for (const std::string& name : {sql, html, formula})
    EXPECT_NE(shown.find(json::serialize(json::string(name))), std::string::npos) << name;
  EXPECT_EQ(place_.Run({"verify"}).exit, 0);
  // Read back, the names are what they were: not one of them has become a formula.
  const Outcome back = Sinergi({"evaluate", book, "--json"});
  ASSERT_EQ(back.exit, 0) << back.err;
  const json::value read = ParseJson(back.out);
  const std::string again = json::serialize(read.at("rows"));
  for (const std::string& name : {sql, html, formula})
    EXPECT_NE(again.find(json::serialize(json::string(name))), std::string::npos) << name;
}

TEST_P(Import, RefusesAnUnknownUnitAndAnUnknownKind) {
  const std::string file = File("renja.json", json::serialize(json::array{SipdRow("Penyusunan")}));
  const std::string before = place_.Fingerprint();
  EXPECT_EQ(place_.Run({"import", "sipd-renja", file, "--unit", "9.99"}).exit, 1);
  EXPECT_EQ(place_.Run({"import", "csv", file}).exit, 2);
  EXPECT_EQ(place_.Run({"import", "template", file}).exit, 1) << "a known kind, another file";
  EXPECT_EQ(place_.Fingerprint(), before);
}

TEST_P(Import, TakesARealRenjaOfSipd) {
  if (!std::filesystem::exists(kSipd)) GTEST_SKIP() << "the real Renja is not here";
  const std::string before = place_.Fingerprint();
  EXPECT_EQ(place_.Run({"import", "sipd-renja", kSipd, "--dry-run"}).exit, 0);
  EXPECT_EQ(place_.Fingerprint(), before);
  EXPECT_EQ(place_.Run({"import", "sipd-renja", "-"}, ReadWhole(kSipd)).exit, 0);
  const json::value all = place_.Json({"evaluate", "--period", "2026-Q1"});
  EXPECT_EQ(all.at("total").at("ceiling").as_string(), "5790425492");
  int leaves = 0;
  for (const json::value& row : all.at("rows").as_array())
    leaves += row.at("level").as_string() == "sub_activity";
  EXPECT_EQ(leaves, 37);
  const json::value again = place_.Json({"import", "sipd-renja", kSipd});
  EXPECT_EQ(again.at("applied").as_int64(), 0);
  EXPECT_TRUE(again.at("changes").as_array().empty());
}

// 46 columns in, realisation by month out; nothing else of the plan changes, and nobody's name comes along.
TEST_P(Import, RealisationByDocumentChangesTheMonthsAlone) {
  const std::string file = File(
      "realisasi.xlsx", RealisationWorkbook({Spent("2024-10-03", "7500000.5"), Spent("04/10/2024", "500000"),
                                             Spent("2024-11-29", "1000000", "250000")}));
  const std::string money = "SELECT ceiling_original_sen FROM node_money ORDER BY node_id";
  const std::string indicators = "SELECT name FROM indicator ORDER BY id",
                    names = "SELECT name FROM plan_node ORDER BY id";
  const std::string months =
      "SELECT month || ':' || realised_sen FROM node_month m JOIN plan_node n ON n.id = m.node_id "
      "WHERE n.code = '2.16.02.1.01.0004' AND month > 8 ORDER BY month";
  const std::string money_before = OneText(money), indicators_before = OneText(indicators),
                    names_before = OneText(names);
  const std::string before = place_.Fingerprint();
  const int64_t imports = RowsWith("plan.import");
  EXPECT_EQ(OneText(months), "9:11500000000;10:0;11:0;12:0;");

  const json::value preview = place_.Json({"import", "realisation", file, "--dry-run"});
  EXPECT_EQ(place_.Fingerprint(), before);
  std::string said;
  for (const json::value& change : preview.at("changes").as_array())
    if (change.at("kind").as_string() != "missing") said += json::serialize(change) + "\n";
  EXPECT_EQ(std::ranges::count(said, '\n'), 2) << said;
  EXPECT_NE(json::serialize(preview.at("findings")).find("sipd_realisation_paid_back"), std::string::npos);

  const Outcome done = place_.Run({"import", "realisation", file});
  EXPECT_EQ(done.exit, 0) << done.err;
  EXPECT_EQ(OneText(months), "9:11500000000;10:800000050;11:75000000;12:0;");
  EXPECT_EQ(OneText(money), money_before);
  EXPECT_EQ(OneText(indicators), indicators_before);
  EXPECT_EQ(OneText(names), names_before);

  const std::string after = place_.Fingerprint();
  const Outcome again = place_.Run({"import", "realisation", file});
  EXPECT_NE(again.out.find("Tidak ada yang berubah"), std::string::npos) << again.out;
  EXPECT_EQ(place_.Fingerprint(), after);
  EXPECT_EQ(RowsWith("plan.import"), imports + 1) << "the search of the tables finds what is there";
  for (const std::string words : kPersonal) {
    EXPECT_EQ(RowsWith(words), 0) << words;
    for (const std::string& output : {json::serialize(preview), done.out, done.err, again.out})
      EXPECT_EQ(output.find(words), std::string::npos) << words;
  }
  EXPECT_EQ(place_.Run({"verify"}).exit, 0);
}

INSTANTIATE_TEST_SUITE_P(On, Import, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

}  // namespace
}  // namespace sinergi::blackbox
