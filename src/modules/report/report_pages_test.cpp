// Reports from outside: written by the planner, reviewed by the evaluator, handed in, and kept as they were.
#include "modules/report/report_pages.h"

#include "kit/agreement.h"
#include "kit/performance.h"
#include "kit/visitor.h"
#include "modules/report/migrations.h"
#include "modules/report/report_store.h"

namespace sinergi::report {
namespace {

using kernel::Role;
using testing::HasSubstr;
using testing::Not;
using testkit::Actor;
using testkit::Visitor;

std::vector<sql::Migration> ReportMigrations() {
  std::vector<sql::Migration> all = testkit::AgreementMigrations();
  for (sql::Migration& migration : Migrations()) all.push_back(std::move(migration));
  return all;
}

class ReportPages : public testkit::WithPerformance<testkit::WebTest> {
 protected:
  ReportPages() : ReportPages(std::make_shared<performance::PerformanceServices>()) {}
  explicit ReportPages(std::shared_ptr<performance::PerformanceServices> services)
      : WithPerformance<testkit::WebTest>(
            ReportMigrations(),
            [services](kernel::Web& web, http::Router& router) { AddReportPages(web, router, *services); },
            std::vector<std::string>{"report/"}),
        services_(services) {
    now_ = Date{2025, 2, 5}.Days() * 86'400 + 2 * 3600;
  }

  std::string Drafted(Visitor& planner) {
    const http::Response made =
        planner.Post("/reports", {{"unit", std::to_string(diskominfo_)}, {"year", "2024"}});
    EXPECT_EQ(made.status, 303) << made.body;
    return testkit::HeaderOf(made, "Location");
  }
  ReportHead Head(const std::string& path) {
    const int64_t id = std::stoll(path.substr(path.rfind('/') + 1));
    return db_->Read([&](sql::Connection& c) { return *FindReport(c, government_, id); });
  }
  http::Response Move(Visitor& who, const std::string& path, const char* act, const char* words = "",
                      const char* day = "2025-02-04") {
    return who.Post(path, {{"act", act},
                           {"words", words},
                           {"day", day},
                           {"reviewer_name", "Auditor <b>"},
                           {"reviewer_position", "Inspektur"},
                           {"row_version", std::to_string(Head(path).row_version)}});
  }
  http::Response Write(Visitor& who, const std::string& path, const std::string& body, int row_version,
                       const char* section = "duties") {
    return who.Post(path + "/chapters/introduction",
                    {{"section", section}, {"body", body}, {"row_version", std::to_string(row_version)}});
  }
  http::Response Sign(Visitor& who, const std::string& path) {
    return who.Post(path + "/signer", {{"signer_name", "Kepala <i>"},
                                       {"signer_position", "Kepala Dinas"},
                                       {"place", "Kupang"},
                                       {"row_version", std::to_string(Head(path).row_version)}});
  }
  void Report(const char* figure) {
    const Period period{2024, 3};
    const auto submitted = NewestOf(layanan_);
    if (submitted != 0) {
      ASSERT_TRUE(Do(officer_, layanan_, testkit::MeasurementAct::kWithdraw, submitted).ok());
    }
    const auto before = NewestOf(layanan_);
    const auto saved = Save(officer_, layanan_, {figure, "", "", "", "", "benar"}, before, period);
    ASSERT_TRUE(saved.ok()) << saved.error().code;
    ASSERT_TRUE(Do(officer_, layanan_, testkit::MeasurementAct::kSubmit, saved->row_version).ok());
  }
  int64_t NewestOf(int64_t indicator) {
    const auto row = db_->Read(
        [&](sql::Connection& c) { return performance::NewestMeasurement(c, government_, indicator, 3); });
    return row ? row->row_version : 0;
  }

