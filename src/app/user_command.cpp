#include <iostream>

#include <fmt/format.h>
#include <boost/json.hpp>

#include "app/command.h"
#include "kernel/account.h"
#include "kernel/audit.h"

namespace sinergi::app {
namespace {

namespace json = boost::json;

Result<std::string> ReadPassword(const std::string& login) {
  std::string password;
  std::getline(std::cin, password);
  const Status good = kernel::CheckNewPassword(password, login);
  if (!good.ok()) return good.error();
  return kernel::HashPassword(password);
}

Result<int64_t> UnitOf(sql::Connection& c, const kernel::Government& government, const std::string& code) {
  if (code.empty()) return 0;
  const kernel::UnitTree units =
      kernel::LoadUnits(c, government.id, DateAt(SystemClock()(), government.zone));
  const kernel::Unit* unit = units.FindCode(code);
  if (unit == nullptr) return Error{ErrorKind::kNotFound, "app.unit_unknown", {code}};
  return unit->id;
}

void Note(sql::Connection& c, const kernel::Account& account, const std::string& act) {
  const json::object detail{{"login", account.login}};
  kernel::Record(c, kernel::CommandLineActor(account.government_id), SystemClock()(),
                 {act, "account/" + std::to_string(account.id), json::serialize(detail)});
}

// Finds the account by its log-in name, lets `change` act on it, and notes the act in the trail.
int OnAccount(const Globals& globals, const std::string& login, const std::string& act,
              const std::function<Status(sql::Connection&, kernel::Account&)>& change) {
  auto db = OpenStore(globals, Missing::kRefuse);
  if (!db.ok()) return Fail(globals, db.error());
  const Status done = (*db)->Write([&](sql::Connection& c) -> Status {
    std::optional<kernel::Account> account = kernel::FindAccount(c, login);
    if (!account) return Error{ErrorKind::kNotFound, "app.account_unknown", {login}};
    const Status changed = change(c, *account);
    if (changed.ok()) Note(c, *account, act);
    return changed;
  });
  if (!done.ok()) return Fail(globals, done.error());
  return kDone;
}

}  // namespace

int AddUser(const Globals& globals, const UserOptions& options) {
  auto db = OpenStore(globals, Missing::kRefuse);
  if (!db.ok()) return Fail(globals, db.error());
  const bool known =
      (*db)->Read([&](sql::Connection& c) { return kernel::FindAccount(c, options.login).has_value(); });
  // A known account gets one more role; only a new one needs a password.
  const Result<std::string> hash = known ? Result<std::string>(std::string()) : ReadPassword(options.login);
  if (!hash.ok()) return Fail(globals, hash.error());
  const Status added = (*db)->Write([&](sql::Connection& c) -> Status {
    const Result<kernel::Government> government = ChosenGovernment(c, globals);
    if (!government.ok()) return government.error();
    const Result<int64_t> unit = UnitOf(c, *government, options.unit);
    if (!unit.ok()) return unit.error();
    kernel::Account account = kernel::FindAccount(c, options.login).value_or(kernel::Account());
    account.government_id = government->id;
    account.login = options.login;
    account.name = options.name;
    if (!options.position.empty()) account.position = options.position;
    account.grants.push_back({kernel::ParseRole(options.role).value(), *unit});
    if (account.id != 0) {
      const Status changed = kernel::ChangeAccount(c, account);
      if (!changed.ok()) return changed.error();
    } else {
      const Result<int64_t> id = kernel::AddAccount(c, account, *hash);
      if (!id.ok()) return id.error();
      account.id = *id;
    }
    Note(c, account, "account.add");
    return Ok();
  });
  if (!added.ok()) return Fail(globals, added.error());
  return kDone;
}

int ListUsers(const Globals& globals) {
  auto db = OpenStore(globals, Missing::kRefuse);
  if (!db.ok()) return Fail(globals, db.error());
  const auto accounts = (*db)->Read([&](sql::Connection& c) -> Result<std::vector<kernel::Account>> {
    const Result<kernel::Government> government = ChosenGovernment(c, globals);
    if (!government.ok()) return government.error();
    return kernel::ListAccounts(c, government->id);
  });
  if (!accounts.ok()) return Fail(globals, accounts.error());
  json::array list;
  for (const kernel::Account& account : *accounts) {
    json::array roles;
    std::string text;
    for (const kernel::Grant& grant : account.grants) {
      roles.emplace_back(kernel::Name(grant.role));
      text += (text.empty() ? "" : ", ") + std::string(kernel::Name(grant.role));
    }
    if (globals.json)
      list.push_back(json::object{{"login", account.login},
                                  {"name", account.name},
                                  {"disabled", account.disabled},
                                  {"roles", std::move(roles)}});
    else
      std::cout << fmt::format("{:<24} {:<36} {}{}\n", account.login, account.name, text,
                               account.disabled ? " (×)" : "");
  }
  if (globals.json) std::cout << json::serialize(list) << "\n";
  return kDone;
}

int SetUserPassword(const Globals& globals, const std::string& login) {
  const Result<std::string> hash = ReadPassword(login);
  if (!hash.ok()) return Fail(globals, hash.error());
  return OnAccount(globals, login, "account.password", [&](sql::Connection& c, kernel::Account& account) {
    return kernel::SetPassword(c, account.government_id, account.id, *hash, false);
  });
}

int DisableUser(const Globals& globals, const std::string& login, bool disabled) {
  return OnAccount(globals, login, disabled ? "account.disable" : "account.enable",
                   [&](sql::Connection& c, kernel::Account& account) {
                     account.disabled = disabled;
                     return kernel::ChangeAccount(c, account);
                   });
}

}  // namespace sinergi::app
