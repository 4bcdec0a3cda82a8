// Records through their verbs, with the shipped register of information requests.
#include "modules/register/record.h"

#include <gmock/gmock.h>

#include <thread>

#include "kernel/audit.h"
#include "kernel/calendar_file.h"
#include "kit/registers.h"
#include "modules/register/definition_file.h"
#include "modules/register/record_clocks.h"
#include "modules/register/record_fields.h"
#include "modules/register/record_table.h"
#include "platform/files/embedded.h"

namespace sinergi::registers {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class RecordTest : public testkit::KernelTest {
 protected:
  RecordTest() : KernelTest(testkit::RegisterTables()) {
    const files::EmbeddedFile* file = files::FindEmbedded("data/registers/ppid-request.yaml");
    Write([&](sql::Connection& c) -> Status { return ApplyDefinition(c, definition_, file->plain, 0); });
    officer_ = AddPerson("petugas", {{kernel::Role::kOfficer, diskominfo_}});
    head_ = AddPerson("kepala", {{kernel::Role::kHead, diskominfo_}});
    stranger_ = AddPerson("orang.lain", {{kernel::Role::kOfficer, social_}});
  }

  // Runs `verb(c, context)` as somebody at a moment of the government's day.
  template <class Verb>
  auto As(const kernel::Account& account, std::string_view day, Verb&& verb) {
    const kernel::Actor actor{government_, account.id, account.login, account.name, account.grants};
    const kernel::UnitTree units = Units();
    return db_->Write([&](sql::Connection& c) {
      const RecordFields fields(c, government_, units, NumberStyle::kIndonesian);
      const Date today = *Date::Parse(day);
      const kernel::Government government = *kernel::FindGovernment(c, government_);
      const RecordContext context{actor,         units, government, kernel::ShippedCalendar(), fields, {},
                                  NoonOf(today), today, false};
      return verb(c, context);
    });
  }
  static Instant NoonOf(const Date& day) { return (day.Days() * 24 + 12 - 8) * 3600; }  // WITA

  Typed Complete() {
    return {{"applicant", {"person"}},
            {"name", {"Warga Contoh"}},
            {"national_id", {"5304000000000001"}},
            {"address", {"Jalan Contoh 1"}},
            {"phone", {"0389 21000"}},
            {"wanted", {"Laporan kinerja Dinas Komunikasi tahun 2023"}},
            {"purpose", {"Penelitian"}},
            {"way", {"copy_soft"}}};
  }
  Result<Record> Make(const kernel::Account& by, std::string_view day, Typed typed) {
    return As(by, day, [&](sql::Connection& c, const RecordContext& context) {
      return MakeRecord(c, context, definition_, {diskominfo_, typed, ""});
    });
  }
  Result<Record> Act(const kernel::Account& by, std::string_view day, const Record& record, std::string act,
                     std::string note = "", Typed typed = {}) {
    return As(by, day, [&](sql::Connection& c, const RecordContext& context) {
      return ActOn(c, context, definition_, record.id, {act, note, record.version, typed, {}});
    });
  }
  static std::vector<std::string> FieldsOf(const Error& error) {
    std::vector<std::string> fields;
    for (const FieldError& fault : error.fields) fields.push_back(fault.field);
    return fields;
  }

