#include "platform/http/reply.h"

#include <algorithm>
#include <ctime>

#include "base/clock.h"
#include "base/text.h"
#include "platform/http/coding.h"
#include "platform/http/compress.h"

namespace sinergi::http {
namespace {

constexpr size_t kSmallestCompressed = 1024;

struct Default {
  std::string_view name, value;
};
constexpr Default kDefaults[] = {
    {"Cache-Control", "no-store"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"X-Frame-Options", "DENY"},
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
     "manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"},
};

std::string_view Reason(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 206:
      return "Partial Content";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 412:
      return "Precondition Failed";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "Status";
  }
}

const std::string* FindHeader(const Pairs& headers, std::string_view name) {
  for (const auto& [known, value] : headers) {
    if (EqualsFolded(known, name)) return &value;
  }
  return nullptr;
}

std::string_view Opaque(std::string_view tag) {
  return tag.starts_with("W/") ? tag.substr(2) : tag;
}

// If-None-Match compares weakly: our compressed answers carry weak tags.
bool Matches(std::string_view if_none_match, std::string_view tag) {
  for (const std::string_view candidate : Split(if_none_match, ',')) {
    const std::string_view one = TrimBlanks(candidate);
    if (one == "*" || (!one.empty() && Opaque(one) == Opaque(tag))) return true;
  }
  return false;
}

bool HasNoBody(int status) {
  return status == 204 || status == 304;
}

void TurnIntoNotModified(Response& response, const Asked& asked) {
  const bool reading = asked.method == Method::kGet || asked.method == Method::kHead;
  const std::string* tag = FindHeader(response.headers, "ETag");
  if (!reading || response.status != 200 || tag == nullptr || !Matches(asked.if_none_match, *tag)) return;
  response.status = 304;
  response.body.clear();
  response.shared_body = nullptr;
  std::erase_if(response.headers, [](const auto& header) {
    return EqualsFolded(header.first, "Content-Type") || EqualsFolded(header.first, "Content-Encoding");
  });
}

void AddVary(Response& response) {
  const std::string* vary = FindHeader(response.headers, "Vary");
  if (vary != nullptr && ContainsFolded(*vary, "accept-encoding")) return;
  response.Set("Vary", vary == nullptr ? "Accept-Encoding" : *vary + ", Accept-Encoding");
}

void CompressBody(Response& response, const Asked& asked) {
  const std::string_view body =
      response.shared_body ? std::string_view(*response.shared_body) : response.body;
  const std::string* type = FindHeader(response.headers, "Content-Type");
  if (body.size() <= kSmallestCompressed || type == nullptr || !IsCompressible(*type)) return;
  if (FindHeader(response.headers, "Content-Encoding") != nullptr) return;
  AddVary(response);
  const Coding coding = Preferred(asked.accept_encoding);
  if (coding == Coding::kPlain) return;
  response.body = Compress(body, coding);
  response.shared_body = nullptr;
  response.headers.emplace_back("Content-Encoding", CodingName(coding));
  const std::string* tag = FindHeader(response.headers, "ETag");
  if (tag != nullptr && !tag->starts_with("W/")) response.Set("ETag", "W/" + *tag);
}

void Put(std::string& head, std::string_view name, std::string_view value) {
  head.append(name).append(": ").append(value).append("\r\n");
}

std::string_view DateNow() {
  thread_local int64_t at = -1;
  thread_local std::string text;
  if (const int64_t now = std::time(nullptr); now != at) text = HttpDate(at = now);
  return text;
}

std::string HeadOf(const Response& response, size_t body_size, bool keep_alive) {
  std::string head;
  head.reserve(1024);
  fmt::format_to(std::back_inserter(head), "HTTP/1.1 {} {}\r\n", response.status, Reason(response.status));
  Put(head, "Date", DateNow());
  for (const auto& [name, value] : response.headers) Put(head, name, value);
  for (const Default& header : kDefaults) {
    if (FindHeader(response.headers, header.name) == nullptr) Put(head, header.name, header.value);
  }
  if (!HasNoBody(response.status)) Put(head, "Content-Length", fmt::format_int(body_size).c_str());
  if (!keep_alive) Put(head, "Connection", "close");
  return head.append("\r\n");
}

}  // namespace

Asked AskedBy(const Request& request, bool keep_alive) {
  return {request.method, std::string(request.Header("accept-encoding")),
          std::string(request.Header("if-none-match")), keep_alive};
}

Reply MakeReply(Response response, const Asked& asked) {
  TurnIntoNotModified(response, asked);
  CompressBody(response, asked);
  Reply reply;
  reply.keep_alive = asked.keep_alive;
  const size_t size = response.shared_body ? response.shared_body->size() : response.body.size();
  reply.head = HeadOf(response, size, asked.keep_alive);
  if (asked.method == Method::kHead || HasNoBody(response.status)) return reply;
  reply.body = std::move(response.body);
  reply.shared = std::move(response.shared_body);
  return reply;
}

Reply MakeRefusal(int status) {
  Response response = Response::Text(fmt::format("{} {}\n", status, Reason(status)), status);
  if (status == 503) response.Set("Retry-After", "2");
  return MakeReply(std::move(response), Asked{Method::kGet, "", "", false});
}

std::string HttpDate(int64_t seconds) {
  static constexpr const char* kDays[] = {"Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"};
  static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                            "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const int64_t days = seconds / 86400, rest = seconds % 86400;
  const Date date = Date::FromDays(days);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[days % 7], date.day,
                     kMonths[date.month - 1], date.year, rest / 3600, rest / 60 % 60, rest % 60);
}

}  // namespace sinergi::http
