// Agreements from outside: the planner's way from draft to signature, the readers', and the strangers'.
#include "kit/agreement_pages.h"
#include "modules/agreement/agreement_store.h"

namespace sinergi::agreement {
namespace {

using kernel::Role;
using testing::HasSubstr;
using testing::Not;
using testkit::Actor;
using testkit::Visitor;

class AgreementPages : public testkit::AgreementWeb {
 protected:
  std::string Drafted(Visitor& planner, int64_t unit, const char* level) {
    const http::Response made = planner.Post("/agreements/new", {{"unit", std::to_string(unit)},
                                                                 {"level", level},
                                                                 {"year", "2024"},
                                                                 {"first_name", "Nama <b>"},
                                                                 {"first_position", "Kepala <i>"},
                                                                 {"second_name", "Atasan"},
                                                                 {"second_position", "Gubernur"}});
    EXPECT_EQ(made.status, 303) << made.body;
    const std::string path = testkit::HeaderOf(made, "Location");
    return path.substr(0, path.rfind("/edit"));
  }
  AgreementHead Head(const std::string& path) {
    const int64_t id = std::stoll(path.substr(path.rfind('/') + 1));
    return db_->Read([&](sql::Connection& c) { return *FindAgreement(c, government_, id); });
  }
  http::Response Move(Visitor& who, const std::string& path, const char* act, const char* words = "") {
    return who.Post(path, {{"act", act},
                           {"words", words},
                           {"day", "2024-01-15"},
                           {"row_version", std::to_string(Head(path).row_version)}});
  }
  http::Pairs Edit(const std::string& path, const std::string& superior, const char* target) {
    return {{"row_version", std::to_string(Head(path).row_version)},
            {"first_name", "Nama <b>"},
            {"first_position", "Kepala Bidang"},
            {"second_name", "Atasan"},
            {"second_position", "Kepala Dinas"},
            {"superior", superior},
            {"take", std::to_string(data_)},
            {"target_" + std::to_string(data_), target}};
  }
  // A signed agreement of the division of statistics, with one step in March and December; answers its address.
  std::string SignedWithStep(Visitor& planner, const std::string& first_account = "0") {
    const std::string path = Drafted(planner, statistics_, "division");
    http::Pairs fields = Edit(path, "0", "");
    fields.emplace_back("first_account", first_account);
    EXPECT_EQ(planner.Post(path + "/edit", fields).status, 303);
    const http::Response put =
        planner.Post(path + "/actions", {{"do", "save"},
                                         {"row_version", std::to_string(Head(path).row_version)},
                                         {"indicator", std::to_string(data_)},
                                         {"action", "Kumpulkan <b>"},
                                         {"carrier", "Statistisi"},
                                         {"month", "3"},
                                         {"month", "12"}});
    EXPECT_EQ(put.status, 303) << put.body;
    for (const char* act : {"agree", "sign"}) EXPECT_EQ(Move(planner, path, act).status, 303) << act;
    return path;
  }
  int64_t StepOf(const std::string& path) {
    const int64_t id = Head(path).id;
    return db_->Read([&](sql::Connection& c) {
      return c.One("SELECT step_id FROM agreement_action WHERE agreement_id = ?", {id}).value_or(0);
    });
  }
  http::Response Report(Visitor& who, const std::string& path, const char* month) {
    return who.Post(path + "/actions", {{"do", "report"},
                                        {"step", std::to_string(StepOf(path))},
                                        {"month", month},
                                        {"day", "2024-04-02"},
                                        {"realised", "1 tabel"}});
  }
  // What the home page would say to this visitor of late steps.
  std::vector<performance::HomeTask> LateTasks(Visitor& who) {
    if (!probed_)
      web_.Page(router_, "/probe-late", [this](kernel::Visit& v) {
        late_ = services_->task_sources.back()(v);
        return http::Response::Text("");
      });
    probed_ = true;
    EXPECT_EQ(who.Get("/probe-late").status, 200);
    return late_;
  }

