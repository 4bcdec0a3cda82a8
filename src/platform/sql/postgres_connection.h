// PostgresConnection: one session with its prepared statements. BEGIN travels with the first statement, and
// so does the preparing of a new one: one round trip each.
//
// A session that turns out to be lost at the first statement of a transaction is made anew once, since
// nothing has happened yet; later on it is an error. After that error the next transaction makes it anew.
//
// Threads: one at a time.
#pragma once

#include <string>

#include "platform/sql/database.h"
#include "platform/sql/postgres_pipeline.h"
#include "platform/sql/statement_text.h"

namespace sinergi::sql {

class PostgresConnection final : public Connection {
 public:
  explicit PostgresConnection(std::string url);

  Dialect dialect() const override { return Dialect::kPostgres; }
  int64_t Execute(std::string_view sql, Values values) override;
  void Query(std::string_view sql, Values values, const std::function<void(const Row&)>& row) override;
  void Script(std::string_view sql) override;
  using Connection::Execute;
  using Connection::Query;

  void Begin(
      const char* begin);   // sent with the first statement; a transaction without statements costs nothing
  void EndRead() noexcept;  // does not wait for the answer
  void Commit();
  void RollBack() noexcept;
  // The server gave up this transaction for the sake of another: run it again.
  bool must_retry() const { return must_retry_; }

 private:
  void Connect();
  void Drain();
  bool Lost() const { return PQstatus(session_.get()) != CONNECTION_OK; }
  void EnsureUsable() const;
  void EnsureBegun();
  [[noreturn]] void Fail(const PGresult* answer, std::string_view sql);
  PostgresAnswer Run(std::string_view sql, Values values);
  PostgresAnswer Attempt(const PostgresValues& bound, std::string_view sql, Values values);

  const std::string url_;
  PostgresSession session_;
  TextMap<std::string> prepared_;  // text and kinds of its values -> name on the server
  int64_t names_ = 0;
  const char* begin_ = "BEGIN";
  bool begun_ = false;   // the server knows of the transaction
  bool failed_ = false;  // a statement failed: nothing more may run, as the server would say too
  bool must_retry_ = false;
};

}  // namespace sinergi::sql
