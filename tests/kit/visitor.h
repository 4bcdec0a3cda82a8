// WebTest: a KernelTest with the kernel's pages on a router, and visitors who ask it without a socket.
//
//   Visitor admin = LogInAs("admin", {{kernel::Role::kAdministrator, 0}});
//   EXPECT_EQ(admin.Get("/units").status, 200);
//   EXPECT_EQ(admin.Post("/units/new", {{"name", "Bidang"}}).status, 303);
//
// A Visitor keeps its cookies and sends its CSRF token with every Post.
#pragma once

#include "kernel/web.h"
#include "kit/kernel.h"
#include "platform/files/embedded.h"
#include "platform/pages/marks.h"

namespace sinergi::testkit {

class Visitor {
 public:
  explicit Visitor(const http::Router& router) : router_(&router) {}

  http::Response Get(const std::string& target) { return Ask(http::Method::kGet, target, {}); }
  http::Response Post(const std::string& target, http::Pairs fields) {
    if (!csrf.empty()) fields.emplace_back("csrf", csrf);
    return PostBare(target, fields);
  }
  http::Response PostBare(const std::string& target, const http::Pairs& fields) {
    std::string body;
    for (const auto& [name, value] : fields) {
      body += (body.empty() ? "" : "&") + http::PercentEncode(name) + "=" + http::PercentEncode(value);
    }
    return Ask(http::Method::kPost, target, body);
  }

  std::map<std::string, std::string> cookies;
  http::Pairs headers = {{"host", "sinergi.test"}};  // sent with every request
  std::string csrf;
  std::string peer = "192.0.2.1";

 private:
  http::Response Ask(http::Method method, const std::string& target, const std::string& body) {
    http::Request request;
    request.method = method;
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    if (const size_t query = target.find('?'); query != target.npos)
      ReadQuery(target.substr(query + 1), request.query);
    request.headers = headers;
    request.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    request.cookies.assign(cookies.begin(), cookies.end());
    request.body = body;
    request.peer = peer;
    http::Response response = router_->Answer(request);
    KeepCookies(response);
    return response;
  }

  static void ReadQuery(const std::string& text, http::Pairs& query) {
    http::Request form;  // the same coding as a form's body
    form.headers.emplace_back("content-type", "application/x-www-form-urlencoded");
    form.body = text;
    query = http::ReadForm(form).fields;
  }

  void KeepCookies(const http::Response& response) {
    for (const auto& [name, value] : response.headers) {
      if (name != "Set-Cookie") continue;
      const std::string pair = value.substr(0, value.find(';'));
      const size_t equals = pair.find('=');
      const bool removed = value.find("Max-Age=0;") != value.npos;
      if (removed) cookies.erase(pair.substr(0, equals));
      if (!removed) cookies[pair.substr(0, equals)] = pair.substr(equals + 1);
    }
  }

  const http::Router* router_;
};

inline std::string HeaderOf(const http::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return "";
}

class WebTest : public KernelTest {
 protected:
  using AddPages = std::function<void(kernel::Web&, http::Router&)>;
  // `more` adds the pages of the module that is tested, which has its templates in `folders`.
  explicit WebTest(Tables tables = {}, const AddPages& more = {},
                   const std::vector<std::string>& folders = {})
      : KernelTest(std::move(tables)), templates_(TemplatesOf(folders)) {
    if (more) more(web_, router_);
    kernel::AddKernelPages(web_, router_);
  }

  // Without the slow way through the password.
  Visitor EnterAs(const kernel::Account& account) {
    const kernel::Session session = Write(
        [&](sql::Connection& c) -> Result<kernel::Session> { return kernel::OpenSession(c, account, now_); });
    Visitor visitor(router_);
    visitor.cookies["sinergi_session"] = session.token;
    visitor.csrf = session.csrf;
    return visitor;
  }
  Visitor EnterAs(const kernel::Actor& actor) {
    kernel::Account account;
    account.government_id = actor.government_id;
    account.id = actor.account_id;
    return EnterAs(account);
  }
  Visitor LogInAs(const std::string& login, std::vector<kernel::Grant> grants) {
    return EnterAs(AddPerson(login, std::move(grants)));
  }
  Visitor Anonymous() { return Visitor(router_); }

  // The embedded templates of the kernel and of the folders named ("performance/").
  static pages::Templates TemplatesOf(const std::vector<std::string>& folders) {
    pages::Templates::Sources sources;
    for (const files::EmbeddedFile& file : files::AllEmbedded()) {
      const std::string name = pages::TemplateName(file.path);
      const auto holds = [&](const std::string& folder) { return name.starts_with(folder); };
      const bool wanted =
          holds("kernel/") || holds("pages/") || std::any_of(folders.begin(), folders.end(), holds);
      if (!name.empty() && wanted) sources[name] = file.plain;
    }
    return {sources, Texts::Shipped()};
  }

  Instant now_ = 1'700'000'000;
  files::ContentStore store_{db_.folder() + "/files"};
  pages::Templates templates_;
  kernel::Web web_{*db_, templates_, Texts::Shipped(), store_, [this] { return now_; }};
  http::Router router_;
};

}  // namespace sinergi::testkit
