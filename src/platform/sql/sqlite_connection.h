// SqliteConnection: one connection to the file, with its prepared statements. One writes, several only read.
//
// Invariant: once a statement of a transaction has failed, nothing more runs in that transaction and it
// cannot be committed. SQLite alone would go on; PostgreSQL would not, and both shall behave alike.
//
// Threads: one at a time (SQLite's own locks are off).
#pragma once

#include <sqlite3.h>

#include <memory>
#include <string>

#include "platform/sql/database.h"
#include "platform/sql/statement_text.h"

namespace sinergi::sql {

class SqliteConnection final : public Connection {
 public:
  enum class Use { kRead, kWrite };
  SqliteConnection(const std::string& file, Use use);
  ~SqliteConnection() override;

  Dialect dialect() const override { return Dialect::kSqlite; }
  int64_t Execute(std::string_view sql, Values values) override;
  void Query(std::string_view sql, Values values, const std::function<void(const Row&)>& row) override;
  void Script(std::string_view sql) override;
  using Connection::Execute;
  using Connection::Query;

  // BEGIN, COMMIT, SAVEPOINT …: run whether or not a statement has failed.
  void Control(std::string_view sql);
  void StartCallback() { failed_ = false; }
  void EnsureCommittable();  // throws when a statement failed or a deferred foreign key is open
  bool InTransaction() const { return sqlite3_get_autocommit(db_.get()) == 0; }
  sqlite3* raw() const { return db_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  struct Prepared {
    std::unique_ptr<sqlite3_stmt, Finalize> statement;
    bool in_use = false;
  };
  class Borrowed;

  [[noreturn]] void Fail(int code, std::string_view sql);
  void EnsureUsable() const;
  void SetUp(Use use);
  void SwitchToWal();
  Prepared Prepare(std::string_view sql);
  void Bind(sqlite3_stmt* statement, std::string_view sql, Values values);

  std::unique_ptr<sqlite3, Close> db_;
  TextMap<Prepared> prepared_;  // after db_: finalized before it is closed
  bool failed_ = false;
};

}  // namespace sinergi::sql
