// Roles held by name: who gives them, what they change, and that the trail tells it.
#include "modules/register/role_store.h"

#include <gmock/gmock.h>

#include "kernel/audit.h"
#include "kernel/evidence.h"
#include "kit/desk.h"
#include "modules/register/record_clocks.h"
#include "modules/register/record_files.h"

namespace sinergi::registers {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

class Roles : public testkit::DeskTest {
 protected:
  http::Pairs Form(const char* role, const kernel::Account& account, int64_t unit) {
    return {{"role", role}, {"account", std::to_string(account.id)}, {"unit", std::to_string(unit)}};
  }
  int64_t Told(const char* act) {
    return db_->Read([&](sql::Connection& c) {
      return static_cast<int64_t>(kernel::ListAudit(c, government_, {act}).size());
    });
  }
};
INSTANTIATE_TEST_SUITE_P(On, Roles, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(Roles, AreGivenAndTakenByTheAdministrator) {
  Visitor admin = EnterAs(admin_), officer = EnterAs(officer_);
  const std::string page = admin.Get("/registers/desk/roles").body;
  EXPECT_THAT(page, AllOf(HasSubstr("Penjaga"), HasSubstr("Petugas"), HasSubstr("Selesaikan"),
                          HasSubstr("Tunjuk pemegang peran")));
  EXPECT_THAT(officer.Get("/registers/desk/roles").body, Not(HasSubstr("Tunjuk pemegang peran")));
  EXPECT_EQ(officer.Post("/registers/desk/roles", Form("keeper", officer_, 0)).status, 403);
  EXPECT_EQ(admin.Post("/registers/desk/roles", Form("keeper", head_, diskominfo_)).status, 303);
  EXPECT_EQ(admin.Post("/registers/desk/roles", Form("keeper", head_, diskominfo_)).status, 303);  // twice
  EXPECT_EQ(Told("register.grant_role"), 1);
  EXPECT_THAT(admin.Get("/registers/desk/roles").body, HasSubstr("Pegawai kepala"));
  EXPECT_EQ(admin.Post("/registers/desk/roles/revoke", Form("keeper", head_, diskominfo_)).status, 303);
  EXPECT_EQ(Told("register.revoke_role"), 1);
  EXPECT_EQ(Count("SELECT count(*) FROM register_grant"), 0);
}

TEST_P(Roles, WhatIsNotThereIsRefused) {
  Visitor admin = EnterAs(admin_);
  kernel::Account nobody;
  nobody.id = 987654;
  for (const auto& [role, account, unit] :
       {std::tuple("head", head_, diskominfo_), std::tuple("nothing", head_, diskominfo_),
        std::tuple("keeper", nobody, diskominfo_), std::tuple("keeper", head_, int64_t{987654})})
    EXPECT_EQ(admin.Post("/registers/desk/roles", Form(role, account, unit)).status, 422) << role;
  EXPECT_EQ(admin.Post("/registers/desk/roles", {{"role", "keeper"}}).status, 422);
  EXPECT_EQ(Count("SELECT count(*) FROM register_grant"), 0);
}

// Until somebody is named the kernel's role stands for it; then it does so no longer, there.
TEST_P(Roles, WhoIsNamedHoldsItAlone) {
  const Record before = Make(officer_, {{"what", {"Kabel"}}});
  ASSERT_TRUE(As(admin_, [&](sql::Connection& c, const RecordContext& context) {
                return GrantRole(c, context, desk(), {"keeper", stranger_.id, diskominfo_});
              }).ok());
  EXPECT_EQ(TryAct(officer_, before, "accept").error().code, "kernel.forbidden");
  EXPECT_TRUE(TryAct(stranger_, before, "accept").ok());
  ASSERT_TRUE(As(admin_, [&](sql::Connection& c, const RecordContext& context) {
                return RevokeRole(c, context, desk(), {"keeper", stranger_.id, diskominfo_});
              }).ok());
  const Record now =
      *db_->Read([&](sql::Connection& c) { return FindRecord(c, government_, desk(), before.id); });
  EXPECT_EQ(TryAct(stranger_, now, "finish").error().code, "kernel.forbidden");
  EXPECT_TRUE(TryAct(officer_, now, "finish").ok());
}

// ---- the verb ----

TEST_P(Roles, AnActThatNeedsFilesIsRefusedWithoutThem) {
  const Record accepted = Act(officer_, Make(officer_, {{"what", {"Kabel"}}}), "accept");
  const Result<Record> bare = TryAct(officer_, accepted, "prove");
  ASSERT_FALSE(bare.ok());
  EXPECT_EQ(bare.error().fields.at(0).field, "files");
  kernel::Evidence file;
  file.file_name = "foto.pdf";
  file.content_type = "application/pdf";
  file.sha256 = std::string(64, 'a');
  file.bytes = 12;
  EXPECT_EQ(TryAct(officer_, accepted, "finish", {}, {file}).error().fields.at(0).code,
            "register.field.not_typed");
  ASSERT_TRUE(TryAct(officer_, accepted, "prove", {}, {file}).ok());
  const auto kept = db_->Read([&](sql::Connection& c) {
    return kernel::ListEvidence(c, government_, ActFileSubject(desk(), accepted.id, 3));
  });
  EXPECT_EQ(kept.size(), 1u);
}

TEST_P(Roles, AClockBeginsAnewWhereItsFileSaysSo) {
  Record record = Act(officer_, Make(officer_, {{"what", {"Kabel"}}}), "accept");
  now_ = NoonOf("2024-03-18");  // a working day behind the end
  record = Act(officer_, record, "finish");
  EXPECT_EQ(record.clocks[0].met, 0);
  now_ = NoonOf("2024-03-20");
  record = Act(officer_, record, "reopen");
  EXPECT_FALSE(record.clocks[0].ended.has_value());
  EXPECT_EQ(record.clocks[0].due->Iso(), "2024-03-27");  // 21, 22, 25, 26, 27
  now_ = NoonOf("2024-03-22");
  record = Act(officer_, record, "finish");
  EXPECT_EQ(record.clocks[0].met, 1);
  EXPECT_EQ(record.clocks[0].used, 2);
}

}  // namespace
}  // namespace sinergi::registers
