#include "kernel/web.h"

#include "kernel/frame.h"
#include "kernel/kernel_pages.h"
#include "kernel/request_facts.h"
#include "kernel/web_cache.h"

namespace sinergi::kernel {
namespace {

enum class Effect { kReads, kChanges };

std::optional<SessionView> SessionOf(Web& web, const http::Request& request, Instant now) {
  const std::string_view token = request.Cookie(kSessionCookie);
  if (token.empty()) return {};
  std::optional<SessionView> view =
      web.db.Read([&](sql::Connection& c) { return FindSession(c, token, now); });
  if (view && now - view->last_seen >= kTouchEvery) {
    (void)web.db.Write([&](sql::Connection& c) -> Status { return TouchSession(c, token, now), Ok(); });
  }
  return view;
}

Visit VisitOf(Web& web, const http::Request& request, SessionView view, Instant now) {
  const Web::Cache::Entry entry = web.cache->Get(web.db, view.actor.government_id, view.units_version, now);
  return {web, request,           std::move(view.actor),     std::move(view.csrf), LangOf(request),
          now, view.data_version, view.must_change_password, entry.units,          entry.government};
}

// Who is not logged in is sent to the log-in and from there to what was asked for.
http::Response AskToLogIn(const Web& web, const http::Request& request, Effect effect) {
  if (WantsJson(request)) {
    return Frame{web, request, LangOf(request)}.Refuse({ErrorKind::kUnauthenticated, "kernel.not_logged_in"});
  }
  const std::string next = effect == Effect::kReads ? request.target : PageBefore(request);
  http::Response response =
      http::Response::SeeOther("/login?next=" + http::PercentEncode(http::LocalTarget(next)));
  const bool had_session = !request.Cookie(kSessionCookie).empty();
  if (had_session) {
    response.SetCookie(kSessionCookie, "", 0, web.secure_cookies);
    response.SetCookie(kNoticeCookie, "kernel.session_ended", 60, web.secure_cookies);
  }
  return response;
}

bool IsOpenBeforePasswordChange(std::string_view path) {
  return path == "/account" || path == "/account/password" || path == "/logout";
}

http::Response AskToChangePassword(const Visit& visit, Effect effect) {
  if (effect == Effect::kChanges || WantsJson(visit.request)) {
    return visit.Refuse({ErrorKind::kForbidden, "kernel.password_change_first"});
  }
  return http::Response::SeeOther("/account");
}

http::Response Answer(Web& web, const http::Request& request, const PageHandler& handler, Effect effect) {
  const Instant now = web.clock();
  std::optional<SessionView> view = SessionOf(web, request, now);
  if (!view) return AskToLogIn(web, request, effect);
  Visit visit = VisitOf(web, request, std::move(*view), now);
  if (effect == Effect::kChanges) {
    if (const Status fine = CheckToken(request, visit.csrf); !fine.ok()) return visit.Refuse(fine.error());
  }
  if (visit.must_change_password && !IsOpenBeforePasswordChange(request.path)) {
    return AskToChangePassword(visit, effect);
  }
  return handler(visit);
}

http::Handler Guard(Web* web, PageHandler handler, Effect effect) {
  if (!web->cache) web->cache = std::make_shared<Web::Cache>();
  return [web, handler = std::move(handler), effect](const http::Request& request) {
    return Answer(*web, request, handler, effect);
  };
}

}  // namespace

void Web::Page(http::Router& router, std::string_view pattern, PageHandler handler) {
  router.Get(pattern, Guard(this, std::move(handler), Effect::kReads));
}

void Web::Post(http::Router& router, std::string_view pattern, PageHandler handler,
               http::RouteOptions options) {
  router.Post(pattern, Guard(this, std::move(handler), Effect::kChanges), options);
}

void Web::Put(http::Router& router, std::string_view pattern, PageHandler handler,
              http::RouteOptions options) {
  router.Put(pattern, Guard(this, std::move(handler), Effect::kChanges), options);
}

std::string Visit::T(std::string_view key, std::initializer_list<std::string_view> args) const {
  return web.texts.Get(lang, key, args);
}

Date Visit::Today() const {
  return DateAt(now, government->zone);
}

http::Response Visit::Show(std::string_view template_name, ctemplate::TemplateDictionary& dict,
                           std::string_view title_key, int status) const {
  return Frame{web, request, lang, this}.Show(template_name, dict, title_key, status);
}

http::Response Visit::Refuse(const Error& error) const {
  return Frame{web, request, lang, this}.Refuse(error);
}

http::Response Visit::Back(std::string_view location, std::string_view notice_key) const {
  http::Response response = http::Response::SeeOther(http::LocalTarget(location));
  if (!notice_key.empty()) response.SetCookie(kNoticeCookie, notice_key, 60, web.secure_cookies);
  return response;
}

// The router's own 404 and 405 as a page in the visitor's language; JSON for programs.
http::Response ErrorPage(Web& web, const http::Request& request, http::Response bare) {
  const bool missing = bare.status == 404;
  const Error error{ErrorKind::kNotFound, missing ? "http.not_found" : "http.method_not_allowed"};
  const Instant now = web.clock();
  std::optional<SessionView> view = SessionOf(web, request, now);
  std::optional<Visit> visit;
  if (view) visit.emplace(VisitOf(web, request, std::move(*view), now));
  http::Response page = Frame{web, request, LangOf(request), visit ? &*visit : nullptr}.Refuse(error);
  page.status = bare.status;
  for (auto& [name, value] : bare.headers) {
    if (name == "Allow") page.Set("Allow", std::move(value));
  }
  return page;
}

void AddErrorPages(Web& web, http::Router& router) {
  router.Wrap([&web](const http::Request& request, const http::Handler& next) {
    http::Response response = next(request);
    const bool refused = response.status == 404 || response.status == 405;
    const bool bare = std::find(response.headers.begin(), response.headers.end(),
                                std::pair<std::string, std::string>(
                                    "Content-Type", "text/plain; charset=utf-8")) != response.headers.end();
    return refused && bare ? ErrorPage(web, request, std::move(response)) : response;
  });
}

}  // namespace sinergi::kernel
