// Database: the one interface to storage. SQLite in a folder (WAL, synchronous=FULL, foreign keys) by default,
// PostgreSQL 15 for "postgresql://…" locations. SQL is portable by default, with ? for every parameter (turned
// into $1… on PostgreSQL); what must differ asks dialect() in one named place per feature.
//
//   auto db = sql::Database::Open("/var/lib/sinergi");
//   int64_t n = db->Read([](sql::Connection& c) { return c.One("SELECT count(*) FROM unit").value_or(0); });
//   Status s  = db->Write([&](sql::Connection& c) -> Status { c.Execute("…", {id, name}); return Ok(); });
//
// Threads: Database may be used from any thread; a Connection only inside the callback it was handed to.
// Errors: a broken database throws DatabaseError; a violated UNIQUE/FOREIGN KEY/CHECK throws ConstraintViolation.
#pragma once

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/result.h"

namespace sinergi::sql {

enum class Dialect { kSqlite, kPostgres };

struct DatabaseError : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct ConstraintViolation : DatabaseError {
  using DatabaseError::DatabaseError;
};

// A parameter: null, whole number, or text. Texts are borrowed until the call returns.
class Value {
 public:
  Value() = default;
  Value(std::nullopt_t) {}                                                   // NOLINT
  template <class T>
    requires std::is_integral_v<T>
  Value(T number) : value_(static_cast<int64_t>(number)) {}                  // NOLINT
  Value(std::string_view text) : value_(text) {}                             // NOLINT
  Value(const std::string& text) : value_(std::string_view(text)) {}         // NOLINT
  Value(const char* text) : value_(std::string_view(text)) {}                // NOLINT
  template <class T>
  Value(const std::optional<T>& maybe) {                                     // NOLINT
    if (maybe) *this = Value(*maybe);
  }
  const std::variant<std::monostate, int64_t, std::string_view>& get() const { return value_; }

 private:
  std::variant<std::monostate, int64_t, std::string_view> value_;
};

// One row of an answer; valid only inside the callback. Columns count from 0.
class Row {
 public:
  virtual ~Row() = default;
  virtual bool IsNull(int column) const = 0;
  virtual int64_t Int(int column) const = 0;            // 0 for null
  virtual std::string_view Text(int column) const = 0;  // "" for null
  std::string String(int column) const { return std::string(Text(column)); }
  std::optional<int64_t> MaybeInt(int column) const {
    return IsNull(column) ? std::nullopt : std::optional<int64_t>(Int(column));
  }
};

class Connection {
 public:
  using Values = std::span<const Value>;
  virtual ~Connection() = default;
  virtual Dialect dialect() const = 0;

  // Statements are prepared once per connection and kept by their text: pass literals, not built strings,
  // where it can be helped. Execute answers the number of rows changed.
  virtual int64_t Execute(std::string_view sql, Values values) = 0;
  virtual void Query(std::string_view sql, Values values, const std::function<void(const Row&)>& row) = 0;
  // Several statements separated by semicolons, without parameters (migrations).
  virtual void Script(std::string_view sql) = 0;

  int64_t Execute(std::string_view sql, std::initializer_list<Value> values = {}) {
    return Execute(sql, Values(values.begin(), values.size()));
  }
  void Query(std::string_view sql, std::initializer_list<Value> values, const std::function<void(const Row&)>& row) {
    Query(sql, Values(values.begin(), values.size()), row);
  }
  // First column of the first row; empty when there is none or it is null.
  std::optional<int64_t> One(std::string_view sql, std::initializer_list<Value> values = {});
  std::optional<std::string> OneText(std::string_view sql, std::initializer_list<Value> values = {});
};

// Tells the planner how large `tables` ("a, b") have become, in the middle of writing many rows: PostgreSQL learns it
// by itself only minutes later, and until then checks each row's foreign keys by whatever index it took for
// an empty table. SQLite's plans do not depend on sizes: nothing.
void LearnSizes(Connection& c, std::string_view tables);

struct Migration {
  std::string name;  // "kernel/0001_units": unique, never renamed; run in the order of the list
  std::string sql;   // portable; {{autoinc}}-like dialect marks are not supported: keep it plain
};

class Database {
 public:
  // A folder (made when missing; the file is sinergi.db) or a postgresql:// URL.
  static std::unique_ptr<Database> Open(const std::string& location);
  virtual ~Database() = default;
  virtual Dialect dialect() const = 0;

  // Runs what has not run yet, each in its own transaction; answers how many ran. Two processes may call it at once.
  int Migrate(std::span<const Migration> migrations);

  // A consistent view of committed data.
  template <class Fn>
  auto Read(Fn&& fn) -> std::invoke_result_t<Fn, Connection&> {
    std::optional<std::invoke_result_t<Fn, Connection&>> answer;
    DoRead([&](Connection& c) { answer.emplace(fn(c)); });
    return std::move(*answer);
  }

  // A transaction whose fn answers a Result<T> (or Status): committed durably before Write returns when it is
  // ok, rolled back when it is a refusal or throws. On SQLite, writes that wait together share one commit, each
  // in its own savepoint; none is acknowledged before that commit is on disk. On PostgreSQL a serialization
  // failure or deadlock runs fn again (at most 5 times): fn must have no effect outside the connection.
  template <class Fn>
  auto Write(Fn&& fn) -> std::invoke_result_t<Fn, Connection&> {
    std::optional<std::invoke_result_t<Fn, Connection&>> answer;
    DoWrite([&](Connection& c) {
      answer.emplace(fn(c));
      return answer->ok();
    });
    return std::move(*answer);
  }

  // Copies the whole database to a file while others go on (SQLite: online backup into one file).
  // PostgreSQL: throws DatabaseError saying to use pg_dump.
  virtual void BackupTo(const std::string& file) = 0;

 protected:
  virtual void DoRead(const std::function<void(Connection&)>& fn) = 0;
  // fn answers whether to commit.
  virtual void DoWrite(const std::function<bool(Connection&)>& fn) = 0;
};

}  // namespace sinergi::sql
