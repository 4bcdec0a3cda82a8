// SigningServer: stands in for the signing service of BSrE on this machine, with the requests and answers that are
// documented of version 2; it signs nothing, it adds a piece that looks like a signature. LosingRelay stands before it and
// loses the answer to a signature: the service has signed, the asker never hears of it.
//
//   SigningServer service;
//   const auto signer = signing::MakeBsreSigner({service.url(), "client", "secret"});
//   EXPECT_EQ(service.asked_to_sign(), 1);
#pragma once

#include <arpa/inet.h>
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sodium.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <boost/json.hpp>
#include <map>
#include <mutex>
#include <thread>

#include "platform/http/server.h"

namespace sinergi::testkit {

constexpr const char* kFirstNik = "5304000000000001";
constexpr const char* kSecondNik = "5304000000000002";
constexpr const char* kPassphrase = "kata sandi rahasia";

class SigningServer {
 public:
  SigningServer() : server_(Options(), Routes()), thread_([this] { server_.Run(); }) {}
  ~SigningServer() {
    server_.Stop();
    thread_.join();
  }

  uint16_t port() const { return server_.port(); }
  std::string url() const { return fmt::format("http://127.0.0.1:{}", port()); }
  int asked_to_sign() const { return asked_; }
  boost::json::object last() {
    const std::lock_guard lock(mutex_);
    return last_;
  }

  std::map<std::string, std::string> statuses = {{kFirstNik, "ISSUE"}, {kSecondNik, "ISSUE"}};
  std::atomic<int> sign_status{0};  // other than 0: what a request to sign is answered

 private:
  static http::ServerOptions Options() {
    http::ServerOptions options;
    options.port = 0;
    return options;
  }
  http::Router Routes() {
    http::Router router;
    router.Post("/api/v2/user/check/status", [this](const http::Request& r) { return Status(r); });
    router.Post("/api/v2/sign/pdf", [this](const http::Request& r) { return Sign(r); },
                {.body_limit = 32u << 20});
    return router;
  }
  static http::Response Say(int status, const boost::json::object& what) {
    return http::Response::Json(boost::json::serialize(what), status);
  }
  static bool Known(const http::Request& request) {
    return request.Header("authorization") == "Basic Y2xpZW50OnNlY3JldA==";  // client:secret
  }
  http::Response Status(const http::Request& request) {
    if (!Known(request)) return Say(401, {{"error", "Unauthorized"}});
    const std::string nik(boost::json::parse(request.body).at("nik").as_string());
    const auto found = statuses.find(nik);
    const std::string status = found == statuses.end() ? "NOT_REGISTERED" : found->second;
    const int number = status == "NOT_REGISTERED" ? 2011 : status == "NO_CERTIFICATE" ? 2021 : 1111;
    return Say(200, {{"status_code", number}, {"message", "status"}, {"status", status}});
  }
  http::Response Sign(const http::Request& request) {
    ++asked_;
    if (!Known(request)) return Say(401, {{"error", "Unauthorized"}});
    const boost::json::object asked = boost::json::parse(request.body).as_object();
    {
      const std::lock_guard lock(mutex_);
      last_ = asked;
    }
    if (sign_status != 0) return Say(sign_status, {{"error", "gagal"}});
    if (asked.at("passphrase").as_string() != kPassphrase)
      return Say(400, {{"status_code", 2031}, {"error", "passphrase"}});
    const std::string pdf = Decoded(asked.at("file").as_array().at(0).as_string()) +
                            "\n9 0 obj\n<< /Type /Sig /ByteRange [0 1 2 3] >>\nendobj\n%%EOF\n";
    return Say(200, {{"time", 12}, {"file", boost::json::array{Encoded(pdf)}}});
  }

  static std::string Decoded(std::string_view text) {
    std::string bytes(text.size(), '\0');
    size_t size = 0;
    EXPECT_EQ(sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                                text.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL),
              0);
    bytes.resize(size);
    return bytes;
  }
  static std::string Encoded(std::string_view bytes) {
    std::string text(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                      bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    text.pop_back();
    return text;
  }

  std::atomic<int> asked_{0};
  std::mutex mutex_;
  boost::json::object last_;
  http::Server server_;
  std::thread thread_;
};

enum class Losing { kCloses, kHoldsOn };  // holds on: until the asker gives up

class LosingRelay {
 public:
  LosingRelay(const SigningServer& service, Losing how)
      : how_(how), behind_(service.port()), listener_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address = Local(0);
    EXPECT_EQ(bind(listener_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    EXPECT_EQ(listen(listener_, 8), 0);
    socklen_t size = sizeof address;
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { Serve(); });
  }
  ~LosingRelay() {
    shutdown(listener_, SHUT_RDWR);
    thread_.join();
    close(listener_);
  }
  std::string url() const { return fmt::format("http://127.0.0.1:{}", port_); }

 private:
  static sockaddr_in Local(uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
  }
  // Header and body, by the length that the header tells.
  static std::string ReadMessage(int fd) {
    std::string got;
    char piece[65536];
    for (;;) {
      const size_t head = got.find("\r\n\r\n");
      if (head != got.npos) {
        const size_t at = got.find("ontent-Length: ");
        const size_t length = at < head ? std::stoul(got.substr(at + 15)) : 0;
        if (got.size() >= head + 4 + length) return got;
      }
      const ssize_t count = recv(fd, piece, sizeof piece, 0);
      if (count <= 0) return got;
      got.append(piece, static_cast<size_t>(count));
    }
  }
  static void SendAll(int fd, std::string_view text) {
    while (!text.empty()) {
      const ssize_t sent = send(fd, text.data(), text.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      text.remove_prefix(static_cast<size_t>(sent));
    }
  }
  std::string AskBehind(const std::string& request) const {
    const int fd = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address = Local(behind_);
    EXPECT_EQ(connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
    SendAll(fd, request);
    std::string answer = ReadMessage(fd);
    close(fd);
    return answer;
  }
  void Serve() {
    for (int fd; (fd = accept(listener_, nullptr, nullptr)) >= 0; close(fd)) {
      const std::string request = ReadMessage(fd);
      const std::string answer = AskBehind(request);
      char piece;
      if (request.find("/sign/pdf") == request.npos)
        SendAll(fd, answer);
      else if (how_ == Losing::kHoldsOn)
        recv(fd, &piece, 1, 0);
    }
  }

  const Losing how_;
  const uint16_t behind_;
  const int listener_;
  uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace sinergi::testkit
