// Public requests over HTTP as fast as the server acknowledges them: the form of ppid-request, complete, from
// many addresses at once, on SQLite, with the work of the browser set to nothing.
//   bench_intake FOLDER SECONDS [CONNECTIONS]     FOLDER is made and filled
// Prints: intakes acknowledged a second, plain inserts a second into one table of the same database, each in a
// Write of its own from as many threads, how many times slower an intake is, and lost intakes (0: none).
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <thread>

#include <fmt/format.h>

#include "kernel/ids.h"
#include "kernel/migrations.h"
#include "kernel/unit.h"
#include "modules/performance/public.h"
#include "modules/register/public_pages.h"
#include "modules/register/register_store.h"
#include "platform/http/server.h"

namespace {

using namespace sinergi;
using Steady = std::chrono::steady_clock;

constexpr const char* kCode = "53.04";

std::vector<sql::Migration> Tables() {
  std::vector<sql::Migration> all = kernel::Migrations();
  for (sql::Migration& migration : performance::Migrations()) all.push_back(std::move(migration));
  for (sql::Migration& migration : registers::Migrations()) all.push_back(std::move(migration));
  return all;
}

void Prepare(sql::Database& db) {
  (void)db.Write([](sql::Connection& c) -> Status {
    kernel::Government government;
    government.code = kCode;
    government.name = "Kabupaten Contoh";
    const Result<int64_t> id = kernel::AddGovernment(c, government);
    if (!id.ok()) return id.error();
    kernel::Unit unit;
    unit.code = "2.16.01";
    unit.name = "Dinas Komunikasi dan Informatika";
    unit.kind = kernel::UnitKind::kAgency;
    if (const auto added = kernel::AddUnit(c, *id, unit); !added.ok()) return added.error();
    kernel::SetSetting(c, *id, "public.work_bits", "0");
    kernel::BumpUnitsVersion(c, *id);
    c.Script("CREATE TABLE plain (id INTEGER PRIMARY KEY, name TEXT, wanted TEXT, at BIGINT)");
    return Ok();
  });
}

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

// Whether the answer to one request is a redirect; the whole of it is read.
bool ReadRedirect(int fd, std::string& rest) {
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
    if (n <= 0) return false;
    answer.append(block, static_cast<size_t>(n));
  }
  rest = answer.substr(end + 4 + length);
  return answer.starts_with("HTTP/1.1 303");
}

std::string Body(const registers::PublicGate& gate, int worker, long count) {
  const Instant now = SystemClock()();
  std::string body = "challenge=" + gate.Issue(std::string(kCode) + "/ppid-request", 0, now);
  const std::pair<const char*, std::string> fields[] = {
      {"applicant", "person"},
      {"name", fmt::format("Warga {} {}", worker, count)},
      {"national_id", fmt::format("530400{:02}{:08}", worker % 100, count % 100'000'000)},
      {"address", "Jalan Contoh 1"},
      {"phone", "0389 21000"},
      {"wanted", fmt::format("Laporan kinerja tahun 2025 nomor {} {}", worker, count)},
      {"purpose", "Penelitian"},
      {"way", "copy_soft"}};
  for (const auto& [name, value] : fields)
    body += fmt::format("&has={}&f_{}={}", name, name, http::PercentEncode(value));
  return body;
}

void SendAll(int port, const registers::PublicGate& gate, int worker, Steady::time_point until,
             std::atomic<long>& acknowledged) {
  const int fd = Connect(port);
  std::string rest;
  for (long count = 0; Steady::now() < until; ++count) {
    const std::string body = Body(gate, worker, count);
    const std::string request = fmt::format(
        "POST /layanan/ppid-request HTTP/1.1\r\nHost: localhost\r\nContent-Type: "
        "application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{}",
        body.size(), body);
    if (::send(fd, request.data(), request.size(), 0) != static_cast<ssize_t>(request.size())) break;
    if (!ReadRedirect(fd, rest)) break;
    ++acknowledged;
  }
  ::close(fd);
}

template <class Work>
double EachSecond(int workers, int seconds, Work&& work) {
  std::atomic<long> done = 0;
  const auto start = Steady::now(), until = start + std::chrono::seconds(seconds);
  std::vector<std::thread> threads;
  for (int i = 0; i < workers; ++i) threads.emplace_back([&, i] { work(i, until, done); });
  for (std::thread& thread : threads) thread.join();
  return static_cast<double>(done) / std::chrono::duration<double>(Steady::now() - start).count();
}

void InsertAll(sql::Database& db, int worker, Steady::time_point until, std::atomic<long>& done) {
  for (long count = 0; Steady::now() < until; ++count, ++done)
    (void)db.Write([&](sql::Connection& c) -> Status {
      c.Execute("INSERT INTO plain (name, wanted, at) VALUES (?, ?, ?)",
                {fmt::format("Warga {}", worker), fmt::format("Laporan {}", count), int64_t{count}});
      return Ok();
    });
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const std::string folder = argv[1];
  const int seconds = std::atoi(argv[2]), connections = argc > 3 ? std::atoi(argv[3]) : 16;
  const auto db = sql::Database::Open(folder);
  db->Migrate(Tables());
  Prepare(*db);
  const registers::Registers registers =
      registers::Registers::Open(*db, folder + "/registers", SystemClock()());
  const pages::Templates templates;
  files::ContentStore store(folder + "/evidence");
  kernel::Web web{*db, templates, Texts::Shipped(), store, SystemClock()};
  http::Router router;
  constexpr http::RateRule kAll{.burst = 999'999, .per_minute = 999'999};
  registers::AddPublicPages(web, router, registers, {kAll, kAll, kAll});
  http::ServerOptions options;
  options.port = 0;
  options.handler_threads = 16;
  http::Server server(options, std::move(router));
  std::thread serving([&] { server.Run(); });

  registers::PublicDesk desk(web, registers, {});
  const registers::PublicGate& gate = desk.Gate();
  std::atomic<long> acknowledged = 0;
  const double intakes =
      EachSecond(connections, seconds, [&](int worker, auto until, std::atomic<long>& done) {
        std::atomic<long> own = 0;
        SendAll(server.port(), gate, worker, until, own);
        done += own;
        acknowledged += own;
      });
  const double inserts = EachSecond(
      connections, seconds,
      [&](int worker, auto until, std::atomic<long>& done) { InsertAll(*db, worker, until, done); });
  const int64_t kept = db->Read([](sql::Connection& c) {
    return c.One("SELECT count(*) FROM register_act WHERE register = 'ppid-request' AND act = 'register'")
        .value_or(0);
  });
  std::printf("%.0f %.0f %.1f %ld\n", intakes, inserts, intakes > 0 ? inserts / intakes : 0.0,
              acknowledged.load() - static_cast<long>(kept));
  server.Stop();
  serving.join();
  return 0;
}
