#include "modules/assessment/region_page.h"

#include "kit/assessment.h"
#include "kit/visitor.h"
#include "modules/assessment/migrations.h"
#include "modules/performance/performance_store.h"

namespace sinergi::assessment {
namespace {

using kernel::Role;
using testing::HasSubstr;
using testing::Not;

constexpr char kTable[] =
    "year,table,institution,d1,d2,d3,d4,index,predicate\n"
    "2023,Pemerintah Daerah di Bali,Pemerintah Kab. Contoh,4.6,3.7,2.27,4.07,3.75,Sangat Baik\n"
    "2023,Pemerintah Daerah di Bali,Pemerintah Kab. Lain,3.4,1.4,1.0,2.93,2.29,Cukup\n"
    "2023,Pemerintah Daerah di Banten,Pemerintah Kab. <b>Jauh,3.9,3.2,2.27,4.44,3.7,Sangat Baik\n"
    "2022,Pemerintah Daerah di Bali,Pemerintah Kab. Contoh,3.4,1.4,1.0,2.93,2.29,Cukup\n";

class RegionPage : public testkit::WebTest {
 protected:
  RegionPage() : WebTest(testkit::AssessmentMigrations(), AddRegionPages, {"assessment/"}) {}

  http::Response Upload(const testkit::Visitor& visitor, const std::string& csv,
                        const std::string& year = "") {
    http::Request request;
    request.method = http::Method::kPost;
    request.path = request.target = "/region/import";
    request.headers = {{"host", "sinergi.test"}, {"content-type", "multipart/form-data; boundary=x"}};
    request.cookies.assign(visitor.cookies.begin(), visitor.cookies.end());
    const auto part = [](const std::string& name, const std::string& value) {
      return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    };
    request.body = part("csrf", visitor.csrf) + part("instrument", "spbe-2020") + part("year", year) +
                   "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"hasil.csv\"\r\n"
                   "Content-Type: text/csv\r\n\r\n" +
                   csv + "\r\n--x--\r\n";
    return router_.Answer(request);
  }
  http::Response Apply(testkit::Visitor& visitor, const std::string& preview) {
    const size_t at = preview.find("name=\"token\" value=\"");
    const std::string token = at == preview.npos ? "" : preview.substr(at + 20, 64);
    return visitor.Post(
        "/region/import/apply",
        {{"instrument", "spbe-2020"}, {"year", ""}, {"token", token}, {"file_name", "hasil.csv"}});
  }
  int64_t Rows() {
    return db_->Read(
        [](sql::Connection& c) { return c.One("SELECT COUNT(*) FROM published_result").value(); });
  }
  testkit::Visitor Evaluator() { return LogInAs("evaluator", {{Role::kEvaluator, 0}}); }
};
INSTANTIATE_TEST_SUITE_P(On, RegionPage, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(RegionPage, AsksWhoComes) {
  testkit::Visitor nobody = Anonymous();
  for (const char* page : {"/region", "/region.csv", "/region/1", "/region/import"})
    EXPECT_EQ(nobody.Get(page).status, 303) << page;
  testkit::Visitor officer = LogInAs("petugas", {{Role::kOfficer, general_}});
  EXPECT_EQ(officer.Get("/region").status, 200);
  EXPECT_EQ(officer.Get("/region/import").status, 403);
  EXPECT_EQ(Upload(officer, kTable).status, 403);
  EXPECT_EQ(
      officer.Post("/region/import/apply", {{"instrument", "spbe-2020"}, {"token", std::string(64, 'a')}})
          .status,
      403);
  EXPECT_EQ(officer.Get("/region.csv").status, 404);  // nothing imported yet
  testkit::Visitor evaluator = Evaluator();
  EXPECT_EQ(evaluator.Get("/region/import").status, 200);
  evaluator.csrf = "wrong";
  EXPECT_EQ(Upload(evaluator, kTable).status, 403);
}

TEST_P(RegionPage, WritesNothingBeforeItIsConfirmedAndNothingTwice) {
  testkit::Visitor evaluator = Evaluator();
  const http::Response preview = Upload(evaluator, kTable);
  EXPECT_EQ(preview.status, 200);
  EXPECT_THAT(preview.body, HasSubstr("4 baris terbaca"));
  EXPECT_THAT(preview.body, HasSubstr("Semua nilai wajar"));
  EXPECT_THAT(preview.body, Not(HasSubstr("<b>Jauh")));
  EXPECT_EQ(Rows(), 0);
  EXPECT_EQ(Apply(evaluator, preview.body).status, 303);
  EXPECT_EQ(Rows(), 4);
  EXPECT_EQ(Apply(evaluator, preview.body).status, 303);
  EXPECT_EQ(Rows(), 4);
  EXPECT_THAT(Upload(evaluator, kTable).body, HasSubstr("Semua sudah ada"));
}

TEST_P(RegionPage, TellsFaultsByLineAndDoubtsBesideTheirs) {
  testkit::Visitor evaluator = Evaluator();
  const http::Response faulty = Upload(evaluator, "tahun,instansi,indeks\n2023,,3\n2023,Kota A,tiga\n");
  EXPECT_EQ(faulty.status, 400);
  EXPECT_THAT(faulty.body, HasSubstr("Baris 2: Nama instansi masih kosong."));
  EXPECT_THAT(faulty.body, HasSubstr("Baris 3: index: “tiga” bukan nilai"));
  const http::Response odd =
      Upload(evaluator, "instansi,indeks,d1,d2,d3,d4\nKota A,3.75,4.65,3.7,2.27,4.07\n", "2023");
  EXPECT_EQ(odd.status, 200);
  EXPECT_THAT(odd.body, HasSubstr("tidak mungkin bernilai 4,65"));
  EXPECT_EQ(Upload(evaluator, "instansi,indeks\nKota A,3\n", "dua").status, 400);
  EXPECT_EQ(Upload(evaluator, "").status, 400);
}

TEST_P(RegionPage, ShowsTheRegionTheRankAndTheChange) {
  testkit::Visitor evaluator = Evaluator();
  Apply(evaluator, Upload(evaluator, kTable).body);
  // Our own region first; the government of the tests is Kabupaten Contoh.
  const std::string ours = evaluator.Get("/region").body;
  EXPECT_THAT(ours, HasSubstr("2 instansi, rata-rata indeks 3,02."));
  EXPECT_THAT(ours, HasSubstr("Kab. Contoh: indeks 3,75 (Sangat Baik), peringkat 1 dari 3 kabupaten"));
  EXPECT_THAT(ours, HasSubstr("+1,46"));
  EXPECT_THAT(ours, HasSubstr("daerah kita"));
  EXPECT_THAT(ours, Not(HasSubstr("Jauh")));
  EXPECT_THAT(ours, Not(HasSubstr("data-label=\"Wilayah\""))) << "all lines would say the same";
  const std::string all = evaluator.Get("/region?set=2023%2Fspbe-2020&region=&sort=name").body;
  EXPECT_THAT(all, HasSubstr("3 instansi"));
  EXPECT_THAT(all, HasSubstr("data-label=\"Wilayah\""));
  EXPECT_THAT(all, HasSubstr("&lt;b&gt;Jauh"));
  EXPECT_THAT(evaluator.Get("/region?region=&name=jauh").body, HasSubstr("3 instansi"));
  EXPECT_THAT(evaluator.Get("/region?region=Nowhere&level=city&page=99&sort=x").body,
              HasSubstr("Tidak ada instansi yang cocok."));
  const http::Response csv = evaluator.Get("/region.csv?region=Bali");
  EXPECT_THAT(
      csv.body,
      HasSubstr(
          "2023,spbe-2020,regency,Bali,Pemerintah Kab. Contoh,4.6,3.7,2.27,4.07,3.75,Sangat Baik,1,1.46"));
}

TEST_P(RegionPage, SetsOneBesideItsLevelAndItsYears) {
  testkit::Visitor evaluator = Evaluator();
  Apply(evaluator, Upload(evaluator, kTable).body);
  const std::string list = evaluator.Get("/region?set=2023%2Fspbe-2020&region=Bali&sort=name").body;
  const size_t at = list.find("<a href=\"/region/", list.find("<tbody>"));
  const std::string url = list.substr(at + 9, list.find('"', at + 9) - at - 9);
  const http::Response page = evaluator.Get(url);
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.body, HasSubstr("<h1>Kab. Contoh</h1>"));
  EXPECT_THAT(page.body, HasSubstr("chart-radar"));
  EXPECT_THAT(page.body, HasSubstr("chart-line"));
  EXPECT_THAT(page.body, HasSubstr("3,25"));  // mean of the three
  for (const char* wrong : {"/region/999999", "/region/x", "/region/0"})
    EXPECT_EQ(evaluator.Get(wrong).status, 404);
}

}  // namespace
}  // namespace sinergi::assessment
