#include <charconv>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <thread>

#include <malloc.h>
#include <spdlog/spdlog.h>

#include "app/command.h"
#include "app/routes.h"
#include "base/text.h"
#include "modules/performance/performance_store.h"
#include "platform/http/server.h"
#include "platform/signing/bsre.h"

namespace sinergi::app {
namespace {

struct Address {
  std::string host;
  uint16_t port = 0;
};

Result<Address> ReadAddress(const std::string& listen) {
  const Error unreadable{ErrorKind::kInvalid, "app.listen_unreadable", {listen}};
  const size_t colon = listen.rfind(':');
  if (colon == std::string::npos || colon == 0) return unreadable;
  Address address{listen.substr(0, colon), 0};
  const char* end = listen.data() + listen.size();
  const auto [stop, error] = std::from_chars(listen.data() + colon + 1, end, address.port);
  if (error != std::errc() || stop != end) return unreadable;
  return address;
}

// SIGINT and SIGTERM stop the server: they are blocked everywhere and taken by one thread that waits for
// them.
class StopOnSignal {
 public:
  explicit StopOnSignal(http::Server& server) {
    waiter_ = std::thread([this, &server] {
      int signal = 0;
      sigwait(&set_, &signal);
      server.Stop();
    });
  }
  ~StopOnSignal() {
    pthread_kill(waiter_.native_handle(), SIGTERM);
    waiter_.join();
  }
  static void Block(sigset_t& set) {
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
  }

 private:
  sigset_t set_ = [] {
    sigset_t set;
    Block(set);
    return set;
  }();
  std::thread waiter_;
};

// Every thread keeping an arena of its own costs megabytes on an idle server; two serve two cores.
void KeepMemorySmall() {
  mallopt(M_ARENA_MAX, 2);
}

// For trials and training: the clock goes on from nine in the morning (WITA) of another day. Nothing for a day that is
// none.
std::optional<Clock> ClockFrom(const std::string& trial_day) {
  if (trial_day.empty()) return SystemClock();
  const std::optional<Date> day = Date::Parse(trial_day);
  if (!day) return {};
  const int64_t ahead = (day->Days() * 24 + 1) * 3600 - SystemClock()();
  return [ahead] { return SystemClock()() + ahead; };
}

// No signer where none is asked for.
Result<agreement::SigningDesk> SigningDeskOf(const ServeOptions& options) {
  const int given =
      !options.sign_server.empty() + !options.sign_client.empty() + !options.sign_secret_file.empty();
  agreement::SigningDesk desk;
  if (given == 0) return desk;
  if (given < 3) return Error{ErrorKind::kInvalid, "app.sign_incomplete"};
  const bool web = options.sign_server.starts_with("http://") || options.sign_server.starts_with("https://");
  if (!web) return Error{ErrorKind::kInvalid, "app.sign_server_unreadable", {options.sign_server}};
  const Result<std::string> file = ReadFile(options.sign_secret_file);
  if (!file.ok()) return file.error();
  const std::string secret(TrimBlanks(*file));
  if (secret.empty()) return Error{ErrorKind::kInvalid, "app.sign_secret_empty", {options.sign_secret_file}};
  desk.signer = signing::MakeBsreSigner({options.sign_server, options.sign_client, secret});
  return desk;
}

// Registers whose newest file is not in force go on as before; whoever starts the server is told why.
void TellRegisters(const Globals& globals, const registers::Registers& registers) {
  const Texts& texts = Texts::Shipped();
  for (const auto* files : {&registers.refused(), &registers.unread()})
    for (const registers::UnreadRegister& one : *files)
      spdlog::warn("{}: {}", one.file, texts.Of(globals.lang, one.error));
}

}  // namespace

int Serve(const Globals& globals, const ServeOptions& options) {
  const Result<Address> address = ReadAddress(options.listen);
  if (!address.ok()) {
    Fail(globals, address.error());
    return kWrongUsage;
  }
  const std::optional<Clock> clock = ClockFrom(options.trial_day);
  if (!clock) {
    Fail(globals, {ErrorKind::kInvalid, "app.trial_day_unreadable", {options.trial_day}});
    return kWrongUsage;
  }
  const Result<agreement::SigningDesk> signing = SigningDeskOf(options);
  if (!signing.ok()) {
    Fail(globals, signing.error());
    return kWrongUsage;
  }
  if (!options.trial_day.empty()) spdlog::warn("{}", T(globals, "app.trial_day", {options.trial_day}));
  KeepMemorySmall();
  std::signal(SIGPIPE, SIG_IGN);  // a service that hangs up while a document is sent to it
  sigset_t blocked;
  StopOnSignal::Block(blocked);  // before any thread starts, so that all inherit it
  auto db = OpenStore(globals, Missing::kRefuse);
  if (!db.ok()) return Fail(globals, db.error());

  (void)(*db)->Write([&](sql::Connection& c) -> Status {  // what is left over from long ago
    performance::ForgetAnswers(c, (*clock)());
    return Ok();
  });
  Application application(**db, std::filesystem::path(globals.data) / "evidence", options.secure_cookies,
                          *clock, *signing);
  TellRegisters(globals, application.registers());
  http::ServerOptions server_options;
  server_options.host = address->host;
  server_options.port = address->port;
  server_options.handler_threads = 16;  // writers wait for one commit together: more of them, fewer commits
  server_options.trusted_proxies = options.proxies;
  server_options.log = [](std::string_view line) { spdlog::warn("{}", line); };
  http::Server server(server_options, application.MakeRouter());
  const StopOnSignal stop(server);
  std::cout << T(globals, "app.app_started",
                 {"http://" + address->host + ":" + std::to_string(server.port())})
            << std::endl;
  server.Run();
  std::cout << T(globals, "app.stopping") << std::endl;
  return kDone;
}

}  // namespace sinergi::app
