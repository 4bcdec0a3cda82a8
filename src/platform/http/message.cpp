#include "platform/http/message.h"

#include <algorithm>

#include "base/ensure.h"
#include "base/text.h"
#include "platform/http/coding.h"

namespace sinergi::http {
namespace {

constexpr size_t kLongestFileName = 150;

std::string_view First(const Pairs& pairs, std::string_view name) {
  for (const auto& [key, value] : pairs) {
    if (key == name) return value;
  }
  return {};
}

bool IsControl(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

Response Typed(std::string body, int status, const char* type) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  response.headers.emplace_back("Content-Type", type);
  return response;
}

// A file name that is safe on every desktop, in UTF-8.
std::string SafeFileName(std::string_view name) {
  std::string safe(name);
  if (!IsValidUtf8(safe)) safe.clear();
  for (char& c : safe) {
    if (IsControl(c) || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos) c = '_';
  }
  safe = Shorten(TrimBlanks(safe), kLongestFileName);
  while (safe.starts_with('.')) safe.erase(0, 1);
  return safe.empty() ? "berkas" : safe;
}

// Cookie values that we set are tokens: nothing that needs quoting.
bool IsCookieText(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c > 0x20 && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\' && c != '=';
  });
}

}  // namespace

std::string_view Request::Query(std::string_view name) const {
  return First(query, name);
}
std::string_view Request::Header(std::string_view lower_name) const {
  return First(headers, lower_name);
}
std::string_view Request::Cookie(std::string_view name) const {
  return First(cookies, name);
}
std::string_view Request::Param(std::string_view name) const {
  return First(params, name);
}
std::string_view Form::Field(std::string_view name) const {
  return First(fields, name);
}

Response Response::Html(std::string body, int status) {
  return Typed(std::move(body), status, "text/html; charset=utf-8");
}

Response Response::Json(std::string body, int status) {
  return Typed(std::move(body), status, "application/json");
}

Response Response::Text(std::string body, int status) {
  return Typed(std::move(body), status, "text/plain; charset=utf-8");
}

Response Response::SeeOther(std::string location) {
  std::string safe;
  for (const char c : location) {
    if (c > 0x20 && c < 0x7f)
      safe.push_back(c);
    else
      safe += PercentEncode(std::string_view(&c, 1));
  }
  Response response;
  response.status = 303;
  response.headers.emplace_back("Location", std::move(safe));
  return response;
}

Response Response::Download(std::string body, std::string content_type, std::string_view file_name) {
  Response response;
  response.body = std::move(body);
  response.Set("Content-Type", std::move(content_type));
  const std::string name = SafeFileName(file_name);
  std::string ascii = name;
  std::replace_if(
      ascii.begin(), ascii.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7e; }, '_');
  response.Set("Content-Disposition",
               fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", ascii, PercentEncode(name)));
  return response;
}

Response& Response::Set(std::string name, std::string value) {
  std::replace_if(value.begin(), value.end(), IsControl, ' ');
  for (auto& [known, old] : headers) {
    if (!EqualsFolded(known, name)) continue;
    old = std::move(value);
    return *this;
  }
  headers.emplace_back(std::move(name), std::move(value));
  return *this;
}

Response& Response::SetCookie(std::string_view name, std::string_view value, int64_t max_age_seconds,
                              bool secure) {
  ENSURE(!name.empty() && IsCookieText(name) && IsCookieText(value));
  headers.emplace_back("Set-Cookie", fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", name,
                                                 value, max_age_seconds, secure ? "; Secure" : ""));
  return *this;
}

std::string PercentEncode(std::string_view text) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  static constexpr std::string_view kUnreserved = "-._~";
  std::string out;
  out.reserve(text.size() + 16);
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || kUnreserved.find(c) != kUnreserved.npos) {
      out.push_back(c);
    } else {
      out.append({'%', kHex[byte >> 4], kHex[byte & 15]});
    }
  }
  return out;
}

std::string LocalTarget(std::string_view wanted) {
  const bool local = wanted.starts_with('/') && !wanted.starts_with("//") &&
                     wanted.find('\\') == wanted.npos &&
                     std::none_of(wanted.begin(), wanted.end(), IsControl);
  return local ? std::string(wanted) : "/";
}

}  // namespace sinergi::http
