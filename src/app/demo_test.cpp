// The example region: records of every register that ships, and the indicators that their figures feed.
#include "app/demo.h"

#include <gmock/gmock.h>

#include "app/routes.h"
#include "kernel/account.h"
#include "kernel/audit.h"
#include "kernel/calendar_file.h"
#include "kernel/unit.h"
#include "kit/example.h"
#include "modules/agreement/agreement_store.h"
#include "modules/meeting/meeting_paper.h"
#include "modules/performance/public.h"
#include "modules/register/definition_file.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_fields.h"

namespace sinergi::app {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr Instant kNow = 1'727'668'800;  // 30 September 2024
constexpr Period kQuarter{2024, 3};

class DemoTest : public testing::TestWithParam<std::string> {
 protected:
  DemoTest() {
    government_ = db_->Read([](sql::Connection& c) { return kernel::FindGovernmentByCode(c, "53")->id; });
  }

  std::string Realised(const std::string& indicator) {
    return db_->Read([&](sql::Connection& c) -> std::string {
      const auto plan =
          performance::LoadPlanYear(c, government_, performance::ListPlans(c, government_).at(0));
      for (const performance::Indicator& one : plan.indicators)
        if (one.name == indicator && one.measured[2]) return one.measured[2]->realised.text;
      return "";
    });
  }

  // A page as the account of that name sees it.
  std::string Page(http::Router& router, const std::string& login, const std::string& path,
                   const http::Pairs& query) {
    http::Request request;
    request.method = http::Method::kGet;
    request.path = request.target = path;
    request.query = query;
    request.peer = "127.0.0.1";
    const auto token = db_->Write([&](sql::Connection& c) -> Result<std::string> {
      return kernel::OpenSession(c, *kernel::FindAccount(c, login), kNow).token;
    });
    request.cookies = {{"sinergi_session", *token}};
    const http::Response response = router.Answer(request);
    EXPECT_EQ(response.status, 200) << path;
    return response.shared_body ? *response.shared_body : response.body;
  }

