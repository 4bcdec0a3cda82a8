// Meetings from outside: an evaluation as the verifier leads it, a guest at the door, an officer at work.
#include "modules/meeting/meeting_pages.h"

#include "kit/meeting.h"
#include "kit/performance.h"
#include "kit/visitor.h"
#include "modules/meeting/meeting_store.h"

namespace sinergi::meeting {
namespace {

using kernel::Role;
using testing::HasSubstr;
using testing::Not;
using testkit::Actor;
using testkit::Visitor;

class MeetingPages : public testkit::WithPerformance<testkit::WebTest> {
 protected:
  MeetingPages() : MeetingPages(std::make_shared<performance::PerformanceServices>()) {}
  explicit MeetingPages(std::shared_ptr<performance::PerformanceServices> services)
      : WithPerformance<testkit::WebTest>(
            testkit::MeetingMigrations(),
            [services](kernel::Web& web, http::Router& router) {
              AddMeetingPages(web, router, *services, [](const kernel::Visit&, int64_t unit, Period period) {
                return std::vector<UnitFigure>{{"Surat <b>masuk", "Selesai", fmt::format("{} surat", unit),
                                                "/registers/x?period=" + period.Code()},
                                               {"Surat <b>masuk", "Diterima", "9 surat", "/registers/y"}};
              });
            },
            std::vector<std::string>{"meeting/"}),
        services_(services) {
    now_ = Date{2024, 10, 5}.Days() * 86'400 + 2 * 3600;
  }

  // A meeting with a session today and its agenda, open.
  std::string Opened(Visitor& lead) {
    const http::Response made = lead.Post("/meetings/new", {{"unit", std::to_string(diskominfo_)},
                                                            {"kind", "evaluation"},
                                                            {"title", "Evaluasi <b>"},
                                                            {"period", "2024-Q3"}});
    EXPECT_EQ(made.status, 303) << made.body;
    const std::string path = testkit::HeaderOf(made, "Location");
    EXPECT_EQ(lead.Post(path + "/sessions",
                        {{"day", "2024-10-05"}, {"starts", "09.00"}, {"ends", "12.00"}, {"place", "Aula"}})
                  .status,
              303);
    EXPECT_EQ(lead.Post(path + "/items/divisions", {}).status, 303);
    EXPECT_EQ(Move(lead, path, "open").status, 303);
    return path;
  }
  http::Response Move(Visitor& lead, const std::string& path, const std::string& act) {
    return lead.Post(
        path + "/move",
        {{"act", act}, {"reason", "alasan"}, {"row_version", std::to_string(Stored(path).head.row_version)}});
  }
  Meeting Stored(const std::string& path) {
    const int64_t id = std::stoll(path.substr(path.rfind('/') + 1));
    return db_->Read([&](sql::Connection& c) { return *LoadMeeting(c, government_, id); });
  }
  http::Response Decide(Visitor& lead, const std::string& path, const std::string& decision) {
    const Meeting meeting = Stored(path);
    return lead.Post("/follow-ups/new", {{"meeting", std::to_string(meeting.head.id)},
                                         {"item", std::to_string(meeting.items[0].id)},
                                         {"unit", std::to_string(statistics_)},
                                         {"decision", decision},
                                         {"due", "2024-10-20"},
                                         {"aim", "quarter"}});
  }

