#include "platform/sql/postgres_database.h"

#include "platform/sql/nesting.h"

namespace sinergi::sql {
namespace {

constexpr size_t kMostSessions = 8;
constexpr int kMostRuns = 5;
constexpr int kRunsBeside = 2;

void RunOnce(PostgresConnection& c, const std::function<bool(Connection&)>& fn) {
  c.Begin("BEGIN ISOLATION LEVEL SERIALIZABLE");
  try {
    if (fn(c)) {
      c.Commit();
    } else {
      c.RollBack();
    }
  } catch (...) {
    c.RollBack();
    throw;
  }
}

}  // namespace

std::unique_ptr<Database> OpenPostgres(const std::string& url) {
  return std::make_unique<PostgresDatabase>(url);
}

PostgresDatabase::PostgresDatabase(const std::string& url)
    : pool_(kMostSessions, [url] { return std::make_unique<PostgresConnection>(url); }) {
  (void)pool_.Take();  // a wrong address shows now, not at the first request
}

void PostgresDatabase::DoRead(const std::function<void(Connection&)>& fn) {
  const Nesting nesting(this);
  const auto session = pool_.Take();
  session->Begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
  try {
    fn(*session);
  } catch (...) {
    session->EndRead();
    throw;
  }
  session->EndRead();
}

void PostgresDatabase::RunBeside(PostgresConnection& c, const std::function<bool(Connection&)>& fn) {
  std::unique_lock door(door_);
  const std::shared_lock running(running_);
  door.unlock();
  RunOnce(c, fn);
}

void PostgresDatabase::RunAlone(PostgresConnection& c, const std::function<bool(Connection&)>& fn) {
  const std::lock_guard door(door_);
  const std::unique_lock running(running_);
  RunOnce(c, fn);
}

// Also a callback that caught the server's refusal and answered something else is run again: its answer rests
// on a transaction that never was.
void PostgresDatabase::DoWrite(const std::function<bool(Connection&)>& fn) {
  const Nesting nesting(this);
  const auto session = pool_.Take();
  for (int run = 1;; ++run) {
    try {
      run <= kRunsBeside ? RunBeside(*session, fn) : RunAlone(*session, fn);
      if (!session->must_retry()) return;
    } catch (...) {
      if (!session->must_retry() || run == kMostRuns) throw;
    }
    if (run == kMostRuns) throw DatabaseError("the transaction met others five times");
  }
}

void PostgresDatabase::BackupTo(const std::string&) {
  throw DatabaseError("a PostgreSQL database is backed up with pg_dump");
}

}  // namespace sinergi::sql
