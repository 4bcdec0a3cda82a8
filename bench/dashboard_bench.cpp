// What the dashboard costs in CPU, without sockets: made afresh after every change of data, and unchanged.
//   bench_dashboard FOLDER      FOLDER holds the example region; prints microseconds: afresh, plan re-read,
//   unchanged
#include <cstdio>
#include <filesystem>

#include "app/routes.h"
#include "app/store.h"
#include "kernel/ids.h"
#include "timing.h"

using namespace sinergi;
using bench::AnswerMicros;

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  app::Globals globals;
  globals.data = argv[1];
  auto opened = app::OpenStore(globals, app::Missing::kRefuse);
  if (!opened.ok()) return 1;
  sql::Database& db = **opened;
  app::Application application(db, std::filesystem::path(argv[1]) / "evidence", false);
  http::Router router = application.MakeRouter();

  const http::Request request = bench::RequestAs(db, "kepala", "/dashboard", SystemClock()());
  const int64_t government =
      db.Read([](sql::Connection& c) { return c.One("SELECT id FROM government").value_or(0); });

  const double afresh = AnswerMicros(router, request, 400, [&] {
    (void)db.Write([&](sql::Connection& c) -> Status {
      kernel::BumpDataVersion(c, government);
      return Ok();
    });
  });
  const double reread = AnswerMicros(router, request, 400, [&] {
    (void)db.Write([&](sql::Connection& c) -> Status {
      c.Execute("UPDATE plan SET version = version + 1");
      kernel::BumpDataVersion(c, government);
      return Ok();
    });
  });
  const double unchanged = AnswerMicros(router, request, 2000, [] {});
  std::printf("%.0f %.0f %.0f\n", afresh, reread, unchanged);
}
