// The import page: who may, what a preview shows and leaves alone, what waits for the confirmation, and what is then there.
#include "modules/performance/import_page.h"

#include <filesystem>
#include <fstream>

#include "kit/performance.h"
#include "kit/performance_pages.h"
#include "kit/visitor.h"
#include "platform/sheets/writer.h"

namespace sinergi::performance {
namespace {

using kernel::Role;
using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

class ImportPage : public testkit::WithPerformance<testkit::WebTest> {
 protected:
  ImportPage()
      : WithPerformance<testkit::WebTest>(Migrations(), testkit::AddPerformance,
                                          std::vector<std::string>{"performance/"}) {}

  http::Response Upload(const Visitor& visitor, const std::string& kind, const std::string& content) {
    http::Request request;
    request.method = http::Method::kPost;
    request.path = request.target = "/import";
    request.headers = {{"host", "sinergi.test"}, {"content-type", "multipart/form-data; boundary=x"}};
    request.cookies.assign(visitor.cookies.begin(), visitor.cookies.end());
    const auto field = [&](const std::string& name, const std::string& value) {
      request.body += "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    };
    field("csrf", visitor.csrf);
    field("kind", kind);
    field("unit", std::to_string(diskominfo_));
    request.body +=
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"berkas\"\r\n"
        "Content-Type: application/octet-stream\r\n\r\n" +
        content + "\r\n--x--\r\n";
    return router_.Answer(request);
  }
  static std::string Between(const std::string& text, const std::string& from, const std::string& to) {
    const size_t start = text.find(from);
    if (start == text.npos) return "";
    return text.substr(start + from.size(), text.find(to, start + from.size()) - start - from.size());
  }
  http::Response Confirm(Visitor& visitor, const std::string& kind, const std::string& preview) {
    return visitor.Post("/import/apply", {{"token", Between(preview, "name=\"token\" value=\"", "\"")},
                                          {"kind", kind},
                                          {"unit", std::to_string(diskominfo_)},
                                          {"year", "2024"}});
  }
  // Every file that the content store holds, one after the other.
  std::string StoredBytes() const {
    std::string bytes;
    const std::string folder = db_.folder() + "/files";
    if (!std::filesystem::exists(folder)) return bytes;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      bytes.append(std::istreambuf_iterator<char>(file), {});
    }
    return bytes;
  }
  Money RealisedIn(int month) { return Plan().nodes[2].money.realised[static_cast<size_t>(month - 1)]; }
};
INSTANTIATE_TEST_SUITE_P(On, ImportPage, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

std::string RealisationFile() {
  constexpr std::pair<const char*, const char*> kCells[] = {{"Kode SKPD", "2.16.01"},
                                                            {"Nama SKPD", "Dinas Komunikasi"},
                                                            {"Kode Program", "2.16.02"},
                                                            {"Nama Program", ""},
                                                            {"Kode Kegiatan", "2.16.02.2.01"},
                                                            {"Nama Kegiatan", ""},
                                                            {"Kode Sub Kegiatan", "2.16.02.2.01.0001"},
                                                            {"Nama Sub Kegiatan", ""},
                                                            {"Tanggal Dokumen", "2024-05-31"},
                                                            {"Nilai Realisasi", "70"},
                                                            {"Nilai Setoran", ""},
                                                            {"NIP", "198001012005011001"},
                                                            {"Nama Pegawai", "Yosef Rahasia"}};
  sheets::Writer writer;
  writer.AddSheet("Realisasi");
  for (int row = 0; row < 2; ++row)
    for (int column = 0; column < static_cast<int>(std::size(kCells)); ++column)
      writer.WriteText({row, column}, row == 0 ? kCells[column].first : kCells[column].second);
  return writer.Finish();
}

// A workbook's parts are packed: what stands in it is seen once it is read.
std::string TextsOf(const std::string& xlsx) {
  const auto book = sheets::ReadXlsx(xlsx);
  std::string texts;
  if (book.ok())
    for (const sheets::Sheet& sheet : book->sheets)
      sheet.Each([&](sheets::CellRef, const sheets::Cell& cell) { texts += cell.text + "\n"; });
  return texts;
}

TEST_P(ImportPage, RealisationWaitsWithoutItsPersonsAndIsTakenOnce) {
  Visitor planner = LogInAs("perencana", {{Role::kPlanner, 0}});
  const http::Response preview = Upload(planner, "realisation", RealisationFile());
  ASSERT_EQ(preview.status, 200) << preview.body;
  EXPECT_EQ(RealisedIn(5), Money()) << "a preview writes nothing";
  EXPECT_THAT(preview.body, Not(HasSubstr("Rahasia")));
  const std::string kept = TextsOf(StoredBytes());
  EXPECT_THAT(kept, HasSubstr("2024-05-31"));
  EXPECT_THAT(kept, Not(HasSubstr("Rahasia")));
  EXPECT_THAT(kept, Not(HasSubstr("19800101")));
  EXPECT_EQ(Confirm(planner, "realisation", preview.body).status, 303);
  EXPECT_EQ(RealisedIn(5), Money::Rupiah(70));
  EXPECT_EQ(Plan().nodes[2].money.ceiling_original, Money::Rupiah(1000));
  EXPECT_EQ(Plan().nodes[2].name, "S1");
  const http::Response again = Upload(planner, "realisation", RealisationFile());
  EXPECT_THAT(again.body, HasSubstr("tidak ada yang berubah"));
}

// 270 up to 2 August, 150 of them known: 120 are August's.
TEST_P(ImportPage, SipkdFillsTheMonthOfItsDay) {
  const std::string file =
      R"([{"KDUNIT":"2.16.0.00.0.00.01.","SKPD":"DINAS","IDURUSAN":"126_","KDPRGRM":"02.",
      "NMPRGRM":"PROGRAM","NUKEG":"2.01.","NMKEG":"KEGIATAN","KDSUBKEG":"2.01.0001.","ANGGARAN":"1000.00",
      "REALISASI":"270.00","tahun":"2024-08-02"}])";
  Visitor planner = LogInAs("perencana", {{Role::kPlanner, 0}});
  const http::Response preview = Upload(planner, "sipkd", file);
  ASSERT_EQ(preview.status, 200) << preview.body;
  EXPECT_THAT(preview.body, HasSubstr("Rp 120"));
  EXPECT_EQ(Confirm(planner, "sipkd", preview.body).status, 303);
  EXPECT_EQ(RealisedIn(1), Money::Rupiah(100));
  EXPECT_EQ(RealisedIn(8), Money::Rupiah(120));
  EXPECT_EQ(Plan().nodes[0].name, "P1");
  EXPECT_THAT(Upload(planner, "sipkd", file).body, HasSubstr("tidak ada yang berubah"));
  // The months before come to hold it all: August's row goes, also from the database.
  PlanYear more = testkit::SmallPlan();
  more.nodes[2].money.realised[6] = Money::Rupiah(120);
  Import(more);
  EXPECT_EQ(Confirm(planner, "sipkd", Upload(planner, "sipkd", file).body).status, 303);
  EXPECT_EQ(RealisedIn(8), Money());
  EXPECT_EQ(RealisedIn(7), Money::Rupiah(120));
}

