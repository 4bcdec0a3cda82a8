// A browser without a page: one connection at a time on a plain socket, cookies and the CSRF token kept.
//
//   Client officer(server.port());
//   officer.LogIn("petugas.egov", password);
//   officer.Ask("PUT", "/api/measurements/17/2024-Q4", body).status   // 0: no answer came
//
// Threads: a Client belongs to one thread.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace sinergi::blackbox {

struct Answer {
  int status = 0;  // 0: the connection ended without a whole answer
  std::string head, body;
  std::string Header(const std::string& name) const;  // the first of that name, "" for none
};

using Fields = std::vector<std::pair<std::string, std::string>>;

class Client {
 public:
  explicit Client(uint16_t port) : port_(port) {}
  ~Client() { Hang(); }
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  bool LogIn(const std::string& login, const std::string& password);
  Answer Get(const std::string& target) { return Ask("GET", target); }
  Answer Ask(const std::string& method, const std::string& target, const std::string& body = {},
             const std::string& type = "application/json");
  // As a form; brings the CSRF token.
  Answer Post(const std::string& target, Fields fields);
  // One file as multipart/form-data, with the token.
  Answer Upload(const std::string& target, Fields fields, const std::string& file_name,
                const std::string& bytes);
  // Sends exactly these bytes on a connection of its own and reads what comes until it is closed or
  // `patience` seconds have passed.
  Answer Raw(const std::string& bytes, int patience = 10);

  // The server was started anew: elsewhere, with the same cookies.
  void MoveTo(uint16_t port);
  void Hang();

  std::map<std::string, std::string> cookies;
  std::string csrf;

 private:
  bool Connect();
  bool Send(const std::string& bytes) const;
  Answer Receive();
  void KeepCookies(const Answer& answer);

  uint16_t port_;
  int socket_ = -1;
};

std::string EncodeForm(const Fields& fields);

}  // namespace sinergi::blackbox
