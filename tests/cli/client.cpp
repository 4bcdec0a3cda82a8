#include "cli/client.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <cstdlib>

namespace sinergi::blackbox {
namespace {

int Dial(uint16_t port, int patience) {
  const int made = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in there{};
  there.sin_family = AF_INET;
  there.sin_port = htons(port);
  there.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const timeval limit{patience, 0};
  const int at_once = 1;
  setsockopt(made, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  setsockopt(made, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &at_once, sizeof at_once);
  if (connect(made, reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0) return made;
  close(made);
  return -1;
}

bool SendOn(int socket, const std::string& bytes) {
  for (size_t at = 0; at < bytes.size();) {
    const ssize_t n = send(socket, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
    if (n <= 0) return false;
    at += static_cast<size_t>(n);
  }
  return true;
}

// False when nothing more comes.
bool Take(int socket, std::string& bytes) {
  char block[1 << 16];
  const ssize_t n = recv(socket, block, sizeof block, 0);
  if (n > 0) bytes.append(block, static_cast<size_t>(n));
  return n > 0;
}

void ReadHead(const std::string& bytes, size_t end, Answer& answer) {
  answer.head = bytes.substr(0, end + 2);
  if (answer.head.starts_with("HTTP/1.")) answer.status = std::atoi(answer.head.c_str() + 9);
}

std::string Escape(const std::string& text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string escaped;
  for (const unsigned char c : text) {
    if (std::isalnum(c)) {
      escaped += static_cast<char>(c);
    } else {
      (escaped += '%') += kHex[c >> 4];
      escaped += kHex[c & 15];
    }
  }
  return escaped;
}

}  // namespace

std::string Answer::Header(const std::string& name) const {
  for (size_t at = head.find("\r\n"); at != std::string::npos && at + 2 < head.size();
       at = head.find("\r\n", at + 2)) {
    const char* line = head.c_str() + at + 2;
    if (strncasecmp(line, name.c_str(), name.size()) != 0 || line[name.size()] != ':') continue;
    const size_t from = head.find_first_not_of(' ', at + 2 + name.size() + 1);
    return head.substr(from, head.find("\r\n", from) - from);
  }
  return "";
}

std::string EncodeForm(const Fields& fields) {
  std::string form;
  for (const auto& [name, value] : fields)
    form += (form.empty() ? "" : "&") + Escape(name) + "=" + Escape(value);
  return form;
}

void Client::Hang() {
  if (socket_ >= 0) close(socket_);
  socket_ = -1;
}

void Client::MoveTo(uint16_t port) {
  Hang();
  port_ = port;
}

bool Client::Connect() {
  if (socket_ < 0) socket_ = Dial(port_, 60);
  return socket_ >= 0;
}

Answer Client::Receive() {
  std::string bytes;
  size_t end = 0;
  while ((end = bytes.find("\r\n\r\n")) == std::string::npos)
    if (!Take(socket_, bytes)) return {};
  Answer answer;
  ReadHead(bytes, end, answer);
  const size_t length = static_cast<size_t>(std::atoll(answer.Header("Content-Length").c_str()));
  answer.body = bytes.substr(end + 4);
  while (answer.body.size() < length)
    if (!Take(socket_, answer.body)) return {};
  return answer;
}

void Client::KeepCookies(const Answer& answer) {
  const std::string mark = "Set-Cookie: ";
  for (size_t at = 0; (at = answer.head.find(mark, at)) != std::string::npos; ++at) {
    const size_t from = at + mark.size(), equals = answer.head.find('=', from);
    cookies[answer.head.substr(from, equals - from)] =
        answer.head.substr(equals + 1, answer.head.find_first_of(";\r", equals) - equals - 1);
  }
}

Answer Client::Ask(const std::string& method, const std::string& target, const std::string& body,
                   const std::string& type) {
  std::string request = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
  std::string jar;
  for (const auto& [name, value] : cookies) jar += (jar.empty() ? "" : "; ") + name + "=" + value;
  if (!jar.empty()) request += "Cookie: " + jar + "\r\n";
  if (!csrf.empty()) request += "X-Csrf-Token: " + csrf + "\r\n";
  if (method != "GET")
    request += "Content-Type: " + type + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
  request += "\r\n" + body;
  if (!Connect()) return {};
  (void)SendOn(socket_, request);  // an early refusal is an answer, too
  const Answer answer = Receive();
  if (answer.status == 0 || answer.Header("Connection") == "close") Hang();
  KeepCookies(answer);
  return answer;
}

Answer Client::Post(const std::string& target, Fields fields) {
  if (!csrf.empty()) fields.emplace_back("csrf", csrf);
  return Ask("POST", target, EncodeForm(fields), "application/x-www-form-urlencoded");
}

Answer Client::Upload(const std::string& target, Fields fields, const std::string& file_name,
                      const std::string& bytes) {
  const std::string border = "----kotak7d3a";
  std::string body;
  fields.emplace_back("csrf", csrf);
  for (const auto& [name, value] : fields)
    body +=
        "--" + border + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  body += "--" + border + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file_name +
          "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + bytes + "\r\n--" + border + "--\r\n";
  return Ask("POST", target, body, "multipart/form-data; boundary=" + border);
}

Answer Client::Raw(const std::string& bytes, int patience) {
  const int socket = Dial(port_, patience);
  Answer answer;
  if (socket < 0) return answer;
  (void)SendOn(socket, bytes);
  std::string got;
  while (Take(socket, got)) {
  }
  close(socket);
  const size_t end = got.find("\r\n\r\n");
  if (end == std::string::npos) return answer;
  ReadHead(got, end, answer);
  answer.body = got.substr(end + 4);
  return answer;
}

bool Client::LogIn(const std::string& login, const std::string& password) {
  cookies.clear();
  csrf.clear();
  if (Post("/login", {{"login", login}, {"password", password}}).status != 303) return false;
  const std::string page = Get("/account").body;
  const std::string mark = "name=\"csrf\"";
  for (size_t at = page.find(mark); at != std::string::npos; at = page.find(mark, at + 1)) {
    const size_t tag = page.rfind('<', at), end = page.find('>', at);
    for (const std::string attribute : {"content=\"", "value=\""}) {
      const size_t from = page.find(attribute, tag);
      if (from == std::string::npos || from > end) continue;
      csrf = page.substr(from + attribute.size(),
                         page.find('"', from + attribute.size()) - from - attribute.size());
      return !csrf.empty();
    }
  }
  return false;
}

}  // namespace sinergi::blackbox
