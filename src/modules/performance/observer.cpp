#include "modules/performance/observer.h"

#include "kernel/web_cache.h"
#include "modules/performance/model/government_heads.h"

namespace sinergi::performance {
namespace {

using kernel::Visit;

constexpr std::string_view kPrefix = "/g/";
// Pages that can be observed, as links to them begin.
constexpr std::string_view kObserved[] = {"/government", "/dashboard", "/evaluation", "/explain/",
                                          "/e81",        "/plan",      "/entry/",     "/scenario"};
constexpr std::string_view kMainElement = "<main id=\"isi\" tabindex=\"-1\">";

Result<GovernmentHead> Find(const Visit& v) {
  if (!MayObserve(v)) return kernel::Forbidden();
  const std::string_view code = v.request.Param("government");
  auto found = v.web.db.Read([&](sql::Connection& c) -> std::optional<GovernmentHead> {
    const auto government = kernel::FindGovernmentByCode(c, code);
    if (!government || !LiesBelow(*government, *v.Gov())) return {};
    return HeadOf(c, government->id);
  });
  if (!found) return Error{ErrorKind::kNotFound, "nation.government_unknown"};
  return *found;
}

// The request as the page's own handler expects it. The answer has to be read here, so it comes uncompressed.
http::Request Within(const http::Request& request) {
  http::Request own = request;
  const size_t page = own.path.find('/', kPrefix.size());
  own.path = page == std::string::npos ? "/" : own.path.substr(page);
  std::erase_if(own.headers, [](const auto& header) { return header.first == "accept-encoding"; });
  return own;
}

// Attributes are quoted by our templates, and texts never hold a quote that was not escaped.
std::string Led(const std::string& html, const std::string& below) {
  std::string led;
  led.reserve(html.size() + html.size() / 16);
  size_t at = 0;
  while (true) {
    const size_t quote = html.find("=\"/", at);
    if (quote == std::string::npos) return led += html.substr(at);
    led.append(html, at, quote + 2 - at);
    at = quote + 2;
    const std::string_view rest = std::string_view(html).substr(at);
    for (const std::string_view page : kObserved)
      if (rest.starts_with(page)) {
        led += below;
        break;
      }
  }
}

std::string Banner(const Visit& v, const kernel::Government& government) {
  ctemplate::TemplateDictionary dict("observed");
  dict.SetValue("TEXT", v.T("nation.observing", {government.name}));
  dict.SetValue("BACK", v.Gov()->level == kernel::GovernmentLevel::kNation ? "/nation" : "/province");
  return v.web.templates.Render("performance/observed", v.lang, dict);
}

http::Response Answer(Visit& v, const kernel::PageHandler& handler) {
  const Result<GovernmentHead> observed = Find(v);
  if (!observed.ok()) return v.Refuse(observed.error());
  const kernel::Government& government = observed->government;
  const auto entry = v.web.cache->Get(v.web.db, government.id, observed->units_version, v.now);
  const http::Request request = Within(v.request);
  kernel::Actor actor{
      government.id, v.actor.account_id, v.actor.login, v.actor.name, {{kernel::Role::kHead, 0}}};
  Visit below{v.web, request,     std::move(actor), v.csrf, v.lang, v.now, observed->version,
              false, entry.units, entry.government};
  http::Response response = handler(below);
  if (response.shared_body) response.body = *response.shared_body;
  response.shared_body = nullptr;
  const size_t main = response.body.find(kMainElement);
  if (main == std::string::npos) return response;  // a file, or nothing new
  response.body = Led(response.body, std::string(kPrefix) + government.code);
  response.body.insert(response.body.find(kMainElement) + kMainElement.size(), Banner(v, government));
  return response;
}

}  // namespace

bool MayObserve(const Visit& v) {
  return v.actor.May(kernel::Right::kRead, *v.Units(), 0);
}

void AddObservedPage(kernel::Web& web, http::Router& router, std::string_view pattern,
                     kernel::PageHandler handler) {
  web.Page(router, pattern, handler);
  web.Page(router, fmt::format("{}{{government}}{}", kPrefix, pattern),
           [handler = std::move(handler)](Visit& v) { return Answer(v, handler); });
}

}  // namespace sinergi::performance
