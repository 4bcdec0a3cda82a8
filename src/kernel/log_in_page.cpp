// /login, /logout and /lang.
#include "base/text.h"
#include "kernel/audit.h"
#include "kernel/form_view.h"
#include "kernel/frame.h"
#include "kernel/kernel_pages.h"
#include "kernel/request_facts.h"
#include "platform/http/rate_limit.h"

namespace sinergi::kernel {
namespace {

constexpr int64_t kWeek = 7 * 24 * 3600, kYear = 365 * 24 * 3600;

// A whole agency may stand behind one address; a name belongs to one person.
struct Limits {
  http::RateLimit by_address{{.burst = 30, .per_minute = 10}};
  http::RateLimit by_name{{.burst = 10, .per_minute = 2}};
};

struct Typing {
  std::string login, password, next;
};

Typing ReadTyping(const http::Request& request) {
  const http::Form form = http::ReadForm(request);
  return {Shorten(LowerAscii(TrimBlanks(Typed(form.Field("login")))), 64),
          std::string(form.Field("password")), http::LocalTarget(form.Field("next"))};
}

http::Response ShowForm(const Web& web, const http::Request& request, const Typing& typing,
                        const Error* error) {
  const Lang lang = LangOf(request);
  ctemplate::TemplateDictionary dict("log_in");
  FormView form(web.texts, lang, dict);
  form.Value("login", typing.login);
  form.Value("next", typing.next);
  if (error != nullptr) form.Faults(*error);
  const int status = error == nullptr ? 200 : HttpStatusOf(error->kind);
  return Frame{web, request, lang}.Show("kernel/log_in", dict, "kernel.login.title", status);
}

http::Response Wait(const Web& web, const http::Request& request, const Typing& typing, int64_t seconds) {
  const Error error{ErrorKind::kTooMany, "kernel.login_wait", {std::to_string((seconds + 59) / 60)}};
  http::Response response = WantsJson(request) ? Frame{web, request, LangOf(request)}.Refuse(error)
                                               : ShowForm(web, request, typing, &error);
  response.Set("Retry-After", std::to_string(seconds));
  return response;
}

Actor ActorOf(const Account& account) {
  return {account.government_id, account.id, account.login, account.name, account.grants};
}

// The account when name and password fit. Takes as long for a name that does not exist, or is disabled.
std::optional<Account> Authenticate(Web& web, const Typing& typing) {
  std::string hash;
  std::optional<Account> account = web.db.Read([&](sql::Connection& c) {
    std::optional<Account> found = FindAccount(c, typing.login);
    if (found) hash = PasswordHashOf(c, found->government_id, found->id).value_or("");
    return found;
  });
  const bool fits = account ? PasswordMatches(hash, typing.password) : SpendPasswordTime(typing.password);
  if (fits && !account->disabled) return account;
  if (account) {
    (void)web.db.Write([&](sql::Connection& c) -> Status {
      return Record(c, ActorOf(*account), web.clock(),
                    {"account.log_in_refused", fmt::format("account/{}", account->id), "{}"}),
             Ok();
    });
  }
  return {};
}

// Always a new token: one that was planted before the log-in stays worth nothing.
Session Enter(Web& web, const http::Request& request, const Account& account) {
  const Instant now = web.clock();
  return *web.db.Write([&](sql::Connection& c) -> Result<Session> {
    CloseSession(c, request.Cookie(kSessionCookie));
    Record(c, ActorOf(account), now, {"account.log_in", fmt::format("account/{}", account.id), "{}"});
    return OpenSession(c, account, now);
  });
}

http::Response LogIn(Web& web, Limits& limits, const http::Request& request) {
  if (IsFromElsewhere(request)) {
    return Frame{web, request, LangOf(request)}.Refuse({ErrorKind::kForbidden, "kernel.csrf"});
  }
  const Typing typing = ReadTyping(request);
  const Instant now = web.clock();
  if (const int64_t wait = limits.by_address.Take(request.peer, now); wait > 0) {
    return Wait(web, request, typing, wait);
  }
  if (const int64_t wait = limits.by_name.Take(typing.login, now); wait > 0)
    return Wait(web, request, typing, wait);
  const std::optional<Account> account = Authenticate(web, typing);
  if (!account) {
    const Error error{ErrorKind::kUnauthenticated, "kernel.login_wrong"};
    return ShowForm(web, request, typing, &error);
  }
  limits.by_name.Forget(typing.login);
  http::Response response = http::Response::SeeOther(typing.next);
  SetSessionCookie(web, Enter(web, request, *account), response);
  return response;
}

http::Response LogOut(Visit& v) {
  (void)v.web.db.Write([&](sql::Connection& c) -> Status {
    CloseSession(c, v.request.Cookie(kSessionCookie));
    Record(c, v.actor, v.now, {"account.log_out", fmt::format("account/{}", v.actor.account_id), "{}"});
    return Ok();
  });
  http::Response response = v.Back("/login", "kernel.logged_out");
  response.SetCookie(kSessionCookie, "", 0, v.web.secure_cookies);
  return response;
}

http::Response SetLanguage(const Web& web, const http::Request& request) {
  http::Response response = http::Response::SeeOther(http::LocalTarget(request.Query("next")));
  response.SetCookie(kLangCookie, LangCode(ParseLang(request.Query("to"))), kYear, web.secure_cookies);
  return response;
}

}  // namespace

void SetSessionCookie(const Web& web, const Session& session, http::Response& response) {
  response.SetCookie(kSessionCookie, session.token, kWeek, web.secure_cookies);
}

void AddLogInPages(Web& web, http::Router& router) {
  const auto limits = std::make_shared<Limits>();
  router.Get("/login", [&web](const http::Request& request) {
    return ShowForm(web, request, {"", "", http::LocalTarget(request.Query("next"))}, nullptr);
  });
  router.Post("/login",
              [&web, limits](const http::Request& request) { return LogIn(web, *limits, request); });
  router.Get("/lang", [&web](const http::Request& request) { return SetLanguage(web, request); });
  web.Post(router, "/logout", LogOut);
}

}  // namespace sinergi::kernel
