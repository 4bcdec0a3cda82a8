// The pages of peers, of observers and of scenarios: who may see what, and that nothing can be done there.
#include "modules/performance/province_page.h"

#include "kit/performance.h"
#include "kit/performance_pages.h"
#include "kit/visitor.h"

namespace sinergi::performance {
namespace {

using kernel::Actor;
using kernel::Role;
using testing::HasSubstr;
using testing::Not;
using testkit::HeaderOf;
using testkit::Visitor;

// The kit's regency 53.04 with its plan, another one and a city below the province 53; a regency elsewhere.
class ProvincePage : public testkit::WithPerformance<testkit::WebTest> {
 protected:
  ProvincePage()
      : WithPerformance<testkit::WebTest>(Migrations(), testkit::AddPerformance,
                                          std::vector<std::string>{"performance/"}) {
    now_ = (Date{2024, 10, 5}).Days() * 86400 + 3600;
    day_ = kDay;
    province_ = Add("53", "Provinsi Contoh", kernel::GovernmentLevel::kProvince);
    city_ = Add("53.71", "Kota Contoh", kernel::GovernmentLevel::kCity);
    elsewhere_ = Add("64.02", "Kabupaten Lain", kernel::GovernmentLevel::kRegency);
    nation_ = Add("00", "Indonesia", kernel::GovernmentLevel::kNation);
    Report();
  }
  int64_t Add(const char* code, const char* name, kernel::GovernmentLevel level) {
    return Write([&](sql::Connection& c) -> Result<int64_t> {
      kernel::Government g;
      g.code = code;
      g.name = name;
      g.level = level;
      g.zone = Zone::kWita;
      const Result<int64_t> id = kernel::AddGovernment(c, g);
      kernel::Unit agency;
      agency.code = "1";
      agency.name = std::string("Dinas ") + name;
      agency.kind = kernel::UnitKind::kAgency;
      if (!id.ok()) return id;
      const Result<int64_t> unit = kernel::AddUnit(c, *id, agency);
      if (!unit.ok()) return unit;
      return id;
    });
  }
  // "data" of Bidang Statistik: 4 of the 10 promised for the year.
  void Report() {
    ASSERT_TRUE(Save(other_officer_, data_, {"4", "", "", "", "", ""}, 0).ok());
    ASSERT_TRUE(Do(other_officer_, data_, MeasurementAct::kSubmit, 1).ok());
  }
  Visitor Enter(int64_t government, const std::string& login, Role role, int64_t unit = 0) {
    kernel::Account account;
    account.government_id = government;
    account.login = login;
    account.name = login;
    account.grants = {{role, unit}};
    account.id = Write([&](sql::Connection& c) { return kernel::AddAccount(c, account, "none"); });
    return EnterAs(account);
  }
  Visitor EnterHere(const Actor& actor) {
    kernel::Account account;
    account.government_id = actor.government_id;
    account.id = actor.account_id;
    account.login = actor.login;
    account.name = actor.name;
    account.grants = actor.grants;
    return EnterAs(account);
  }
  static std::string BodyOf(const http::Response& response) {
    return response.shared_body ? *response.shared_body : response.body;
  }

