// The pages of planning documents: made, filled from a file, checked, compared, locked, changed item by item; ceilings and
// nomenclature; and who may do what.
#include "modules/planning/planning_pages.h"

#include "kit/visitor.h"

namespace sinergi::planning {
namespace {

using kernel::Role;
using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

constexpr char kPageHead[] =
    "Tingkat;Kode;Uraian;Mendukung;Indikator;Satuan;Data awal;Target 2027;Pagu 2027;Pagu 2028\n";
constexpr char kPageRenstra[] =
    "Sasaran;;Layanan informasi membaik;;Kepuasan;%;65;70;;\nProgram;2.16.02;Informasi "
    "publik;;Kepuasan;%;65;70;1.000;\n";
constexpr char kPageRenja[] =
    "Program;2.16.02;Informasi publik;;Kepuasan;%;65;70;;\n"
    "Sub kegiatan;2.16.02.2.01.0014;Relasi <b>media;;Laporan;Laporan;1;4;400;450\n"
    "Sub kegiatan;2.16.02.2.01.0032;Konten;;Konten;Konten;1;10;500;\n";

class PlanningPages : public testkit::WebTest {
 protected:
  PlanningPages()
      : WebTest(kernel::MigrationsUnder("src/modules/planning/migrations/"), AddPlanningPages,
                {"planning/"}) {}

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
    const http::Response preview = Upload(visitor, path, kPageHead + lines);
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
};
INSTANTIATE_TEST_SUITE_P(On, PlanningPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(PlanningPages, ADocumentIsFilledCheckedComparedAndLocked) {
  Visitor planner = Planner();
  const std::string renstra = Add(planner, "renstra", diskominfo_);
  const std::string renja = Add(planner, "renja", diskominfo_, renstra.substr(renstra.rfind('/') + 1));
  Fill(planner, renstra, kPageRenstra);
  Fill(planner, renja, kPageRenja);
  const std::string page = planner.Get(renja).body;
  EXPECT_THAT(page, HasSubstr("Relasi &lt;b&gt;media"));
  EXPECT_THAT(page, HasSubstr("Rp 900"));
  const std::string findings = planner.Get(renja + "/findings").body;
  EXPECT_THAT(findings, HasSubstr("T-C.32"));
  EXPECT_THAT(findings, Not(HasSubstr("melebihi dokumen di atasnya")));
  ASSERT_EQ(Lock(planner, renja).status, 303);
  Fill(planner, renja, std::string(kPageRenja) + "Program;2.16.09;Lain;;X;%;1;1;700;\n");
  EXPECT_THAT(planner.Get(renja + "/differences").body, HasSubstr("2.16.09 Lain"));
  EXPECT_THAT(planner.Get(renja + "/differences.csv?from=1&to=2").body, HasSubstr("2.16.09 Lain"));
  EXPECT_THAT(planner.Get(renja + "/findings").body, HasSubstr("tidak mendukung apa pun"));
  EXPECT_THAT(planner.Get(renja + "/findings?version=1").body, Not(HasSubstr("tidak mendukung apa pun")));
  EXPECT_THAT(planner.Get(renja + "/findings.csv").body, HasSubstr("2.16.09 Lain"));
  EXPECT_EQ(planner.Post(renja + "/items", {{"item_tc32", "nil"}}).status, 303);
  EXPECT_THAT(planner.Get(renja + "/findings").body, Not(HasSubstr("T-C.32 usulan masyarakat: harus ada")));
  EXPECT_EQ(planner.Post(renja + "/items", {{"item_tc33", "nil"}}).status, 400);
  EXPECT_EQ(planner.Get(renja + "?version=9").status, 404);
  EXPECT_EQ(planner.Get(renja + "/document.csv").status, 200);
}

TEST_P(PlanningPages, FaultsOfAFileKeepItOut) {
  Visitor planner = Planner();
  const std::string renja = Add(planner, "renja", diskominfo_);
  const http::Response faulty =
      Upload(planner, renja, std::string(kPageHead) + "Program;2.16.02;P;;;;;;bukan uang;\n");
  EXPECT_EQ(faulty.status, 422);
  EXPECT_THAT(faulty.body, HasSubstr("I2"));
  EXPECT_THAT(faulty.body, Not(HasSubstr("import/apply")));
  EXPECT_EQ(Upload(planner, renja, "bukan tabel").status, 400);
}

TEST_P(PlanningPages, ANodeIsChangedAddedAndTakenAway) {
  Visitor planner = Planner();
  const std::string renja = Add(planner, "renja", diskominfo_);
  Fill(planner, renja, kPageRenja);
  const auto version = [&] {
    return Between(planner.Get(renja + "/node/0").body, "name=\"row_version\" value=\"");
  };
  ASSERT_EQ(planner
                .Post("/planning/ceilings", {{"year", "2027"},
                                             {"unit", std::to_string(diskominfo_)},
                                             {"programme", ""},
                                             {"amount", "1.000"}})
                .status,
            303);
  const http::Response changed = planner.Post(renja + "/node/1", {{"row_version", version()},
                                                                  {"code", "2.16.02.2.01.0014"},
                                                                  {"name", "Relasi"},
                                                                  {"amount_2027", "700"},
                                                                  {"indicator_1", "Laporan"},
                                                                  {"measure_1", "Laporan"},
                                                                  {"target_1_2027", "5"},
                                                                  {"national_priority", "PN 2"},
                                                                  {"regional_priority", "PD 5"},
                                                                  {"target_group", "Warga desa"},
                                                                  {"standard_1", "SPM pendidikan"},
                                                                  {"key_indicator_1", "IKK 3"}});
  ASSERT_EQ(changed.status, 303) << changed.body;
  const std::string kept = planner.Get(renja + "/node/1").body,
                    sheet = planner.Get(renja + "/document.csv").body;
  for (const char* text : {"PN 2", "PD 5", "Warga desa", "SPM pendidikan", "IKK 3"}) {
    EXPECT_THAT(kept, HasSubstr(std::string("value=\"") + text));
    EXPECT_THAT(sheet, HasSubstr(text));
  }
  EXPECT_THAT(planner.Get(renja + "/node/1").body,
              HasSubstr("direncanakan Rp 1.200 dari pagu indikatif Rp 1.000"));
  EXPECT_THAT(planner.Get("/planning/ceilings?year=2027").body, HasSubstr("Lebih Rp 200"));
  EXPECT_EQ(planner.Post(renja + "/node/1", {{"row_version", "1"}, {"name", "x"}}).status, 409);
  EXPECT_EQ(
      planner.Post(renja + "/node/1", {{"row_version", version()}, {"name", "x"}, {"amount_2027", "abc"}})
          .status,
      422);
  ASSERT_EQ(planner
                .Post(renja + "/node/0/below",
                      {{"row_version", version()}, {"level", "activity"}, {"name", "Kegiatan baru"}})
                .status,
            303);
  EXPECT_THAT(planner.Get(renja).body, HasSubstr("Kegiatan baru"));
  EXPECT_EQ(planner.Post(renja + "/node/0/remove", {{"row_version", version()}}).status, 409);
  ASSERT_EQ(planner.Post(renja + "/node/1/remove", {{"row_version", version()}}).status, 303);
  EXPECT_THAT(planner.Get(renja).body, Not(HasSubstr("Relasi")));
}

TEST_P(PlanningPages, StrangersSeeAndChangeNothing) {
  Visitor planner = Planner();
  const std::string renja = Add(planner, "renja", diskominfo_);
  Fill(planner, renja, kPageRenja);
  Visitor stranger = LogInAs("stranger", {{Role::kPlanner, social_}}),
          head = LogInAs("head", {{Role::kHead, diskominfo_}});
  for (const char* page :
       {"", "/findings", "/differences", "/import", "/node/0", "/document.xlsx", "/document.csv"}) {
    EXPECT_EQ(stranger.Get(renja + page).status, 404) << page;
    EXPECT_EQ(Anonymous().Get(renja + page).status, 303) << page;
  }
  EXPECT_EQ(head.Get(renja).status, 200);
  EXPECT_EQ(head.Get(renja + "/node/0").status, 403);
  EXPECT_EQ(head.Get(renja + "/import").status, 403);
  EXPECT_EQ(head.Post(renja + "/lock", {{"row_version", "2"}}).status, 403);
  EXPECT_EQ(stranger.Post(renja + "/lock", {{"row_version", "2"}}).status, 404);
  EXPECT_EQ(
      stranger
          .Post("/planning/ceilings", {{"year", "2027"}, {"unit", std::to_string(social_)}, {"amount", "1"}})
          .status,
      403);
}

TEST_P(PlanningPages, NomenclatureIsSearched) {
  Visitor planner = Planner();
  EXPECT_EQ(planner.Get("/nomenclature").status, 200);
  EXPECT_EQ(planner.Get("/nomenclature/2027/2.16.02").status, 404);
  EXPECT_EQ(planner
                .Post("/nomenclature/links", {{"state", "confirmed"},
                                              {"year", "2027"},
                                              {"code", "1"},
                                              {"year_before", "2026"},
                                              {"code_before", "1"}})
                .status,
            404);
}

}  // namespace
}  // namespace sinergi::planning
