// What the dashboard costs in CPU, without sockets: made afresh after every change of data, and unchanged.
//   bench_dashboard FOLDER      FOLDER holds the example region; prints microseconds: afresh, plan re-read,
//   unchanged
#include <time.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <vector>

#include "app/routes.h"
#include "app/store.h"
#include "kernel/account.h"
#include "kernel/ids.h"

namespace {

using namespace sinergi;

double CpuMicros() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

// Median CPU of answering the request; `before` runs outside the clock.
template <class Fn>
double Median(http::Router& router, const http::Request& request, int rounds, Fn&& before) {
  std::vector<double> micros;
  for (int i = 0; i < rounds; ++i) {
    before();
    http::Request copy = request;
    const double start = CpuMicros();
    const http::Response response = router.Answer(copy);
    micros.push_back(CpuMicros() - start);
    if (response.status != 200) {
      std::fprintf(stderr, "dashboard answered %d\n", response.status);
      std::exit(1);
    }
  }
  std::nth_element(micros.begin(), micros.begin() + rounds / 2, micros.end());
  return micros[static_cast<size_t>(rounds / 2)];
}

std::string TokenOf(sql::Database& db, Instant now) {
  return db
      .Write([&](sql::Connection& c) -> Result<std::string> {
        return kernel::OpenSession(c, *kernel::FindAccount(c, "kepala"), now).token;
      })
      .value();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  app::Globals globals;
  globals.data = argv[1];
  auto opened = app::OpenStore(globals, app::Missing::kRefuse);
  if (!opened.ok()) return 1;
  sql::Database& db = **opened;
  app::Application application(db, std::filesystem::path(argv[1]) / "evidence", false);
  http::Router router = application.MakeRouter();

  http::Request request;
  request.method = http::Method::kGet;
  request.path = request.target = "/dashboard";
  request.peer = "127.0.0.1";
  request.cookies.emplace_back("sinergi_session", TokenOf(db, SystemClock()()));
  const int64_t government =
      db.Read([](sql::Connection& c) { return c.One("SELECT id FROM government").value_or(0); });

  const double afresh = Median(router, request, 400, [&] {
    (void)db.Write([&](sql::Connection& c) -> Status {
      kernel::BumpDataVersion(c, government);
      return Ok();
    });
  });
  const double reread = Median(router, request, 400, [&] {
    (void)db.Write([&](sql::Connection& c) -> Status {
      c.Execute("UPDATE plan SET version = version + 1");
      kernel::BumpDataVersion(c, government);
      return Ok();
    });
  });
  const double unchanged = Median(router, request, 2000, [] {});
  std::printf("%.0f %.0f %.0f\n", afresh, reread, unchanged);
}
