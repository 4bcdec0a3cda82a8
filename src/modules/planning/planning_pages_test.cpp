// The pages of planning documents: made, filled from a file, checked, compared, locked, changed item by item; ceilings and
// nomenclature; and who may do what.
#include "modules/planning/planning_pages.h"

#include "kernel/ids.h"
#include "kit/planning.h"
#include "modules/planning/document/rpjmd_workbook.h"
#include "modules/planning/nomenclature/nomenclature_store.h"

namespace sinergi::planning {
namespace {

using kernel::Role;
using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

class PlanningPages : public testkit::PlanningDesk {
 protected:
  PlanningPages()
      : PlanningDesk(kernel::MigrationsUnder("src/modules/planning/migrations/"),
                     [](kernel::Web& web, http::Router& router) { AddPlanningPages(web, router); },
                     {"planning/"}) {}
};
INSTANTIATE_TEST_SUITE_P(On, PlanningPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(PlanningPages, ADocumentIsFilledCheckedComparedAndLocked) {
  Visitor planner = Planner();
  const std::string renstra = Add(planner, "renstra", diskominfo_);
  const std::string renja = Add(planner, "renja", diskominfo_, renstra.substr(renstra.rfind('/') + 1));
  Fill(planner, renstra, testkit::kDocumentRenstra);
  Fill(planner, renja, testkit::kDocumentRenja);
  const std::string page = planner.Get(renja).body;
  EXPECT_THAT(page, HasSubstr("Relasi &lt;b&gt;media"));
  EXPECT_THAT(page, HasSubstr("Rp 900"));
  const std::string findings = planner.Get(renja + "/findings").body;
  EXPECT_THAT(findings, HasSubstr("T-C.32"));
  EXPECT_THAT(findings, Not(HasSubstr("melebihi dokumen di atasnya")));
  ASSERT_EQ(Lock(planner, renja).status, 303);
  Fill(planner, renja, std::string(testkit::kDocumentRenja) + "Program;2.16.09;Lain;;X;%;1;1;700;\n");
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

// An RPJMD of six years as it is printed, with a table of key indicators that says something else.
TEST_P(PlanningPages, TablesOfAnRpjmdAreTakenAndTheirDifferencesNameBothPlaces) {
  Visitor planner = Planner();
  const http::Response made = planner.Post("/planning/new", {{"kind", "rpjmd"},
                                                             {"unit", "0"},
                                                             {"title", "RPJMD"},
                                                             {"year_from", "2025"},
                                                             {"year_to", "2030"},
                                                             {"above", ""}});
  const std::string to = testkit::HeaderOf(made, "Location"), rpjmd = to.substr(0, to.find('?'));
  const http::Response preview = Upload(planner, rpjmd, testkit::RpjmdWorkbook());
  ASSERT_EQ(preview.status, 200) << preview.body;
  EXPECT_THAT(preview.body, HasSubstr("Program!B12"));
  ASSERT_EQ(planner
                .Post(rpjmd + "/import/apply",
                      {{"token", Between(preview.body, "name=\"token\" value=\"")},
                       {"row_version", Between(preview.body, "name=\"row_version\" value=\"")}})
                .status,
            303);
  const std::string findings = planner.Get(rpjmd + "/findings").body;
  EXPECT_THAT(findings, HasSubstr("<span class=\"tag\">IKK!B5</span>"));
  EXPECT_THAT(findings, HasSubstr("<span class=\"tag\">Program!D10</span>"));
  const std::string csv = planner.Get(rpjmd + "/findings.csv").body;
  EXPECT_THAT(csv, HasSubstr("Indikator Kinerja Kunci [IKK!B5]"));
  EXPECT_THAT(csv, HasSubstr("2.16.03 Program Aplikasi [Program!D10]"));
  EXPECT_THAT(csv, HasSubstr("Persentase data statistik sektoral lengkap"));
}

TEST_P(PlanningPages, FaultsOfAFileKeepItOut) {
  Visitor planner = Planner();
  const std::string renja = Add(planner, "renja", diskominfo_);
  const http::Response faulty =
      Upload(planner, renja, std::string(testkit::kDocumentHead) + "Program;2.16.02;P;;;;;;bukan uang;\n");
  EXPECT_EQ(faulty.status, 422);
  EXPECT_THAT(faulty.body, HasSubstr("I2"));
  EXPECT_THAT(faulty.body, Not(HasSubstr("import/apply")));
  EXPECT_EQ(Upload(planner, renja, "bukan tabel").status, 400);
}

TEST_P(PlanningPages, ANodeIsChangedAddedAndTakenAway) {
  Visitor planner = Planner();
  const std::string renja = Add(planner, "renja", diskominfo_);
  Fill(planner, renja, testkit::kDocumentRenja);
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
  Fill(planner, renja, testkit::kDocumentRenja);
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

constexpr const char *kCentre = "2.16.03.2.02.0003", *kLinkage = "2.16.03.2.02.0008",
                     *kCentre26 = "2.16.03.2.02.0013", *kLinkage26 = "2.16.03.2.02.0033",
                     *kOther26 = "2.16.03.3.02.0013", *kMerged27 = "2.16.03.2.02.0044";

// Four years of codes: kept, renamed with another number, merged; and one code that differs in whom it is for alone.
class CodeSeries : public PlanningPages {
 protected:
  CodeSeries() : planner_(Planner()) {
    for (const int year : {2024, 2025})
      Import(year, {{kCentre, "Pusat data"}, {kLinkage, "Penghubung layanan"}});
    Import(
        2026,
        {{kCentre26, "Fasilitas pusat kendali"}, {kLinkage26, "Interoperabilitas"}, {kOther26, "Fasilitas"}});
    Import(2027, {{kMerged27, "Koordinasi pemanfaatan pusat data nasional"}});
    for (const int year : {2024, 2025}) AddPlan(year, {{kCentre, 100}, {kLinkage, 40}});
    AddPlan(2026, {{kCentre26, 130}, {kLinkage26, 50}, {kOther26, 7'000}});
    AddPlan(2027, {{kMerged27, 200}});
  }

  void Import(int year, const std::vector<std::pair<const char*, const char*>>& named) {
    std::vector<NomenclatureCode> codes;
    for (const auto& [code, name] : named) codes.push_back({code, name, "", "", ""});
    const kernel::Actor actor = kernel::CommandLineActor(government_);
    const kernel::UnitTree units = Units();
    Write([&](sql::Connection& c) -> Status {
      const auto done = ImportNomenclature(c, {actor, units, now_}, year, {std::move(codes), {}, {}});
      return done.ok() ? Ok() : Status(done.error());
    });
  }
  // Ceilings in rupiah; half of each is spent.
  void AddPlan(int year, const std::vector<std::pair<const char*, int64_t>>& ceilings) {
    Write([&](sql::Connection& c) -> Status {
      const int64_t plan = kernel::NextId(c, government_);
      c.Execute("INSERT INTO plan (government_id, id, unit_id, year, title) VALUES (?, ?, ?, ?, 'Renja')",
                {government_, plan, diskominfo_, year});
      for (const auto& [code, rupiah] : ceilings) {
        const int64_t node = kernel::NextId(c, government_);
        c.Execute(
            "INSERT INTO plan_node (government_id, id, plan_id, position, level, code, name) VALUES (?, ?, "
            "?, ?, "
            "'sub_activity', ?, 'x')",
            {government_, node, plan, node, code});
        c.Execute("INSERT INTO node_money (government_id, node_id, ceiling_original_sen) VALUES (?, ?, ?)",
                  {government_, node, rupiah * 100});
        c.Execute("INSERT INTO node_month (government_id, node_id, month, realised_sen) VALUES (?, ?, 6, ?)",
                  {government_, node, rupiah * 50});
      }
      return Ok();
    });
  }
  int Confirm(int year, const char* code, const char* before) {
    return planner_
        .Post("/nomenclature/links", {{"state", "confirmed"},
                                      {"year", std::to_string(year)},
                                      {"code", code},
                                      {"year_before", std::to_string(year - 1)},
                                      {"code_before", before}})
        .status;
  }
  // Rows of the series on a code's page: "2024 100 50".
  std::vector<std::string> SeriesAt(int year, const char* code) {
    const std::string page = planner_.Get(fmt::format("/nomenclature/{}/{}", year, code)).body;
    std::vector<std::string> rows;
    for (size_t at = 0; (at = page.find("<tr><th scope=\"row\">20", at)) != page.npos; ++at) {
      const std::string row = page.substr(at, page.find("</tr>", at) - at);
      std::string text = row.substr(row.find("20"), 4);
      for (size_t money = 0; (money = row.find("Rp ", money)) != row.npos; ++money)
        text += " " + row.substr(money + 3, row.find('<', money) - money - 3);
      rows.push_back(text);
    }
    return rows;
  }

  Visitor planner_;
};
INSTANTIATE_TEST_SUITE_P(On, CodeSeries, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(CodeSeries, RunsOverFourYearsThroughAMergeAndNewNumbers) {
  using testing::ElementsAre;
  EXPECT_THAT(SeriesAt(2027, kMerged27), ElementsAre("2024", "2025", "2026", "2027 200 100"))
      << "nothing is confirmed";
  EXPECT_EQ(Confirm(2027, kMerged27, kCentre26), 303);
  EXPECT_EQ(Confirm(2026, kCentre26, kCentre), 303);
  EXPECT_THAT(SeriesAt(2027, kMerged27),
              ElementsAre("2024 100 50", "2025 100 50", "2026 130 65", "2027 200 100"));
  EXPECT_EQ(Confirm(2027, kMerged27, kLinkage26), 303);
  EXPECT_EQ(Confirm(2026, kLinkage26, kLinkage), 303);
  EXPECT_THAT(SeriesAt(2027, kMerged27),
              ElementsAre("2024 140 70", "2025 140 70", "2026 180 90", "2027 200 100"));
  EXPECT_THAT(SeriesAt(2024, kCentre),
              ElementsAre("2024 100 50", "2025 100 50", "2026 130 65", "2027 200 100"))
      << "from the other end, one branch";
}

TEST_P(CodeSeries, ForWhomIsPartOfTheCode) {
  using testing::ElementsAre;
  EXPECT_EQ(Confirm(2026, kCentre26, kCentre), 303);
  EXPECT_EQ(Confirm(2027, kMerged27, kCentre26), 303);
  EXPECT_THAT(SeriesAt(2026, kOther26), ElementsAre("2024", "2025", "2026 7.000 3.500", "2027"));
  EXPECT_THAT(SeriesAt(2026, kCentre26),
              ElementsAre("2024 100 50", "2025 100 50", "2026 130 65", "2027 200 100"));
}

TEST_P(PlanningPages, ARenstraIsReviewed) {
  Visitor planner = Planner();
  const std::string renstra = Add(planner, "renstra", diskominfo_),
                    renja = Add(planner, "renja", diskominfo_);
  Fill(planner, renstra, testkit::kDocumentRenstra);
  EXPECT_EQ(planner.Get(renja + "/issues").status, 404) << "of RPJMD and Renstra alone";
  const auto save = [&](Visitor& who, const std::string& answers) {
    const std::string page = planner.Get(renstra + "/issues").body;
    return who
        .Post(renstra + "/issues", {{"row_version", Between(page, "name=\"row_version\" value=\"")},
                                    {"kind_1", "problem"},
                                    {"name_1", "Sinyal <b>lemah"},
                                    {"affair_1", "2.16"},
                                    {"cause_1", "Jarak"},
                                    {"leads_to_1", "Pemerataan"},
                                    {"kind_2", "issue"},
                                    {"name_2", "Pemerataan"},
                                    {"answers_2", answers}})
        .status;
  };
  EXPECT_EQ(save(planner, ""), 303);
  EXPECT_THAT(planner.Get(renstra + "/issues").body, HasSubstr("Sinyal &lt;b&gt;lemah"));
  EXPECT_THAT(planner.Get(renstra + "/findings").body, HasSubstr("Isu strategis “Pemerataan” tidak dijawab"));
  ASSERT_EQ(Lock(planner, renstra).status, 303);
  EXPECT_EQ(save(planner, "layanan informasi membaik"), 303);
  EXPECT_THAT(planner.Get(renstra + "/findings").body,
              Not(HasSubstr("Isu strategis “Pemerataan” tidak dijawab")));
  EXPECT_THAT(planner.Get(renstra + "/findings?version=1").body,
              HasSubstr("Isu strategis “Pemerataan” tidak dijawab"))
      << "a locked version keeps its own";
  EXPECT_THAT(planner.Get(renstra + "/differences").body, HasSubstr("Permasalahan/isu berubah"));
  Visitor reader = LogInAs("baca", {{Role::kHead, diskominfo_}});
  EXPECT_EQ(save(reader, "x"), 403);
  EXPECT_EQ(reader.Get(renstra + "/issues").status, 200);
  EXPECT_THAT(reader.Get(renstra + "/issues").body, Not(HasSubstr("<textarea")));
  EXPECT_THAT(Anonymous().Get(renstra + "/issues").status, testing::AnyOf(303, 401));
}

TEST_P(PlanningPages, AnEmptyDocumentBeginsFromAnother) {
  Visitor planner = Planner();
  const std::string renstra = Add(planner, "renstra", diskominfo_),
                    renja = Add(planner, "renja", diskominfo_);
  Fill(planner, renstra, testkit::kDocumentRenstra);
  const auto start = [&](Visitor& who, const std::string& document, const std::string& source) {
    return who
        .Post(document + "/start", {{"row_version", "1"}, {"source", source.substr(source.rfind('/') + 1)}})
        .status;
  };
  EXPECT_THAT(planner.Get(renja).body, HasSubstr(renja + "/start"));
  EXPECT_EQ(start(planner, renja, renja), 400) << "not from itself";
  Visitor reader = LogInAs("baca", {{Role::kHead, diskominfo_}});
  EXPECT_EQ(start(reader, renja, renstra), 403);
  EXPECT_EQ(start(planner, renja, renstra), 303);
  const std::string page = planner.Get(renja).body;
  EXPECT_THAT(page, HasSubstr("Informasi publik"));
  EXPECT_THAT(page, HasSubstr("Layanan informasi membaik"));
  EXPECT_THAT(page, HasSubstr("Rp 1.000"));
  EXPECT_THAT(page, Not(HasSubstr(renja + "/start")));
  EXPECT_EQ(start(planner, renja, renstra), 409) << "it has content";
}

TEST_P(PlanningPages, ADocumentOfSeveralYearsIsSummed) {
  Visitor planner = Planner();
  const http::Response made = planner.Post("/planning/new", {{"kind", "renstra"},
                                                             {"unit", std::to_string(diskominfo_)},
                                                             {"title", "Renstra"},
                                                             {"year_from", "2027"},
                                                             {"year_to", "2028"},
                                                             {"above", ""}});
  const std::string renstra =
      testkit::HeaderOf(made, "Location").substr(0, testkit::HeaderOf(made, "Location").find('?'));
  Fill(planner, renstra, testkit::kDocumentRenja);
  EXPECT_THAT(planner.Get(renstra).body, HasSubstr("Rp 1.350")) << "400 + 450 + 500";
}

}  // namespace
}  // namespace sinergi::planning
