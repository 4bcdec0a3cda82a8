#include "modules/register/role_page.h"

#include <algorithm>

#include "kernel/account.h"
#include "modules/register/names.h"
#include "modules/register/register_words.h"
#include "modules/register/role_store.h"

namespace sinergi::registers {
namespace {

using Dict = ctemplate::TemplateDictionary;

// What a kernel's role is called; a register's own by its file.
std::string RoleTitle(const kernel::Visit& v, const RegisterRole& role) {
  if (!role.title.id.empty()) return In(v, role.title);
  const std::string key = "kernel.role." + role.name;
  return v.web.texts.Has(Lang::kId, key) ? v.T(key) : role.name;
}

bool MayAnything(const Definition& definition, const RegisterRole& role) {
  if (HasWord(definition.makers, role.name) || HasWord(definition.editors, role.name)) return true;
  return std::any_of(definition.acts.begin(), definition.acts.end(),
                     [&](const Act& act) { return HasWord(act.by, role.name); });
}

std::string StandsFor(const Here& here, const RegisterRole& role) {
  std::string words;
  for (const std::string& name : role.stands_for)
    for (const RegisterRole& known : here.definition.roles)
      if (known.name == name && known.name != role.name)
        words += (words.empty() ? "" : ", ") + RoleTitle(here.v, known);
  return words;
}

// A row an act, a column a role, a tick where the role may.
void FillRights(const Here& here, Dict& page) {
  std::vector<const RegisterRole*> roles;
  for (const RegisterRole& role : here.definition.roles)
    if (MayAnything(here.definition, role)) roles.push_back(&role);
  for (const RegisterRole* role : roles)
    page.AddSectionDictionary("ROLE_HEAD")->SetValue("ROLE_TITLE", RoleTitle(here.v, *role));
  const auto row = [&](const std::string& title, const auto& may) {
    Dict& line = *page.AddSectionDictionary("RIGHT");
    line.SetValue("ACT_TITLE", title);
    for (const RegisterRole* role : roles) {
      Dict& cell = *line.AddSectionDictionary("MAY");
      cell.SetValue("ROLE_TITLE", RoleTitle(here.v, *role));
      cell.ShowSection(may(*role) ? "YES" : "NO");
    }
  };
  const Definition& definition = here.definition;
  const auto acting = [&](const RegisterRole& role) {
    return std::any_of(definition.acts.begin(), definition.acts.end(),
                       [&](const Act& act) { return HasWord(act.by, role.name); });
  };
  row(here.v.T("roles.make"), [&](const RegisterRole& role) {
    return definition.makers.empty() ? acting(role) : HasWord(definition.makers, role.name);
  });
  row(here.v.T("roles.edit"), [&](const RegisterRole& role) {
    return definition.editors.empty() ? acting(role) : HasWord(definition.editors, role.name);
  });
  for (const Act& act : definition.acts)
    row(In(here.v, act.title), [&](const RegisterRole& role) { return HasWord(act.by, role.name); });
  row(here.v.T("roles.personal"), acting);
}

void FillHolders(const Here& here, sql::Connection& c, bool may_change, Dict& page) {
  const std::vector<NamedRole> held = ListNamedRoles(c, here.v.actor.government_id, here.definition);
  for (const RegisterRole* role : OwnRoles(here.definition)) {
    Dict& section = *page.AddSectionDictionary("ROLE");
    section.SetValue("ROLE_TITLE", RoleTitle(here.v, *role));
    const std::string stands = StandsFor(here, *role);
    const bool named =
        std::ranges::any_of(held, [&](const NamedRole& one) { return one.role == role->name; });
    if (!named) section.SetValueAndShowSection("STANDS", stands, stands.empty() ? "NOBODY" : "STANDS_FOR");
    for (const NamedRole& one : held) {
      if (one.role != role->name) continue;
      Dict& row = *section.AddSectionDictionary("HOLDER");
      const kernel::Unit* unit = here.v.units->Find(one.unit_id);
      row.SetValue("NAME", one.name);
      row.SetValue("LOGIN", one.login);
      row.SetValue("UNIT", one.unit_id == 0  ? here.v.T("roles.whole")
                           : unit == nullptr ? "#" + std::to_string(one.unit_id)
                                             : unit->name);
      row.SetValue("ROLE", one.role);
      row.SetIntValue("ACCOUNT_ID", one.account_id);
      row.SetIntValue("UNIT_ID", one.unit_id);
      if (may_change) row.ShowSection("REVOKE");
    }
  }
}

void FillChoices(const Here& here, sql::Connection& c, Dict& page) {
  Dict& form = *page.AddSectionDictionary("GRANT");
  for (const RegisterRole* role : OwnRoles(here.definition)) {
    Dict& option = *form.AddSectionDictionary("ROLE_OPTION");
    option.SetValue("VALUE", role->name);
    option.SetValue("TEXT", RoleTitle(here.v, *role));
  }
  for (const kernel::Account& account : kernel::ListAccounts(c, here.v.actor.government_id)) {
    if (account.disabled) continue;
    Dict& option = *form.AddSectionDictionary("ACCOUNT_OPTION");
    option.SetIntValue("VALUE", account.id);
    option.SetValue("TEXT", account.name + " (" + account.login + ")");
  }
  for (const kernel::Unit& unit : here.v.units->units()) {
    Dict& option = *form.AddSectionDictionary("UNIT_OPTION");
    option.SetIntValue("VALUE", unit.id);
    std::string text;
    for (int i = 0; i < unit.depth; ++i) text += "– ";
    option.SetValue("TEXT", text + unit.name);
  }
}

// Other registers that know the same roles.
void FillShared(const Here& here, Dict& page) {
  const auto own = OwnRoles(here.definition);
  std::string titles;
  for (const InForce& other : here.registers.all()) {
    if (other.definition.id == here.definition.id) continue;
    const bool same = std::ranges::any_of(OwnRoles(other.definition), [&](const RegisterRole* role) {
      return std::ranges::any_of(own, [&](const RegisterRole* mine) { return mine->name == role->name; });
    });
    if (same) titles += (titles.empty() ? "" : ", ") + In(here.v, other.definition.title);
  }
  if (!titles.empty()) page.SetValueAndShowSection("OTHERS", titles, "SHARED");
}

http::Response ShowRoles(Here& here, const std::optional<Error>& error = {}) {
  Dict page("roles");
  const bool may_change = here.v.actor.May(kernel::Right::kAdminister, *here.v.units, 0);
  const Status shown = here.v.web.db.Read([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      const UnitScope units = ReadableUnits(context, here.definition);
      if (!may_change && units && units->empty()) return kernel::Forbidden();
      FillRights(here, page);
      FillHolders(here, c, may_change, page);
      FillShared(here, page);
      if (OwnRoles(here.definition).empty())
        page.ShowSection("NO_ROLES");
      else if (may_change)
        FillChoices(here, c, page);
      return Ok();
    });
  });
  if (!shown.ok()) return here.v.Refuse(shown.error());
  page.SetValue("TITLE", In(here.v, here.definition.title));
  page.SetValue("LIST_PATH", here.Path());
  page.SetValue("PATH", here.Path("roles"));
  if (error) page.SetValueAndShowSection("ERROR_TEXT", here.v.web.texts.Of(here.v.lang, *error), "ERROR");
  return here.v.Show("register/roles", page, "roles.title", error ? 422 : 200);
}

