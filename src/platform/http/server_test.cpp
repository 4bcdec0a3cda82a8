#include "platform/http/server.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <future>
#include <mutex>
#include <thread>

#include "platform/http/assets.h"

namespace sinergi::http {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// A bare socket: what a hostile client has.
class Wire {
 public:
  explicit Wire(uint16_t port) : fd_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval limit{20, 0};
    setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    EXPECT_EQ(connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  }
  ~Wire() { close(fd_); }
  Wire& Send(std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = send(fd_, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) break;
      text.remove_prefix(static_cast<size_t>(sent));
    }
    return *this;
  }
  void EndSending() { shutdown(fd_, SHUT_WR); }
  // Everything until the server closes.
  std::string ReadAll() { return ReadUntil("\x01never"); }
  // Everything until the text has come (or the server closes).
  std::string ReadUntil(std::string_view text) {
    std::string got;
    char piece[65536];
    for (size_t seen = 0; got.find(text, seen - std::min(seen, text.size())) == std::string::npos;) {
      seen = got.size();
      const ssize_t count = recv(fd_, piece, sizeof piece, 0);
      if (count <= 0) break;
      got.append(piece, static_cast<size_t>(count));
    }
    return got;
  }

 private:
  int fd_;
};

Router Routes() {
  Router router;
  router.Get("/", [](const Request&) { return Response::Text("halo"); });
  router.Get("/who", [](const Request& r) {
    return Response::Text(r.peer + "|" + std::string(r.Header("x-forwarded-proto")));
  });
  router.Get("/long", [](const Request&) { return Response::Html(std::string(5000, 'x')); });
  router.Get("/huge", [](const Request&) { return Response::Text(std::string(8 << 20, 'y')); });
  router.Get("/fails", [](const Request&) -> Response { throw std::runtime_error("rahasia"); });
  router.Get("/units/{code}",
             [](const Request& r) { return Response::Text("unit " + std::string(r.Param("code"))); });
  router.Post("/echo", [](const Request& r) { return Response::Text(r.body); }, {.body_limit = 1000});
  router.Post("/form",
              [](const Request& r) {
                const Form form = ReadForm(r);
                return Response::Text(form.ok ? std::to_string(form.fields.size()) : "bad",
                                      form.ok ? 200 : 400);
              },
              {.body_limit = 1 << 20});
  AddStaticRoutes(router);
  return router;
}

// Handlers that wait until the test lets them go on.
struct Gate {
  std::promise<void> open;
  std::shared_future<void> opened = open.get_future().share();
  std::atomic<int> entered = 0;
  Router Routes() {
    Router router;
    router.Get("/slow", [this](const Request&) {
      ++entered;
      opened.wait();
      return Response::Text("done");
    });
    return router;
  }
};

class ServerTest : public testing::Test {
 protected:
  void Begin(Router router = Routes(), ServerOptions options = {}) {
    options.port = 0;
    options.log = [this](std::string_view line) {
      const std::lock_guard lock(mutex_);
      log_ += std::string(line) + "\n";
    };
    server_ = std::make_unique<Server>(std::move(options), std::move(router));
    thread_ = std::thread([this] { server_->Run(); });
  }
  void End() {
    if (!thread_.joinable()) return;
    server_->Stop();
    thread_.join();
  }
  void TearDown() override { End(); }

  std::string Ask(std::string_view request) {
    if (!server_) Begin();
    return Wire(server_->port()).Send(request).ReadAll();
  }
  std::string Log() {
    const std::lock_guard lock(mutex_);
    return log_;
  }
  uint16_t port() {
    if (!server_) Begin();
    return server_->port();
  }

