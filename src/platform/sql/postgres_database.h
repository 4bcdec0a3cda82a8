// The database on a PostgreSQL server: up to eight sessions, made on demand.
//
// Writes are SERIALIZABLE: a verb that reads a ceiling and then writes below it must be as safe as on SQLite,
// where writers are alone, without any verb having to think of locks. READ COMMITTED would let two writers
// pass the same check, REPEATABLE READ would when they write different rows. The price is a transaction run
// again now and then: up to five runs, from the third on with no other writer of this process beside it, so
// that a much wanted row starves nobody. Reads are REPEATABLE READ READ ONLY: one snapshot, and never in a
// writer's way.
#pragma once

#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>

#include "platform/sql/pool.h"
#include "platform/sql/postgres_connection.h"

namespace sinergi::sql {

std::unique_ptr<Database> OpenPostgres(const std::string& url);

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(const std::string& url);
  Dialect dialect() const override { return Dialect::kPostgres; }
  void BackupTo(const std::string& file) override;

 protected:
  void DoRead(const std::function<void(Connection&)>& fn) override;
  void DoWrite(const std::function<bool(Connection&)>& fn) override;

 private:
  void RunBeside(PostgresConnection& c, const std::function<bool(Connection&)>& fn);
  void RunAlone(PostgresConnection& c, const std::function<bool(Connection&)>& fn);

  Pool<PostgresConnection> pool_;
  // Writers hold running_ together, one that must be alone holds it for itself. door_ is passed on the way
  // in, so that newcomers cannot keep that one waiting. A session is taken before either.
  std::mutex door_;
  std::shared_mutex running_;
};

}  // namespace sinergi::sql
