// Server: HTTP/1.1 on Boost.Beast; connections on one I/O thread per core, handlers (plain, synchronous) on a pool.
//
// Limits: header 8 kB, body by route, 10 s to send a header, 60 s a body, idle 75 s, at most `connections`.
// A malformed request gets 400/413/431 and is closed; a handler's exception gives 500 with a reference number in the
// log. Responses of text kinds over 1 kB are compressed (br, gzip) unless they bring Content-Encoding themselves.
// Every response gets: X-Content-Type-Options, Referrer-Policy, Content-Security-Policy (strict, no inline script),
// X-Frame-Options, Cache-Control (no-store unless the handler set it), Date. Stop() drains for at most 10 s.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "platform/http/router.h"

namespace sinergi::http {

struct ServerOptions {
  std::string host = "127.0.0.1";
  uint16_t port = 8080;  // 0: any free port
  int io_threads = 1;
  int handler_threads = 8;
  int connections = 4000;
  // Addresses of proxies whose X-Forwarded-For is believed; empty: none.
  std::vector<std::string> trusted_proxies = {};
  std::function<void(std::string_view)> log = [](std::string_view) {};
};

class Server {
 public:
  Server(ServerOptions options, Router router);  // binds; throws std::system_error when the port is taken
  ~Server();
  uint16_t port() const;
  void Run();   // serves until Stop(); blocks
  void Stop();  // from any thread or a signal handler's thread

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace sinergi::http