  testkit::TestDatabase db_{GetParam(), testkit::ExampleRegion(kNow)};
  int64_t government_ = 0;
};
INSTANTIATE_TEST_SUITE_P(On, DemoTest, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(DemoTest, EveryRegisterHasRecordsAndFeedsAnIndicator) {
  db_->Read([&](sql::Connection& c) {
    for (const std::string& id : registers::ShippedRegisterIds()) {
      const registers::Definition definition = *registers::ShippedRegister(id);
      EXPECT_GT(*c.One("SELECT count(*) FROM \"" + registers::TableOf(definition) + "\""), 0) << id;
      EXPECT_GT(
          c.One("SELECT count(*) FROM register_act WHERE register = ? AND act <> 'make'", {id}).value_or(0),
          0)
          << id;
      EXPECT_EQ(c.One("SELECT count(*) FROM register_feed f JOIN register_taken t ON t.government_id = "
                      "f.government_id AND t.feed_id = f.id WHERE f.register = ? AND t.period = '2024-Q3'",
                      {id}),
                1)
          << id;
    }
    return 0;
  });
}

TEST_P(DemoTest, FiguresAreThoseOfTheRecords) {
  EXPECT_EQ(Realised("Perangkat daerah terlayani internet terintegrasi"), "36");
  EXPECT_EQ(Realised("Persentase pengaduan masyarakat yang ditanggapi"), "85");
  EXPECT_EQ(Realised("Persentase publikasi dan dokumentasi kegiatan pemerintahan"), "95");
  EXPECT_EQ(Realised("Persentase opini dan aspirasi publik yang dipantau"), "87");
  EXPECT_EQ(Realised("Persentase permohonan informasi yang dijawab tepat waktu"), "90");
  EXPECT_EQ(Realised("Persentase desa dengan PPID"), "80");
}

TEST_P(DemoTest, TheHeadAndTwoDivisionsHaveSigned) {
  const auto heads = db_->Read([&](sql::Connection& c) {
    const auto plan = performance::LoadPlanYear(c, government_, performance::ListPlans(c, government_).at(0));
    return agreement::LoadAgreements(c, plan, {2024, 9, 30});
  });
  std::vector<std::string> seen;
  for (const agreement::Agreement& one : heads)
    seen.push_back(fmt::format("{} {} {}", Name(one.head.level), Name(one.head.state), one.Total().Print()));
  EXPECT_THAT(seen, testing::UnorderedElementsAre(
                        "agency signed Rp 19.060.000.000", "division signed Rp 1.250.000.000",
                        "division signed Rp 480.000.000", "staff drafted Rp 1.250.000.000"));
  std::vector<std::string> steps;
  for (const agreement::Agreement& one : heads) {
    const agreement::ActionProgress p = agreement::ProgressOf(one.steps, 0, 2024, {2024, 9, 30});
    if (p.planned > 0) steps.push_back(fmt::format("{} of {}, {} late", p.done, p.planned, p.late));
  }
  EXPECT_THAT(steps, testing::UnorderedElementsAre("7 of 10, 2 late", "4 of 5, 1 late")) << "action plans";
}

TEST_P(DemoTest, OneMeetingIsOverWithDecisionsOnTheirWayAndOneIsPlanned) {
  const auto meetings = db_->Read([&](sql::Connection& c) {
    std::vector<meeting::Meeting> all;
    for (const meeting::MeetingHead& head : meeting::ListMeetings(c, government_)) {
      all.push_back(*meeting::LoadMeeting(c, government_, head.id));
      for (const std::string_view paper : meeting::kPapers)
        EXPECT_EQ(meeting::KeptPaper(c, government_, head, paper).has_value(),
                  head.state == meeting::MeetingState::kClosed)
            << paper;
    }
    return all;
  });
  ASSERT_EQ(meetings.size(), 2u);
  const meeting::Meeting &planned = meetings[0], &held = meetings[1];
  EXPECT_EQ(planned.head.state, meeting::MeetingState::kPlanned);
  EXPECT_EQ(planned.head.period, kQuarter);
  EXPECT_EQ(planned.items.size(), 6u);
  EXPECT_EQ(held.head.state, meeting::MeetingState::kClosed);
  EXPECT_EQ(held.sessions.size(), 2u);
  EXPECT_EQ(held.Came(), static_cast<int>(held.participants.size()) - 1);
  std::vector<std::string> decided;
  for (const meeting::FollowUp& one : held.decisions)
    decided.push_back(std::string(Name(one.state)) + (one.IsLate({2024, 9, 30}) ? " late" : ""));
  EXPECT_THAT(decided, testing::ElementsAre("done", "open", "accepted", "in_progress late", "accepted",
                                            "in_progress"));
  Application application(*db_, std::filesystem::path(db_.data()) / "evidence", false, [] { return kNow; });
  http::Router router = application.MakeRouter();
  const std::string material = fmt::format("/meetings/{}/material", planned.head.id);
  EXPECT_THAT(Page(router, "verifikator", material, {}), HasSubstr(held.decisions[3].decision));
  EXPECT_THAT(Page(router, "petugas.egov", "/", {}), HasSubstr(held.decisions[3].decision));
}

// The figure that was taken over stays; whoever looks at it is told that its records have changed.
TEST_P(DemoTest, AChangeOfTheRecordsShowsWhereTheFigureStands) {
  Application application(*db_, std::filesystem::path(db_.data()) / "evidence", false, [] { return kNow; });
  http::Router router = application.MakeRouter();
  const std::string name = "Perangkat daerah terlayani internet terintegrasi";
  const int64_t id = db_->Read(
      [&](sql::Connection& c) { return *c.One("SELECT id FROM indicator WHERE name = ?", {name}); });
  const std::string explained = "/explain/indicator/" + std::to_string(id);
  const http::Pairs quarter = {{"period", kQuarter.Code()}};
  const auto pages = [&] {
    return std::vector<std::string>{Page(router, "petugas.infra", "/entry", quarter),
                                    Page(router, "verifikator", "/verify", quarter),
                                    Page(router, "verifikator", explained, quarter)};
  };
  for (const std::string& page : pages()) {
    EXPECT_THAT(page, HasSubstr("Perangkat daerah terlayani internet: 36"));
    EXPECT_THAT(page, Not(HasSubstr("sudah berubah")));
  }
  const registers::Definition& served = application.registers().Find("ict-service")->definition;
  const auto ended = db_->Write([&](sql::Connection& c) -> Result<registers::Record> {
    const kernel::UnitTree units = kernel::LoadAllUnits(c, government_);
    const kernel::Government government = *kernel::FindGovernment(c, government_);
    const kernel::Actor actor = kernel::CommandLineActor(government_);
    const registers::RecordFields fields(c, government_, units, NumberStyle::kPoint);
    const registers::RecordContext context{
        actor, units, government, kernel::ShippedCalendar(), fields, {}, kNow, {2024, 9, 30}, false};
    const int64_t record = *c.One("SELECT id FROM \"" + registers::TableOf(served) +
                                  "\" WHERE state = 'served' ORDER BY id LIMIT 1");
    const int64_t version = registers::FindRecord(c, government_, served, record)->version;
    return ActOn(c, context, served, record, {"end", "Pindah gedung", version, {}, {}});
  });
  ASSERT_TRUE(ended.ok()) << ended.error().code;
  for (const std::string& page : pages()) EXPECT_THAT(page, HasSubstr("sudah berubah sejak diambil"));
  EXPECT_THAT(Page(router, "evaluator", explained, quarter),
              HasSubstr("sudah berubah sejak diambil; sekarang 35"))
      << "who may read all records";
  EXPECT_EQ(Realised(name), "36");
}

}  // namespace
}  // namespace sinergi::app
