// Request and Response: what a handler sees of HTTP. No Boost type here, so that pages compile fast.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sinergi::http {

enum class Method { kGet, kHead, kPost, kPut, kDelete, kOther };

// One part of a multipart/form-data body that has a file name.
struct UploadedFile {
  std::string field, name, content_type;
  std::string_view content;  // points into the request's body
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Request {
  Method method = Method::kGet;
  std::string path;          // decoded, always begins with /; never holds NUL, controls, "." or ".." parts, or %2F
  std::string target;        // as sent: path and query
  Pairs query, headers, cookies, params;  // headers: names lower-case; params: {name} parts of the route
  std::string body;
  std::string peer;          // address of the client, without port

  // First value of that name, or "" when missing.
  std::string_view Query(std::string_view name) const;
  std::string_view Header(std::string_view lower_name) const;
  std::string_view Cookie(std::string_view name) const;
  std::string_view Param(std::string_view name) const;
};

// The fields and files of a form body (urlencoded or multipart; no body at all is an empty form). Bad encodings (not
// UTF-8, NUL, a wrong percent code, a broken part), too many fields (> 20,000) or files (> 100) make ok false, and then
// there are no fields and no files. A file field left empty is no file. File contents point into request.body.
struct Form {
  bool ok = true;
  Pairs fields;
  std::vector<UploadedFile> files;
  std::string_view Field(std::string_view name) const;
};
Form ReadForm(const Request& request);

struct Response {
  int status = 200;
  Pairs headers;                                  // names as written
  std::string body;
  std::shared_ptr<const std::string> shared_body;  // when set, sent instead of body (cached pages, assets)

  static Response Html(std::string body, int status = 200);
  static Response Json(std::string body, int status = 200);
  static Response Text(std::string body, int status = 200);
  static Response SeeOther(std::string location);                       // 303
  // Content-Disposition attachment; the name is sanitised.
  static Response Download(std::string body, std::string content_type, std::string_view file_name);
  // Adds or replaces a header; control characters become blanks.
  Response& Set(std::string name, std::string value);
  // HttpOnly, SameSite=Lax, Path=/; Secure when asked. max_age 0 removes the cookie.
  Response& SetCookie(std::string_view name, std::string_view value, int64_t max_age_seconds, bool secure);
};

using Handler = std::function<Response(const Request&)>;

std::string PercentEncode(std::string_view text);

// The wanted address when it is one of our own pages ("/a?b"), else "/": for redirects to what a form brought along.
std::string LocalTarget(std::string_view wanted);

}  // namespace sinergi::http
