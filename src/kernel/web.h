// Web: what every page handler shares, and the way from a request to a visit (who, in which language) and to a page.
//
//   web.Page(router, "/units", [](Visit& v) { … return v.Show("kernel/units", dict, "units.title"); });
//
// A handler of Page/Post runs only for a logged-in actor; Post also only with a right CSRF token (field or header X-Csrf-Token).
// Refusals (Result's Error) become pages or JSON (for /api and fetch requests) with the right status through Visit::Refuse.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <ctemplate/template_dictionary.h>

#include "base/clock.h"
#include "kernel/account.h"
#include "kernel/government.h"
#include "kernel/unit.h"
#include "platform/files/store.h"
#include "platform/files/texts.h"
#include "platform/http/router.h"
#include "platform/pages/templates.h"
#include "platform/sql/database.h"

namespace sinergi::kernel {

struct Web;

// One request by a known actor.
struct Visit {
  Web& web;
  const http::Request& request;
  Actor actor;
  std::string csrf;
  Lang lang = Lang::kId;
  Instant now = 0;
  int64_t data_version = 0;

  std::string T(std::string_view key, std::initializer_list<std::string_view> args = {}) const;
  std::shared_ptr<const UnitTree> Units() const;          // of today, cached by data version
  std::shared_ptr<const Government> Gov() const;          // cached by data version
  Date Today() const;
  // The page inside the layout: navigation by rights, language switch, CSRF in every form as {{CSRF}}.
  http::Response Show(std::string_view template_name, ctemplate::TemplateDictionary& dict, std::string_view title_key,
                      int status = 200) const;
  http::Response Refuse(const Error& error) const;         // 400, 403, 404, 409, 413, 429, 503; JSON when the request wants it
  // Back to a page with a notice shown once ("saved").
  http::Response Back(std::string_view location, std::string_view notice_key = {}) const;
};

using PageHandler = std::function<http::Response(Visit&)>;

// One entry of the main navigation; shown when the actor holds the right anywhere.
struct NavItem {
  std::string path, text_key;
  Right right = Right::kRead;
};

struct Web {
  sql::Database& db;
  const pages::Templates& templates;
  const Texts& texts;
  files::ContentStore& store;
  Clock clock;
  bool secure_cookies = false;
  std::vector<NavItem> navigation;  // filled by the modules, in order

  void Page(http::Router& router, std::string_view pattern, PageHandler handler);
  void Post(http::Router& router, std::string_view pattern, PageHandler handler, http::RouteOptions options = {});
  void Put(http::Router& router, std::string_view pattern, PageHandler handler, http::RouteOptions options = {});  // as Post

  struct Cache;  // units and governments by data version
  std::shared_ptr<Cache> cache;
};

// Log-in, log-out, password, language, units, people, audit trail: the kernel's own pages.
void AddKernelPages(Web& web, http::Router& router);

// Migrations of the kernel's tables, in order.
std::vector<sql::Migration> Migrations();

}  // namespace sinergi::kernel
