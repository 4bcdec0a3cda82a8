#include "kernel/account.h"

#include <algorithm>

#include "kernel/field_check.h"
#include "kernel/ids.h"

namespace sinergi::kernel {
namespace {

constexpr std::string_view kColumns =
    "SELECT a.government_id, a.id, a.login, a.name, a.position, a.disabled, a.must_change_password, g.role, "
    "g.unit_id, a.row_version FROM account a "
    "LEFT JOIN role_grant g ON g.government_id = a.government_id AND g.account_id = a.id ";

// Rows come one a grant, those of an account in a row.
void Collect(const sql::Row& row, std::vector<Account>& accounts) {
  if (accounts.empty() || accounts.back().id != row.Int(1)) {
    Account account;
    account.government_id = row.Int(0);
    account.id = row.Int(1);
    account.login = row.String(2);
    account.name = row.String(3);
    account.position = row.String(4);
    account.disabled = row.Int(5) != 0;
    account.must_change_password = row.Int(6) != 0;
    account.row_version = row.Int(9);
    accounts.push_back(std::move(account));
  }
  if (const std::optional<Role> role = ParseRole(row.Text(7))) {
    accounts.back().grants.push_back({*role, row.Int(8)});
  }
}

bool IsLogin(std::string_view login) {
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789._-";
  return login.size() >= 3 && login.size() <= 40 && login.find_first_not_of(kAllowed) == login.npos;
}

bool Administers(const Account& account) {
  return !account.disabled && std::any_of(account.grants.begin(), account.grants.end(),
                                          [](const Grant& g) { return g.role == Role::kAdministrator; });
}

bool OtherAdministrator(sql::Connection& c, const Account& account) {
  return c
      .One(
          "SELECT 1 FROM role_grant g "
          "JOIN account a ON a.government_id = g.government_id AND a.id = g.account_id "
          "WHERE g.government_id = ? AND g.role = 'administrator' AND g.account_id <> ? AND a.disabled = 0 "
          "LIMIT 1",
          {account.government_id, account.id})
      .has_value();
}

void CheckGrants(const UnitTree& units, const Account& account, FieldCheck& check) {
  for (const Grant& grant : account.grants) {
    if (grant.unit_id != 0 && IsForWholeGovernment(grant.role))
      check.Refuse("grants", "kernel.role_whole_government");
    if (grant.unit_id != 0 && units.Find(grant.unit_id) == nullptr)
      check.Refuse("grants", "kernel.role_unit_unknown");
  }
}

Status CheckAccount(sql::Connection& c, const Account& account) {
  FieldCheck check;
  if (!IsLogin(account.login)) check.Refuse("login", "kernel.login_form");
  check.Text("name", account.name, 150, "kernel.name_missing");
  check.Text("position", account.position, 150);
  CheckGrants(LoadAllUnits(c, account.government_id), account, check);
  return check.ok() ? Ok() : Status(check.error());
}

bool Same(const Grant& a, const Grant& b) {
  return a.role == b.role && a.unit_id == b.unit_id;
}

bool Holds(const std::vector<Grant>& grants, const Grant& grant) {
  return std::any_of(grants.begin(), grants.end(), [&](const Grant& held) { return Same(held, grant); });
}

bool MayLess(const Account& now, const Account& before) {
  return now.disabled || std::any_of(before.grants.begin(), before.grants.end(),
                                     [&](const Grant& grant) { return !Holds(now.grants, grant); });
}

void AddGrants(sql::Connection& c, const Account& account, int64_t account_id) {
  std::vector<Grant> unique;
  for (const Grant& grant : account.grants) {
    if (!Holds(unique, grant)) unique.push_back(grant);
  }
  if (unique.empty()) return;
  int64_t id = NextId(c, account.government_id, static_cast<int64_t>(unique.size()));
  for (const Grant& grant : unique) {
    const sql::Value unit = grant.unit_id == 0 ? sql::Value() : sql::Value(grant.unit_id);
    c.Execute("INSERT INTO role_grant (government_id, id, account_id, role, unit_id) VALUES (?, ?, ?, ?, ?)",
              {account.government_id, id++, account_id, Name(grant.role), unit});
  }
}

}  // namespace

Result<int64_t> AddAccount(sql::Connection& c, const Account& account, std::string_view password_hash) {
  const int64_t id = NextId(c, account.government_id);
  if (Status fine = CheckAccount(c, account); !fine.ok()) return fine.error();
  if (c.One("SELECT 1 FROM account WHERE login = ?", {account.login})) {
    return Error{ErrorKind::kConflict,
                 "kernel.login_taken",
                 {account.login},
                 {{"login", "kernel.login_taken", {account.login}}}};
  }
  c.Execute(
      "INSERT INTO account (government_id, id, login, name, position, password_hash, disabled, "
      "must_change_password) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      {account.government_id, id, account.login, account.name, account.position, password_hash,
       account.disabled, account.must_change_password});
  AddGrants(c, account, id);
  return id;
}