  bool probed_ = false;
  std::vector<performance::HomeTask> late_;
};
INSTANTIATE_TEST_SUITE_P(On, AgreementPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(AgreementPages, AnonymousWrongRoleRightRole) {
  Visitor planner = EnterAs(planner_);
  const std::string path = Drafted(planner, diskominfo_, "agency");
  Visitor anonymous = Anonymous(), officer = EnterAs(officer_), head = EnterAs(head_),
          stranger = LogInAs("asing", {{Role::kOfficer, social_}});
  const std::string tree = fmt::format("/agreements/tree?plan={}", Plan().plan_id);
  for (const std::string& target : {path, path + "/paper", path + "/edit", tree}) {
    SCOPED_TRACE(target);
    EXPECT_EQ(anonymous.Get(target).status, 303);
    EXPECT_EQ(stranger.Get(target).status, 403);
    EXPECT_EQ(officer.Get(target).status, 403) << "reads a division only";
    EXPECT_EQ(head.Get(target).status, target.ends_with("/edit") ? 403 : 200);
    const http::Response page = planner.Get(target);
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, Not(HasSubstr("Nama <b>"))) << "escaped";
    EXPECT_THAT(page.body, Not(HasSubstr("Kepala <i>"))) << "escaped";
  }
  EXPECT_EQ(officer.Get("/agreements/new").status, 403);
  EXPECT_EQ(officer.Post("/agreements/new", {{"unit", std::to_string(diskominfo_)}}).status, 403);
  EXPECT_EQ(Move(head, path, "agree").status, 403);
  EXPECT_EQ(stranger.Get("/agreements").status, 200);
  EXPECT_THAT(officer.Get("/agreements").body, Not(HasSubstr("Kepala &lt;i&gt;")));
  for (const char* nowhere :
       {"/agreements/999", "/agreements/x", "/agreements/tree", "/agreements/tree?plan=999"})
    EXPECT_EQ(planner.Get(nowhere).status, 404) << nowhere;
}

TEST_P(AgreementPages, FromDraftToSignatureAndRevision) {
  Visitor planner = EnterAs(planner_);
  const std::string path = Drafted(planner, diskominfo_, "agency");
  EXPECT_THAT(planner.Get("/agreements").body, HasSubstr("layanan: tidak diemban siapa pun di bawah."));
  const std::string division = Drafted(planner, statistics_, "division");
  const std::string superior = path.substr(path.rfind('/') + 1);
  EXPECT_EQ(planner.Post(division + "/edit", Edit(division, superior, "12")).status, 303);
  EXPECT_EQ(planner.Post(division + "/edit", Edit(division, "999", "12")).status, 400);
  EXPECT_THAT(planner.Get("/agreements").body, Not(HasSubstr("tidak diemban")));
  EXPECT_THAT(planner.Get(path).body, HasSubstr("Kepala Bidang")) << "carried by";
  EXPECT_EQ(Move(planner, path, "sign").status, 422);
  for (const char* act : {"agree", "sign"}) EXPECT_EQ(Move(planner, path, act).status, 303) << act;
  const std::string paper = planner.Get(path + "/paper").body;
  for (const char* said :
       {"Perjanjian Kinerja", "layanan", "Rp 1.500", ", 15 Januari 2024", "Gubernur", "Rencana Aksi"})
    EXPECT_THAT(paper, HasSubstr(said));
  EXPECT_EQ(planner.Get(path + "/edit").status, 409);
  EXPECT_THAT(planner.Get(path).body, HasSubstr("name=\"words\"")) << "room for the reason";
  EXPECT_EQ(Move(planner, path, "revise").status, 422);
  const http::Response revised = Move(planner, path, "revise", "Perubahan APBD");
  EXPECT_EQ(revised.status, 303);
  const std::string next = testkit::HeaderOf(revised, "Location");
  EXPECT_THAT(planner.Get(next + "/paper").body, HasSubstr("Perjanjian Kinerja Perubahan"));
  EXPECT_THAT(planner.Get("/agreements").body, HasSubstr("perubahan sedang disusun"));
  EXPECT_EQ(Move(planner, next, "discard").status, 303);
  EXPECT_EQ(planner.Get(next).status, 404);
  EXPECT_EQ(planner.Post(path, {{"act", "tear"}}).status, 400);
}

TEST_P(AgreementPages, AchievementFollowsTheMeasurements) {
  const auto saved = Save(other_officer_, data_, {"6", "", "", "", "", ""}, 0);
  ASSERT_TRUE(saved.ok());
  ASSERT_TRUE(Do(other_officer_, data_, testkit::MeasurementAct::kSubmit, saved->row_version).ok());
  Visitor planner = EnterAs(planner_);
  const std::string division = Drafted(planner, statistics_, "division");
  EXPECT_THAT(planner.Get(division).body, HasSubstr("60,00"));
  EXPECT_EQ(planner.Post(division + "/edit", Edit(division, "0", "8")).status, 303);
  EXPECT_THAT(planner.Get(division).body, HasSubstr("75,00")) << "against what was agreed";
  EXPECT_THAT(planner.Get(division + "?period=2024-Q2").body, Not(HasSubstr("75,00")));
}

TEST_P(AgreementPages, TheTreeNamesWhoCarriesWhat) {
  Visitor planner = EnterAs(planner_);
  Drafted(planner, diskominfo_, "agency");
  const std::string page = planner.Get(fmt::format("/agreements/tree?plan={}", Plan().plan_id)).body;
  const size_t from = page.find("class=\"pokin\"");
  ASSERT_NE(from, page.npos);
  const std::string tree = page.substr(from, page.find("<section", from) - from);
  const auto count = [&](const std::string& part) {
    size_t found = 0;
    for (size_t at = tree.find(part); at != tree.npos; at = tree.find(part, at + 1)) ++found;
    return found;
  };
  EXPECT_EQ(count("class=\"carrier\""), 1u) << "of the head's indicator";
  EXPECT_EQ(count("<ul"), count("</ul>"));
  EXPECT_EQ(count("<li>"), 4u) << "nodes of the plan";
  EXPECT_EQ(count("</li>"), 4u);
  EXPECT_THAT(page, HasSubstr("data: indikator rencana yang belum dijanjikan siapa pun."));
}

TEST_P(AgreementPages, OtherUnitsThatContributeAreDrawn) {
  Visitor planner = EnterAs(planner_), head = EnterAs(head_);
  const std::string tree = fmt::format("/agreements/tree?plan={}", Plan().plan_id);
  const auto add = [&](Visitor& who, int64_t indicator, int64_t unit, const char* role) {
    return who.Post(
        tree, {{"indicator", std::to_string(indicator)}, {"unit", std::to_string(unit)}, {"role", role}});
  };
  EXPECT_EQ(add(head, layanan_, social_, "data").status, 403);
  EXPECT_EQ(add(planner, 999'999, social_, "data").status, 404);
  EXPECT_EQ(add(planner, layanan_, 999'999, "data").status, 422);
  EXPECT_THAT(add(planner, layanan_, social_, " ").body, HasSubstr("Tulis apa yang disumbangkan"));
  ASSERT_EQ(add(planner, layanan_, social_, "memasok <b>data").status, 303);
  EXPECT_THAT(add(planner, layanan_, social_, "lagi").body, HasSubstr("sudah terhubung"));
  const std::string page = head.Get(tree).body;
  EXPECT_THAT(page, HasSubstr("memasok &lt;b&gt;data"));
  EXPECT_THAT(page, Not(HasSubstr("name=\"end\""))) << "reads only";
  const std::string own = planner.Get(tree).body;
  const size_t at = own.find("name=\"end\" value=\"");
  ASSERT_NE(at, own.npos);
  const std::string id = own.substr(at + 18, own.find('"', at + 18) - at - 18);
  EXPECT_EQ(head.Post(tree, {{"end", id}}).status, 403);
  EXPECT_EQ(planner.Post(tree, {{"end", id}}).status, 303);
  EXPECT_EQ(planner.Post(tree, {{"end", id}}).status, 404);
  EXPECT_THAT(planner.Get(tree).body, Not(HasSubstr("memasok")));
}

TEST_P(AgreementPages, TheScanIsKeptOnceItIsSigned) {
  Visitor planner = EnterAs(planner_), head = EnterAs(head_);
  const std::string path = Drafted(planner, diskominfo_, "agency");
  const auto upload = [&](const Visitor& who, const std::string& second = {}) {
    http::Request request;
    request.method = http::Method::kPost;
    request.target = request.path = path + "/evidence";
    request.headers = {{"host", "sinergi.test"}, {"content-type", "multipart/form-data; boundary=B"}};
    request.cookies.assign(who.cookies.begin(), who.cookies.end());
    request.body = "--B\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n" + who.csrf +
                   "\r\n--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"pk.pdf\"\r\n"
                   "Content-Type: application/pdf\r\n\r\n%PDF-1.7\n1 0 obj\n\r\n" +
                   second + "--B--\r\n";
    return router_.Answer(request).status;
  };
  EXPECT_EQ(upload(planner), 403) << "nothing is signed yet";
  for (const char* act : {"agree", "sign"}) ASSERT_EQ(Move(planner, path, act).status, 303) << act;
  EXPECT_EQ(upload(head), 403) << "reads only";
  const char* program =
      "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"b.exe\"\r\n\r\nMZ\x90\x01\r\n";
  EXPECT_EQ(upload(planner, program), 400);
  EXPECT_THAT(head.Get(path).body, Not(HasSubstr("pk.pdf"))) << "all of the files or none";
  EXPECT_EQ(upload(planner), 303);
  const std::string page = head.Get(path).body;
  EXPECT_THAT(page, HasSubstr("pk.pdf"));
  const size_t at = page.find(path + "/evidence/");
  ASSERT_NE(at, page.npos);
  const std::string file = page.substr(at, page.find('"', at) - at);
  EXPECT_THAT(head.Get(file).body, HasSubstr("%PDF-1.7"));
  EXPECT_EQ(EnterAs(officer_).Get(file).status, 403);
  EXPECT_EQ(planner.Get(path + "/evidence/999999").status, 404);
}

TEST_P(AgreementPages, TheActionPlanIsWrittenPrintedAndReported) {
  Visitor planner = EnterAs(planner_), officer = EnterAs(other_officer_), head = EnterAs(head_),
          anonymous = Anonymous(), stranger = EnterAs(officer_);
  const std::string path = Drafted(planner, statistics_, "division"), actions = path + "/actions";
  const auto put = [&](Visitor& who, const char* action, const char* month) {
    return who.Post(actions, {{"do", "save"},
                              {"row_version", std::to_string(Head(path).row_version)},
                              {"indicator", std::to_string(data_)},
                              {"action", action},
                              {"output", "2 tabel"},
                              {"carrier", "Statistisi"},
                              {"month", month},
                              {"month", "12"}});
  };
  EXPECT_EQ(anonymous.Get(actions).status, 303);
  EXPECT_EQ(stranger.Get(actions).status, 403);
  EXPECT_THAT(officer.Get(actions).body, Not(HasSubstr("<form id=\"form\""))) << "reads, prepares nothing";
  EXPECT_EQ(put(officer, "x", "3").status, 403);
  EXPECT_EQ(planner.Post(actions, {{"do", "tear"}}).status, 400);
  const http::Response faulty = put(planner, " ", "3");
  EXPECT_EQ(faulty.status, 400);
  EXPECT_THAT(faulty.body, HasSubstr("Tulis langkahnya."));
  EXPECT_THAT(faulty.body, HasSubstr("value=\"2 tabel\"")) << "what was typed stays";
  EXPECT_EQ(put(planner, "Kumpulkan <b>", "3").status, 303);
  for (const std::string& page : {path, path + "/paper", actions}) {
    const std::string body = planner.Get(page).body;
    EXPECT_THAT(body, HasSubstr("Kumpulkan &lt;b&gt;")) << page;
    EXPECT_THAT(body, Not(HasSubstr("Kumpulkan <b>"))) << page;
  }
  EXPECT_THAT(planner.Get(path + "/paper").body, HasSubstr("<td>Mar</td><td></td><td></td><td>Des</td>"));
  const std::string listed = planner.Get(actions).body;
  const size_t at = listed.find("?step=") + 6;
  const std::string step = listed.substr(at, listed.find('#', at) - at);
  EXPECT_THAT(planner.Get(actions + "?step=" + step).body, HasSubstr("Hapus langkah"));
  for (const char* act : {"agree", "sign"}) ASSERT_EQ(Move(planner, path, act).status, 303) << act;
  EXPECT_EQ(put(planner, "lagi", "3").status, 409);
  EXPECT_THAT(head.Get(path).body, HasSubstr("Mar terlambat"));
  const auto report = [&](Visitor& who, const char* what, const char* month) {
    return who.Post(
        actions,
        {{"do", what}, {"step", step}, {"month", month}, {"day", "2024-04-02"}, {"realised", "1 tabel"}});
  };
  EXPECT_THAT(officer.Get(actions + "?step=" + step).body, HasSubstr("value=\"report\""));
  EXPECT_EQ(report(head, "report", "3").status, 403);
  EXPECT_THAT(report(officer, "report", "5").body, HasSubstr("Pilih bulan yang direncanakan"));
  EXPECT_EQ(report(officer, "report", "3").status, 303);
  const std::string seen = head.Get(path).body;
  EXPECT_THAT(seen, HasSubstr("Mar selesai terlambat"));
  EXPECT_THAT(seen, HasSubstr("1 dari 2 bulan kegiatan sudah selesai; 1 terlambat."));
  EXPECT_EQ(report(officer, "take_back", "3").status, 303);
  EXPECT_THAT(head.Get(path).body, HasSubstr("0 dari 2"));
}

TEST_P(AgreementPages, LateStepsAreATaskOfWhoCarriesThem) {
  Visitor planner = EnterAs(planner_), officer = EnterAs(other_officer_), stranger = EnterAs(officer_),
          head = EnterAs(head_);
  const std::string path = SignedWithStep(planner);
  const std::vector<performance::HomeTask> tasks = LateTasks(officer);
  ASSERT_EQ(tasks.size(), 1u);
  EXPECT_EQ(tasks[0].link, path + "/actions");
  EXPECT_EQ(tasks[0].title, "1 langkah rencana aksi 2024 terlambat");
  EXPECT_THAT(tasks[0].detail, HasSubstr("Maret: Kumpulkan <b>"));
  for (Visitor* other : {&planner, &stranger, &head}) EXPECT_TRUE(LateTasks(*other).empty());
  ASSERT_EQ(Report(officer, path, "3").status, 303);
  EXPECT_TRUE(LateTasks(officer).empty()) << "December is to come";

  now_ = Date{2025, 1, 1}.Days() * 86'400 + 2 * 3600;
  officer = EnterAs(other_officer_);
  EXPECT_EQ(LateTasks(officer).size(), 1u) << "December is over";
  now_ = Date{2025, 4, 1}.Days() * 86'400 + 2 * 3600;
  officer = EnterAs(other_officer_);
  EXPECT_TRUE(LateTasks(officer).empty()) << "the year's report is due";
}

TEST_P(AgreementPages, LateStepsAreTheFirstPartysWhereItHasAnAccount) {
  Visitor planner = EnterAs(planner_), officer = EnterAs(other_officer_), first = EnterAs(verifier_);
  const std::string path = SignedWithStep(planner, std::to_string(verifier_.account_id));
  EXPECT_TRUE(LateTasks(officer).empty());
  EXPECT_EQ(LateTasks(first).size(), 1u);
  ASSERT_EQ(Move(planner, path, "revise", "perubahan APBD").status, 303);
  EXPECT_EQ(LateTasks(first).size(), 1u) << "the draft of a revision adds none";
  ASSERT_EQ(Report(first, path, "3").status, 303);
  EXPECT_TRUE(LateTasks(first).empty());
}

TEST_P(AgreementPages, ActionPlansAreReadByOtherSystems) {
  Visitor planner = EnterAs(planner_), officer = EnterAs(other_officer_), anonymous = Anonymous(),
          stranger = LogInAs("asing", {{Role::kOfficer, social_}});
  const std::string path = SignedWithStep(planner), id = std::to_string(Head(path).id);
  ASSERT_EQ(Report(officer, path, "3").status, 303);
  const std::string one = "/api/action-plans/" + id;
  for (const std::string& target : {std::string("/api/action-plans"), one})
    EXPECT_EQ(anonymous.Get(target).status, 401);
  EXPECT_EQ(stranger.Get("/api/action-plans").body, R"({"action_plans":[]})");
  EXPECT_EQ(stranger.Get(one).status, 403);
  EXPECT_EQ(officer.Get("/api/action-plans/999999").status, 404);
  const std::string list = officer.Get("/api/action-plans").body;
  EXPECT_THAT(list, HasSubstr("\"id\":\"" + id + "\""));
  EXPECT_THAT(list, HasSubstr(R"("months":{"planned":2,"due":1,"done":1,"late":1})"));
  EXPECT_THAT(list, Not(HasSubstr("Nama <b>"))) << "posts, not names";
  for (const char* query : {"?year=2024", "?year=2024&unit="})
    EXPECT_EQ(officer.Get(std::string("/api/action-plans") + query).body, list) << query;
  EXPECT_EQ(officer.Get(fmt::format("/api/action-plans?unit={}", diskominfo_)).body, list)
      << "and what is below it";
  for (const std::string& query : {std::string("?year=2023"), fmt::format("?unit={}", social_)})
    EXPECT_EQ(officer.Get("/api/action-plans" + query).body, R"({"action_plans":[]})") << query;
  for (const char* query : {"?year=next", "?unit=x"})
    EXPECT_EQ(officer.Get(std::string("/api/action-plans") + query).status, 400) << query;
  const std::string body = officer.Get(one).body;
  EXPECT_THAT(body, HasSubstr(R"("action":"Kumpulkan <b>","output":"","carrier":"Statistisi")"));
  EXPECT_THAT(body,
              HasSubstr(R"({"month":3,"state":"done_late","done_on":"2024-04-02","realised":"1 tabel"})"));
  EXPECT_THAT(body, HasSubstr(R"({"month":12,"state":"planned"})"));
}

TEST_P(AgreementPages, TheSecondPartyFindsItsTask) {
  ASSERT_EQ(services_->task_sources.size(), 2u) << "to agree, and late steps";
  Visitor planner = EnterAs(planner_);
  const std::string path = Drafted(planner, statistics_, "division");
  http::Pairs fields = Edit(path, "0", "");
  fields.emplace_back("second_account", std::to_string(head_.account_id));
  ASSERT_EQ(planner.Post(path + "/edit", fields).status, 303);
  std::vector<performance::HomeTask> tasks;
  web_.Page(router_, "/probe", [&](kernel::Visit& v) {
    tasks = services_->task_sources[0](v);
    return http::Response::Text("");
  });
  Visitor head = EnterAs(head_);
  head.Get("/probe");
  ASSERT_EQ(tasks.size(), 1u);
  EXPECT_EQ(tasks[0].link, path);
  EXPECT_EQ(Move(planner, path, "agree").status, 403);
  EXPECT_EQ(Move(head, path, "agree").status, 303);
  head.Get("/probe");
  EXPECT_TRUE(tasks.empty());
}

}  // namespace
}  // namespace sinergi::agreement