  Gate gate;  // here and not in a test: queued handlers use it until End() has joined them
  std::mutex mutex_;
  std::string log_;
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

std::string Get(std::string_view path, std::string_view more = "") {
  return fmt::format("GET {} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{}\r\n", path, more);
}

TEST_F(ServerTest, AnswersWithTheHeadersOfEveryAnswer) {
  const std::string got = Ask(Get("/"));
  EXPECT_THAT(got, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(got, HasSubstr("\r\n\r\nhalo"));
  for (const char* header :
       {"Content-Length: 4\r\n", "Cache-Control: no-store\r\n", "X-Frame-Options: DENY\r\n",
        "X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: ", "Date: ",
        "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self';",
        "Connection: close\r\n"}) {
    EXPECT_THAT(got, HasSubstr(header));
  }
}

TEST_F(ServerTest, HeadHasTheLengthAndNoBody) {
  const std::string got = Ask("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(got, HasSubstr("Content-Length: 4\r\n"));
  EXPECT_TRUE(got.ends_with("\r\n\r\n"));
}

TEST_F(ServerTest, APipelineIsAnsweredInOrder) {
  std::string requests;
  for (int i = 0; i < 50; ++i) requests += fmt::format("GET /units/{} HTTP/1.1\r\nHost: a\r\n\r\n", i);
  requests += "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc" + Get("/units/last");
  const std::string got = Ask(requests);
  size_t at = 0;
  for (int i = 0; i < 50; ++i) {
    at = got.find(fmt::format("\r\n\r\nunit {}HTTP/1.1", i), at);
    ASSERT_NE(at, std::string::npos) << i;
  }
  EXPECT_THAT(got, HasSubstr("\r\n\r\nabcHTTP/1.1 200"));
  EXPECT_TRUE(got.ends_with("unit last"));
}

TEST_F(ServerTest, ReadsARequestThatComesInPieces) {
  Wire wire(port());
  for (const char* piece : {"PO", "ST /echo HTTP/1.1\r\nHo", "st: a\r\nTransfer-Encoding: chunked\r\n\r",
                            "\n4\r\nab", "cd\r\n2;x=y\r\nef", "\r\n0\r\n\r\n"}) {
    wire.Send(piece);
  }
  EXPECT_THAT(wire.ReadUntil("abcdef"), HasSubstr("\r\n\r\nabcdef"));
}

TEST_F(ServerTest, SendsALargeAnswerWhole) {
  const std::string got = Ask(Get("/huge"));
  EXPECT_EQ(got.size() - got.find("\r\n\r\n") - 4, size_t{8} << 20);
}

TEST_F(ServerTest, AsksForTheBodyWhenTheClientWaits) {
  Wire wire(port());
  wire.Send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(wire.ReadUntil("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
  wire.Send("abc");
  EXPECT_THAT(wire.ReadUntil("abc"), StartsWith("HTTP/1.1 200 OK"));
}

TEST_F(ServerTest, RefusesATooLargeBodyBeforeItComes) {
  EXPECT_THAT(Ask("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1001\r\n\r\n"),
              StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(Ask("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"),
              StartsWith("HTTP/1.1 413 "));
}

TEST_F(ServerTest, RefusesChunksBeyondTheLimit) {
  const std::string head = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_THAT(Ask(head + "ffffffffff\r\n" + std::string(2000, 'x')), StartsWith("HTTP/1.1 413 "));
  std::string small_chunks = head;
  for (int i = 0; i < 1001; ++i) small_chunks += "1\r\nx\r\n";
  EXPECT_THAT(Ask(small_chunks + "0\r\n\r\n"), StartsWith("HTTP/1.1 413 "));
  EXPECT_THAT(Ask(head + "1;" + std::string(200000, 'x')), StartsWith("HTTP/1.1 4"));
}

struct Hostile {
  const char* what;
  std::string request;
  const char* answer;
};

std::vector<Hostile> HostileRequests() {
  const std::string host = "Host: a\r\n";
  const std::string post = "POST /echo HTTP/1.1\r\nHost: a\r\n";
  return {
      {"no host", "GET / HTTP/1.1\r\n\r\n", "400"},
      {"two hosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"},
      {"both lengths", post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
      {"both lengths, other order", post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
       "400"},
      {"two lengths", post + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "400"},
      {"one length twice", post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", "400"},
      {"a list of lengths", post + "Content-Length: 3, 3\r\n\r\nabc", "400"},
      {"a negative length", post + "Content-Length: -1\r\n\r\n", "400"},
      {"an overflowing length", post + "Content-Length: 99999999999999999999\r\n\r\n", "400"},
      {"another coding", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "400"},
      {"chunked is not last", post + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n", "400"},
      {"chunked on 1.0", "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "400"},
      {"blank before colon", "GET / HTTP/1.1\r\nHost : a\r\n\r\n", "400"},
      {"bare line feeds", "GET / HTTP/1.1\nHost: a\n\n", "400"},
      {"a bad chunk", post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "400"},
      {"huge header", "GET / HTTP/1.1\r\n" + host + "X: " + std::string(65536, 'x') + "\r\n\r\n", "431"},
      {"huge target", "GET /" + std::string(65536, 'x') + " HTTP/1.1\r\n" + host + "\r\n", "431"},
      {"unknown expectation", post + "Expect: miracle\r\nContent-Length: 1\r\n\r\n", "417"},
      {"no HTTP at all", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 hello hello\r\n\r\n", "400"},
      {"version 2", "GET / HTTP/2.0\r\n" + host + "\r\n", "400"},
      {"climbing", "GET /static/../data/texts/common.id.yaml HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"climbing encoded", "GET /static/%2e%2e/data HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"encoded slash", "GET /units/a%2fb HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"backslash", "GET /units/..%5c HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"NUL", "GET /units/a%00b HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"line end in the path", "GET /units/a%0d%0ab HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"bad percent code", "GET /units/%zz HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"cut percent code", "GET /units/a%4 HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"not UTF-8", "GET /units/%ff HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"bad query", "GET /?a=%ff HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"no path", "OPTIONS * HTTP/1.1\r\n" + host + "\r\n", "400"},
      {"tunnel", "CONNECT a:443 HTTP/1.1\r\n" + host + "\r\n", "400"},
  };
}

TEST_F(ServerTest, RefusesHostileRequestsAndCloses) {
  for (const Hostile& hostile : HostileRequests()) {
    const std::string got = Ask(hostile.request);  // ends because the server closes
    EXPECT_THAT(got, StartsWith(std::string("HTTP/1.1 ") + hostile.answer + " ")) << hostile.what;
    EXPECT_THAT(got, HasSubstr("Connection: close")) << hostile.what;
    EXPECT_EQ(got.find("HTTP/1.1", 1), std::string::npos) << hostile.what;
  }
  EXPECT_THAT(Ask(Get("/")), StartsWith("HTTP/1.1 200"));
}

TEST_F(ServerTest, ABodyCutShortIsNeverHandled) {
  std::atomic<int> handled = 0;
  Router router;
  router.Post("/echo", [&](const Request&) { return ++handled, Response::Text("x"); });
  Begin(std::move(router));
  Wire wire(port());
  wire.Send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc").EndSending();
  EXPECT_EQ(wire.ReadAll(), "");
  End();
  EXPECT_EQ(handled, 0);
}

TEST_F(ServerTest, TenThousandFieldsAreReadAndTwentyThousandAreTheMost) {
  const auto form = [&](int fields) {
    std::string body;
    for (int i = 0; i < fields; ++i) body += "f=1&";
    return Ask(
        fmt::format("POST /form HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: "
                    "application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{}",
                    body.size(), body));
  };
  EXPECT_TRUE(form(10000).ends_with("\r\n\r\n10000"));
  EXPECT_TRUE(form(20001).ends_with("\r\n\r\nbad"));
}

TEST_F(ServerTest, UnknownPathsAndMethodsComeFromTheRouter) {
  EXPECT_THAT(Ask(Get("/nowhere")), StartsWith("HTTP/1.1 404 "));
  const std::string refused = Ask("DELETE /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(refused, StartsWith("HTTP/1.1 405 "));
  EXPECT_THAT(refused, HasSubstr("Allow: POST\r\n"));
  // The body of a request without a route is not read, so the connection cannot go on.
  EXPECT_THAT(Ask("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\nx"),
              AllOf(StartsWith("HTTP/1.1 404 "), HasSubstr("Connection: close")));
}

TEST_F(ServerTest, AFailureIsToldByNumberAndLoggedWithReason) {
  const std::string got = Ask(Get("/fails"));
  EXPECT_THAT(got, StartsWith("HTTP/1.1 500 "));
  EXPECT_THAT(got, Not(HasSubstr("rahasia")));
  ASSERT_THAT(Log(), HasSubstr("rahasia"));
  const std::string reference = Log().substr(4, 8);
  EXPECT_THAT(got, HasSubstr(reference));
}

TEST_F(ServerTest, CompressesWhatTheClientCanRead) {
  const std::string got = Ask(Get("/long", "Accept-Encoding: gzip, br\r\n"));
  EXPECT_THAT(got, HasSubstr("Content-Encoding: br\r\n"));
  EXPECT_THAT(got, HasSubstr("Vary: Accept-Encoding\r\n"));
  EXPECT_LT(got.size(), 1500u);
  EXPECT_THAT(Ask(Get("/long")), Not(HasSubstr("Content-Encoding")));
}

TEST_F(ServerTest, BelievesForwardedAddressesOnlyFromTrustedProxies) {
  const std::string more =
      "X-Forwarded-For: 9.9.9.9, 36.68.1.2, ::ffff:10.0.0.9\r\nX-Forwarded-Proto: https\r\n";
  EXPECT_TRUE(Ask(Get("/who", more)).ends_with("\r\n\r\n127.0.0.1|"));
  End();
  ServerOptions options;
  options.trusted_proxies = {"127.0.0.1", "10.0.0.9"};
  Begin(Routes(), options);
  EXPECT_TRUE(Ask(Get("/who", more)).ends_with("\r\n\r\n36.68.1.2|https"));
  EXPECT_TRUE(Ask(Get("/who", "X-Forwarded-For: nonsense\r\n")).ends_with("\r\n\r\n127.0.0.1|"));
}

TEST_F(ServerTest, SaysBusyWhenTheQueueIsFull) {
  ServerOptions options;
  options.handler_threads = 1;
  Begin(gate.Routes(), options);
  std::vector<std::unique_ptr<Wire>> wires;
  for (int i = 0; i < 1 + 64 + 5; ++i) {
    wires.push_back(std::make_unique<Wire>(port()));
    wires.back()->Send(Get("/slow"));
    while (gate.entered == 0) std::this_thread::yield();  // the first is taken out of the queue
  }
  // The last five find the queue full; the I/O thread takes connections in the order they came.
  std::string refused;
  for (size_t i = wires.size() - 5; i < wires.size(); ++i) refused += wires[i]->ReadAll();
  gate.open.set_value();
  EXPECT_THAT(refused, HasSubstr("HTTP/1.1 503 "));
  EXPECT_THAT(refused, HasSubstr("Retry-After: "));
  EXPECT_THAT(refused, Not(HasSubstr("200 OK")));
  EXPECT_THAT(wires[0]->ReadAll(), HasSubstr("done"));
}

TEST_F(ServerTest, StopLetsTheRunningRequestFinishAndClosesIdleOnes) {
  Begin(gate.Routes());
  Wire idle(port()), busy(port());
  busy.Send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
  while (gate.entered == 0) std::this_thread::yield();
  server_->Stop();
  EXPECT_EQ(idle.ReadAll(), "");
  gate.open.set_value();
  EXPECT_THAT(busy.ReadAll(), HasSubstr("done"));
  thread_.join();
}

TEST_F(ServerTest, AConnectionTooManyIsClosed) {
  ServerOptions options;
  options.connections = 2;
  Begin(Routes(), options);
  const std::string request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  Wire first(port()), second(port());
  EXPECT_THAT(first.Send(request).ReadUntil("halo"), HasSubstr("halo"));
  EXPECT_THAT(second.Send(request).ReadUntil("halo"), HasSubstr("halo"));
  Wire third(port());
  EXPECT_EQ(third.Send(request).ReadUntil("halo"), "");
}

TEST_F(ServerTest, SeveralThreadsServeManyClients) {
  ServerOptions options;
  options.io_threads = 2;
  Begin(Routes(), options);
  std::atomic<int> good = 0;
  std::vector<std::thread> clients;
  for (int c = 0; c < 8; ++c) {
    clients.emplace_back([&, c] {
      Wire wire(port());
      for (int i = 0; i < 100; ++i) {
        const std::string code = fmt::format("{}-{}.", c, i);
        wire.Send(fmt::format("GET /units/{} HTTP/1.1\r\nHost: a\r\n\r\n", code));
        good += wire.ReadUntil("unit " + code).ends_with("unit " + code);
      }
    });
  }
  for (std::thread& client : clients) client.join();
  EXPECT_EQ(good, 800);
}

TEST_F(ServerTest, APortInUseThrows) {
  ServerOptions options;
  options.port = port();
  EXPECT_THROW(Server(options, Router()), std::system_error);
}

}  // namespace
}  // namespace sinergi::http
