// `import` on both backends: a preview writes nothing, an import writes once.
#include <gtest/gtest.h>

#include <filesystem>

#include "cli/place.h"

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

class Import : public testing::TestWithParam<std::string> {
 protected:
  Import() { place_.LoadExample(); }
  std::string File(const std::string& name, const std::string& bytes) {
    WriteWhole(place_.folder() / name, bytes);
    return place_.folder() / name;
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

INSTANTIATE_TEST_SUITE_P(On, Import, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

}  // namespace
}  // namespace sinergi::blackbox