  Definition definition_ = *ShippedRegister("ppid-request");
  kernel::Account officer_, head_, stranger_;
};
INSTANTIATE_TEST_SUITE_P(On, RecordTest, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(RecordTest, EverythingMissingIsToldAtOnceAndTheClockStartsWhenItIsComplete) {
  const Result<Record> made =
      Make(officer_, "2024-03-01", {{"applicant", {"person"}}, {"name", {"Warga Contoh"}}});
  ASSERT_TRUE(made.ok());
  const Result<Record> refused = Act(officer_, "2024-03-01", *made, "register");
  ASSERT_FALSE(refused.ok());
  EXPECT_THAT(FieldsOf(refused.error()),
              ElementsAre("national_id", "address", "phone", "wanted", "purpose", "way"));
  const Result<Record> asked = Act(officer_, "2024-03-01", *made, "ask_more", "NIK dan alamat belum ada");
  ASSERT_TRUE(asked.ok()) << asked.error().code;
  EXPECT_EQ(asked->number, "");
  EXPECT_FALSE(asked->clocks[1].started.has_value());
  const Result<Record> changed =
      As(officer_, "2024-03-05", [&](sql::Connection& c, const RecordContext& context) {
        return ChangeRecord(c, context, definition_, asked->id, Complete(), asked->version);
      });
  ASSERT_TRUE(changed.ok()) << changed.error().code;
  const Result<Record> done = Act(officer_, "2024-03-06", *changed, "register");
  ASSERT_TRUE(done.ok()) << done.error().code;
  EXPECT_EQ(done->number, "0001/PPID/III/2024");
  // Ten working days from 6 March 2024 over Nyepi (11th) and its joint leave (12th): 7, 8, 13, 14, 15, 18,
  // 19, 20, 21, 22.
  EXPECT_EQ(done->clocks[1].due->Iso(), "2024-03-22");
  EXPECT_EQ(done->clocks[0].met, 1);
}

TEST_P(RecordTest, AnExtensionMovesTheDueDayOnceAndNeedsAReason) {
  const Record made = *Make(officer_, "2024-03-06", Complete());
  const Record registered = *Act(officer_, "2024-03-06", made, "register");
  EXPECT_EQ(Act(officer_, "2024-03-20", registered, "extend", "Arsip di luar kota").error().code,
            "kernel.forbidden");
  EXPECT_THAT(FieldsOf(Act(head_, "2024-03-20", registered, "extend").error()), ElementsAre("note"));
  const Record extended = *Act(head_, "2024-03-20", registered, "extend", "Arsip di luar kota");
  EXPECT_EQ(extended.state, "registered");
  // Seven more working days: 25, 26, 27, 28 March, 1, 2, 3 April (29 March is a holiday).
  EXPECT_EQ(extended.clocks[1].due->Iso(), "2024-04-03");
  EXPECT_EQ(Act(head_, "2024-03-21", extended, "extend", "Lagi").error().code, "register.act_once");
}

TEST_P(RecordTest, WhoMayNotIsRefusedAndSoIsWhoComesSecond) {
  const Record made = *Make(officer_, "2024-03-06", Complete());
  EXPECT_EQ(Make(stranger_, "2024-03-06", Complete()).error().code, "kernel.forbidden");
  EXPECT_EQ(Act(stranger_, "2024-03-06", made, "register").error().code, "kernel.forbidden");
  const Record registered = *Act(officer_, "2024-03-06", made, "register");
  EXPECT_EQ(Act(officer_, "2024-03-06", made, "register").error().code, "register.act_refused");
  const Record taken = *Act(officer_, "2024-03-06", registered, "take_up");
  Record stale = taken;
  stale.version = registered.version;
  EXPECT_EQ(Act(head_, "2024-03-07", stale, "extend", "x").error().code, "register.record_changed");
  EXPECT_EQ(Act(head_, "2024-03-07", taken, "grant", "", {{"name", {"Orang lain"}}}).error().code,
            "register.record_invalid");
}

TEST_P(RecordTest, AGuardSaysWhatIsMissingAndNothingIsWritten) {
  Record record = *Make(officer_, "2024-03-06", Complete());
  record = *Act(officer_, "2024-03-06", record, "register");
  record = *Act(officer_, "2024-03-07", record, "take_up");
  const Result<Record> refused = Act(head_, "2024-03-08", record, "say_not_held", "",
                                     {{"held", {"held"}}, {"notified_on", {"08/03/2024"}}});
  EXPECT_EQ(refused.error().code, "register.act_guard");
  const Record same =
      *db_->Read([&](sql::Connection& c) { return FindRecord(c, government_, definition_, record.id); });
  EXPECT_EQ(same.state, "processing");
  EXPECT_EQ(same.version, record.version);
  EXPECT_EQ(
      db_->Read([&](sql::Connection& c) { return ListActs(c, government_, definition_, record.id).size(); }),
      3u);
}

TEST_P(RecordTest, TheTrailNamesFieldsNotPersons) {
  ASSERT_TRUE(Make(officer_, "2024-03-06", Complete()).ok());
  db_->Read([&](sql::Connection& c) {
    for (const kernel::AuditRow& row : kernel::ListAudit(c, government_, {"register."})) {
      EXPECT_EQ(row.detail.find("Warga"), std::string::npos) << row.detail;
      EXPECT_NE(row.detail.find("national_id"), std::string::npos) << row.detail;
    }
    EXPECT_FALSE(kernel::ListAudit(c, government_, {"register."}).empty());
    return 0;
  });
}

TEST_P(RecordTest, NumbersHaveNoGapAndNoDoubleUnderEightWriters) {
  constexpr int kWriters = 8, kEach = 6;
  std::vector<std::string> numbers(kWriters * kEach);
  std::vector<std::thread> writers;
  for (int w = 0; w < kWriters; ++w) {
    writers.emplace_back([&, w] {
      for (int i = 0; i < kEach; ++i) {
        const Result<Record> made = Make(officer_, "2024-03-06", Complete());
        if (!made.ok()) continue;
        const Result<Record> done = Act(officer_, "2024-03-06", *made, "register");
        if (done.ok()) numbers[static_cast<size_t>(w * kEach + i)] = done->number;
        // A refusal after the number was taken gives it back.
        EXPECT_FALSE(Act(officer_, "2024-03-06", *made, "register").ok());
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  std::sort(numbers.begin(), numbers.end());
  for (int i = 0; i < kWriters * kEach; ++i)
    EXPECT_EQ(numbers[static_cast<size_t>(i)], fmt::format("{:04}/PPID/III/2024", i + 1));
}

TEST_P(RecordTest, OfTwoActsAtOnceOneWins) {
  for (int round = 0; round < 5; ++round) {
    const Record made = *Make(officer_, "2024-03-06", Complete());
    std::vector<std::string> answers(4);
    std::vector<std::thread> actors;
    for (size_t i = 0; i < answers.size(); ++i)
      actors.emplace_back([&, i] {
        const Result<Record> done =
            Act(officer_, "2024-03-06", made, i % 2 ? "register" : "withdraw", "alasan");
        answers[i] = done.ok() ? "ok" : done.error().code;
      });
    for (std::thread& actor : actors) actor.join();
    EXPECT_EQ(std::count(answers.begin(), answers.end(), "ok"), 1)
        << answers[0] << answers[1] << answers[2] << answers[3];
  }
}

}  // namespace
}  // namespace sinergi::registers
