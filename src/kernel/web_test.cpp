// The way of a request through session, token, language and refusals.
#include "kernel/web.h"

#include "kit/visitor.h"

namespace sinergi::kernel {
namespace {

using testing::HasSubstr;
using testing::Not;
using testkit::HeaderOf;
using testkit::Visitor;

class WebPages : public testkit::WebTest {
 protected:
  WebPages() {
    web_.Post(router_, "/api/act", [this](Visit& v) {
      ++acts_;
      return http::Response::Json("{\"by\":\"" + v.actor.login + "\"}");
    });
    web_.Put(router_, "/api/act/{id}", [this](Visit&) { return ++acts_, http::Response::Json("{}"); });
    web_.Page(router_, "/read", [](Visit& v) {
      // A handler may ask for units inside a Read: they are there already.
      return v.web.db.Read(
          [&](sql::Connection&) { return http::Response::Text(std::to_string(v.Units()->units().size())); });
    });
    web_.Page(router_, "/setting", [](Visit& v) {
      const auto it = v.Gov()->settings.find("letter.city");
      return http::Response::Text(it == v.Gov()->settings.end() ? "" : it->second);
    });
    web_.Page(router_, "/away", [](Visit& v) { return v.Back("//evil.example/", "kernel.units.saved"); });
  }
  int acts_ = 0;
};
INSTANTIATE_TEST_SUITE_P(On, WebPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(WebPages, AnonymousIsAskedToLogIn) {
  for (const char* path : {"/units", "/units/new", "/units/1", "/units/1/end", "/people", "/people/new",
                           "/people/1", "/people/1/disable", "/audit", "/account", "/read"}) {
    const http::Response response = Anonymous().Get(path);
    EXPECT_EQ(response.status, 303) << path;
    EXPECT_EQ(HeaderOf(response, "Location"), "/login?next=" + http::PercentEncode(path));
  }
  for (const char* path :
       {"/units/new", "/units/1", "/units/1/end", "/people/new", "/people/1", "/people/1/disable",
        "/people/1/enable", "/people/1/password", "/audit", "/account/password", "/logout"}) {
    EXPECT_EQ(Anonymous().Post(path, {}).status, 303) << path;
  }
  Visitor program = Anonymous();
  const http::Response api = program.Post("/api/act", {});
  EXPECT_EQ(api.status, 401);
  EXPECT_THAT(api.body, HasSubstr("\"code\":\"kernel.not_logged_in\""));
  program.headers.emplace_back("accept", "application/json");
  EXPECT_EQ(program.Get("/units").status, 401);
  EXPECT_EQ(acts_, 0);
}

TEST_P(WebPages, WrongRoleIsRefusedRightRoleIsNot) {
  const std::string unit = std::to_string(statistics_);
  Visitor officer = LogInAs("officer", {{Role::kOfficer, secretariat_}});
  Visitor auditor = LogInAs("auditor", {{Role::kAuditor, 0}});
  const Account admin_account = AddPerson("admin", {{Role::kAdministrator, 0}});
  Visitor admin = EnterAs(admin_account);
  const std::string person = "/people/" + std::to_string(admin_account.id);
  struct Case {
    std::string path;
    int officer, auditor, admin;
  };
  const Case cases[] = {
      {"/units", 200, 200, 200},         {"/units/new", 403, 403, 200},
      {"/units/" + unit, 403, 403, 200}, {"/units/" + unit + "/end", 403, 403, 200},
      {"/units/9999", 403, 403, 404},    {"/units/x", 403, 403, 404},
      {"/people", 403, 403, 200},        {"/people/new", 403, 403, 200},
      {person, 403, 403, 200},           {person + "/disable", 403, 403, 200},
      {"/people/9999", 403, 403, 404},   {"/audit", 403, 200, 403},
      {"/account", 200, 200, 200},       {"/nowhere", 404, 404, 404},
  };
  for (const Case& row : cases) {
    EXPECT_EQ(officer.Get(row.path).status, row.officer) << row.path;
    EXPECT_EQ(auditor.Get(row.path).status, row.auditor) << row.path;
    EXPECT_EQ(admin.Get(row.path).status, row.admin) << row.path;
  }
  const auto rows = [&] {
    return db_->Read([](sql::Connection& c) { return c.One("SELECT COUNT(*) FROM audit"); });
  };
  const auto before = rows();
  for (const std::string& path :
       {std::string("/units/new"), "/units/" + unit, "/units/" + unit + "/end", std::string("/people/new"),
        person, person + "/disable", person + "/enable", person + "/password"}) {
    EXPECT_EQ(officer.Post(path, {{"name", "X"}}).status, 403) << path;
    EXPECT_EQ(auditor.Post(path, {{"name", "X"}}).status, 403) << path;
  }
  EXPECT_EQ(officer.Post("/audit", {}).status, 403);
  EXPECT_EQ(auditor.Post("/audit", {}).status, 200);
  EXPECT_EQ(rows(), before);
}

TEST_P(WebPages, APostNeedsTheTokenOfItsSession) {
  const Account account = AddPerson("maria.b", {{Role::kOfficer, 0}});
  Visitor visitor = EnterAs(account), other = EnterAs(account);
  EXPECT_EQ(visitor.Post("/api/act", {}).status, 200);
  EXPECT_EQ(acts_, 1);
  const http::Response missing = visitor.PostBare("/api/act", {});
  EXPECT_EQ(missing.status, 403);
  EXPECT_THAT(missing.body, HasSubstr("kernel.csrf"));
  EXPECT_EQ(visitor.PostBare("/api/act", {{"csrf", ""}}).status, 403);
  EXPECT_EQ(visitor.PostBare("/api/act", {{"csrf", other.csrf}}).status, 403);
  EXPECT_EQ(visitor.Post("/logout", {}).status, 303);
  EXPECT_EQ(acts_, 1);
  other.headers.emplace_back("x-csrf-token", other.csrf);
  EXPECT_EQ(other.PostBare("/api/act", {}).status, 200);
  other.headers.back().second = "wrong";
  EXPECT_EQ(other.Post("/api/act", {}).status, 403);
}

TEST_P(WebPages, APostFromAnotherSiteIsRefusedEvenWithToken) {
  struct Case {
    const char* header;
    const char* value;
    int status;
  };
  const Case cases[] = {
      {"origin", "https://sinergi.test", 200},
      {"origin", "http://SINERGI.test", 200},
      {"origin", "https://evil.example", 403},
      {"origin", "https://sinergi.test.evil.example", 403},
      {"origin", "null", 403},
      {"sec-fetch-site", "same-origin", 200},
      {"sec-fetch-site", "cross-site", 403},
      {"sec-fetch-site", "same-site", 403},
  };
  const Account account = AddPerson("maria.b", {{Role::kOfficer, 0}});
  for (const Case& row : cases) {
    Visitor visitor = EnterAs(account);
    visitor.headers.emplace_back(row.header, row.value);
    EXPECT_EQ(visitor.Post("/api/act", {}).status, row.status) << row.header << ": " << row.value;
  }
}

TEST_P(WebPages, ARefusalIsAPageWithAWayBackOrJson) {
  Visitor officer = LogInAs("officer", {{Role::kOfficer, secretariat_}});
  officer.headers.emplace_back("referer", "https://sinergi.test/units?ended=1");
  const http::Response page = officer.Get("/people");
  EXPECT_EQ(page.status, 403);
  EXPECT_THAT(page.body, HasSubstr("Peran Anda tidak mencakup hal ini."));
  EXPECT_THAT(page.body, HasSubstr("href=\"/units?ended=1\""));
  officer.headers.back().second = "https://evil.example/units";
  EXPECT_THAT(officer.Get("/people").body, Not(HasSubstr("evil")));
  officer.headers.emplace_back("accept", "application/json");
  EXPECT_EQ(
      officer.Get("/people").body,
      R"({"error":{"code":"kernel.forbidden","text":"Peran Anda tidak mencakup hal ini.","fields":[]}})");
  EXPECT_EQ(HeaderOf(officer.Get("/nowhere"), "Content-Type"), "application/json");
}

TEST_P(WebPages, SpeaksTheLanguageAsked) {
  Visitor officer = LogInAs("officer", {{Role::kOfficer, secretariat_}});
  EXPECT_THAT(officer.Get("/units").body, HasSubstr("<h1>Unit kerja</h1>"));
  EXPECT_THAT(officer.Get("/units?lang=en").body, HasSubstr("<h1>Units</h1>"));
  EXPECT_THAT(officer.Get("/units").body, HasSubstr("<h1>Unit kerja</h1>"));
  const http::Response lang = officer.Get("/lang?to=en&next=/units?ended=1");
  EXPECT_EQ(lang.status, 303);
  EXPECT_EQ(HeaderOf(lang, "Location"), "/units?ended=1");
  EXPECT_THAT(officer.Get("/units").body, HasSubstr("<h1>Units</h1>"));
  EXPECT_EQ(HeaderOf(officer.Get("/lang?to=id&next=https://evil.example"), "Location"), "/");
}

TEST_P(WebPages, ANoticeIsShownOnceAndIsAKnownText) {
  Visitor visitor = LogInAs("officer", {{Role::kOfficer, 0}});
  const http::Response back = visitor.Get("/away");
  EXPECT_EQ(HeaderOf(back, "Location"), "/");
  EXPECT_THAT(visitor.Get("/units").body, HasSubstr("Unit kerja sudah disimpan."));
  EXPECT_THAT(visitor.Get("/units").body, Not(HasSubstr("Unit kerja sudah disimpan.")));
  visitor.cookies["sinergi_notice"] = "<b>Hadiah!</b>";
  EXPECT_THAT(visitor.Get("/units").body, Not(HasSubstr("Hadiah")));
}

TEST_P(WebPages, NavigationShowsWhatMayBeDone) {
  const std::string officer = LogInAs("officer", {{Role::kOfficer, secretariat_}}).Get("/units").body;
  EXPECT_THAT(officer, HasSubstr("href=\"/units\" aria-current=\"page\">Unit kerja"));
  EXPECT_THAT(officer, Not(HasSubstr("Pengaturan"))) << "a group of one entry is that entry";
  EXPECT_THAT(officer, Not(HasSubstr("href=\"/people\"")));
  EXPECT_THAT(officer, HasSubstr("Kabupaten Contoh"));
  const std::string admin = LogInAs("admin", {{Role::kAdministrator, 0}}).Get("/units").body;
  EXPECT_THAT(admin, HasSubstr("href=\"/units\" aria-current=\"true\">Pengaturan"));
  EXPECT_THAT(admin, HasSubstr("<nav class=\"nav\" aria-label=\"Menu: Pengaturan\">"));
  EXPECT_THAT(admin, HasSubstr("href=\"/people\""));
  EXPECT_THAT(admin, Not(HasSubstr("href=\"/audit\"")));
}

TEST_P(WebPages, ASessionGoesOnWhileItIsUsed) {
  Visitor visitor = LogInAs("officer", {{Role::kOfficer, 0}});
  for (int i = 0; i < 4; ++i) {
    now_ += 11 * 3600;
    EXPECT_EQ(visitor.Get("/units").status, 200);
  }
  now_ += 12 * 3600;
  EXPECT_EQ(visitor.Get("/units").status, 303);
  EXPECT_FALSE(visitor.cookies.contains("sinergi_session"));
  EXPECT_THAT(visitor.Get("/login").body, HasSubstr("Sesi Anda sudah berakhir"));
}

TEST_P(WebPages, ATemporaryPasswordMustBeChangedFirst) {
  const Account account = AddPerson("maria.b", {{Role::kAdministrator, 0}});
  (void)Write([&](sql::Connection& c) { return SetPassword(c, government_, account.id, "none", true); });
  Visitor visitor = EnterAs(account);
  const http::Response response = visitor.Get("/units");
  EXPECT_EQ(response.status, 303);
  EXPECT_EQ(HeaderOf(response, "Location"), "/account");
  EXPECT_THAT(visitor.Get("/account").body, HasSubstr("hanya sementara"));
  EXPECT_EQ(visitor.Post("/api/act", {}).status, 403);
  EXPECT_EQ(acts_, 0);
}

TEST_P(WebPages, SettingsFollowChanges) {
  Visitor visitor = LogInAs("officer", {{Role::kOfficer, 0}});
  for (const char* city : {"Kupang", "Ende"}) {
    Write(
        [&](sql::Connection& c) -> Status { return SetSetting(c, government_, "letter.city", city), Ok(); });
    EXPECT_EQ(visitor.Get("/setting").body, city);
  }
}

TEST_P(WebPages, UnitsOfTodayFollowChanges) {
  Visitor visitor = LogInAs("officer", {{Role::kOfficer, 0}});
  EXPECT_EQ(visitor.Get("/read").body, "6");
  AddUnit("NEW", "Bidang Baru", UnitKind::kDivision, diskominfo_);
  EXPECT_EQ(visitor.Get("/read").body, "7");
  // A unit ends with its day in the government's zone: the 15th in WITA ends at 16:00 UTC.
  (void)Write([&](sql::Connection& c) { return EndUnit(c, government_, statistics_, {2023, 11, 15}); });
  now_ = 1'700'064'000 - 1;
  Visitor later = EnterAs(AddPerson("andi", {{Role::kOfficer, 0}}));
  EXPECT_EQ(later.Get("/read").body, "7");
  ++now_;
  EXPECT_EQ(later.Get("/read").body, "6");
}

}  // namespace
}  // namespace sinergi::kernel
