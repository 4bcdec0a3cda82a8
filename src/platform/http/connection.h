// Connection: one client: reads a request, has it handled on the pool, writes the answer, and again. Requests
// of a pipeline are answered one after the other. A connection lives on its loop's thread; only Handle() runs
// on the pool, and while it does the loop's thread leaves request_ and reply_ alone.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <memory>
#include <optional>

#include "platform/http/loop.h"
#include "platform/http/reply.h"

namespace sinergi::http {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  using Executor = boost::asio::io_context::executor_type;
  using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;

  Connection(Shared& shared, Loop& loop, Socket socket);
  ~Connection();
  void Start();
  void Close();
  void CloseIfIdle();  // the server is stopping

 private:
  enum class Phase { kIdle, kHeader, kBody, kBusy, kWriting, kLingering };
  using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;
  using Failure = boost::beast::error_code;

  void AwaitRequest(std::chrono::seconds patience);
  void ReadSome();
  void OnRead(const Failure& failure, size_t count);
  void Advance();
  bool OnHeader();
  int HeaderRefusal() const;  // 0, or the status that refuses this header
  bool ReadHead();            // fills request_ from the parser
  bool AcceptBody();
  void Continue();
  void Dispatch();
  void Handle(std::shared_ptr<Connection> self);
  void Send(Reply reply);
  void WriteSome();
  void OnWritten(const Failure& failure, size_t count);
  void Linger();
  void Discard(size_t budget);

  Shared& shared_;
  Loop& loop_;
  boost::beast::basic_stream<boost::asio::ip::tcp, Executor> stream_;
  std::string peer_;
  boost::beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  Phase phase_ = Phase::kIdle;
  bool keep_alive_ = true;
  Request request_;
  Reply reply_;
  size_t sent_ = 0;
};

}  // namespace sinergi::http
