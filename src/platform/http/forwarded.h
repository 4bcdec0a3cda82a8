// Forwarded: who the client is when proxies stand in front. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sinergi::http {

// The canonical form of an IP address ("::ffff:10.0.0.1" -> "10.0.0.1"); "" when it is none.
std::string PlainAddress(std::string_view text);

// `forwarded_for` is the X-Forwarded-For list as received. Read from the right: the first address that is not
// a trusted proxy is the client. The list is believed only when `peer` is itself trusted; what does not parse
// ends the reading.
std::string ClientAddress(const std::string& peer, std::string_view forwarded_for,
                          const std::vector<std::string>& trusted);

bool IsForwardingHeader(std::string_view lower_name);  // removed when the peer is not trusted

}  // namespace sinergi::http
