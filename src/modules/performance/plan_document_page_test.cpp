// The way of a Renja through the pages: made, filled from a file, checked, compared, locked, and taken as the
// plan that is measured.
#include "modules/performance/plan_document_page.h"

#include "kit/visitor.h"
#include "modules/performance/performance_store.h"
#include "modules/planning/planning_pages.h"

namespace sinergi::performance {
namespace {

using kernel::Role;
using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

constexpr char kHead[] =
    "Tingkat;Kode;Uraian;Mendukung;Indikator;Satuan;Data awal;Target 2027;Pagu 2027;Pagu 2028\n";
constexpr char kRenstra[] =
    "Sasaran;;Layanan informasi membaik;;Kepuasan;%;65;70;;\nProgram;2.16.02;Informasi "
    "publik;;Kepuasan;%;65;70;1.000;\n";
constexpr char kRenja[] =
    "Program;2.16.02;Informasi publik;;Kepuasan;%;65;70;;\n"
    "Sub kegiatan;2.16.02.2.01.0014;Relasi <b>media;;Laporan;Laporan;1;4;400;450\n"
    "Sub kegiatan;2.16.02.2.01.0032;Konten;;Konten;Konten;1;10;500;\n";

class PlanDocument : public testkit::WebTest {
 protected:
  PlanDocument()
      : WebTest(Migrations(),
                [this](kernel::Web& web, http::Router& router) {
                  planning::AddPlanningPages(web, router);
                  AddPlanDocumentPage(web, router, services_);
                },
                {"planning/", "performance/plan_document"}) {}

  Visitor Planner() { return LogInAs("planner", {{Role::kPlanner, 0}}); }

  // Answers "/planning/N".
  std::string Add(Visitor& visitor, const char* kind, int64_t unit, const std::string& above = "") {
    const http::Response made = visitor.Post("/planning/new", {{"kind", kind},
                                                               {"unit", std::to_string(unit)},
                                                               {"title", std::string("Dokumen ") + kind},
                                                               {"year_from", "2027"},
                                                               {"year_to", "2027"},
                                                               {"above", above}});
    EXPECT_EQ(made.status, 303) << made.body;
    const std::string to = testkit::HeaderOf(made, "Location");
    return to.substr(0, to.find('?'));
  }
  http::Response Upload(const Visitor& visitor, const std::string& path, const std::string& content) {
    http::Request request;
    request.method = http::Method::kPost;
    request.path = request.target = path + "/import";
    request.headers = {{"host", "sinergi.test"}, {"content-type", "multipart/form-data; boundary=x"}};
    request.cookies.assign(visitor.cookies.begin(), visitor.cookies.end());
    request.body = "--x\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + visitor.csrf +
                   "\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\n"
                   "Content-Type: text/csv\r\n\r\n" +
                   content + "\r\n--x--\r\n";
    return router_.Answer(request);
  }
  static std::string Between(const std::string& text, const std::string& from) {
    const size_t at = text.find(from);
    EXPECT_NE(at, text.npos) << from;
    return at == text.npos
               ? ""
               : text.substr(at + from.size(), text.find('"', at + from.size()) - at - from.size());
  }
  void Fill(Visitor& visitor, const std::string& path, const std::string& lines) {
    const http::Response preview = Upload(visitor, path, kHead + lines);
    ASSERT_EQ(preview.status, 200) << preview.body;
    const http::Response applied = visitor.Post(
        path + "/import/apply", {{"token", Between(preview.body, "name=\"token\" value=\"")},
                                 {"row_version", Between(preview.body, "name=\"row_version\" value=\"")}});
    EXPECT_EQ(applied.status, 303) << applied.body;
  }
  http::Response Lock(Visitor& visitor, const std::string& path) {
    const std::string page = visitor.Get(path).body;
    return visitor.Post(path + "/lock", {{"row_version", Between(page, "name=\"row_version\" value=\"")},
                                         {"reason", "BA 1"}});
  }

  PerformanceServices services_;
};
INSTANTIATE_TEST_SUITE_P(On, PlanDocument, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(PlanDocument, FromAFileToThePlanThatIsMeasured) {
  Visitor planner = Planner();
  const std::string renstra = Add(planner, "renstra", diskominfo_);
  const std::string renja = Add(planner, "renja", diskominfo_, renstra.substr(renstra.rfind('/') + 1));
  Fill(planner, renstra, kRenstra);
  Fill(planner, renja, kRenja);
  const std::string page = planner.Get(renja).body;
  EXPECT_THAT(page, HasSubstr("Relasi &lt;b&gt;media"));
  EXPECT_THAT(page, HasSubstr("Rp 900"));
  const std::string findings = planner.Get(renja + "/findings").body;
  EXPECT_THAT(findings, HasSubstr("T-C.32"));
  EXPECT_THAT(findings, Not(HasSubstr("melebihi dokumen di atasnya")));
  EXPECT_EQ(planner.Get(renja + "/plan").status, 409) << "not final yet";
  for (int stage = 0; stage < 3; ++stage) ASSERT_EQ(Lock(planner, renja).status, 303);
  Fill(planner, renja, std::string(kRenja) + "Program;2.16.09;Lain;;X;%;1;1;700;\n");
  EXPECT_THAT(planner.Get(renja + "/differences").body, HasSubstr("2.16.09 Lain"));
  EXPECT_THAT(planner.Get(renja + "/differences.csv?from=1&to=4").body, HasSubstr("2.16.09 Lain"));
  EXPECT_THAT(planner.Get(renja + "/findings").body, HasSubstr("tidak mendukung apa pun"));
  ASSERT_EQ(Lock(planner, renja).status, 303);
  const http::Response preview = planner.Get(renja + "/plan");
  ASSERT_EQ(preview.status, 200) << preview.body;
  EXPECT_THAT(preview.body, HasSubstr("belum mempunyai rencana 2027"));
  ASSERT_EQ(planner.Post(renja + "/plan", {{"version", "3"}}).status, 409)
      << "an older version than the one that stands";
  ASSERT_EQ(planner.Post(renja + "/plan", {{"version", "4"}}).status, 303);
  EXPECT_THAT(planner.Get(renja + "/plan").body, HasSubstr("Rencana 2027 sudah ada"));
  const PlanYear plan = db_->Read([&](sql::Connection& c) {
    return LoadPlanYear(c, government_, *FindPlan(c, government_, diskominfo_, 2027));
  });
  ASSERT_EQ(plan.nodes.size(), 4u);
  EXPECT_EQ(plan.nodes[1].money.ceiling_original, Money::Rupiah(400));
  EXPECT_EQ(plan.nodes[1].money.next_year, Money::Rupiah(450));
  EXPECT_EQ(plan.indicators[0].aggregation, Aggregation::kLast);
  EXPECT_EQ(plan.indicators[1].target_year.text, "4");
}

}  // namespace
}  // namespace sinergi::performance
