// Notices: who is told of what, once; reminders before and behind the due day, by one server of several.
#include "modules/register/notice.h"

#include <gmock/gmock.h>

#include <thread>

#include "kit/desk.h"
#include "modules/register/notice_page.h"
#include "modules/register/notice_reminder.h"
#include "modules/register/role_store.h"

namespace sinergi::registers {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testkit::Visitor;

class Notices : public testkit::DeskTest {
 protected:
  std::vector<std::string> Of(const kernel::Account& account) {
    return db_->Read([&](sql::Connection& c) {
      std::vector<std::string> details;
      for (const Notice& notice : ListNotices(c, government_, account.id, 0, 50))
        details.push_back(notice.detail);
      return details;
    });
  }
  Reminding Remind(const char* day) {
    now_ = NoonOf(day);
    const auto government =
        db_->Read([&](sql::Connection& c) { return *kernel::FindGovernment(c, government_); });
    return RemindOnce(*db_, registers(), government, now_);
  }
};
INSTANTIATE_TEST_SUITE_P(On, Notices, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(Notices, AnActTellsRolesAndPersonsButNotItself) {
  const kernel::Account other = AddPerson("petugas.dua", {{kernel::Role::kOfficer, diskominfo_}});
  const Record made = Make(officer_, {{"what", {"Kabel"}}});
  EXPECT_THAT(Of(other), ElementsAre("make/1"));
  EXPECT_THAT(Of(officer_), IsEmpty());   // his own act
  EXPECT_THAT(Of(stranger_), IsEmpty());  // of another agency
  Act(officer_, made, "accept", {{"helper", {std::to_string(stranger_.id)}}});
  EXPECT_THAT(Of(head_), ElementsAre("accept/2"));
  EXPECT_THAT(Of(stranger_), ElementsAre("accept/2"));  // named in the record
  EXPECT_THAT(Of(other), ElementsAre("make/1"));
}

TEST_P(Notices, WhoIsNamedIsToldInPlaceOfTheKernelsRoles) {
  ASSERT_TRUE(As(admin_, [&](sql::Connection& c, const RecordContext& context) {
                return GrantRole(c, context, desk(), {"keeper", stranger_.id, diskominfo_});
              }).ok());
  const kernel::Account other = AddPerson("petugas.dua", {{kernel::Role::kOfficer, diskominfo_}});
  Make(stranger_, {{"what", {"Kabel"}}});
  EXPECT_THAT(Of(other), IsEmpty());
}

// Five working days from 6 March 2024 over two days off: due on the 15th.
TEST_P(Notices, WarningsComeOnTheirDayAndOnceOnly) {
  const Record record = Act(officer_, Make(officer_, {{"what", {"Kabel"}}}), "accept");
  ASSERT_EQ(record.clocks[0].due->Iso(), "2024-03-15");
  EXPECT_EQ(Remind("2024-03-08").told, 0);
  EXPECT_EQ(Remind("2024-03-13").told, 2);  // two working days before: keeper and head
  EXPECT_FALSE(Remind("2024-03-13").looked);
  EXPECT_EQ(Remind("2024-03-14").told, 0);
  EXPECT_EQ(Remind("2024-03-15").told, 2);
  EXPECT_EQ(Remind("2024-03-18").told, 2);  // behind it
  EXPECT_EQ(Remind("2024-03-25").told, 0);
  EXPECT_THAT(Of(officer_),
              ElementsAre("answer/-1/2024-03-15", "answer/0/2024-03-15", "answer/2/2024-03-15"));
  Act(officer_, record, "finish");
  EXPECT_EQ(Remind("2024-03-26").told, 0);
}

TEST_P(Notices, OfWarningsMissedTheLatestIsTold) {
  Act(officer_, Make(officer_, {{"what", {"Kabel"}}}), "accept");
  EXPECT_EQ(Remind("2024-03-18").told, 2);
  EXPECT_THAT(Of(officer_), ElementsAre("answer/-1/2024-03-15"));
}

TEST_P(Notices, TwoServersTellOnce) {
  Act(officer_, Make(officer_, {{"what", {"Kabel"}}}), "accept");
  now_ = NoonOf("2024-03-15");
  const auto government =
      db_->Read([&](sql::Connection& c) { return *kernel::FindGovernment(c, government_); });
  Reminding first, second;
  std::thread one([&] { first = RemindOnce(*db_, registers(), government, now_); });
  std::thread two([&] { second = RemindNow(*db_, registers(), government, now_); });
  one.join();
  two.join();
  EXPECT_EQ(first.told + second.told, 2);
  EXPECT_EQ(Count("SELECT count(*) FROM register_notice WHERE kind = 'warn'"), 2);
}

TEST_P(Notices, ThePageShowsThemAndMarksThemRead) {
  const Record record =
      Act(officer_, Make(officer_, {{"what", {"Kabel"}}, {"who", {"Warga Rahasia"}}}), "accept");
  now_ = NoonOf("2024-03-15");
  Visitor officer = EnterAs(officer_), stranger = EnterAs(stranger_);
  const std::string page = officer.Get("/notices").body;  // the first visit of the day looks at the clocks
  EXPECT_THAT(page, AllOf(HasSubstr("Jawaban: tenggatnya hari ini"), HasSubstr("001/ML/2024"),
                          HasSubstr("1 belum dibaca"), Not(HasSubstr("Warga Rahasia"))));
  EXPECT_THAT(stranger.Get("/notices").body, HasSubstr("Belum ada pemberitahuan"));
  EXPECT_EQ(Anonymous().Get("/notices").status, 303);
  const std::string id = std::to_string(
      Count("SELECT max(id) FROM register_notice WHERE account_id = " + std::to_string(officer_.id)));
  EXPECT_EQ(testkit::HeaderOf(stranger.Post("/notices/" + id, {}), "Location"), "/notices");
  EXPECT_THAT(officer.Get("/notices").body, HasSubstr("1 belum dibaca"));
  EXPECT_EQ(testkit::HeaderOf(officer.Post("/notices/" + id, {}), "Location"), PathOf(record));
  EXPECT_THAT(officer.Get("/notices").body, HasSubstr("Semua sudah dibaca"));
  EXPECT_EQ(officer.Post("/notices/0", {}).status, 404);
  EXPECT_EQ(EnterAs(head_).Post("/notices/read", {}).status, 303);
  EXPECT_EQ(Count("SELECT count(*) FROM register_notice WHERE read_at IS NULL"), 0);
}

}  // namespace
}  // namespace sinergi::registers
