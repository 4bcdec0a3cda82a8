#include "platform/sql/sqlite_connection.h"

#include "base/ensure.h"
#include "base/text.h"

namespace sinergi::sql {
namespace {

constexpr int kBusyMs = 10'000;

class SqliteRow final : public Row {
 public:
  explicit SqliteRow(sqlite3_stmt* statement)
      : statement_(statement), columns_(sqlite3_column_count(statement)) {}
  bool IsNull(int column) const override {
    return sqlite3_column_type(statement_, At(column)) == SQLITE_NULL;
  }
  int64_t Int(int column) const override { return sqlite3_column_int64(statement_, At(column)); }
  std::string_view Text(int column) const override {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, At(column)));
    if (text == nullptr) return {};
    return {text, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  int At(int column) const {
    ENSURE(column >= 0 && column < columns_);
    return column;
  }
  sqlite3_stmt* statement_;
  int columns_;
};

}  // namespace

// A prepared statement in use: from the cache, or one of its own when the cached one is running further out
// (a query inside the rows of the same query).
class SqliteConnection::Borrowed {
 public:
  Borrowed(SqliteConnection& c, std::string_view sql) {
    auto found = c.prepared_.find(sql);
    if (found == c.prepared_.end()) {
      if (c.prepared_.size() >= kMostPrepared)
        std::erase_if(c.prepared_, [](auto& p) { return !p.second.in_use; });
      found = c.prepared_.emplace(std::string(sql), c.Prepare(sql)).first;
    } else if (found->second.in_use) {
      own_ = c.Prepare(sql);
    }
    prepared_ = own_.statement ? &own_ : &found->second;  // elements of the map do not move
    prepared_->in_use = true;
  }
  ~Borrowed() {
    sqlite3_reset(get());
    prepared_->in_use = false;
  }
  Borrowed(const Borrowed&) = delete;
  Borrowed& operator=(const Borrowed&) = delete;
  sqlite3_stmt* get() const { return prepared_->statement.get(); }

 private:
  Prepared own_;
  Prepared* prepared_;
};

SqliteConnection::SqliteConnection(const std::string& file, Use use) {
  sqlite3* db = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  db_.reset(db);
  if (code != SQLITE_OK) throw DatabaseError("cannot open " + file + ": " + sqlite3_errstr(code));
  SetUp(use);
}

SqliteConnection::~SqliteConnection() = default;

void SqliteConnection::SetUp(Use use) {
  sqlite3_extended_result_codes(raw(), 1);
  sqlite3_busy_timeout(raw(), kBusyMs);
  // "name" is a column and never a text, LIKE minds the case: both as in PostgreSQL.
  sqlite3_db_config(raw(), SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(raw(), SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  // No memory map: a failing disk shall give an error, not a signal, and the caches stay what they are set
  // to.
  Script(
      "PRAGMA case_sensitive_like=ON; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0;");
  if (use == Use::kRead) {
    Script("PRAGMA cache_size=-1500; PRAGMA query_only=ON;");
    return;
  }
  Script("PRAGMA cache_size=-4000; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=67108864;");
  SwitchToWal();
}

// Two programs that open a new file at once: SQLite gives up at once where waiting could be a deadlock.
void SqliteConnection::SwitchToWal() {
  const std::string_view sql = "PRAGMA journal_mode=WAL";
  int code = SQLITE_BUSY;
  for (int waited = 0; (code & 0xFF) == SQLITE_BUSY && waited < kBusyMs; waited += 10) {
    if (waited > 0) sqlite3_sleep(10);
    code = sqlite3_exec(raw(), sql.data(), nullptr, nullptr, nullptr);
  }
  if (code != SQLITE_OK) Fail(code, sql);
  if (OneText("PRAGMA journal_mode") != "wal")
    throw DatabaseError("the file system cannot share memory (WAL)");
}

void SqliteConnection::Fail(int code, std::string_view sql) {
  failed_ = true;
  const std::string message = InStatement(sqlite3_errmsg(raw()), sql);
  if ((code & 0xFF) == SQLITE_CONSTRAINT) throw ConstraintViolation(message);
  throw DatabaseError(message);
}

void SqliteConnection::EnsureUsable() const {
  if (failed_) throw DatabaseError("an earlier statement of this transaction has failed");
}

SqliteConnection::Prepared SqliteConnection::Prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(raw(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, &tail);
  Prepared prepared{std::unique_ptr<sqlite3_stmt, Finalize>(statement)};
  if (code != SQLITE_OK) Fail(code, sql);
  ENSURE(statement != nullptr && "an empty statement");
  ENSURE(TrimBlanks(sql.substr(tail - sql.data())).empty() && "several statements in one: use Script");
  return prepared;
}

void SqliteConnection::Bind(sqlite3_stmt* statement, std::string_view sql, Values values) {
  ENSURE(static_cast<size_t>(sqlite3_bind_parameter_count(statement)) == values.size());
  if (const char* why = WhyNotStorable(values)) {
    failed_ = true;
    throw ConstraintViolation(InStatement(why, sql));
  }
  int index = 0;
  for (const Value& value : values) {
    ++index;
    int code = SQLITE_OK;
    if (const auto* number = std::get_if<int64_t>(&value.get())) {
      code = sqlite3_bind_int64(statement, index, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&value.get())) {
      const char* data = text->data() != nullptr ? text->data() : "";  // a null pointer would mean NULL
      code = sqlite3_bind_text64(statement, index, data, text->size(), SQLITE_STATIC, SQLITE_UTF8);
    } else {
      code = sqlite3_bind_null(statement, index);
    }
    if (code != SQLITE_OK) Fail(code, sql);
  }
}

int64_t SqliteConnection::Execute(std::string_view sql, Values values) {
  EnsureUsable();
  const Borrowed statement(*this, sql);
  Bind(statement.get(), sql, values);
  const int64_t before = sqlite3_total_changes64(raw());
  int code = SQLITE_ROW;
  while (code == SQLITE_ROW) code = sqlite3_step(statement.get());
  if (code != SQLITE_DONE) Fail(code, sql);
  // sqlite3_changes keeps the last figure when a statement changes nothing.
  return sqlite3_total_changes64(raw()) == before ? 0 : sqlite3_changes64(raw());
}

void SqliteConnection::Query(std::string_view sql, Values values,
                             const std::function<void(const Row&)>& row) {
  EnsureUsable();
  const Borrowed statement(*this, sql);
  Bind(statement.get(), sql, values);
  int code = sqlite3_step(statement.get());
  for (const SqliteRow current(statement.get()); code == SQLITE_ROW; code = sqlite3_step(statement.get())) {
    row(current);
  }
  if (code != SQLITE_DONE) Fail(code, sql);
}

void SqliteConnection::Script(std::string_view sql) {
  EnsureUsable();
  const int code = sqlite3_exec(raw(), std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) Fail(code, sql);
}

void SqliteConnection::Control(std::string_view sql) {
  const Borrowed statement(*this, sql);
  const int code = sqlite3_step(statement.get());
  if (code != SQLITE_DONE) throw DatabaseError(InStatement(sqlite3_errmsg(raw()), sql));
}

void SqliteConnection::EnsureCommittable() {
  EnsureUsable();
  int open = 0;
  int unused = 0;
  sqlite3_db_status(raw(), SQLITE_DBSTATUS_DEFERRED_FKS, &open, &unused, 0);
  if (open != 0) throw ConstraintViolation("a foreign key checked at the end of the transaction is open");
}

}  // namespace sinergi::sql
