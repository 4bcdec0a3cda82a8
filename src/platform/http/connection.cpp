#include "platform/http/connection.h"

#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>

#include "base/text.h"
#include "platform/files/texts.h"
#include "platform/http/coding.h"
#include "platform/http/failure.h"
#include "platform/http/forwarded.h"

namespace sinergi::http {
namespace {

namespace beast = boost::beast;
namespace asio = boost::asio;
using beast::http::field;
using std::chrono::seconds;

constexpr size_t kHeaderLimit = 8192;
constexpr size_t kHeaderRead = 4096, kBodyRead = 65536;
constexpr size_t kBufferLimit = kBodyRead + kHeaderLimit;
constexpr size_t kBufferKept = 16384;  // an idle connection holds no more
constexpr seconds kHeaderTime{10}, kBodyTime{60}, kIdleTime{75}, kWriteTime{60}, kLingerTime{3};
constexpr size_t kSlowestBody = 16 * 1024;  // bytes a second, beyond kBodyTime
constexpr size_t kLingerBytes = 1 << 20;

int StatusOf(const beast::error_code& failure) {
  if (failure == beast::http::error::header_limit) return 431;
  if (failure == beast::http::error::body_limit) return 413;
  return 400;
}

Method MethodOf(beast::http::verb verb) {
  switch (verb) {
    case beast::http::verb::get:
      return Method::kGet;
    case beast::http::verb::head:
      return Method::kHead;
    case beast::http::verb::post:
      return Method::kPost;
    case beast::http::verb::put:
      return Method::kPut;
    case beast::http::verb::delete_:
      return Method::kDelete;
    default:
      return Method::kOther;
  }
}

std::string_view View(beast::string_view text) {
  return {text.data(), text.size()};
}

}  // namespace

Connection::Connection(Shared& shared, Loop& loop, Socket socket)
    : shared_(shared), loop_(loop), stream_(std::move(socket)), buffer_(kBufferLimit) {
  ++shared_.open;
  loop_.connections.insert(this);
}

Connection::~Connection() {
  --shared_.open;
  loop_.Left(this);
}

void Connection::Start() {
  Failure ignored;
  stream_.socket().set_option(asio::ip::tcp::no_delay(true), ignored);
  const auto endpoint = stream_.socket().remote_endpoint(ignored);
  if (ignored) return Close();
  peer_ = PlainAddress(endpoint.address().to_string());
  AwaitRequest(kHeaderTime);  // who connects has something to ask
}

void Connection::Close() {
  stream_.close();
}

void Connection::CloseIfIdle() {
  if (phase_ == Phase::kIdle) Close();
}

void Connection::AwaitRequest(seconds patience) {
  phase_ = Phase::kIdle;
  parser_.emplace();
  parser_->header_limit(kHeaderLimit);
  parser_->body_limit(boost::none);  // set when the route is known
  if (buffer_.size() > 0) {
    phase_ = Phase::kHeader;
    stream_.expires_after(kHeaderTime);
    return Advance();
  }
  if (shared_.stopping) return Close();
  if (buffer_.capacity() > kBufferKept) buffer_.shrink_to_fit();
  stream_.expires_after(patience);
  ReadSome();
}

void Connection::ReadSome() {
  const size_t most = phase_ == Phase::kBody ? kBodyRead : kHeaderRead;
  const size_t room = std::min(most, kBufferLimit - buffer_.size());
  stream_.async_read_some(
      buffer_.prepare(room),
      [self = shared_from_this()](const Failure& failure, size_t count) { self->OnRead(failure, count); });
}

void Connection::OnRead(const Failure& failure, size_t count) {
  if (failure) return Close();
  buffer_.commit(count);
  if (phase_ == Phase::kIdle) {
    phase_ = Phase::kHeader;
    stream_.expires_after(kHeaderTime);
  }
  Advance();
}

void Connection::Advance() {
  while (buffer_.size() > 0 && !parser_->is_done()) {
    Failure failure;
    const size_t used = parser_->put(buffer_.data(), failure);
    buffer_.consume(used);
    if (failure && failure != beast::http::error::need_more) return Send(MakeRefusal(StatusOf(failure)));
    if (phase_ == Phase::kHeader && parser_->is_header_done()) {
      phase_ = Phase::kBody;
      if (!OnHeader()) return;
    } else if (failure || used == 0) {
      break;
    }
  }
  if (parser_->is_done()) return Dispatch();
  if (buffer_.size() >= kBufferLimit) return Send(MakeRefusal(400));  // a chunk header without end
  ReadSome();
}

// False when the request has been answered or is being handled already.
bool Connection::OnHeader() {
  keep_alive_ = parser_->get().version() == 11 && parser_->get().keep_alive();
  int refusal = HeaderRefusal();
  if (refusal == 0 && !ReadHead()) refusal = 400;
  if (refusal != 0) {
    Send(MakeRefusal(refusal));
    return false;
  }
  return parser_->is_done() || AcceptBody();
}

int Connection::HeaderRefusal() const {
  const auto& head = parser_->get();
  const auto hosts = head.count(field::host);
  if (hosts > 1 || (hosts == 0 && head.version() == 11)) return 400;
  if (head.count(field::content_length) > 1 ||
      head[field::content_length].find(',') != beast::string_view::npos) {
    return 400;
  }
  const auto codings = head.count(field::transfer_encoding);
  const bool chunked = codings == 1 && EqualsFolded(View(head[field::transfer_encoding]), "chunked");
  if (codings > 0 && (!chunked || head.version() == 10)) return 400;
  const auto expects = head.count(field::expect);
  if (expects > 0 && !EqualsFolded(View(head[field::expect]), "100-continue")) return 417;
  return 0;
}

bool Connection::ReadHead() {
  const auto& head = parser_->get();
  request_ = Request{};
  request_.method = MethodOf(head.method());
  if (!ReadTarget(View(head.target()), request_)) return false;
  const bool trusted =
      std::find(shared_.trusted.begin(), shared_.trusted.end(), peer_) != shared_.trusted.end();
  std::string forwarded_for;
  for (const auto& header : head) {
    std::string name = LowerAscii(View(header.name_string()));
    if (!trusted && IsForwardingHeader(name)) continue;
    const std::string_view value = View(header.value());
    if (name == "x-forwarded-for") forwarded_for.append(forwarded_for.empty() ? "" : ",").append(value);
    if (name == "cookie") {
      for (auto& cookie : ReadCookies(value)) request_.cookies.push_back(std::move(cookie));
    }
    request_.headers.emplace_back(std::move(name), value);
  }
  request_.peer = ClientAddress(peer_, forwarded_for, shared_.trusted);
  return true;
}

// Decides about the body before any of it is read.
bool Connection::AcceptBody() {
  const size_t limit = shared_.router.BodyLimit(request_.method, request_.path);
  if (limit == 0 && !shared_.router.Knows(request_.method, request_.path)) {
    keep_alive_ = false;  // 404 or 405; what follows is not read
    Dispatch();
    return false;
  }
  const auto length = parser_->content_length();
  if (limit == 0 || (length && *length > limit)) {
    Send(MakeRefusal(413));
    return false;
  }
  parser_->body_limit(limit);
  stream_.expires_after(kBodyTime + seconds((length ? *length : limit) / kSlowestBody));
  if (parser_->get().count(field::expect) > 0 && parser_->get().version() == 11 && buffer_.size() == 0) {
    Continue();
    return false;
  }
  return true;
}

void Connection::Continue() {
  static constexpr std::string_view kLine = "HTTP/1.1 100 Continue\r\n\r\n";
  asio::async_write(stream_, asio::const_buffer(kLine.data(), kLine.size()),
                    [self = shared_from_this()](const Failure& failure, size_t) {
                      if (failure) return self->Close();
                      self->ReadSome();
                    });
}

void Connection::Dispatch() {
  phase_ = Phase::kBusy;
  stream_.expires_never();
  request_.body = std::move(parser_->get().body());
  if (shared_.stopping) keep_alive_ = false;
  const bool accepted = shared_.pool.Post([self = shared_from_this()]() mutable {
    Connection& connection = *self;
    connection.Handle(std::move(self));
  });
  if (!accepted) Send(MakeRefusal(503));
}

// On a thread of the pool. The last owner must let go on the loop's thread: so self travels on.
void Connection::Handle(std::shared_ptr<Connection> self) {
  const Asked asked = AskedBy(request_, keep_alive_);
  Reply reply = AnswerSafely(shared_.router, request_, asked, shared_.options.log);
  asio::post(loop_.io, [self = std::move(self), reply = std::move(reply)]() mutable {
    Connection& connection = *self;
    connection.Send(std::move(reply));
  });
}

void Connection::Send(Reply reply) {
  phase_ = Phase::kWriting;
  reply_ = std::move(reply);
  sent_ = 0;
  WriteSome();
}

// The time limit starts anew with each piece, so that a slow line is served and a dead one is not.
void Connection::WriteSome() {
  const std::string_view head = std::string_view(reply_.head).substr(std::min(sent_, reply_.head.size()));
  const std::string_view body = reply_.Body().substr(sent_ - (reply_.head.size() - head.size()));
  const std::array<asio::const_buffer, 2> rest = {asio::const_buffer(head.data(), head.size()),
                                                  asio::const_buffer(body.data(), body.size())};
  stream_.expires_after(kWriteTime);
  stream_.async_write_some(rest, [self = shared_from_this()](const Failure& failure, size_t count) {
    self->OnWritten(failure, count);
  });
}

void Connection::OnWritten(const Failure& failure, size_t count) {
  if (failure) return Close();
  sent_ += count;
  if (sent_ < reply_.head.size() + reply_.Body().size()) return WriteSome();
  const bool again = reply_.keep_alive;
  reply_ = Reply{};
  request_ = Request{};
  if (again) return AwaitRequest(kIdleTime);
  Linger();
}

// Closing while the client still sends would take the answer from it: say that we are done, then listen a
// little.
void Connection::Linger() {
  phase_ = Phase::kLingering;
  Failure failure;
  stream_.socket().shutdown(asio::ip::tcp::socket::shutdown_send, failure);
  if (failure || shared_.stopping) return Close();
  stream_.expires_after(kLingerTime);
  buffer_.clear();
  Discard(kLingerBytes);
}

void Connection::Discard(size_t budget) {
  stream_.async_read_some(buffer_.prepare(kHeaderRead),
                          [self = shared_from_this(), budget](const Failure& failure, size_t count) {
                            if (failure || count >= budget) return self->Close();
                            self->Discard(budget - count);
                          });
}

}  // namespace sinergi::http
