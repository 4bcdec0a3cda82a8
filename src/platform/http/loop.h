// Loop: one I/O thread of the server with its connections, and what all connections share. Internal to the
// server: this header and connection.h are the only ones that name Asio and Beast.
#pragma once

#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <unordered_set>

#include "platform/http/pool.h"
#include "platform/http/server.h"

namespace sinergi::http {

class Connection;

struct Shared {
  Shared(ServerOptions o, Router r);
  const ServerOptions options;
  const Router router;
  const std::vector<std::string> trusted;  // options.trusted_proxies in canonical form
  std::atomic<int> open = 0;
  std::atomic<bool> stopping = false;
  Pool pool;
};

// Members are touched only by the loop's own thread (or after it has ended).
struct Loop {
  std::unordered_set<Connection*> connections;  // before io: connections die with io and leave here
  boost::asio::io_context io{1};
  bool draining = false;

  void Left(Connection* connection) {
    connections.erase(connection);
    StopWhenDrained();
  }
  void StopWhenDrained() {
    if (draining && connections.empty()) io.stop();
  }
};

}  // namespace sinergi::http
