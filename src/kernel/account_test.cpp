#include "kernel/account.h"

#include "kit/kernel.h"

namespace sinergi::kernel {
namespace {

constexpr Instant kNow = 1'700'000'000, kHour = 3600;

TEST(Password, IsArgon2idAndMatchesOnlyItself) {
  const std::string hash = HashPassword("kuda terbang 7");
  EXPECT_TRUE(hash.starts_with("$argon2id$")) << hash;
  EXPECT_TRUE(PasswordMatches(hash, "kuda terbang 7"));
  EXPECT_FALSE(PasswordMatches(hash, "kuda terbang 8"));
  EXPECT_FALSE(PasswordMatches(hash, std::string_view("kuda terbang 7\0", 15)));
  EXPECT_FALSE(PasswordMatches("", "x"));
  EXPECT_FALSE(PasswordMatches(std::string(5000, 'x'), "x"));
  EXPECT_FALSE(SpendPasswordTime("kuda terbang 7"));
}

TEST(Password, NewOnesFollowTheRules) {
  struct Case {
    std::string password, refusal;
  };
  const Case cases[] = {
      {"", "kernel.password_short"},
      {"123456789", "kernel.password_short"},
      {"1234567890", "kernel.password_common"},
      {"0987654321", "kernel.password_common"},
      {"17081945000", "kernel.password_common"},
      {"aaaaaaaaaaaa", "kernel.password_common"},
      {"abcabcabcabc", "kernel.password_common"},
      {"Password123", "kernel.password_common"},
      {"Indonesia#2024", "kernel.password_common"},
      {"maria.b1234", "kernel.password_common"},
      {std::string(201, 'x') + "y", "kernel.password_long"},
      {"kuda terbang 7", ""},
      {"maria.b suka kopi pagi", ""},
  };
  for (const Case& row : cases) {
    const Status status = CheckNewPassword(row.password, "maria.b");
    EXPECT_EQ(status.ok() ? "" : status.error().code, row.refusal) << row.password;
  }
}

class AccountStore : public testkit::KernelTest {
 protected:
  std::string Refusal(const Account& account) {
    const Status status = db_->Write([&](sql::Connection& c) -> Status {
      if (account.id != 0) return ChangeAccount(c, account);
      const Result<int64_t> added = AddAccount(c, account, "none");
      return added.ok() ? Ok() : Status(added.error());
    });
    return status.ok() ? "" : status.error().code;
  }
  Session Open(const Account& account, Instant now = kNow) {
    return Write([&](sql::Connection& c) -> Result<Session> { return OpenSession(c, account, now); });
  }
  std::optional<SessionView> Find(std::string_view token, Instant now = kNow) {
    return db_->Read([&](sql::Connection& c) { return FindSession(c, token, now); });
  }
  Account Load(const Account& account) {
    return db_
        ->Read([&](sql::Connection& c) { return FindAccountById(c, account.government_id, account.id); })
        .value();
  }
};
INSTANTIATE_TEST_SUITE_P(On, AccountStore, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(AccountStore, KeepsWhatItIsGiven) {
  const Account person = AddPerson("maria.b", {{Role::kOfficer, secretariat_}, {Role::kAuditor, 0}});
  const auto found = db_->Read([&](sql::Connection& c) { return FindAccount(c, "maria.b"); });
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->id, person.id);
  EXPECT_EQ(found->name, "Pegawai maria.b");
  ASSERT_EQ(found->grants.size(), 2u);
  EXPECT_EQ(found->grants[0].role, Role::kOfficer);
  EXPECT_EQ(found->grants[0].unit_id, secretariat_);
  EXPECT_EQ(found->grants[1].unit_id, 0);
  AddPerson("andi", {});
  EXPECT_EQ(db_->Read([&](sql::Connection& c) { return ListAccounts(c, government_); }).size(), 2u);
  EXPECT_FALSE(db_->Read([&](sql::Connection& c) { return FindAccount(c, "' OR 1=1 --"); }).has_value());
}

TEST_P(AccountStore, RefusesWithAReason) {
  AddPerson("maria.b", {});
  Account account;
  account.government_id = government_;
  account.name = "Maria";
  for (const char* login : {"", "ab", "Maria", "maria b", "m@ria", "maria\xFF", "<script>"}) {
    account.login = login;
    EXPECT_EQ(Refusal(account), "kernel.login_form") << login;
  }
  account.login = std::string(41, 'a');
  EXPECT_EQ(Refusal(account), "kernel.login_form");
  account.login = "maria.b";
  EXPECT_EQ(Refusal(account), "kernel.login_taken");
  account.login = "maria.c";
  account.grants = {{Role::kAdministrator, secretariat_}};
  EXPECT_EQ(Refusal(account), "kernel.role_whole_government");
  account.grants = {{Role::kOfficer, 9999}};
  EXPECT_EQ(Refusal(account), "kernel.role_unit_unknown");
  account.grants = {};
  account.name = "";
  EXPECT_EQ(Refusal(account), "kernel.name_missing");
  account.name = "Maria";
  account.id = 9999;
  EXPECT_EQ(Refusal(account), "kernel.account_unknown");
}

TEST_P(AccountStore, ALoginIsUniqueAcrossGovernments) {
  AddPerson("maria.b", {});
  Account account;
  account.government_id = Write([](sql::Connection& c) {
    Government government;
    government.code = "53";
    government.name = "Provinsi";
    return AddGovernment(c, government);
  });
  account.login = "maria.b";
  account.name = "Maria";
  EXPECT_EQ(Refusal(account), "kernel.login_taken");
}

TEST_P(AccountStore, TheLastAdministratorStays) {
  Account first = AddPerson("admin.a", {{Role::kAdministrator, 0}});
  Account second = AddPerson("admin.b", {{Role::kAdministrator, 0}});
  first.disabled = true;
  EXPECT_EQ(Refusal(first), "");
  Account demoted = second;
  demoted.grants = {{Role::kHead, 0}};
  EXPECT_EQ(Refusal(demoted), "kernel.last_administrator");
  second.disabled = true;
  EXPECT_EQ(Refusal(second), "kernel.last_administrator");
  first.disabled = false;
  EXPECT_EQ(Refusal(first), "");
  EXPECT_EQ(Refusal(second), "");
  EXPECT_FALSE(Load(first).disabled);
  EXPECT_TRUE(Load(second).disabled);
}

TEST_P(AccountStore, ASessionSaysWhoItIs) {
  const Account person = AddPerson("maria.b", {{Role::kOfficer, secretariat_}, {Role::kHead, social_}});
  const Session session = Open(person);
  EXPECT_EQ(session.token.size(), 43u);
  EXPECT_NE(session.token, session.csrf);
  const auto view = Find(session.token);
  ASSERT_TRUE(view.has_value());
  EXPECT_EQ(view->actor.government_id, government_);
  EXPECT_EQ(view->actor.account_id, person.id);
  EXPECT_EQ(view->actor.login, "maria.b");
  EXPECT_EQ(view->actor.grants.size(), 2u);
  EXPECT_EQ(view->csrf, session.csrf);
  EXPECT_GT(view->data_version, 0);
  EXPECT_EQ(view->last_seen, kNow);
  EXPECT_FALSE(Find("").has_value());
  EXPECT_FALSE(Find(session.csrf).has_value());
  EXPECT_FALSE(Find(std::string(43, 'A')).has_value());
}

TEST_P(AccountStore, TheTokenIsNotInTheDatabase) {
  const Session session = Open(AddPerson("maria.b", {}));
  const auto kept = db_->Read([](sql::Connection& c) { return c.OneText("SELECT token_hash FROM session"); });
  ASSERT_TRUE(kept.has_value());
  EXPECT_EQ(kept->size(), 64u);
  EXPECT_NE(*kept, session.token);
}

TEST_P(AccountStore, ASessionEndsByTime) {
  const Account person = AddPerson("maria.b", {});
  const Session session = Open(person);
  EXPECT_TRUE(Find(session.token, kNow + 12 * kHour - 1).has_value());
  EXPECT_FALSE(Find(session.token, kNow + 12 * kHour).has_value());
  const auto touch = [&](Instant at) {
    (void)Write([&](sql::Connection& c) -> Status { return TouchSession(c, session.token, at), Ok(); });
  };
  for (Instant at = kNow + 6 * kHour; at < kNow + 7 * 24 * kHour; at += 6 * kHour) touch(at);
  EXPECT_TRUE(Find(session.token, kNow + 7 * 24 * kHour - 1).has_value());
  EXPECT_FALSE(Find(session.token, kNow + 7 * 24 * kHour).has_value());
}

TEST_P(AccountStore, ASessionEndsByWhatIsDone) {
  const Account person = AddPerson("maria.b", {{Role::kOfficer, secretariat_}, {Role::kHead, 0}});
  const auto after = [&](const std::function<Status(sql::Connection&)>& act) {
    const Session session = Open(person);
    EXPECT_TRUE(Find(session.token).has_value());
    (void)Write(act);
    return Find(session.token).has_value();
  };
  Account more = person, less = person, off = person;
  more.grants.push_back({Role::kAuditor, 0});
  less.grants.pop_back();
  off.disabled = true;
  EXPECT_TRUE(after([&](sql::Connection& c) { return ChangeAccount(c, more); }));
  EXPECT_FALSE(after([&](sql::Connection& c) { return ChangeAccount(c, less); }));
  EXPECT_FALSE(
      after([&](sql::Connection& c) { return SetPassword(c, government_, person.id, "new", false); }));
  EXPECT_FALSE(after([&](sql::Connection& c) { return CloseSessionsOf(c, government_, person.id), Ok(); }));
  EXPECT_FALSE(after([&](sql::Connection& c) { return ChangeAccount(c, off); }));
}

TEST_P(AccountStore, ClosesOneSessionOnly) {
  const Account person = AddPerson("maria.b", {});
  const Session here = Open(person), there = Open(person);
  (void)Write([&](sql::Connection& c) -> Status { return CloseSession(c, here.token), Ok(); });
  EXPECT_FALSE(Find(here.token).has_value());
  EXPECT_TRUE(Find(there.token).has_value());
}

TEST_P(AccountStore, APasswordIsKeptAndMustBeChanged) {
  const Account person = AddPerson("maria.b", {});
  (void)Write([&](sql::Connection& c) { return SetPassword(c, government_, person.id, "hash", true); });
  EXPECT_EQ(db_->Read([&](sql::Connection& c) { return PasswordHashOf(c, government_, person.id); }), "hash");
  EXPECT_TRUE(Load(person).must_change_password);
  EXPECT_TRUE(Find(Open(person).token)->must_change_password);
}

}  // namespace
}  // namespace sinergi::kernel