  std::shared_ptr<performance::PerformanceServices> services_;
};
INSTANTIATE_TEST_SUITE_P(On, ReportPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(ReportPages, AnonymousWrongRoleRightRole) {
  Visitor planner = EnterAs(planner_), officer = EnterAs(officer_), head = EnterAs(head_), anonymous = Anonymous();
  EXPECT_EQ(head.Post("/reports", {{"unit", std::to_string(diskominfo_)}, {"year", "2024"}}).status, 403);
  const std::string path = Drafted(planner);
  const std::string api = "/api" + path;
  for (const std::string& target : {path, path + "/paper", path + "/chapters/accountability", api}) {
    EXPECT_THAT(anonymous.Get(target).status, testing::AnyOf(303, 401)) << target;
    EXPECT_EQ(officer.Get(target).status, 403) << target << ": reads a division";
    EXPECT_EQ(head.Get(target).status, 200) << target;
  }
  EXPECT_THAT(officer.Get("/reports").body, Not(HasSubstr(path)));
  EXPECT_THAT(officer.Get("/api/reports").body, Not(HasSubstr("\"year\"")));
  EXPECT_THAT(head.Get("/reports").body, HasSubstr(path));
  EXPECT_EQ(Write(head, path, "x", 0).status, 403);
  EXPECT_EQ(Move(planner, path, "review").status, 403) << "by evaluators alone";
  EXPECT_EQ(Sign(head, path).status, 403);
  EXPECT_EQ(planner.Get("/reports/999").status, 404);
  EXPECT_EQ(planner.Get(path + "/chapters/none").status, 404);
  EXPECT_EQ(planner.Post(path, {{"act", "burn"}}).status, 400);
}

TEST_P(ReportPages, BeginsOncePerYearOfAPlan) {
  Visitor planner = EnterAs(planner_);
  const auto begin = [&](int64_t unit, const char* year) {
    return planner.Post("/reports", {{"unit", std::to_string(unit)}, {"year", year}}).body;
  };
  EXPECT_THAT(begin(statistics_, "2024"), HasSubstr("Pilih perangkat daerah"));
  EXPECT_THAT(begin(diskominfo_, "2023"), HasSubstr("Belum ada rencana tahunan"));
  Drafted(planner);
  EXPECT_THAT(begin(diskominfo_, "2024"), HasSubstr("sudah ada"));
}

TEST_P(ReportPages, ItsFiguresFollowTheData) {
  Visitor planner = EnterAs(planner_);
  const std::string path = Drafted(planner);
  EXPECT_THAT(planner.Get(path + "/paper").body, HasSubstr("Belum dilaporkan"));
  Report("80");
  const std::string paper = planner.Get(path + "/paper").body;
  EXPECT_THAT(paper, HasSubstr("80,00\u00a0%"));
  EXPECT_THAT(paper, HasSubstr(fmt::format("/explain/indicator/{}?period=2024-Q3", layanan_)));
  EXPECT_THAT(paper, HasSubstr("Rp 1.500")) << "the ceiling, in the standing sentence";
  EXPECT_THAT(paper, HasSubstr("Bab III"));
  EXPECT_THAT(paper, HasSubstr("href=\"#chapter-accountability\""));
  EXPECT_THAT(paper, HasSubstr("chart-bars"));
  EXPECT_THAT(planner.Get("/api" + path).body, HasSubstr("\"rate_micro\":\"80000000\""));
}

TEST_P(ReportPages, TextsAreWrittenByOneAtATime) {
  Visitor planner = EnterAs(planner_), verifier = EnterAs(verifier_);
  const std::string path = Drafted(planner);
  EXPECT_EQ(Write(planner, path, "Tugas {unit} <b>", 0).status, 303);
  const std::string chapter = planner.Get(path + "/chapters/introduction").body;
  EXPECT_THAT(chapter, HasSubstr("Tugas Dinas Komunikasi &lt;b&gt;"));
  EXPECT_THAT(chapter, HasSubstr("Tugas {unit} &lt;b&gt;</textarea>"));
  const http::Response late = Write(verifier, path, "Lain", 0);
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, HasSubstr("Lain</textarea>")) << "nothing typed is lost";
  EXPECT_EQ(Write(verifier, path, "Lain", 1).status, 303);
  const http::Response odd = Write(verifier, path, "Tugas {tugas}", 2);
  EXPECT_EQ(odd.status, 422);
  EXPECT_THAT(odd.body, HasSubstr("“tugas”"));
  EXPECT_EQ(Write(verifier, path, std::string(kSectionBytesMost + 1, 'x'), 2).status, 422);
  EXPECT_EQ(Write(verifier, path, "", 2).status, 303);
  EXPECT_THAT(planner.Get(path + "/paper").body, Not(HasSubstr("Lain")));
  EXPECT_EQ(Write(planner, path, "x", 0).status, 409) << "taken back is a version too";
  EXPECT_EQ(Write(planner, path, "x", 3, "none").status, 404);
}

TEST_P(ReportPages, WhatWasReviewedStays) {
  Visitor planner = EnterAs(planner_), evaluator = EnterAs(evaluator_);
  Report("80");
  const std::string path = Drafted(planner);
  EXPECT_EQ(Move(evaluator, path, "review", "", "2025-02-06").status, 422) << "a day to come";
  ASSERT_EQ(Move(evaluator, path, "review").status, 303);
  EXPECT_EQ(Write(planner, path, "x", 0).status, 409);
  EXPECT_THAT(Move(planner, path, "finish").body, HasSubstr("penanda tangan.")) << "nobody signs";
  ASSERT_EQ(Sign(planner, path).status, 303);
  Report("95");
  EXPECT_THAT(planner.Get(path).body, HasSubstr("berbeda dari angka yang dibekukan"));
  ASSERT_EQ(Move(planner, path, "finish").status, 303);
  const std::string paper = planner.Get(path + "/paper").body;
  EXPECT_THAT(paper, HasSubstr("80,00\u00a0%"));
  EXPECT_THAT(paper, Not(HasSubstr("95,00\u00a0%")));
  EXPECT_THAT(paper, HasSubstr("Auditor &lt;b&gt;"));
  EXPECT_THAT(paper, HasSubstr("Kupang, 4 Februari 2025"));
  EXPECT_EQ(Sign(planner, path).status, 422) << "final";
}

TEST_P(ReportPages, ReopenedItFollowsTheDataAgain) {
  Visitor planner = EnterAs(planner_), evaluator = EnterAs(evaluator_);
  Report("80");
  const std::string path = Drafted(planner);
  ASSERT_EQ(Write(planner, path, "Capaian {achievement}", 0).status, 303);
  ASSERT_EQ(Move(evaluator, path, "review").status, 303);
  EXPECT_EQ(Move(evaluator, path, "reopen").status, 422) << "without a reason";
  ASSERT_EQ(Move(evaluator, path, "reopen", "Angka salah").status, 303);
  Report("90");
  EXPECT_THAT(planner.Get(path + "/paper").body, HasSubstr("Capaian 90,00"));
  EXPECT_EQ(Head(path).reviewer.name, "");
}

TEST_P(ReportPages, ANewVersionHasAReason) {
  Visitor planner = EnterAs(planner_), evaluator = EnterAs(evaluator_);
  Report("80");
  const std::string path = Drafted(planner);
  ASSERT_EQ(Sign(planner, path).status, 303);
  ASSERT_EQ(Move(evaluator, path, "review").status, 303);
  ASSERT_EQ(Move(planner, path, "finish").status, 303);
  EXPECT_EQ(Move(planner, path, "revise").status, 422);
  const http::Response revised = Move(planner, path, "revise", "Hasil audit");
  ASSERT_EQ(revised.status, 303);
  EXPECT_EQ(Move(planner, path, "revise", "lagi").status, 422) << "one at a time";
  const std::string next = testkit::HeaderOf(revised, "Location");
  Report("95");
  EXPECT_EQ(Head(path).state, ReportState::kFinal) << "until the new one is final";
  EXPECT_THAT(planner.Get(next + "/paper").body, HasSubstr("Versi 2"));
  ASSERT_EQ(Move(evaluator, next, "review").status, 303);
  ASSERT_EQ(Move(planner, next, "finish").status, 303);
  EXPECT_EQ(Head(path).state, ReportState::kReplaced);
  EXPECT_THAT(planner.Get(path + "/paper").body, HasSubstr("80,00\u00a0%"));
  EXPECT_THAT(planner.Get(next + "/paper").body, HasSubstr("95,00\u00a0%"));
  EXPECT_THAT(planner.Get(next).body, HasSubstr("Hasil audit"));
}

TEST_P(ReportPages, ADraftMayBeThrownAway) {
  Visitor planner = EnterAs(planner_);
  const std::string path = Drafted(planner);
  ASSERT_EQ(Write(planner, path, "x", 0).status, 303);
  EXPECT_EQ(Move(planner, path, "discard").status, 303);
  EXPECT_EQ(planner.Get(path).status, 404);
  EXPECT_EQ(Count("report_text"), 0);
}

}  // namespace
}  // namespace sinergi::report
