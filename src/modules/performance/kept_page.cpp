#include "modules/performance/kept_page.h"

#include <functional>

#include "kernel/request_facts.h"
#include "platform/http/compress.h"

namespace sinergi::performance {
namespace {

using Shared = std::shared_ptr<const std::string>;

std::string ContentKey(const kernel::Visit& v, std::string_view state) {
  return fmt::format("{}|{}|{}|{}|{}|{}|{}", v.actor.government_id, v.data_version, v.Today().Iso(),
                     LangCode(v.lang), v.request.target, v.actor.RightsKey(), state);
}

http::Response Finished(const std::string& tag, http::Coding coding, Shared body) {
  http::Response response;
  response.headers = {{"Content-Type", "text/html; charset=utf-8"},
                      {"Cache-Control", "private, no-cache"},
                      {"Vary", "Accept-Encoding, Cookie"},
                      {"ETag", tag}};
  if (coding != http::Coding::kPlain)
    response.headers.emplace_back("Content-Encoding", http::CodingName(coding));
  response.shared_body = std::move(body);
  return response;
}

Result<Shared> Content(const std::string& key, PerformanceServices& services, const MakeContent& make) {
  if (Shared kept = services.pages.Find(key)) return kept;
  Result<std::string> made = make();
  if (!made.ok()) return made.error();
  Shared content = std::make_shared<const std::string>(std::move(made).value());
  services.pages.Keep(key, content);
  return content;
}

http::Response Frame(const kernel::Visit& v, std::string_view title_key, const std::string& content) {
  ctemplate::TemplateDictionary page("kept");
  page.SetValue("CONTENT", content);
  return v.Show("performance/kept", page, title_key);
}

}  // namespace

http::Response KeptPage(kernel::Visit& v, PerformanceServices& services, std::string_view title_key,
                        const MakeContent& make, std::string_view state) {
  const std::string key = ContentKey(v, state);
  const http::Coding coding = http::Preferred(v.request.Header("accept-encoding"));
  const std::string whole_key =
      fmt::format("{}|{}|{}|{}", key, v.csrf, v.actor.name, http::CodingName(coding));
  const std::string tag =
      fmt::format("W/\"{:016x}{:016x}\"", services.pages.boot(), std::hash<std::string>()(whole_key));
  const bool noticed =
      !v.request.Cookie(kernel::kNoticeCookie).empty();  // a notice is shown once and never kept
  if (!noticed) {
    if (v.request.Header("if-none-match") == tag) {
      http::Response unchanged;
      unchanged.status = 304;
      unchanged.headers = {{"ETag", tag}, {"Cache-Control", "private, no-cache"}};
      return unchanged;
    }
    if (Shared kept = services.pages.Find(whole_key)) return Finished(tag, coding, std::move(kept));
  }
  const Result<Shared> content = Content(key, services, make);
  if (!content.ok()) return v.Refuse(content.error());
  http::Response fresh = Frame(v, title_key, **content);
  if (noticed) return fresh;
  Shared body = std::make_shared<const std::string>(http::Compress(fresh.body, coding));
  services.pages.Keep(whole_key, body);
  return Finished(tag, coding, std::move(body));
}

}  // namespace sinergi::performance