  static constexpr Date kDay{2024, 10, 5};
  int64_t province_ = 0, city_ = 0, elsewhere_ = 0, nation_ = 0;
};
INSTANTIATE_TEST_SUITE_P(On, ProvincePage, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(ProvincePage, WhoMayOpenWhat) {
  Visitor nobody = Anonymous();
  Visitor governor = Enter(province_, "gubernur", Role::kHead);
  const int64_t agency =
      db_->Read([&](sql::Connection& c) { return kernel::LoadAllUnits(c, province_).units()[0].id; });
  Visitor agency_head = Enter(province_, "kadis", Role::kHead, agency);
  Visitor centre = Enter(nation_, "pusat", Role::kEvaluator);
  Visitor mayor = Enter(city_, "wali", Role::kHead);
  Visitor regent = EnterHere(planner_), officer = EnterHere(officer_), agency_head_below = EnterHere(head_);
  const struct {
    const char* target;
    int nobody, governor, agency_head, centre, mayor, regent, officer;
  } cases[] = {
      {"/government", 303, 200, 200, 200, 200, 200, 303},
      {"/province", 303, 200, 403, 404, 404, 404, 403},
      {"/nation", 303, 404, 403, 200, 404, 404, 403},
      {"/scenario?of=below", 303, 200, 403, 200, 404, 404, 403},
      {"/g/53.04/government", 303, 200, 403, 200, 404, 404, 403},
      {"/g/53.04/dashboard?period=2024-Q3", 303, 200, 403, 200, 404, 404, 403},
      {"/g/53.71/government", 303, 200, 403, 200, 404, 404, 403},
      {"/g/64.02/government", 303, 404, 403, 200, 404, 404, 403},
      {"/g/53/government", 303, 404, 403, 200, 404, 404, 403},
      {"/g/99.99/government", 303, 404, 403, 404, 404, 404, 403},
      {"/g/%27/dashboard", 303, 404, 403, 404, 404, 404, 403},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(nobody.Get(c.target).status, c.nobody) << c.target;
    EXPECT_EQ(governor.Get(c.target).status, c.governor) << c.target;
    EXPECT_EQ(agency_head.Get(c.target).status, c.agency_head) << c.target;
    EXPECT_EQ(centre.Get(c.target).status, c.centre) << c.target;
    EXPECT_EQ(mayor.Get(c.target).status, c.mayor) << c.target;
    EXPECT_EQ(regent.Get(c.target).status, c.regent) << c.target;
    EXPECT_EQ(officer.Get(c.target).status, c.officer) << c.target;
  }
  EXPECT_EQ(agency_head_below.Get("/government").status, 200);
}

TEST_P(ProvincePage, SideBySideAndDownToTheRecord) {
  Visitor governor = Enter(province_, "gubernur", Role::kHead);
  const std::string province = BodyOf(governor.Get("/province?period=2024-Q3"));
  EXPECT_THAT(province, HasSubstr("Kabupaten Contoh"));
  EXPECT_THAT(province, HasSubstr("Kota Contoh"));
  EXPECT_THAT(province, Not(HasSubstr("Kabupaten Lain")));
  EXPECT_THAT(province, HasSubstr("/g/53.04/government?period=2024-Q3"));
  EXPECT_THAT(BodyOf(governor.Get("/province?period=2024-Q3&level=city")),
              Not(HasSubstr("Kabupaten Contoh")));
  EXPECT_THAT(BodyOf(governor.Get("/province?period=2024-Q3&affair=2.16")), HasSubstr("selected"));

  const std::string agencies = BodyOf(governor.Get("/g/53.04/government?period=2024-Q3"));
  EXPECT_THAT(agencies, HasSubstr("Dinas Komunikasi"));
  EXPECT_THAT(agencies, HasSubstr("hanya membaca"));
  const std::string dashboard = fmt::format("/g/53.04/dashboard?unit={}&amp;period=2024-Q3", diskominfo_);
  EXPECT_THAT(agencies, HasSubstr(dashboard));
  for (const std::string& target : {fmt::format("/g/53.04/dashboard?unit={}&period=2024-Q3", diskominfo_),
                                    fmt::format("/g/53.04/evaluation?unit={}&period=2024-Q3", diskominfo_),
                                    fmt::format("/g/53.04/explain/indicator/{}?period=2024-Q3", data_),
                                    fmt::format("/g/53.04/e81?unit={}&period=2024-Q3", diskominfo_),
                                    fmt::format("/g/53.04/plan?unit={}&period=2024-Q3", diskominfo_),
                                    fmt::format("/g/53.04/scenario?unit={}&period=2024-Q3", diskominfo_),
                                    fmt::format("/g/53.04/entry/{}/2024-Q3/evidence", data_)}) {
    const http::Response page = governor.Get(target);
    EXPECT_EQ(page.status, 200) << target;
    const std::string body = BodyOf(page);
    EXPECT_THAT(body, HasSubstr("hanya membaca")) << target;
    for (const char* own :
         {"href=\"/dashboard", "href=\"/evaluation", "href=\"/explain", "href=\"/plan", "href=\"/e81"})
      EXPECT_THAT(body, Not(HasSubstr(own))) << target;
  }
  EXPECT_THAT(BodyOf(governor.Get(fmt::format("/g/53.04/explain/indicator/{}?period=2024-Q3", data_))),
              HasSubstr("officer.stat"));
}

// Neither entering nor planning nor verifying, below or by leaving the prefix out.
TEST_P(ProvincePage, AnObserverChangesNothing) {
  Visitor planner = Enter(province_, "bappeda", Role::kPlanner),
          officer = Enter(province_, "petugas", Role::kOfficer);
  const int64_t rows = Count("measurement"), audit = Count("audit");
  for (Visitor* visitor : {&planner, &officer}) {
    for (const char* path : {"/g/53.04/entry", "/g/53.04/import", "/g/53.04/quarters", "/g/53.04/verify"}) {
      EXPECT_EQ(visitor->Get(path).status, 404) << path;
      EXPECT_EQ(visitor->Post(path, {}).status, 404) << path;
    }
    const std::string evidence = fmt::format("/g/53.04/entry/{}/2024-Q3/evidence", data_);
    EXPECT_EQ(visitor->Post(evidence, {}).status, 405);
    EXPECT_THAT(BodyOf(visitor->Get(evidence)), Not(HasSubstr("type=\"file\"")));
    const std::string plan = BodyOf(visitor->Get(fmt::format("/g/53.04/plan?unit={}", diskominfo_)));
    EXPECT_THAT(plan, Not(HasSubstr("/plan/node/")));
    // The same numbers without the prefix are of the visitor's own government.
    EXPECT_EQ(visitor->Get(fmt::format("/explain/indicator/{}?period=2024-Q3", data_)).status, 404);
  }
  EXPECT_EQ(Count("measurement"), rows);
  EXPECT_EQ(Count("audit"), audit);
}

TEST_P(ProvincePage, UnchangedCostsNothingAndAChangeBelowIsSeen) {
  Visitor governor = Enter(province_, "gubernur", Role::kHead);
  const std::string target = "/province?period=2024-Q3";
  const http::Response first = governor.Get(target);
  const std::string tag = HeaderOf(first, "ETag");
  ASSERT_FALSE(tag.empty());
  governor.headers.emplace_back("if-none-match", tag);
  EXPECT_EQ(governor.Get(target).status, 304);
  ASSERT_TRUE(Save(officer_, layanan_, {"100", "", "", "", "", ""}, 0).ok());
  ASSERT_TRUE(Do(officer_, layanan_, MeasurementAct::kSubmit, 1).ok());
  const http::Response changed = governor.Get(target);
  EXPECT_EQ(changed.status, 200);
  EXPECT_NE(BodyOf(changed), BodyOf(first));
  governor.headers.pop_back();
  governor.headers.emplace_back("if-none-match", HeaderOf(changed, "ETag"));
  EXPECT_EQ(governor.Get(target).status, 304);
}

TEST_P(ProvincePage, AScenarioShowsItsEffectAndSavesNothing) {
  Visitor planner = EnterHere(planner_);
  const int64_t audit = Count("audit");
  const int64_t version =
      db_->Read([&](sql::Connection& c) { return c.One("SELECT sum(version) FROM data_version").value(); });
  const std::string base = fmt::format("/scenario?unit={}&period=2024-Q3", diskominfo_);
  const std::string plain = BodyOf(planner.Get(base));
  const std::string changed =
      BodyOf(planner.Get(base + fmt::format("&missing=leave_out&cap=none&t{}=2&w{}=0", data_, dokumen_)));
  EXPECT_THAT(plain, HasSubstr("tidak ada yang disimpan"));
  EXPECT_NE(plain, changed);
  EXPECT_THAT(changed, HasSubstr("200,00")) << "4 of 2, without a cap";
  EXPECT_THAT(changed, HasSubstr(fmt::format("&amp;t{}=2", data_))) << "the link to share";
  EXPECT_THAT(BodyOf(planner.Get(base + fmt::format("&t{}=banyak", data_))), HasSubstr("banyak"));
  EXPECT_EQ(planner.Get(base + "&missing=%3Cscript%3E&w=1&t0=1&add=99999999999999999999").status, 200);
  EXPECT_EQ(Count("audit"), audit);
  EXPECT_EQ(
      db_->Read([&](sql::Connection& c) { return c.One("SELECT sum(version) FROM data_version").value(); }),
      version);
  EXPECT_EQ(EnterHere(officer_).Get(base).status, 403) << "one division is not the agency";
}

}  // namespace
}  // namespace sinergi::performance
