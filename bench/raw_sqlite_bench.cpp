// SQLite by itself, with the settings of the product (WAL, synchronous=FULL, foreign keys): point reads and
// durable commits a second. A commit writes what a saved measurement writes: one row updated, and rows added
// to history, trail and keys.
//   bench_raw_sqlite FOLDER SECONDS
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

#include <sqlite3.h>

namespace {

using Steady = std::chrono::steady_clock;

void Must(int code, sqlite3* db) {
  if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
  std::fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(db));
  std::exit(1);
}

sqlite3_stmt* Prepare(sqlite3* db, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  Must(sqlite3_prepare_v2(db, sql, -1, &statement, nullptr), db);
  return statement;
}

void Run(sqlite3* db, sqlite3_stmt* statement) {
  Must(sqlite3_step(statement), db);
  sqlite3_reset(statement);
}

sqlite3* Open(const std::string& file) {
  sqlite3* db = nullptr;
  Must(sqlite3_open(file.c_str(), &db), db);
  const char* setup =
      "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
      "CREATE TABLE measurement (id INTEGER PRIMARY KEY, version INTEGER, text TEXT);"
      "CREATE TABLE act (id INTEGER PRIMARY KEY, measurement INTEGER, detail TEXT);"
      "CREATE TABLE trail (id INTEGER PRIMARY KEY, detail TEXT, hash TEXT);"
      "CREATE TABLE request (id TEXT PRIMARY KEY, answer TEXT);";
  Must(sqlite3_exec(db, setup, nullptr, nullptr, nullptr), db);
  Must(sqlite3_exec(db,
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000) "
                    "INSERT INTO measurement SELECT i, 1, 'target 34, realisasi 36 perangkat daerah' FROM n",
                    nullptr, nullptr, nullptr),
       db);
  return db;
}

template <class Fn>
double PerSecond(double seconds, Fn&& fn) {
  const auto start = Steady::now();
  long count = 0;
  double passed = 0;
  while (passed < seconds) {
    for (int i = 0; i < 16; ++i) fn(count++);
    passed = std::chrono::duration<double>(Steady::now() - start).count();
  }
  return static_cast<double>(count) / passed;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  const std::string folder = argv[1];
  const double seconds = std::atof(argv[2]);
  sqlite3* db = Open(folder + "/raw.db");

  sqlite3_stmt* read = Prepare(db, "SELECT version, text FROM measurement WHERE id = ?");
  const double reads = PerSecond(seconds, [&](long i) {
    sqlite3_bind_int64(read, 1, i % 10000 + 1);
    Run(db, read);
  });

  sqlite3_stmt* begin = Prepare(db, "BEGIN IMMEDIATE");
  sqlite3_stmt* update = Prepare(db, "UPDATE measurement SET version = version + 1 WHERE id = ?");
  sqlite3_stmt* act =
      Prepare(db, "INSERT INTO act (measurement, detail) VALUES (?, 'save draft draft petugas.infra')");
  sqlite3_stmt* trail = Prepare(
      db,
      "INSERT INTO trail (detail, hash) VALUES ('{\"version\":1,\"realised\":\"36\"}', hex(randomblob(32)))");
  sqlite3_stmt* request =
      Prepare(db, "INSERT INTO request VALUES (hex(randomblob(16)), '{\"measurement\":{}}')");
  sqlite3_stmt* commit = Prepare(db, "COMMIT");
  const double commits = PerSecond(seconds, [&](long i) {
    Run(db, begin);
    sqlite3_bind_int64(update, 1, i % 10000 + 1);
    Run(db, update);
    sqlite3_bind_int64(act, 1, i % 10000 + 1);
    Run(db, act);
    Run(db, trail);
    Run(db, request);
    Run(db, commit);
  });
  std::printf("%.0f %.0f\n", reads, commits);
}
