// Client: one POST to another server, sent once. Nothing is repeated, followed or reused here, since what is asked for
// may not happen twice: the caller is told whether the request may have arrived.
//
//   http::Reached reached = http::PostOnce({.url = "http://10.0.0.5/api", .body = "{}"});
//   if (reached.delivery == http::Delivery::kNeverSent) …  // nobody has heard of it
//
// Proxies of the environment are not used; certificates of https are checked. Thread-safe; blocks for `time` at most.
#pragma once

#include <chrono>
#include <string>

namespace sinergi::http {

struct Call {
  std::string url;  // http:// or https://
  std::string body;
  std::string content_type = "application/json";
  std::string user = {}, password = {};  // Basic; "" none
  std::chrono::seconds time{60};
  size_t answer_most = 32u << 20;  // bytes; a longer answer is none
};

enum class Delivery {
  kAnswered,   // status and body are whole
  kNeverSent,  // no byte of the request has left
  kUnknown,    // it may have arrived; the answer has not
};

struct Reached {
  Delivery delivery = Delivery::kNeverSent;
  int status = 0;
  std::string body;
  std::string detail;  // for the log: what went wrong
};

Reached PostOnce(const Call& call);

}  // namespace sinergi::http
