// Files of records on pages: a preview first, twice changes nothing, numbers given before.
#include "kit/register_pages.h"

namespace sinergi::registers {
namespace {

using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

class RegisterImportPages : public testkit::RegisterWeb {};
INSTANTIATE_TEST_SUITE_P(On, RegisterImportPages, testing::ValuesIn(testkit::Backends()),
                         testkit::BackendName);

TEST_P(RegisterImportPages, AFileShowsWhatItWouldDoAndTwiceChangesNothing) {
  Visitor officer = EnterAs(officer_);
  const std::string csv = "Keperluan,Jenis,Biaya,Warna\nRapat,Dinas,1500.5,merah\nTamu,Warga,,\n";
  const auto apply = [&](const http::Response& preview) {
    return officer
        .Post("/registers/visits/import/apply",
              {{"token", Between(preview.body, "name=\"token\" value=\"", "\"")},
               {"name", "a.csv"},
               {"style", "point"},
               {"unit", std::to_string(diskominfo_)}})
        .status;
  };
  const http::Response preview = Upload(officer, "/registers/visits/import", "a.csv", csv);
  EXPECT_THAT(preview.body, HasSubstr("2 baru, 0 berubah"));
  EXPECT_THAT(preview.body, HasSubstr("Warna"));
  EXPECT_THAT(preview.body, HasSubstr("<td data-label=\"Catatan\">Rapat</td>"));
  EXPECT_THAT(officer.Get("/registers/visits").body, HasSubstr("Belum ada catatan"));
  EXPECT_EQ(apply(preview), 303);
  EXPECT_EQ(Json(officer.Get("/api/registers/visits/records"), "/count"), "2");
  EXPECT_EQ(apply(preview), 303);
  EXPECT_EQ(Json(officer.Get("/api/registers/visits/records"), "/count"), "2");
  const http::Response wrong =
      Upload(officer, "/registers/visits/import", "a.csv", "Keperluan,Biaya\nLagi,banyak\n");
  EXPECT_EQ(wrong.status, 422);
  EXPECT_THAT(wrong.body, HasSubstr("data-label=\"Baris\">2<"));
  EXPECT_THAT(wrong.body, HasSubstr("<b>B · Biaya</b> “banyak” bukan jumlah uang"));
  // What was exported comes back unchanged.
  EXPECT_EQ(Act(officer, Make(officer, {{"what", "Bernomor"}}), "accept").status, 303);
  const std::string exported = officer.Get("/registers/visits/export.csv?state=accepted").body;
  EXPECT_THAT(Upload(officer, "/registers/visits/import", "a.csv", exported).body,
              HasSubstr("0 baru, 0 berubah, 1 sama"));
}

TEST_P(RegisterImportPages, APreviewShowsRowByRowWhatWouldHappen) {
  Visitor officer = EnterAs(officer_);
  const std::string made = Make(officer, {{"what", "Konsultasi"}, {"who", "Warga Rahasia"}, {"cost", "100"}});
  EXPECT_EQ(Act(officer, made, "accept").status, 303);
  std::string csv = "number,Keperluan,Nama tamu,Biaya,told_on\n001/KT/2024,Rapat,Tamu Rahasia,250,\n";
  const std::string changed = Upload(officer, "/registers/visits/import", "a.csv", csv).body;
  EXPECT_THAT(changed, HasSubstr("<b>B · Keperluan</b> <del>Konsultasi</del> → <ins>Rapat</ins>"));
  EXPECT_THAT(changed, HasSubstr("<b>D · Biaya</b> <del>Rp 100</del> → <ins>Rp 250</ins>"));
  EXPECT_THAT(changed, HasSubstr("<b>C · Nama tamu</b> <del>•••</del> → <ins>•••</ins>"));
  EXPECT_THAT(changed, Not(HasSubstr("Rahasia")));
  // What is wrong stands first, however far down it is, and of very many rows the first are shown.
  for (int i = 0; i < 300; ++i) csv += ",Baru ke-" + std::to_string(i) + ",,,\n";
  const std::string many =
      Upload(officer, "/registers/visits/import", "a.csv", csv + ",Salah,,banyak,31/02/2024\n").body;
  EXPECT_THAT(many, HasSubstr("300 baru, 1 berubah, 0 sama, 1 keliru"));
  EXPECT_LT(many.find("data-label=\"Baris\">303<"), many.find("data-label=\"Baris\">2<"));
  EXPECT_THAT(many, HasSubstr("<b>E · Tanggal jawaban</b>"));
  EXPECT_THAT(many, HasSubstr("Baru ke-197<"));
  EXPECT_THAT(many, Not(HasSubstr("Baru ke-198<")));
  EXPECT_THAT(many, HasSubstr("102 baris lain tidak ditampilkan."));
}

TEST_P(RegisterImportPages, AFileBringsNumbersGivenBeforeAndRowsOfTables) {
  Visitor officer = EnterAs(officer_);
  const std::string csv =
      "number,Keperluan,Bawaan: "
      "Barang,items.count\n007/KT/2024,Rapat,Tas,2\n,,Buku,3\nLAMA-1,Lama,,\n,Baru,,\n";
  const auto bring = [&](const std::string& text) {
    const http::Response preview = Upload(officer, "/registers/visits/import", "a.csv", text);
    officer.Post("/registers/visits/import/apply",
                 {{"token", Between(preview.body, "name=\"token\" value=\"", "\"")},
                  {"name", "a.csv"},
                  {"style", "point"},
                  {"unit", std::to_string(diskominfo_)}});
    return preview.body;
  };
  EXPECT_THAT(bring(csv), HasSubstr("3 baru, 0 berubah"));
  const std::string api = "/api/registers/visits/records";
  const http::Response brought = officer.Get(api + "?q=007");
  EXPECT_EQ(Json(brought, "/records/0/number"), "007/KT/2024");
  const http::Response first = officer.Get(api + "/" + Json(brought, "/records/0/id"));
  EXPECT_EQ(Json(first, "/record/fields/items/0/name"), "Tas");
  EXPECT_EQ(Json(first, "/record/fields/items/1/count"), "3");
  EXPECT_THAT(bring(csv), HasSubstr("0 baru, 0 berubah, 3 sama"));
  EXPECT_THAT(bring("number,Keperluan\nLAMA-1,Lain\n"), HasSubstr("0 baru, 1 berubah"));
  const std::string fresh = Json(officer.Get(api + "?q=Baru"), "/records/0/id");
  const http::Response accepted =
      Send(officer, http::Method::kPost, api + "/" + fresh + "/acts/accept", R"({"version":"1"})");
  EXPECT_EQ(Json(accepted, "/record/number"), "008/KT/2024") << "the sequence goes on behind the highest";
}

}  // namespace
}  // namespace sinergi::registers
