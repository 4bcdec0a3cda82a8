// Saves measurements over HTTP as fast as the server acknowledges them: N connections, each on indicators of
// its own.
//   bench_submit PORT COOKIE CSRF PERIOD SECONDS INDICATOR…      prints acknowledged saves a second
// Each save names the row version that the last answer gave, as the entry grid does.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

namespace {

using Steady = std::chrono::steady_clock;

int Connect(int port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const int one = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (::connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) std::exit(1);
  return fd;
}

// One answer: headers, then as many bytes as Content-Length says.
std::string ReadAnswer(int fd, std::string& rest) {
  std::string answer = std::move(rest);
  char block[16384];
  size_t end = std::string::npos, length = 0;
  while (true) {
    if (end == std::string::npos && (end = answer.find("\r\n\r\n")) != std::string::npos) {
      const size_t at = answer.find("Content-Length: ");
      length = at == std::string::npos ? 0 : std::strtoul(answer.c_str() + at + 16, nullptr, 10);
    }
    if (end != std::string::npos && answer.size() >= end + 4 + length) break;
    const ssize_t n = ::recv(fd, block, sizeof block, 0);
    if (n <= 0) return "";
    answer.append(block, static_cast<size_t>(n));
  }
  rest = answer.substr(end + 4 + length);
  answer.resize(end + 4 + length);
  return answer;
}

std::string RowVersion(const std::string& answer) {
  const size_t at = answer.find("\"row_version\":\"");
  return at == std::string::npos ? "0" : answer.substr(at + 15, answer.find('"', at + 15) - at - 15);
}

struct Job {
  int port;
  std::string cookie, csrf, period;
  Steady::time_point until;
  std::atomic<long>* acknowledged;
};

void Work(const Job& job, const std::string& indicator, int worker) {
  const int fd = Connect(job.port);
  std::string rest, version = "0";
  long count = 0;
  while (Steady::now() < job.until) {
    const std::string body = "{\"realised\":\"" + std::to_string(count % 40) +
                             "\",\"obstacle\":\"\",\"solution\":\"\",\"driver\":\"\"," +
                             "\"follow_up\":\"\",\"jump_reason\":\"bench\",\"row_version\":\"" + version +
                             "\",\"key\":\"" + std::to_string(::getpid()) + "-" + std::to_string(worker) +
                             "-" + std::to_string(count) + "\"}";
    const std::string request =
        "PUT /api/measurements/" + indicator + "/" + job.period +
        " HTTP/1.1\r\nHost: localhost\r\nCookie: " + job.cookie + "\r\nX-Csrf-Token: " + job.csrf +
        "\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
        body;
    if (::send(fd, request.data(), request.size(), MSG_NOSIGNAL) < 0) break;
    const std::string answer = ReadAnswer(fd, rest);
    if (answer.empty()) break;
    if (answer.compare(9, 3, "200") == 0)
      ++*job.acknowledged;
    else if (answer.compare(9, 3, "409") != 0) {
      std::fprintf(stderr, "%s\n", answer.substr(0, 400).c_str());
      break;
    }
    version = RowVersion(answer);
    ++count;
  }
  ::close(fd);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 7) return 2;
  const double seconds = std::atof(argv[5]);
  std::atomic<long> acknowledged{0};
  const auto start = Steady::now();
  const Job job{std::atoi(argv[1]),
                argv[2],
                argv[3],
                argv[4],
                start + std::chrono::milliseconds(static_cast<long>(seconds * 1000)),
                &acknowledged};
  std::vector<std::thread> workers;
  for (int i = 6; i < argc; ++i) workers.emplace_back(Work, std::cref(job), std::string(argv[i]), i);
  for (std::thread& worker : workers) worker.join();
  const double passed = std::chrono::duration<double>(Steady::now() - start).count();
  std::printf("%.0f\n", static_cast<double>(acknowledged) / passed);
}
