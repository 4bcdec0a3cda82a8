// Account: a person's way in. Passwords are Argon2id (libsodium, interactive limits), at least 10 characters. Sessions are random
// 256-bit tokens, stored only as their hash, ended after 12 hours without use or 7 days, and at every password change.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "kernel/actor.h"
#include "platform/sql/database.h"

namespace sinergi::kernel {

struct Account {
  int64_t id = 0;
  int64_t government_id = 0;
  std::string login;     // lower-case a-z 0-9 . _ - , unique in the database
  std::string name;      // the person's, or of the post
  std::string position;  // jabatan
  bool disabled = false;
  bool must_change_password = false;
  std::vector<Grant> grants;
  std::optional<int64_t> row_version;  // what the writer saw; none: it is not asked
};

// Hashing is slow by intent (some 50 ms): do it before the Write, never inside.
std::string HashPassword(std::string_view password);
bool PasswordMatches(std::string_view hash, std::string_view password);
// Never true; takes as long as PasswordMatches, so that an unknown log-in name cannot be told by the time.
bool SpendPasswordTime(std::string_view password);
// kernel.password_short, kernel.password_long, kernel.password_common
Status CheckNewPassword(std::string_view password, std::string_view login);

// Errors: kernel.login_form, kernel.login_taken, kernel.name_missing, kernel.role_whole_government,
// kernel.role_unit_unknown, kernel.account_unknown, kernel.account_changed (somebody was faster),
// kernel.last_administrator. The caller makes the audit entry.

Result<int64_t> AddAccount(sql::Connection& c, const Account& account, std::string_view password_hash);
// Name, position, disabled, grants; ends sessions when less may be done.
Status ChangeAccount(sql::Connection& c, const Account& account);
Status SetPassword(sql::Connection& c, int64_t government_id, int64_t account_id,
                   std::string_view password_hash, bool must_change);
std::vector<Account> ListAccounts(sql::Connection& c, int64_t government_id);
std::optional<Account> FindAccount(sql::Connection& c, std::string_view login);
std::optional<Account> FindAccountById(sql::Connection& c, int64_t government_id, int64_t account_id);
std::optional<std::string> PasswordHashOf(sql::Connection& c, int64_t government_id, int64_t account_id);

struct Session {
  std::string token;  // goes to the cookie only
  std::string csrf;   // goes into forms
};
Session OpenSession(sql::Connection& c, const Account& account, Instant now);

// Who a session's token belongs to: one statement, made for every request. Empty when unknown, ended or disabled.
struct SessionView {
  Actor actor;
  std::string csrf;
  int64_t data_version = 0;  // of the government, both read in the same statement
  int64_t units_version = 0;
  bool must_change_password = false;
  Instant last_seen = 0;
};
std::optional<SessionView> FindSession(sql::Connection& c, std::string_view token, Instant now);
constexpr int64_t kTouchEvery = 600;                                         // seconds
void TouchSession(sql::Connection& c, std::string_view token, Instant now);  // at most once in kTouchEvery
void CloseSession(sql::Connection& c, std::string_view token);
void CloseSessionsOf(sql::Connection& c, int64_t government_id, int64_t account_id);

}  // namespace sinergi::kernel