  std::shared_ptr<performance::PerformanceServices> services_;
};
INSTANTIATE_TEST_SUITE_P(On, MeetingPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(MeetingPages, AnonymousWrongRoleRightRole) {
  Visitor lead = EnterAs(verifier_);
  const std::string path = Opened(lead);
  Visitor anonymous = Anonymous(), officer = EnterAs(officer_),
          stranger = LogInAs("asing", {{Role::kOfficer, social_}});
  for (const char* below :
       {"", "/minutes", "/participants", "/check-in", "/material", "/papers", "/papers/minutes",
        "/papers/record", "/papers/attendance", "/papers/invitation", "/edit"}) {
    SCOPED_TRACE(below);
    const std::string target = path + below;
    const std::string_view part = below;
    const bool names = part == "/participants" || part == "/check-in" || part == "/edit" ||
                       part == "/papers/attendance" || part == "/papers/invitation";
    EXPECT_EQ(anonymous.Get(target).status, 303);
    EXPECT_EQ(stranger.Get(target).status, 403);
    EXPECT_EQ(officer.Get(target).status, names ? 403 : 200);
    const http::Response page = lead.Get(target);
    EXPECT_EQ(page.status, 200);
    EXPECT_THAT(page.body, Not(HasSubstr("Evaluasi <b>"))) << "escaped";
  }
  EXPECT_EQ(officer.Post(path + "/items/divisions", {}).status, 403);
  EXPECT_EQ(officer.Post("/meetings/new", {{"unit", std::to_string(diskominfo_)}, {"title", "x"}}).status,
            403);
  for (const char* nowhere : {"/meetings/999", "/meetings/x", "/follow-ups/999", "/follow-ups/x"})
    EXPECT_EQ(lead.Get(nowhere).status, 404) << nowhere;
  EXPECT_EQ(lead.Get("/meetings").status, 200);
  EXPECT_EQ(lead.Get("/meetings/new").status, 200);
  EXPECT_EQ(lead.Get("/follow-ups/new?meeting=x&unit=-1&indicator=99999999999999999999").status, 200);
}

TEST_P(MeetingPages, TimesArePrintedAsTheLanguageWritesThem) {
  Visitor lead = EnterAs(verifier_);
  const std::string path = Opened(lead);
  EXPECT_THAT(lead.Get(path).body, HasSubstr("09.00–12.00"));
  EXPECT_EQ(lead.Post(path + "/participants", {{"lines", "Camat; Kecamatan Contoh; kecamatan"}}).status, 303);
  EXPECT_THAT(lead.Get(path + "/participants").body, HasSubstr("2024 09.00"));
  EXPECT_THAT(lead.Get(path + "/papers/record").body, HasSubstr("09.00–12.00 WITA"));
  lead.cookies["sinergi_lang"] = "en";
  EXPECT_THAT(lead.Get(path).body, HasSubstr("09:00–12:00"));
  EXPECT_THAT(lead.Get(path + "/papers/record").body, HasSubstr("09.00–12.00 WITA"))
      << "papers are Indonesian";
}

TEST_P(MeetingPages, TheMaterialShowsFiguresOfTheRegisters) {
  Visitor lead = EnterAs(verifier_);
  const std::string page = lead.Get(fmt::format("{}/material?unit={}", Opened(lead), statistics_)).body;
  EXPECT_THAT(page, HasSubstr("Surat &lt;b&gt;masuk"));
  EXPECT_EQ(page.find("Surat &lt;b&gt;masuk"), page.rfind("Surat &lt;b&gt;masuk"))
      << "a register stands once";
  EXPECT_THAT(page, HasSubstr(fmt::format("{} surat", statistics_)));
  EXPECT_THAT(page, HasSubstr("/registers/x?period=2024-Q3"));
}

TEST_P(MeetingPages, AGuestSignsInOnAPhone) {
  Visitor lead = EnterAs(verifier_);
  const std::string path = Opened(lead);
  const std::string door = "/check-in/" + Stored(path).head.token;
  EXPECT_THAT(lead.Get(path + "/check-in").body, HasSubstr(door));
  Visitor guest = Anonymous();
  EXPECT_EQ(guest.Get("/check-in/salah").status, 404);
  EXPECT_EQ(guest.Get(door).status, 200);
  EXPECT_EQ(guest.Post(door, {{"name", ""}, {"institution", "x"}, {"kind", "media"}}).status, 400);
  const http::Pairs me = {{"name", "Redaktur <i>"}, {"institution", "Harian"}, {"kind", "media"}};
  EXPECT_EQ(guest.Post(door, me).status, 200);
  EXPECT_THAT(lead.Get(path + "/participants").body, HasSubstr("Redaktur &lt;i&gt;"));
  EXPECT_THAT(EnterAs(officer_).Get(path).body, Not(HasSubstr("Redaktur")));
  guest.headers.emplace_back("sec-fetch-site", "cross-site");
  EXPECT_EQ(guest.Post(door, me).status, 403);
  Visitor flood = Anonymous();
  int refused = 0;
  for (int i = 0; i < 200; ++i) refused += flood.Get(door).status == 429 ? 1 : 0;
  EXPECT_GT(refused, 0);
}

TEST_P(MeetingPages, FromDecisionToTheNextMeeting) {
  Visitor lead = EnterAs(verifier_), owner = EnterAs(other_officer_);
  const std::string path = Opened(lead);
  EXPECT_EQ(Decide(lead, path, "").status, 422);
  ASSERT_EQ(Decide(lead, path, "Latih pengelola data").status, 303);
  const std::string follow_up = fmt::format("/follow-ups/{}", Stored(path).decisions[0].id);
  EXPECT_EQ(Move(lead, path, "close").status, 303);
  EXPECT_THAT(lead.Get(path + "/papers/record").body, HasSubstr("Latih pengelola data"));
  EXPECT_EQ(
      owner.Post(follow_up, {{"act", "report"}, {"words", "Jadwal tersusun"}, {"row_version", "1"}}).status,
      303);
  EXPECT_EQ(owner.Post(follow_up, {{"act", "accept"}, {"words", ""}, {"row_version", "2"}}).status, 409);
  const std::string next = Opened(lead);
  EXPECT_THAT(lead.Get(next).body, HasSubstr("Latih pengelola data"));
  EXPECT_THAT(lead.Get(fmt::format("{}/material?unit={}", next, statistics_)).body,
              HasSubstr("Jadwal tersusun"));
  EXPECT_THAT(owner.Get("/follow-ups?who=mine").body, HasSubstr("Latih pengelola data"));
  EXPECT_THAT(owner.Get("/follow-ups?state=accepted").body, Not(HasSubstr("Latih pengelola data")));
  EXPECT_EQ(EnterAs(officer_).Get(follow_up).status, 403);
}

TEST_P(MeetingPages, TasksAndFormLinesAreHandedOver) {
  Visitor lead = EnterAs(verifier_);
  const std::string path = Opened(lead);
  ASSERT_EQ(Decide(lead, path, "Latih pengelola data").status, 303);
  ASSERT_EQ(services_->task_sources.size(), 1u);
  ASSERT_EQ(services_->decided_sources.size(), 1u);
  std::vector<performance::DecidedLine> lines;
  std::vector<performance::HomeTask> tasks;
  web_.Page(router_, "/probe", [&](kernel::Visit& v) {
    lines = services_->decided_sources[0](v, diskominfo_, testkit::kQuarter);
    tasks = services_->task_sources[0](v);
    return http::Response::Text("");
  });
  now_ += 20 * 86'400;  // past the date
  ASSERT_EQ(EnterAs(other_officer_).Get("/probe").status, 200);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].text, "Latih pengelola data (Bidang Statistik, paling lambat 20 Oktober 2024)");
  EXPECT_FALSE(lines[0].for_renja);
  ASSERT_EQ(tasks.size(), 1u);
  EXPECT_EQ(tasks[0].urgency, "bad");
  EnterAs(officer_).Get("/probe");
  EXPECT_TRUE(tasks.empty());
}

TEST_P(MeetingPages, MinutesSaveThemselves) {
  Visitor lead = EnterAs(verifier_);
  const std::string path = Opened(lead);
  const std::string item = std::to_string(Stored(path).items[0].id);
  const auto put = [&](const std::string& body) {
    http::Request request;
    request.method = http::Method::kPut;
    request.target = request.path = "/api" + path + "/items/" + item;
    request.headers = {
        {"host", "sinergi.test"}, {"content-type", "application/json"}, {"x-csrf-token", lead.csrf}};
    request.cookies.assign(lead.cookies.begin(), lead.cookies.end());
    request.body = body;
    return router_.Answer(request);
  };
  EXPECT_EQ(put(R"({"minutes":"Satu","row_version":"1"})").body, R"({"item":{"row_version":"2"}})");
  const http::Response late = put(R"({"minutes":"Dua","row_version":"1"})");
  EXPECT_EQ(late.status, 409);
  EXPECT_THAT(late.body, HasSubstr(R"("minutes":"Satu")"));
  for (const char* bad : {"", "[]", "{", "nul", R"({"minutes":5})"}) EXPECT_NE(put(bad).status, 500) << bad;
  const http::Response plain =
      lead.Post(path + "/minutes/" + item, {{"minutes", "Tiga"}, {"row_version", "1"}});
  EXPECT_EQ(plain.status, 409);
  EXPECT_THAT(plain.body, HasSubstr("Tiga"));
}

}  // namespace
}  // namespace sinergi::meeting
