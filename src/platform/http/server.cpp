#include "platform/http/server.h"

#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <system_error>
#include <thread>

#include "platform/http/connection.h"
#include "platform/http/forwarded.h"

namespace sinergi::http {
namespace {

namespace asio = boost::asio;
using tcp = asio::ip::tcp;
using Failure = boost::system::error_code;

constexpr size_t kQueuedPerThread = 64;
constexpr std::chrono::seconds kDrainTime{10};
constexpr std::chrono::milliseconds kPauseAfterRefusal{100};

std::vector<std::string> Canonical(const std::vector<std::string>& addresses) {
  std::vector<std::string> out;
  for (const std::string& address : addresses) {
    out.push_back(PlainAddress(address));
    if (out.back().empty()) throw std::invalid_argument("not an address of a proxy: " + address);
  }
  return out;
}

}  // namespace

Shared::Shared(ServerOptions o, Router r)
    : options(std::move(o)),
      router(std::move(r)),
      trusted(Canonical(options.trusted_proxies)),
      pool(options.handler_threads, kQueuedPerThread * static_cast<size_t>(options.handler_threads)) {}

struct Server::Impl {
  using Acceptor = asio::basic_socket_acceptor<tcp, Connection::Executor>;

  Shared shared;
  std::vector<std::unique_ptr<Loop>> loops;
  std::unique_ptr<Acceptor> acceptor;
  std::unique_ptr<asio::steady_timer> pause;
  size_t next = 0;
  uint16_t port = 0;

  Impl(ServerOptions options, Router router) : shared(std::move(options), std::move(router)) {
    for (int i = 0; i < std::max(1, shared.options.io_threads); ++i)
      loops.push_back(std::make_unique<Loop>());
    pause = std::make_unique<asio::steady_timer>(loops[0]->io);
    Bind();
    Accept();
  }

  ~Impl() {
    shared.pool.Stop();  // no handler may outlive the loops it answers to
    for (auto& loop : loops) loop->draining = false;
    acceptor.reset();
    pause.reset();
    loops.clear();
  }

  void Bind() {
    try {
      const tcp::endpoint endpoint(asio::ip::make_address(shared.options.host), shared.options.port);
      acceptor = std::make_unique<Acceptor>(loops[0]->io, endpoint, /*reuse_addr=*/true);
      port = acceptor->local_endpoint().port();
    } catch (const boost::system::system_error& e) {
      throw std::system_error(
          e.code().value(), std::system_category(),
          fmt::format("cannot listen on {}:{}", shared.options.host, shared.options.port));
    }
  }

  void Accept() {
    Loop& loop = *loops[next++ % loops.size()];
    acceptor->async_accept(loop.io, [this, &loop](const Failure& failure, Connection::Socket socket) {
      if (shared.stopping || failure == asio::error::operation_aborted) return;
      if (failure) return Pause(failure);
      if (shared.open < shared.options.connections) Welcome(loop, std::move(socket));
      Accept();
    });
  }

  void Welcome(Loop& loop, Connection::Socket socket) {
    asio::dispatch(loop.io, [this, &loop, socket = std::move(socket)]() mutable {
      if (shared.stopping) return;
      std::make_shared<Connection>(shared, loop, std::move(socket))->Start();
    });
  }

  // Out of descriptors, most likely: some will be free again soon.
  void Pause(const Failure& failure) {
    shared.options.log("accept: " + failure.message());
    pause->expires_after(kPauseAfterRefusal);
    pause->async_wait([this](const Failure& cancelled) {
      if (!cancelled && !shared.stopping) Accept();
    });
  }

  void RunLoop(Loop& loop) {
    const auto work = asio::make_work_guard(loop.io);
    for (;;) {
      try {
        loop.io.run();
        return;
      } catch (const std::exception& e) {
        shared.options.log(fmt::format("connection: {}", e.what()));
      }
    }
  }

  void Drain(Loop& loop) {
    loop.draining = true;
    if (&loop == loops[0].get()) {
      Failure ignored;
      acceptor->close(ignored);
      pause->cancel();
    }
    const std::vector<Connection*> present(loop.connections.begin(), loop.connections.end());
    for (Connection* connection : present) connection->CloseIfIdle();
    const auto deadline = std::make_shared<asio::steady_timer>(loop.io, kDrainTime);
    deadline->async_wait([&loop, deadline](const Failure&) { loop.io.stop(); });
    loop.StopWhenDrained();
  }
};

Server::Server(ServerOptions options, Router router)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(router))) {}

Server::~Server() = default;

uint16_t Server::port() const {
  return impl_->port;
}

void Server::Run() {
  std::vector<std::thread> threads;
  for (size_t i = 1; i < impl_->loops.size(); ++i) {
    threads.emplace_back([this, i] { impl_->RunLoop(*impl_->loops[i]); });
  }
  impl_->RunLoop(*impl_->loops[0]);
  for (std::thread& thread : threads) thread.join();
  impl_->shared.pool.Stop();
}

void Server::Stop() {
  impl_->shared.stopping = true;
  for (auto& loop : impl_->loops) {
    asio::post(loop->io, [impl = impl_.get(), &loop = *loop] { impl->Drain(loop); });
  }
}

}  // namespace sinergi::http
