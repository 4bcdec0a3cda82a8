// Web: what every page handler shares, and the way from a request to a visit (who, in which language) and to a page.
//
//   web.Page(router, "/units", [](Visit& v) { … return v.Show("kernel/units", dict, "units.title"); });
//
// A handler of Page/Post runs only for a logged-in actor; Post also only with a right CSRF token (field or header X-Csrf-Token).
// Refusals (Result's Error) become pages or JSON (for /api and fetch requests) with the right status through Visit::Refuse.
#pragma once

#include <cstring>  // ctemplate's header uses strlen without it
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
  bool must_change_password = false;
  std::shared_ptr<const UnitTree> units = {};  // both read before the handler runs
  std::shared_ptr<const Government> government = {};

  std::string T(std::string_view key, std::initializer_list<std::string_view> args = {}) const;
  // Of today, cached by the units' version; they stay as they were when the request came in, and may be asked inside a Read.
  std::shared_ptr<const UnitTree> Units() const { return units; }
  std::shared_ptr<const Government> Gov() const { return government; }
  Date Today() const;
  // The page inside the layout: navigation by rights, language switch, CSRF in every form as {{CSRF}}.
  http::Response Show(std::string_view template_name, ctemplate::TemplateDictionary& dict, std::string_view title_key,
                      int status = 200) const;
  http::Response Refuse(const Error& error) const;         // 400, 403, 404, 409, 413, 429, 503; JSON when the request wants it
  // Back to a page of ours with a notice shown once: the key of a text without arguments ("kernel.units.saved").
  http::Response Back(std::string_view location, std::string_view notice_key = {}) const;
};

using PageHandler = std::function<http::Response(Visit&)>;

// The groups of the main navigation, in the order of their row; their texts are "nav.group_" + Name.
enum class NavGroup { kHome, kPerformance, kPlanning, kAssessment, kServices, kMeetings, kSettings };
constexpr int kNavGroups = 7;
std::string_view Name(NavGroup group);  // "home", "performance" …

// One entry of the main navigation; shown when the actor holds the right anywhere. The entries of the group that the page
// belongs to stand in a second row; a group of one entry is that entry.
struct NavItem {
  std::string path, text_key;
  Right right = Right::kRead;
  NavGroup group = NavGroup::kPerformance;
  std::vector<std::string> also = {};  // paths of pages that belong to it without being below `path`
};

// Must outlive the router that its pages were added to.
struct Web {
  sql::Database& db;
  const pages::Templates& templates;
  const Texts& texts;
  files::ContentStore& store;
  Clock clock;
  bool secure_cookies = false;
  std::vector<NavItem> navigation = {};  // filled by the modules, in order

  void Page(http::Router& router, std::string_view pattern, PageHandler handler);
  void Post(http::Router& router, std::string_view pattern, PageHandler handler, http::RouteOptions options = {});
  void Put(http::Router& router, std::string_view pattern, PageHandler handler, http::RouteOptions options = {});  // as Post

  struct Cache;  // units and governments by units' version
  std::shared_ptr<Cache> cache = {};
};

// Log-in, log-out, password, language, units, people, audit trail: the kernel's own pages, their entries in the navigation
// (call it last, so that they stand behind those of the modules), and pages for the router's 404 and 405.
void AddKernelPages(Web& web, http::Router& router);

// Migrations of the kernel's tables, in order.
std::vector<sql::Migration> Migrations();

}  // namespace sinergi::kernel
