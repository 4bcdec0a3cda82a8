// /account: one's own password, language and roles.
#include "kernel/audit.h"
#include "kernel/form_view.h"
#include "kernel/frame.h"
#include "kernel/kernel_pages.h"
#include "kernel/request_facts.h"
#include "platform/http/rate_limit.h"

namespace sinergi::kernel {
namespace {

std::string UnitName(const Visit& v, int64_t unit_id) {
  if (unit_id == 0) return v.T("kernel.whole_government");
  const sinergi::kernel::Unit* unit = v.Units()->Find(unit_id);
  return unit == nullptr ? v.T("kernel.unit.ended") : unit->name;
}

http::Response ShowAccount(const Visit& v, const Error* error) {
  const auto account = v.web.db.Read(
      [&](sql::Connection& c) { return FindAccountById(c, v.actor.government_id, v.actor.account_id); });
  if (!account) return v.Refuse({ErrorKind::kNotFound, "kernel.account_unknown"});
  ctemplate::TemplateDictionary dict("account");
  FormView form(v, dict);
  form.Value("login", account->login);
  form.Value("name", account->name);
  form.Value("position", account->position);
  for (const Grant& grant : account->grants) {
    ctemplate::TemplateDictionary* entry = dict.AddSectionDictionary("GRANT");
    entry->SetValue("ROLE", v.T(fmt::format("kernel.role.{}", Name(grant.role))));
    entry->SetValue("UNIT", UnitName(v, grant.unit_id));
  }
  if (v.must_change_password) dict.ShowSection("MUST_CHANGE");
  if (error != nullptr) form.Faults(*error);
  return v.Show("kernel/account", dict, "kernel.account.title",
                error == nullptr ? 200 : HttpStatusOf(error->kind));
}

Error Fault(const char* field, const char* code) {
  return {ErrorKind::kInvalid, code, {}, {{field, code, {}}}};
}

// The old password is asked for again: an open screen is not enough to take an account over.
Status CheckChange(Visit& v, const http::Form& form) {
  const std::string_view old = form.Field("old"), fresh = form.Field("password");
  const std::string hash = v.web.db
                               .Read([&](sql::Connection& c) {
                                 return PasswordHashOf(c, v.actor.government_id, v.actor.account_id);
                               })
                               .value_or("");
  if (!PasswordMatches(hash, old)) return Fault("old", "kernel.password_wrong");
  if (fresh != form.Field("again")) return Fault("again", "kernel.password_again");
  if (fresh == old) return Fault("password", "kernel.password_same");
  return CheckNewPassword(fresh, v.actor.login);
}

http::Response ChangePassword(Visit& v, http::RateLimit& limit) {
  if (const int64_t wait = limit.Take(std::to_string(v.actor.account_id), v.now); wait > 0) {
    return v.Refuse({ErrorKind::kTooMany, "kernel.login_wait", {std::to_string((wait + 59) / 60)}});
  }
  const http::Form form = http::ReadForm(v.request);
  if (const Status fine = CheckChange(v, form); !fine.ok()) return ShowAccount(v, &fine.error());
  const std::string hash = HashPassword(form.Field("password"));
  const Result<Session> session = v.web.db.Write([&](sql::Connection& c) -> Result<Session> {
    if (Status set = SetPassword(c, v.actor.government_id, v.actor.account_id, hash, false); !set.ok()) {
      return set.error();
    }
    Record(c, v.actor, v.now, {"account.password", fmt::format("account/{}", v.actor.account_id), "{}"});
    Account account;
    account.government_id = v.actor.government_id;
    account.id = v.actor.account_id;
    return OpenSession(c, account, v.now);
  });
  if (!session.ok()) return v.Refuse(session.error());
  http::Response response = v.Back("/account", "kernel.account.changed");
  SetSessionCookie(v.web, *session, response);
  return response;
}

}  // namespace

void AddAccountPages(Web& web, http::Router& router) {
  const auto limit = std::make_shared<http::RateLimit>(http::RateRule{.burst = 10, .per_minute = 2});
  web.Page(router, "/account", [](Visit& v) { return ShowAccount(v, nullptr); });
  web.Post(router, "/account/password", [limit](Visit& v) { return ChangePassword(v, *limit); });
}

}  // namespace sinergi::kernel