using Verb = Status (*)(sql::Connection&, const RecordContext&, const Definition&, const NamedRole&);

http::Response ChangeRoles(Here& here, Verb verb, std::string_view notice) {
  const http::Form form = http::ReadForm(here.v.request);
  if (!form.ok) return here.v.Refuse({ErrorKind::kInvalid, "http.bad_request"});
  const std::optional<int64_t> account = IdIn(form.Field("account")), unit = IdIn(form.Field("unit"));
  const Status done = here.v.web.db.Write([&](sql::Connection& c) {
    return InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) -> Status {
      if (!account) return Error{ErrorKind::kInvalid, "kernel.account_unknown"};
      if (!unit) return Error{ErrorKind::kInvalid, "kernel.unit_unknown"};
      return verb(c, context, here.definition, {std::string(form.Field("role")), *account, *unit});
    });
  });
  if (done.ok()) return here.v.Back(here.Path("roles"), notice);
  return done.error().kind == ErrorKind::kForbidden ? here.v.Refuse(done.error())
                                                    : ShowRoles(here, done.error());
}

}  // namespace

void AddRolePages(kernel::Web& web, http::Router& router, const Registers& registers) {
  const std::string path = "/registers/{register}/roles";
  web.Page(router, path, AtRegister(registers, [](Here& here) { return ShowRoles(here); }));
  web.Post(router, path,
           AtRegister(registers, [](Here& here) { return ChangeRoles(here, GrantRole, "roles.granted"); }));
  web.Post(router, path + "/revoke",
           AtRegister(registers, [](Here& here) { return ChangeRoles(here, RevokeRole, "roles.revoked"); }));
}

}  // namespace sinergi::registers
