#include "kernel/request_facts.h"

#include "base/text.h"
#include "kernel/token.h"

namespace sinergi::kernel {
namespace {

// "https://Host:8443/units?x" -> "host:8443" and "/units?x"
std::pair<std::string, std::string_view> HostAndTarget(std::string_view address) {
  const size_t scheme = address.find("://");
  if (scheme == address.npos) return {};
  address.remove_prefix(scheme + 3);
  const size_t slash = std::min(address.find('/'), address.size());
  return {LowerAscii(address.substr(0, slash)), address.substr(slash)};
}

}  // namespace

bool WantsJson(const http::Request& request) {
  return request.path.starts_with("/api/") ||
         request.Header("accept").find("application/json") != std::string::npos;
}

Lang LangOf(const http::Request& request) {
  const std::string_view asked = request.Query("lang");
  return ParseLang(asked.empty() ? request.Cookie(kLangCookie) : asked);
}

// Our pages send Referrer-Policy: same-origin, so that "Origin: null" is never one of them.
bool IsFromElsewhere(const http::Request& request) {
  const std::string_view site = request.Header("sec-fetch-site");
  if (!site.empty()) return site != "same-origin" && site != "none";
  const std::string_view origin = request.Header("origin");
  return !origin.empty() && HostAndTarget(origin).first != LowerAscii(request.Header("host"));
}

Status CheckToken(const http::Request& request, std::string_view csrf) {
  const Error wrong{ErrorKind::kForbidden, "kernel.csrf"};
  if (IsFromElsewhere(request)) return wrong;
  const std::string_view header = request.Header("x-csrf-token");
  if (!header.empty()) return SameSecret(header, csrf) ? Ok() : Status(wrong);
  const http::Form form = http::ReadForm(request);
  if (!form.ok) return Error{ErrorKind::kInvalid, "kernel.form_unreadable"};
  return SameSecret(form.Field("csrf"), csrf) ? Ok() : Status(wrong);
}

std::string PageBefore(const http::Request& request) {
  const auto [host, target] = HostAndTarget(request.Header("referer"));
  return host.empty() || host != LowerAscii(request.Header("host")) ? "/" : http::LocalTarget(target);
}

}  // namespace sinergi::kernel
