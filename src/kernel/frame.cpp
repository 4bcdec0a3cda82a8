#include "kernel/frame.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>

#include "kernel/request_facts.h"

namespace sinergi::kernel {
namespace {

namespace json = boost::json;
using Dictionary = ctemplate::TemplateDictionary;

struct Kind {
  int status;
  const char* what_now;
};

Kind KindOf(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::kInvalid:
      return {400, "kernel.error.what_now.invalid"};
    case ErrorKind::kNotFound:
      return {404, "kernel.error.what_now.not_found"};
    case ErrorKind::kConflict:
      return {409, "kernel.error.what_now.conflict"};
    case ErrorKind::kForbidden:
      return {403, "kernel.error.what_now.forbidden"};
    case ErrorKind::kUnauthenticated:
      return {401, "kernel.error.what_now.unauthenticated"};
    case ErrorKind::kTooLarge:
      return {413, "kernel.error.what_now.too_large"};
    case ErrorKind::kTooMany:
      return {429, "kernel.error.what_now.too_many"};
    case ErrorKind::kUnavailable:
      return {503, "kernel.error.what_now.unavailable"};
  }
  return {500, "kernel.error.what_now.unavailable"};
}

// The same page in the other language; an address that says its language itself must lose that.
std::string OtherLanguageUrl(const http::Request& request, Lang other) {
  const std::string_view back = request.Query("lang").empty() ? request.target : request.path;
  return fmt::format("/lang?to={}&next={}", LangCode(other), http::PercentEncode(back));
}

bool IsBelow(std::string_view path, std::string_view item) {
  return path == item || (item != "/" && path.starts_with(item) && path[item.size()] == '/');
}

bool IsShown(const NavItem& item, std::string_view path) {
  const auto holds = [&](const std::string& one) { return IsBelow(path, one); };
  return holds(item.path) || std::any_of(item.also.begin(), item.also.end(), holds);
}

void AddNavItem(const Frame& frame, const NavItem& item, std::string_view text_key, const char* current,
                Dictionary& entry) {
  entry.SetValue("NAV_URL", item.path);
  entry.SetValue("NAV_TEXT", frame.web.texts.Raw(frame.lang, text_key));
  if (*current != '\0') entry.SetValueAndShowSection("NAV_HERE", current, "NAV_CURRENT");
}

void AddNavigation(const Frame& frame, Dictionary& layout) {
  std::array<std::vector<const NavItem*>, kNavGroups> groups;
  for (const NavItem& item : frame.web.navigation)
    if (frame.visit->actor.MayAnywhere(item.right)) groups[static_cast<size_t>(item.group)].push_back(&item);
  const auto shown = [&](const NavItem* item) { return IsShown(*item, frame.request.path); };
  for (const auto& items : groups) {
    if (items.empty()) continue;
    const bool alone = items.size() == 1, here = std::any_of(items.begin(), items.end(), shown);
    const std::string group_key = fmt::format("nav.group_{}", Name(items[0]->group));
    AddNavItem(frame, *items[0], alone ? items[0]->text_key : group_key,
               !here   ? ""
               : alone ? "page"
                       : "true",
               *layout.AddSectionDictionary("NAV"));
    if (alone || !here) continue;
    Dictionary& row = *layout.AddSectionDictionary("NAV_GROUP");
    row.SetValue("NAV_GROUP_TEXT", frame.web.texts.Raw(frame.lang, group_key));
    for (const NavItem* item : items)
      AddNavItem(frame, *item, item->text_key, shown(item) ? "page" : "",
                 *row.AddSectionDictionary("NAV_ITEM"));
  }
}

void AddVisitor(const Frame& frame, Dictionary& layout) {
  layout.ShowSection("LOGGED_IN");
  layout.SetTemplateGlobalValue("CSRF", frame.visit->csrf);
  layout.SetValue("USER_NAME", frame.visit->actor.name);
  if (frame.visit->government) layout.SetValue("GOVERNMENT", frame.visit->government->name);
  AddNavigation(frame, layout);
}

// The cookie holds the key of a text and nothing else, so that nobody can put words into our mouth.
bool AddNotice(const Frame& frame, Dictionary& layout) {
  const std::string_view key = frame.request.Cookie(kNoticeCookie);
  if (key.empty()) return false;
  if (frame.web.texts.Has(Lang::kId, key)) {
    layout.AddSectionDictionary("NOTICE")->SetValue("NOTICE_TEXT", frame.web.texts.Raw(frame.lang, key));
  }
  return true;
}

}  // namespace

std::string_view Name(NavGroup group) {
  constexpr std::string_view kNames[kNavGroups] = {"home",     "performance", "planning", "assessment",
                                                   "services", "meetings",    "settings"};
  return kNames[static_cast<size_t>(group)];
}

int HttpStatusOf(ErrorKind kind) {
  return KindOf(kind).status;
}

std::string ErrorJson(const Texts& texts, Lang lang, const Error& error) {
  json::array fields;
  for (const FieldError& field : error.fields) {
    fields.push_back(
        json::object{{"field", field.field}, {"text", texts.Get(lang, "error." + field.code, field.args)}});
  }
  return json::serialize(
      json::object{{"error", json::object{{"code", error.code},
                                          {"text", texts.Get(lang, "error." + error.code, error.args)},
                                          {"fields", std::move(fields)}}}});
}

http::Response Frame::Show(std::string_view template_name, Dictionary& dict, std::string_view title_key,
                           int status) const {
  if (visit != nullptr) dict.SetTemplateGlobalValue("CSRF", visit->csrf);
  const std::string content = web.templates.Render(template_name, lang, dict);
  const Lang other = lang == Lang::kId ? Lang::kEn : Lang::kId;
  Dictionary layout("layout");
  layout.SetValue("TITLE", web.texts.Raw(lang, title_key));
  layout.SetValue("LANG", std::string(LangCode(lang)));
  layout.SetValue("OTHER_LANG", std::string(LangCode(other)));
  layout.SetValue("OTHER_LANG_URL", OtherLanguageUrl(request, other));
  layout.SetValue("CONTENT", content);
  if (visit != nullptr) AddVisitor(*this, layout);
  const bool noticed = AddNotice(*this, layout);
  http::Response response = http::Response::Html(web.templates.Render("pages/layout", lang, layout), status);
  if (noticed) response.SetCookie(kNoticeCookie, "", 0, web.secure_cookies);
  return response;
}

http::Response Frame::Refuse(const Error& error) const {
  const auto [status, what_now] = KindOf(error.kind);
  if (WantsJson(request)) return http::Response::Json(ErrorJson(web.texts, lang, error), status);
  Dictionary dict("error");
  dict.SetValue("TEXT", web.texts.Get(lang, "error." + error.code, error.args));
  for (const FieldError& field : error.fields) {
    if (field.code == error.code) continue;
    dict.AddSectionDictionary("FAULT")->SetValue("FAULT_TEXT",
                                                 web.texts.Get(lang, "error." + field.code, field.args));
  }
  dict.SetValue("WHAT_NOW", web.texts.Raw(lang, what_now));
  dict.SetValue("BACK_URL", PageBefore(request));
  return Show("kernel/error", dict, "kernel.error.title", status);
}

}  // namespace sinergi::kernel
