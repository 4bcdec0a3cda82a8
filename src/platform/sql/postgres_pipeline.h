// What lies between a PostgresConnection and libpq: owned handles, values in the form of the wire, and
// several statements sent in one go.
//
//   PostgresPipeline pipeline(session);
//   pipeline.Send("BEGIN");
//   pipeline.Execute("s1", PostgresValues(values));
//   auto answers = pipeline.Answers();   // one for each; fewer when the session was lost
//
// Threads: one at a time.
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "platform/sql/database.h"

namespace sinergi::sql {

struct PostgresFree {
  void operator()(PGconn* session) const { PQfinish(session); }
  void operator()(PGresult* answer) const { PQclear(answer); }
};
using PostgresSession = std::unique_ptr<PGconn, PostgresFree>;
using PostgresAnswer = std::unique_ptr<PGresult, PostgresFree>;

bool Succeeded(const PGresult* answer);

// In binary form, so that texts need no copy; they stay borrowed. Nulls are words of the statement (see
// NumberParameters) and take no place here.
class PostgresValues {
 public:
  explicit PostgresValues(std::span<const Value> values);
  PostgresValues(const PostgresValues&) = delete;
  PostgresValues& operator=(const PostgresValues&) = delete;
  const std::string& kinds() const { return kinds_; }  // "nt0": a number, a text, a null

 private:
  friend class PostgresPipeline;
  void Add(Oid type, const char* bytes, size_t length);
  int size() const { return static_cast<int>(types_.size()); }

  std::vector<uint64_t> numbers_;
  std::vector<Oid> types_;
  std::vector<const char*> bytes_;
  std::vector<int> lengths_, formats_;
  std::string kinds_;
};

class PostgresPipeline {
 public:
  explicit PostgresPipeline(PostgresSession& session);
  void Send(const char* command);
  void Prepare(const std::string& name, const std::string& sql, const PostgresValues& values);
  void Execute(const std::string& name, const PostgresValues& values);
  size_t sent() const { return sent_; }
  std::vector<PostgresAnswer> Answers();  // waits; a session that cannot even send is given up (null)

 private:
  void Sent(bool ok);
  PostgresSession& session_;
  bool ok_;
  size_t sent_ = 0;
};

}  // namespace sinergi::sql
