#include "platform/http/forwarded.h"

#include <arpa/inet.h>

#include <algorithm>
#include <cstring>

#include "base/text.h"

namespace sinergi::http {
namespace {

bool Contains(const std::vector<std::string>& list, const std::string& one) {
  return std::find(list.begin(), list.end(), one) != list.end();
}

}  // namespace

std::string PlainAddress(std::string_view text) {
  const std::string source(TrimBlanks(text));
  char out[INET6_ADDRSTRLEN];
  in_addr four{};
  if (inet_pton(AF_INET, source.c_str(), &four) == 1) return inet_ntop(AF_INET, &four, out, sizeof out);
  in6_addr six{};
  if (inet_pton(AF_INET6, source.c_str(), &six) != 1) return "";
  if (!IN6_IS_ADDR_V4MAPPED(&six)) return inet_ntop(AF_INET6, &six, out, sizeof out);
  std::memcpy(&four, six.s6_addr + 12, sizeof four);
  return inet_ntop(AF_INET, &four, out, sizeof out);
}

std::string ClientAddress(const std::string& peer, std::string_view forwarded_for,
                          const std::vector<std::string>& trusted) {
  std::string client = peer;
  while (Contains(trusted, client) && !forwarded_for.empty()) {
    const size_t comma = forwarded_for.rfind(',');
    const std::string next =
        PlainAddress(comma == forwarded_for.npos ? forwarded_for : forwarded_for.substr(comma + 1));
    if (next.empty()) break;
    client = next;
    forwarded_for = comma == forwarded_for.npos ? std::string_view() : forwarded_for.substr(0, comma);
  }
  return client;
}

bool IsForwardingHeader(std::string_view name) {
  return name.starts_with("x-forwarded-") || name == "forwarded" || name == "x-real-ip";
}

}  // namespace sinergi::http