TEST_P(ImportPage, RkaLinesMakeTheCeilingAndWaitWithoutTheirRecipients) {
  const std::string file =
      R"([{"tahun":2024,"kode_sub_giat":"2.16.02.2.01.0001","kode_akun":"5.1.02.01.01.0024",
      "nama_akun":"Alat tulis","kode_dana":"1.2.01.08","nama_dana":"DAU","volume":12,"harga_satuan":100,"rincian":1200,
      "nama_penerima":"Yosef Rahasia","nip":198001012005011001}])";
  Visitor planner = LogInAs("perencana", {{Role::kPlanner, 0}});
  const http::Response preview = Upload(planner, "rka", file);
  ASSERT_EQ(preview.status, 200) << preview.body;
  EXPECT_THAT(preview.body, HasSubstr("1.2.01.08: Rp 1.200"));
  EXPECT_THAT(StoredBytes(), HasSubstr("5.1.02.01.01.0024"));
  EXPECT_THAT(StoredBytes(), Not(HasSubstr("Rahasia")));
  EXPECT_THAT(StoredBytes(), Not(HasSubstr("19800101")));
  EXPECT_EQ(Confirm(planner, "rka", preview.body).status, 303);
  EXPECT_EQ(Plan().nodes[2].money.ceiling_original, Money::Rupiah(1200));
  EXPECT_EQ(Plan().nodes[2].budget, (BudgetParts{{"1.2.01.08", "5.1.02.01.01.0024", Money::Rupiah(1200)}}));
  EXPECT_EQ(Plan().nodes[2].name, "S1");
  EXPECT_THAT(Upload(planner, "rka", file).body, HasSubstr("tidak ada yang berubah"));
}

TEST_P(ImportPage, PlannersAlone) {
  EXPECT_EQ(Anonymous().Get("/import").status, 303);
  Visitor officer = LogInAs("petugas", {{Role::kOfficer, secretariat_}});
  EXPECT_EQ(officer.Get("/import").status, 403);
  EXPECT_EQ(Upload(officer, "realisation", RealisationFile()).status, 403);
  EXPECT_EQ(StoredBytes(), "");
  EXPECT_EQ(officer.Post("/import/apply", {{"kind", "sipkd"}, {"unit", std::to_string(diskominfo_)}}).status,
            403);
  Visitor planner = LogInAs("perencana", {{Role::kPlanner, 0}});
  EXPECT_THAT(planner.Get("/import").body, HasSubstr("value=\"sipkd\""));
  EXPECT_EQ(Upload(planner, "unheard-of", "x").status, 400);
}

}  // namespace
}  // namespace sinergi::performance