Status ChangeAccount(sql::Connection& c, const Account& account) {
  // The version's row makes writers of one government wait: two cannot each take away the other's last
  // administrator.
  BumpDataVersion(c, account.government_id);
  const std::optional<Account> before = FindAccountById(c, account.government_id, account.id);
  if (!before) return Error{ErrorKind::kNotFound, "kernel.account_unknown"};
  if (account.row_version && account.row_version != before->row_version)
    return Error{ErrorKind::kConflict, "kernel.account_changed"};
  Account now = account;
  now.login = before->login;
  if (Status fine = CheckAccount(c, now); !fine.ok()) return fine;
  if (Administers(*before) && !Administers(now) && !OtherAdministrator(c, now)) {
    return Error{ErrorKind::kConflict, "kernel.last_administrator"};
  }
  c.Execute(
      "UPDATE account SET name = ?, position = ?, disabled = ?, row_version = row_version + 1 "
      "WHERE government_id = ? AND id = ?",
      {now.name, now.position, now.disabled, now.government_id, now.id});
  c.Execute("DELETE FROM role_grant WHERE government_id = ? AND account_id = ?", {now.government_id, now.id});
  AddGrants(c, now, now.id);
  if (MayLess(now, *before)) CloseSessionsOf(c, now.government_id, now.id);
  return Ok();
}

Status SetPassword(sql::Connection& c, int64_t government_id, int64_t account_id,
                   std::string_view password_hash, bool must_change) {
  const int64_t changed = c.Execute(
      "UPDATE account SET password_hash = ?, must_change_password = ? WHERE government_id = ? AND id = ?",
      {password_hash, must_change, government_id, account_id});
  if (changed == 0) return Error{ErrorKind::kNotFound, "kernel.account_unknown"};
  CloseSessionsOf(c, government_id, account_id);
  return Ok();
}

std::vector<Account> ListAccounts(sql::Connection& c, int64_t government_id) {
  std::vector<Account> accounts;
  c.Query(fmt::format("{}WHERE a.government_id = ? ORDER BY a.name, a.id, g.id", kColumns), {government_id},
          [&](const sql::Row& row) { Collect(row, accounts); });
  return accounts;
}

std::optional<Account> FindAccount(sql::Connection& c, std::string_view login) {
  if (!IsLogin(login)) return {};
  std::vector<Account> found;
  c.Query(fmt::format("{}WHERE a.login = ? ORDER BY g.id", kColumns), {login},
          [&](const sql::Row& row) { Collect(row, found); });
  return found.empty() ? std::nullopt : std::optional<Account>(std::move(found[0]));
}

std::optional<Account> FindAccountById(sql::Connection& c, int64_t government_id, int64_t account_id) {
  std::vector<Account> found;
  c.Query(fmt::format("{}WHERE a.government_id = ? AND a.id = ? ORDER BY g.id", kColumns),
          {government_id, account_id}, [&](const sql::Row& row) { Collect(row, found); });
  return found.empty() ? std::nullopt : std::optional<Account>(std::move(found[0]));
}

std::optional<std::string> PasswordHashOf(sql::Connection& c, int64_t government_id, int64_t account_id) {
  return c.OneText("SELECT password_hash FROM account WHERE government_id = ? AND id = ?",
                   {government_id, account_id});
}

}  // namespace sinergi::kernel
