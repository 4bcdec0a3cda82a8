// What benches measure with: CPU of this thread, the middle of several rounds, and requests answered without sockets.
#pragma once

#include <time.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "kernel/account.h"
#include "platform/http/router.h"
#include "platform/sql/database.h"

namespace sinergi::bench {

inline double CpuMicros() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

// Wall time, where a database elsewhere does part of the work.
inline double WallMicros() {
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

inline double Middle(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

// A GET as the account `login` sends it, with a session of its own.
inline http::Request RequestAs(sql::Database& db, const std::string& login, const std::string& path,
                               Instant now) {
  http::Request request;
  request.method = http::Method::kGet;
  request.path = request.target = path;
  request.peer = "127.0.0.1";
  const std::string token = db.Write([&](sql::Connection& c) -> Result<std::string> {
                                return kernel::OpenSession(c, *kernel::FindAccount(c, login), now).token;
                              }).value();
  request.cookies.emplace_back("sinergi_session", token);
  return request;
}

// The middle of what answering the request costs, by default in CPU; `before` runs outside of the clock. Ends the program
// when the answer is not 200.
template <class Fn>
double AnswerMicros(http::Router& router, const http::Request& request, int rounds, Fn&& before,
                    double (*clock)() = CpuMicros) {
  std::vector<double> micros;
  for (int i = 0; i < rounds; ++i) {
    before();
    http::Request copy = request;
    const double start = clock();
    const http::Response response = router.Answer(copy);
    micros.push_back(clock() - start);
    if (response.status != 200) {
      std::fprintf(stderr, "%s answered %d\n", request.target.c_str(), response.status);
      std::exit(1);
    }
  }
  return Middle(std::move(micros));
}

}  // namespace sinergi::bench
