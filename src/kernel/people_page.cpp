// /people: accounts and their roles, for administrators.
#include <boost/json.hpp>

#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/form_view.h"
#include "kernel/frame.h"
#include "kernel/kernel_pages.h"
#include "kernel/stale_form.h"
#include "kernel/token.h"

namespace sinergi::kernel {
namespace {

namespace json = boost::json;
using Dictionary = ctemplate::TemplateDictionary;

constexpr size_t kPeoplePerPage = 100, kEmptyRows = 2;
constexpr Role kGivenRoles[] = {Role::kOfficer,   Role::kVerifier,      Role::kPlanner, Role::kHead,
                                Role::kEvaluator, Role::kAdministrator, Role::kAuditor};

json::object Facts(const Account& account) {
  json::array roles;
  for (const Grant& grant : account.grants) {
    roles.push_back(json::object{{"role", Name(grant.role)}, {"unit", grant.unit_id}});
  }
  return {{"login", account.login},
          {"name", account.name},
          {"position", account.position},
          {"disabled", account.disabled},
          {"roles", std::move(roles)}};
}

void RecordAccount(sql::Connection& c, const Visit& v, const char* act, int64_t id,
                   const json::object& detail) {
  Record(c, v.actor, v.now, {act, fmt::format("account/{}", id), json::serialize(detail)});
}

std::string RoleText(const Visit& v, Role role) {
  return v.T(fmt::format("kernel.role.{}", Name(role)));
}

std::string UnitText(const Visit& v, int64_t unit_id) {
  if (unit_id == 0) return v.T("kernel.whole_government");
  const sinergi::kernel::Unit* unit = v.Units()->Find(unit_id);
  return unit == nullptr ? v.T("kernel.unit.ended") : unit->name;
}

void AddRow(Dictionary& dict, const Visit& v, const Account& account) {
  Dictionary* row = dict.AddSectionDictionary("PERSON");
  row->SetValue("URL", fmt::format("/people/{}", account.id));
  row->SetValue("NAME", account.name);
  row->SetValue("LOGIN", account.login);
  row->SetValue("POSITION", account.position);
  for (const Grant& grant : account.grants) {
    Dictionary* entry = row->AddSectionDictionary("GRANT");
    entry->SetValue("ROLE", RoleText(v, grant.role));
    entry->SetValue("UNIT", UnitText(v, grant.unit_id));
  }
  row->ShowSection(account.disabled ? "DISABLED" : "ACTIVE");
}

bool Fits(const Account& account, const std::string& folded) {
  return folded.empty() || ContainsFolded(account.name, folded) || ContainsFolded(account.login, folded) ||
         ContainsFolded(account.position, folded);
}

std::string PageUrl(std::string_view search, size_t page) {
  return fmt::format("/people?q={}&page={}", http::PercentEncode(search), page);
}

http::Response ListPeople(Visit& v) {
  const std::string search = Typed(v.request.Query("q"));
  const size_t page = static_cast<size_t>(IdOf(v.request.Query("page")).value_or(1));
  std::vector<Account> accounts =
      v.web.db.Read([&](sql::Connection& c) { return ListAccounts(c, v.actor.government_id); });
  std::erase_if(accounts, [folded = FoldText(search)](const Account& a) { return !Fits(a, folded); });
  const size_t pages = std::max<size_t>(1, (accounts.size() + kPeoplePerPage - 1) / kPeoplePerPage),
               shown = std::min(page, pages);
  Dictionary dict("people");
  dict.SetValue("SEARCH", search);
  for (size_t i = (shown - 1) * kPeoplePerPage; i < std::min(shown * kPeoplePerPage, accounts.size()); ++i)
    AddRow(dict, v, accounts[i]);
  dict.ShowSection(accounts.empty() ? "EMPTY" : "LIST");
  if (shown > 1) dict.AddSectionDictionary("BEFORE")->SetValue("BEFORE_URL", PageUrl(search, shown - 1));
  if (shown < pages) dict.AddSectionDictionary("AFTER")->SetValue("AFTER_URL", PageUrl(search, shown + 1));
  return v.Show("kernel/people", dict, "kernel.people.title");
}

// A form as it was typed: roles and units stand in rows, in the order of the fields.
struct AccountTyping {
  std::string login, name, position;
  std::vector<std::pair<std::string, std::string>> grants;
  int64_t row_version = 0;
};

AccountTyping AccountTypingOf(const Account& account) {
  AccountTyping typing{account.login, account.name, account.position, {}, account.row_version.value_or(0)};
  for (const Grant& grant : account.grants) {
    typing.grants.emplace_back(Name(grant.role), std::to_string(grant.unit_id));
  }
  return typing;
}

AccountTyping ReadAccountTyping(const http::Request& request) {
  const http::Form form = http::ReadForm(request);
  const auto field = [&](std::string_view name) { return std::string(TrimBlanks(form.Field(name))); };
  AccountTyping typing{LowerAscii(field("login")),
                       field("name"),
                       field("position"),
                       {},
                       IdOf(form.Field("row_version")).value_or(0)};
  for (const auto& [name, value] : form.fields) {
    if (name == "role") typing.grants.emplace_back(value, "0");
    if (name == "unit" && !typing.grants.empty()) typing.grants.back().second = value;
  }
  std::erase_if(typing.grants, [](const auto& grant) { return grant.first.empty(); });
  return typing;
}

Result<Account> AccountOf(const Visit& v, const AccountTyping& typing) {
  Account account;
  account.government_id = v.actor.government_id;
  account.login = typing.login;
  account.name = typing.name;
  account.position = typing.position;
  for (const auto& [role_name, unit_text] : typing.grants) {
    const std::optional<Role> role = ParseRole(role_name);
    const std::optional<int64_t> unit = unit_text == "0" ? 0 : IdOf(unit_text);
    const char* code = !role ? "kernel.role_unknown" : "kernel.role_unit_unknown";
    if (!role || !unit) return Error{ErrorKind::kInvalid, code, {}, {{"grants", code, {}}}};
    account.grants.push_back({*role, *unit});
  }
  return account;
}

void AddGrantRow(Dictionary& dict, const Visit& v, size_t number, std::string_view role,
                 std::string_view unit) {
  Dictionary* row = dict.AddSectionDictionary("GRANT");
  row->SetIntValue("N", static_cast<long>(number));
  FormView form(v, *row);
  form.Choice("role", "", v.T("kernel.person.no_role"), role.empty());
  for (const Role each : kGivenRoles) form.Choice("role", Name(each), RoleText(v, each), Name(each) == role);
  form.Choice("unit", "0", v.T("kernel.whole_government"), unit == "0");
  bool found = unit == "0";
  for (const sinergi::kernel::Unit& each : v.Units()->units()) {
    std::string indent;
    for (int i = 0; i < each.depth; ++i) indent += "\u2003";
    const std::string value = std::to_string(each.id);
    found = found || value == unit;
    form.Choice("unit", value, indent + each.name, value == unit);
  }
  // A grant of an ended unit stays what it is until somebody changes it.
  if (!found && IdOf(unit)) form.Choice("unit", unit, v.T("kernel.unit.ended"), true);
}

http::Response ShowAccountForm(const Visit& v, const Account* known, const AccountTyping& typing,
                               const Error* error) {
  Dictionary dict("person");
  FormView form(v, dict);
  form.Value("login", typing.login);
  form.Value("name", typing.name);
  form.Value("position", typing.position);
  size_t number = 0;
  for (const auto& [role, unit] : typing.grants) AddGrantRow(dict, v, ++number, role, unit);
  for (size_t i = 0; i < kEmptyRows; ++i) AddGrantRow(dict, v, ++number, "", "0");
  form.Value("action", known == nullptr ? "/people/new" : fmt::format("/people/{}", known->id));
  if (known == nullptr) {
    dict.ShowSection("NEW");
  } else {
    Dictionary* section = dict.AddSectionDictionary("KNOWN");
    section->SetValue("URL", fmt::format("/people/{}", known->id));
    section->ShowSection(known->disabled ? "DISABLED" : "ACTIVE");
    dict.AddSectionDictionary("SEEN")->SetIntValue("ROW_VERSION", static_cast<long>(typing.row_version));
  }
  if (error != nullptr) form.Faults(*error);
  const int status = error == nullptr ? 200 : HttpStatusOf(error->kind);
  return v.Show("kernel/person", dict, known == nullptr ? "kernel.people.add" : "kernel.person.title",
                status);
}

// The one time that a password is shown.
http::Response ShowPassword(const Visit& v, const Account& account, int64_t id, const std::string& password) {
  Dictionary dict("person_password");
  dict.SetValue("NAME", account.name);
  dict.SetValue("LOGIN", account.login);
  dict.SetValue("PASSWORD", password);
  dict.SetValue("URL", fmt::format("/people/{}", id));
  return v.Show("kernel/person_password", dict, "kernel.person_password.title")
      .Set("Cache-Control", "no-store");
}

http::Response ShowNewPerson(Visit& v) {
  return ShowAccountForm(v, nullptr, {}, nullptr);
}

http::Response TakeNewPerson(Visit& v) {
  const AccountTyping typing = ReadAccountTyping(v.request);
  Result<Account> account = AccountOf(v, typing);
  if (!account.ok()) return ShowAccountForm(v, nullptr, typing, &account.error());
  account->must_change_password = true;
  const std::string password = RandomPassword(), hash = HashPassword(password);
  const Result<int64_t> added = v.web.db.Write([&](sql::Connection& c) {
    Result<int64_t> id = AddAccount(c, *account, hash);
    if (id.ok()) RecordAccount(c, v, "account.add", *id, Facts(*account));
    return id;
  });
  if (!added.ok()) return ShowAccountForm(v, nullptr, typing, &added.error());
  return ShowPassword(v, *account, *added, password);
}

http::Response WithPerson(Visit& v, const std::function<http::Response(const Account&)>& then) {
  const std::optional<int64_t> id = IdOf(v.request.Param("id"));
  const std::optional<Account> account = v.web.db.Read(
      [&](sql::Connection& c) { return FindAccountById(c, v.actor.government_id, id.value_or(0)); });
  return account ? then(*account) : v.Refuse({ErrorKind::kNotFound, "kernel.account_unknown"});
}

Status Save(sql::Connection& c, const Visit& v, const char* act, const Account& before,
            const Account& after) {
  Status status = ChangeAccount(c, after);
  if (status.ok()) RecordAccount(c, v, act, before.id, {{"before", Facts(before)}, {"after", Facts(after)}});
  return status;
}

std::string GrantsText(const Visit& v, const AccountTyping& typing) {
  std::vector<std::string> texts;
  for (const auto& [role, unit] : typing.grants) {
    const std::optional<Role> known = ParseRole(role);
    texts.push_back(
        fmt::format("{} – {}", known ? RoleText(v, *known) : role, UnitText(v, IdOf(unit).value_or(0))));
  }
  std::sort(texts.begin(), texts.end());
  return fmt::format("{}", fmt::join(texts, "; "));
}

// What was typed, beside what somebody else has stored meanwhile.
http::Response ShowStalePerson(Visit& v, AccountTyping typing, const Error& refused) {
  return WithPerson(v, [&](const Account& now) {
    const AccountTyping stored = AccountTypingOf(now);
    const Error error = BesideStored(
        refused, {{"name", v.T("kernel.account.name"), typing.name, stored.name, {}},
                  {"position", v.T("kernel.account.position"), typing.position, stored.position, {}},
                  {"grants", v.T("kernel.account.roles"), GrantsText(v, typing), GrantsText(v, stored), {}}});
    typing.row_version = stored.row_version;
    return ShowAccountForm(v, &now, typing, &error);
  });
}

http::Response ShowPerson(Visit& v) {
  return WithPerson(v, [&](const Account& account) {
    return ShowAccountForm(v, &account, AccountTypingOf(account), nullptr);
  });
}

http::Response TakeChangedPerson(Visit& v) {
  return WithPerson(v, [&](const Account& before) {
    AccountTyping typing = ReadAccountTyping(v.request);
    typing.login = before.login;
    Result<Account> after = AccountOf(v, typing);
    if (!after.ok()) return ShowAccountForm(v, &before, typing, &after.error());
    after->id = before.id;
    after->disabled = before.disabled;
    after->row_version = typing.row_version;
    const Status saved =
        v.web.db.Write([&](sql::Connection& c) { return Save(c, v, "account.change", before, *after); });
    if (saved.ok()) return v.Back("/people", "kernel.people.saved");
    return saved.error().code == "kernel.account_changed"
               ? ShowStalePerson(v, typing, saved.error())
               : ShowAccountForm(v, &before, typing, &saved.error());
  });
}

http::Response ConfirmDisable(Visit& v) {
  return WithPerson(v, [&](const Account& account) {
    Dictionary dict("person_disable");
    dict.SetValue("NAME", account.name);
    dict.SetValue("URL", fmt::format("/people/{}", account.id));
    return v.Show("kernel/person_disable", dict, "kernel.person_disable.title");
  });
}

http::Response SetDisabled(Visit& v, const char* act, const char* notice) {
  return WithPerson(v, [&](const Account& shown) {
    const Status saved = v.web.db.Write([&](sql::Connection& c) -> Status {
      const std::optional<Account> before = FindAccountById(c, shown.government_id, shown.id);
      if (!before) return Error{ErrorKind::kNotFound, "kernel.account_unknown"};
      Account after = *before;
      after.disabled = std::string_view(act) == "account.disable";
      return Save(c, v, act, *before, after);
    });
    return saved.ok() ? v.Back("/people", notice) : v.Refuse(saved.error());
  });
}

http::Response ResetPassword(Visit& v) {
  return WithPerson(v, [&](const Account& account) {
    const std::string password = RandomPassword(), hash = HashPassword(password);
    const Status set = v.web.db.Write([&](sql::Connection& c) {
      Status status = SetPassword(c, account.government_id, account.id, hash, true);
      if (status.ok()) RecordAccount(c, v, "account.password_reset", account.id, {});
      return status;
    });
    return set.ok() ? ShowPassword(v, account, account.id, password) : v.Refuse(set.error());
  });
}

}  // namespace

void AddPeoplePages(Web& web, http::Router& router) {
  web.Page(router, "/people", ForAdministrators(ListPeople));
  web.Page(router, "/people/new", ForAdministrators(ShowNewPerson));
  web.Post(router, "/people/new", ForAdministrators(TakeNewPerson));
  web.Page(router, "/people/{id}", ForAdministrators(ShowPerson));
  web.Post(router, "/people/{id}", ForAdministrators(TakeChangedPerson));
  web.Page(router, "/people/{id}/disable", ForAdministrators(ConfirmDisable));
  web.Post(router, "/people/{id}/disable", ForAdministrators([](Visit& v) {
             return SetDisabled(v, "account.disable", "kernel.people.was_disabled");
           }));
  web.Post(router, "/people/{id}/enable", ForAdministrators([](Visit& v) {
             return SetDisabled(v, "account.enable", "kernel.people.was_enabled");
           }));
  web.Post(router, "/people/{id}/password", ForAdministrators(ResetPassword));
}

}  // namespace sinergi::kernel
