// Reply: a Response made ready for the wire: status line, headers that every answer has, compression, 304,
// HEAD. No socket here, so that all of it is tested as text. Pure but for the Date; thread-safe.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "platform/http/message.h"

namespace sinergi::http {

struct Reply {
  std::string head;  // status line and headers with the empty line
  std::string body;  // what follows, unless shared is set
  std::shared_ptr<const std::string> shared;
  bool keep_alive = true;
  std::string_view Body() const { return shared ? std::string_view(*shared) : std::string_view(body); }
};

// What of a request decides how its answer is sent.
struct Asked {
  Method method = Method::kGet;
  std::string accept_encoding, if_none_match;
  bool keep_alive = true;
};

Asked AskedBy(const Request& request, bool keep_alive);
Reply MakeReply(Response response, const Asked& asked);
// A short plain answer that closes the connection: 400, 413, 417, 431, 503.
Reply MakeRefusal(int status);
// The contents of the Date header for now.
std::string HttpDate(int64_t seconds_since_1970);

}  // namespace sinergi::http
