// Units, people and the audit trail as administrators and auditors work with them.
#include "kernel/audit.h"
#include "kit/visitor.h"

namespace sinergi::kernel {
namespace {

using testing::HasSubstr;
using testing::Not;
using testkit::HeaderOf;
using testkit::Visitor;

class AdminPages : public testkit::WebTest {
 protected:
  AdminPages() { admin_account_ = AddPerson("admin", {{Role::kAdministrator, 0}}); }
  std::vector<AuditRow> Trail() {
    return db_->Read([&](sql::Connection& c) { return ListAudit(c, government_, {}); });
  }
  static http::Pairs UnitFields(const std::string& code, const std::string& name, const std::string& parent) {
    return {{"code", code},
            {"name", name},
            {"kind", "division"},
            {"parent", parent},
            {"valid_from", "2024-01-01"},
            {"valid_to", ""}};
  }
  // What a form at that address is made from.
  static std::string SeenOn(const http::Response& page) {
    const std::string mark = "name=\"row_version\" value=\"";
    const size_t at = page.body.find(mark);
    const size_t from = at + mark.size();
    return at == page.body.npos ? "" : page.body.substr(from, page.body.find('"', from) - from);
  }
  http::Pairs WithSeen(const std::string& address, http::Pairs fields) {
    fields.emplace_back("row_version", SeenOn(admin_.Get(address)));
    return fields;
  }
  std::optional<Account> Person(const std::string& login) {
    return db_->Read([&](sql::Connection& c) { return FindAccount(c, login); });
  }
  static std::string PasswordOn(const std::string& page) {
    const std::string mark = "<code class=\"figure\">";
    const size_t at = page.find(mark);
    return at == page.npos ? "" : page.substr(at + mark.size(), 19);
  }
  Account admin_account_;
  Visitor admin_{router_};
  void SetUp() override { admin_ = EnterAs(admin_account_); }
};
INSTANTIATE_TEST_SUITE_P(On, AdminPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(AdminPages, AUnitIsAddedChangedAndEnded) {
  const std::string parent = std::to_string(diskominfo_);
  EXPECT_EQ(admin_.Post("/units/new", UnitFields("APTIKA", "Bidang Aptika", parent)).status, 303);
  EXPECT_THAT(admin_.Get("/units").body, HasSubstr("Unit kerja sudah disimpan."));
  const UnitTree tree = Units();
  const sinergi::kernel::Unit* unit = tree.FindCode("APTIKA");
  ASSERT_NE(unit, nullptr);
  EXPECT_EQ(unit->parent_id, diskominfo_);
  const std::string url = "/units/" + std::to_string(unit->id);
  EXPECT_THAT(admin_.Get(url).body, HasSubstr("value=\"Bidang Aptika\""));
  EXPECT_EQ(admin_.Post(url, WithSeen(url, UnitFields("APTIKA", "Bidang Aplikasi", parent))).status, 303);
  EXPECT_EQ(Units().FindCode("APTIKA")->name, "Bidang Aplikasi");
  EXPECT_THAT(admin_.Get(url + "/end").body, HasSubstr("Bidang Aplikasi dan 0 unit"));
  EXPECT_EQ(admin_.Post(url + "/end", {{"valid_to", "18/09/2024"}}).status, 400);
  EXPECT_EQ(admin_.Post(url + "/end", {{"valid_to", "2024-09-18"}}).status, 303);
  EXPECT_EQ(Units().FindCode("APTIKA")->valid_to, (Date{2024, 9, 18}));
  const std::vector<AuditRow> trail = Trail();
  ASSERT_EQ(trail.size(), 3u);
  EXPECT_EQ(trail[0].act, "unit.end");
  EXPECT_EQ(trail[1].act, "unit.change");
  EXPECT_EQ(trail[2].act, "unit.add");
  EXPECT_EQ(trail[0].login, "admin");
  EXPECT_EQ(trail[0].subject, "unit/" + std::to_string(unit->id));
}

// On a phone each row is a card, and each value says what it is.
TEST_P(AdminPages, TablesFitAPhone) {
  const std::string parent = std::to_string(diskominfo_);
  ASSERT_EQ(admin_.Post("/units/new", UnitFields("APTIKA", "Bidang Aptika", parent)).status, 303);
  Visitor auditor = LogInAs("auditor", {{Role::kAuditor, 0}});
  const struct {
    Visitor& who;
    const char *path, *value;
  } pages[] = {{admin_, "/units", "data-label=\"Kode\">SEKR"},
               {admin_, "/people", "data-label=\"Nama pengguna\">admin"},
               {auditor, "/audit", "data-label=\"Tindakan\">unit.add"}};
  for (const auto& page : pages) {
    const std::string body = page.who.Get(page.path).body;
    EXPECT_THAT(body, HasSubstr("<table class=\"cards\">")) << page.path;
    EXPECT_THAT(body, HasSubstr(page.value)) << page.path;
  }
}

TEST_P(AdminPages, AWrongUnitShowsEveryFaultAndWhatWasTyped) {
  const http::Response response = admin_.Post("/units/new", {{"code", "X\"><b>"},
                                                             {"name", "Bidang <i>"},
                                                             {"kind", "kingdom"},
                                                             {"parent", ""},
                                                             {"valid_from", "yesterday"}});
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(response.body, HasSubstr("Pilih jenis unit kerja."));
  EXPECT_THAT(response.body, HasSubstr("Tulis tanggal seperti 2024-09-18."));
  EXPECT_THAT(response.body, HasSubstr("error-summary"));
  EXPECT_THAT(response.body, HasSubstr("value=\"Bidang &lt;i&gt;\""));
  EXPECT_THAT(response.body, Not(HasSubstr("<b>")));
  EXPECT_TRUE(Trail().empty());
}

TEST_P(AdminPages, HostileNamesAreRefusedOrShownEscaped) {
  const std::string parent = std::to_string(diskominfo_);
  struct Case {
    std::string name;
    int status;
  };
  const Case cases[] = {{"<script>alert(1)</script>", 303},
                        {"'; DROP TABLE unit; --", 303},
                        {std::string(10000, 'a'), 400},
                        {std::string("a\0b", 3), 400},
                        {"a\xC3\x28", 400},
                        {"a\r\nb", 400},
                        {"{{CSRF}}[[common.save]]", 303}};
  int n = 0;
  for (const Case& row : cases) {
    const std::string code = "H" + std::to_string(++n);
    EXPECT_EQ(admin_.Post("/units/new", UnitFields(code, row.name, parent)).status, row.status) << row.name;
    EXPECT_EQ(admin_.Post("/people/new", {{"login", "h" + code.substr(1) + "x"}, {"name", row.name}}).status,
              row.status == 303 ? 200 : 400)
        << row.name;
  }
  for (const char* page : {"/units?ended=1", "/people", "/units/new", "/people/new"}) {
    const http::Response response = admin_.Get(page);
    EXPECT_EQ(response.status, 200);
    EXPECT_THAT(response.body, Not(HasSubstr("<script>alert"))) << page;
  }
  EXPECT_THAT(admin_.Get("/units?ended=1").body, HasSubstr("{{CSRF}}[[common.save]]"));
  Visitor auditor = LogInAs("auditor", {{Role::kAuditor, 0}});
  const http::Response trail = auditor.Get("/audit");
  EXPECT_EQ(trail.status, 200);
  EXPECT_THAT(trail.body, Not(HasSubstr("<script>alert")));
  for (const char* query : {"act=%00", "login=%FF%FE", "subject=%27%20OR%201%3D1", "before=x", "before=-1",
                            "act=%3Cscript%3Ealert(1)"}) {
    const http::Response filtered = auditor.Get(std::string("/audit?") + query);
    EXPECT_EQ(filtered.status, 200) << query;
    EXPECT_THAT(filtered.body, Not(HasSubstr("<script>alert"))) << query;
  }
  for (const char* query :
       {"q=%00", "q=%FF", "page=0", "page=99999999999999999999", "page=9223372036854775807"}) {
    EXPECT_EQ(admin_.Get(std::string("/people?") + query).status, 200) << query;
  }
}

TEST_P(AdminPages, APersonIsAddedAndTakesTheTemporaryPassword) {
  const std::string unit = std::to_string(secretariat_);
  const http::Response added = admin_.Post("/people/new", {{"login", "Maria.B"},
                                                           {"name", "Maria"},
                                                           {"position", "Sekretaris"},
                                                           {"role", "officer"},
                                                           {"unit", unit},
                                                           {"role", ""},
                                                           {"unit", "0"}});
  EXPECT_EQ(added.status, 200);
  const std::string password = PasswordOn(added.body);
  EXPECT_EQ(password.size(), 19u);
  EXPECT_EQ(HeaderOf(added, "Cache-Control"), "no-store");
  const std::optional<Account> person = Person("maria.b");
  ASSERT_TRUE(person.has_value());
  EXPECT_TRUE(person->must_change_password);
  ASSERT_EQ(person->grants.size(), 1u);
  EXPECT_EQ(person->grants[0].unit_id, secretariat_);
  Visitor maria = Anonymous();
  EXPECT_EQ(maria.PostBare("/login", {{"login", "maria.b"}, {"password", password}}).status, 303);
  EXPECT_EQ(HeaderOf(maria.Get("/units"), "Location"), "/account");
  for (const AuditRow& row : Trail()) EXPECT_EQ(row.detail.find(password), std::string::npos);
}

TEST_P(AdminPages, APersonIsChangedAndLosesTheSessionWithTheRole) {
  const Account person = AddPerson("maria.b", {{Role::kOfficer, secretariat_}, {Role::kHead, 0}});
  Visitor maria = EnterAs(person);
  const std::string url = "/people/" + std::to_string(person.id), unit = std::to_string(secretariat_);
  EXPECT_THAT(admin_.Get(url).body, HasSubstr("Pegawai maria.b"));
  EXPECT_EQ(
      admin_
          .Post(url,
                WithSeen(url, {{"login", "other"}, {"name", "Maria"}, {"role", "officer"}, {"unit", unit}}))
          .status,
      303);
  EXPECT_EQ(Person("maria.b")->name, "Maria");
  EXPECT_EQ(Person("maria.b")->grants.size(), 1u);
  EXPECT_FALSE(Person("other").has_value());
  EXPECT_EQ(maria.Get("/units").status, 303);
  for (const auto& [role, at] : {std::pair<std::string, std::string>{"king", "0"},
                                 {"officer", "9999"},
                                 {"officer", "x"},
                                 {"administrator", unit}}) {
    const http::Response refused =
        admin_.Post(url, WithSeen(url, {{"name", "Maria"}, {"role", role}, {"unit", at}}));
    EXPECT_EQ(refused.status, 400) << role << at;
    EXPECT_THAT(refused.body, HasSubstr("error-summary"));
  }
}

TEST_P(AdminPages, OfTwoSavesOfAPersonTheSecondIsRefused) {
  const Account person = AddPerson("maria.b", {{Role::kOfficer, secretariat_}});
  Visitor other = LogInAs("admin.two", {{Role::kAdministrator, 0}});
  const std::string url = "/people/" + std::to_string(person.id), unit = std::to_string(secretariat_);
  const std::string seen = SeenOn(admin_.Get(url));
  EXPECT_FALSE(seen.empty());
  EXPECT_EQ(admin_.Post(url, {{"row_version", seen}, {"name", "Maria"}, {"position", "Sekretaris"}}).status,
            303);
  const http::Pairs stale = {{"row_version", seen}, {"name", "Maria B"}, {"role", "officer"}, {"unit", unit}};
  const http::Response refused = other.Post(url, stale);
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.body, HasSubstr("Data pengguna ini sudah diubah orang lain"));
  EXPECT_THAT(refused.body, HasSubstr("Jabatan: kini tersimpan “Sekretaris”."));
  EXPECT_THAT(refused.body, HasSubstr("Peran: kini tersimpan kosong."));
  EXPECT_THAT(refused.body, HasSubstr("value=\"Maria B\""));
  EXPECT_EQ(Person("maria.b")->name, "Maria");
  EXPECT_TRUE(Person("maria.b")->grants.empty());
  EXPECT_EQ(other.Post(url, {{"name", "Maria C"}}).status, 409) << "a form without its version";
  EXPECT_EQ(other.Post(url, {{"row_version", SeenOn(refused)}, {"name", "Maria B"}}).status, 303);
  EXPECT_EQ(Person("maria.b")->name, "Maria B");
}

TEST_P(AdminPages, OfTwoSavesOfAUnitTheSecondIsRefused) {
  Visitor other = LogInAs("admin.two", {{Role::kAdministrator, 0}});
  const std::string url = "/units/" + std::to_string(secretariat_), parent = std::to_string(diskominfo_);
  const std::string seen = SeenOn(admin_.Get(url));
  const auto fields = [&](const std::string& version, const std::string& name) {
    http::Pairs form = UnitFields("SEKRETARIAT", name, parent);
    form.emplace_back("row_version", version);
    return form;
  };
  EXPECT_EQ(admin_.Post(url, fields(seen, "Sekretariat Dinas")).status, 303);
  const http::Response refused = other.Post(url, fields(seen, "Sekretariat II"));
  EXPECT_EQ(refused.status, 409);
  EXPECT_THAT(refused.body, HasSubstr("Unit kerja ini sudah diubah orang lain"));
  EXPECT_THAT(refused.body, HasSubstr("kini tersimpan “Sekretariat Dinas”."));
  EXPECT_THAT(refused.body, HasSubstr("value=\"Sekretariat II\""));
  EXPECT_EQ(Units().Find(secretariat_)->name, "Sekretariat Dinas");
  EXPECT_EQ(other.Post(url, fields(SeenOn(refused), "Sekretariat II")).status, 303);
  EXPECT_EQ(admin_.Post(url + "/end", {{"valid_to", "2030-12-31"}}).status, 303);
  EXPECT_EQ(other.Post(url, fields(seen, "Sekretariat III")).status, 409) << "an end is a change too";
}

TEST_P(AdminPages, DisablingAsksFirstAndTheLastAdministratorStays) {
  const Account person = AddPerson("maria.b", {{Role::kOfficer, 0}});
  const std::string url = "/people/" + std::to_string(person.id);
  EXPECT_THAT(admin_.Get(url + "/disable").body, HasSubstr("Ya, nonaktifkan"));
  EXPECT_FALSE(Person("maria.b")->disabled);
  EXPECT_EQ(admin_.Post(url + "/disable", {}).status, 303);
  EXPECT_TRUE(Person("maria.b")->disabled);
  EXPECT_EQ(admin_.Post(url + "/enable", {}).status, 303);
  EXPECT_FALSE(Person("maria.b")->disabled);
  const http::Response last = admin_.Post("/people/" + std::to_string(admin_account_.id) + "/disable", {});
  EXPECT_EQ(last.status, 409);
  EXPECT_THAT(last.body, HasSubstr("pengelola terakhir"));
  EXPECT_FALSE(Person("admin")->disabled);
}

TEST_P(AdminPages, ANewPasswordIsShownOnceAndEndsSessions) {
  const Account person = AddPerson("maria.b", {{Role::kOfficer, 0}});
  Visitor maria = EnterAs(person);
  const std::string url = "/people/" + std::to_string(person.id);
  const http::Response reset = admin_.Post(url + "/password", {});
  EXPECT_EQ(reset.status, 200);
  const std::string password = PasswordOn(reset.body);
  EXPECT_EQ(password.size(), 19u);
  EXPECT_THAT(admin_.Get(url).body, Not(HasSubstr(password)));
  EXPECT_EQ(maria.Get("/units").status, 303);
}

TEST_P(AdminPages, AnAdministratorReachesOnlyTheOwnGovernment) {
  const int64_t other = Write([](sql::Connection& c) {
    Government government;
    government.code = "53";
    government.name = "Provinsi";
    return AddGovernment(c, government);
  });
  Account stranger;
  stranger.government_id = other;
  stranger.login = "stranger";
  stranger.name = "Orang Lain";
  // Ids are dense per government: many more than the other has.
  stranger.id = Write([&](sql::Connection& c) { return AddAccount(c, stranger, "none"); });
  Visitor visitor = EnterAs(AddPerson("maria.b", {{Role::kAdministrator, 0}}));
  EXPECT_THAT(visitor.Get("/people").body, Not(HasSubstr("Orang Lain")));
  EXPECT_THAT(visitor.Get("/people/" + std::to_string(stranger.id)).body, Not(HasSubstr("Orang Lain")));
  visitor.Post("/people/" + std::to_string(stranger.id) + "/disable", {});
  EXPECT_FALSE(Person("stranger")->disabled);
}

TEST_P(AdminPages, TheTrailIsFilteredPagedAndChecked) {
  for (int i = 0; i < 60; ++i) {
    (void)Write([&](sql::Connection& c) -> Status {
      return Record(c, CommandLineActor(government_), now_,
                    {"unit.change", "unit/" + std::to_string(i), "{}"}),
             Ok();
    });
  }
  Visitor auditor = LogInAs("auditor", {{Role::kAuditor, 0}});
  const std::string first = auditor.Get("/audit").body;
  EXPECT_THAT(first, HasSubstr(">unit/59<"));
  const std::string time = TimeAt(now_, Zone::kWita), hour = time.substr(0, 2), minute = time.substr(3);
  EXPECT_THAT(first, HasSubstr(hour + "." + minute + " WITA"));
  EXPECT_THAT(auditor.Get("/audit?lang=en").body, HasSubstr(hour + ":" + minute + " WITA"));
  EXPECT_THAT(first, Not(HasSubstr(">unit/9<")));
  EXPECT_THAT(first, HasSubstr("before=11"));
  EXPECT_THAT(auditor.Get("/audit?before=11").body, HasSubstr(">unit/9<"));
  const std::string filtered = auditor.Get("/audit?subject=unit/7&act=unit.&login=cli").body;
  EXPECT_THAT(filtered, HasSubstr(">unit/7<"));
  EXPECT_THAT(filtered, Not(HasSubstr(">unit/59<")));
  EXPECT_THAT(auditor.Get("/audit?login=nobody").body, HasSubstr("Tidak ada catatan yang cocok."));
  const std::string whole = auditor.Post("/audit", {}).body;
  EXPECT_THAT(whole, HasSubstr("utuh"));
  EXPECT_THAT(whole, HasSubstr("60 catatan"));
  (void)Write([](sql::Connection& c) -> Status {
    return c.Execute("UPDATE audit SET login = 'other' WHERE seq = 30"), Ok();
  });
  const std::string broken = auditor.Post("/audit", {}).body;
  EXPECT_THAT(broken, HasSubstr("rusak"));
  EXPECT_THAT(broken, HasSubstr("nomor 30"));
}

}  // namespace
}  // namespace sinergi::kernel
