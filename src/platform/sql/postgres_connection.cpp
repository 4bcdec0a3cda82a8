#include "platform/sql/postgres_connection.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/ensure.h"

namespace sinergi::sql {
namespace {

constexpr Oid kBoolean = 16;

class PostgresRow final : public Row {
 public:
  explicit PostgresRow(const PGresult* answer) : answer_(answer), columns_(PQnfields(answer)) {}
  void MoveTo(int row) { row_ = row; }
  bool IsNull(int column) const override { return PQgetisnull(answer_, row_, At(column)) != 0; }
  int64_t Int(int column) const override {
    const std::string_view text = Text(column);
    int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
  }
  // Booleans read 1 and 0, as SQLite has them.
  std::string_view Text(int column) const override {
    const char* text = PQgetvalue(answer_, row_, At(column));
    if (PQftype(answer_, column) == kBoolean && *text != '\0') return *text == 't' ? "1" : "0";
    return {text, static_cast<size_t>(PQgetlength(answer_, row_, column))};
  }

 private:
  int At(int column) const {
    ENSURE(column >= 0 && column < columns_);
    return column;
  }
  const PGresult* answer_;
  int columns_;
  int row_ = 0;
};

}  // namespace

PostgresConnection::PostgresConnection(std::string url) : url_(std::move(url)) {
  Connect();
}

// Messages of libpq name host and user, never the password.
void PostgresConnection::Connect() {
  prepared_.clear();
  begun_ = false;
  const char* keys[] = {"connect_timeout", "application_name", "dbname", "client_encoding", nullptr};
  const char* values[] = {"10", "sinergi", url_.c_str(), "UTF8", nullptr};
  session_.reset(PQconnectdbParams(keys, values, 1));
  if (Lost()) throw DatabaseError(std::string("cannot reach PostgreSQL: ") + PQerrorMessage(session_.get()));
  PQsetNoticeProcessor(
      session_.get(), [](void*, const char*) {}, nullptr);
  const char* encoding = PQparameterStatus(session_.get(), "server_encoding");
  if (encoding == nullptr || std::strcmp(encoding, "UTF8") != 0) {
    throw DatabaseError("the PostgreSQL database is not in UTF8: create it with ENCODING 'UTF8'");
  }
}

void PostgresConnection::Drain() {
  while (!Lost() && PostgresAnswer(PQgetResult(session_.get()))) {
  }
}

void PostgresConnection::Begin(const char* begin) {
  begin_ = begin;
  begun_ = failed_ = must_retry_ = false;
  Drain();
  if (Lost()) Connect();
}

void PostgresConnection::EnsureUsable() const {
  if (failed_) throw DatabaseError("an earlier statement of this transaction has failed");
}

// The primary message and the constraint only: the detail holds people's data.
void PostgresConnection::Fail(const PGresult* answer, std::string_view sql) {
  failed_ = true;
  const auto field = [&](int code) {
    const char* text = answer != nullptr ? PQresultErrorField(answer, code) : nullptr;
    return std::string(text != nullptr ? text : "");
  };
  const std::string state = field(PG_DIAG_SQLSTATE);
  must_retry_ = state == "40001" || state == "40P01";
  if (state.empty()) throw DatabaseError(InStatement(PQerrorMessage(session_.get()), sql));
  const std::string message = InStatement(state + " " + field(PG_DIAG_MESSAGE_PRIMARY), sql);
  if (state.starts_with("23")) throw ConstraintViolation(message);
  throw DatabaseError(message);
}

// Sends BEGIN and PREPARE when they are needed and the statement in one go; null when the session is lost.
PostgresAnswer PostgresConnection::Attempt(const PostgresValues& bound, std::string_view sql, Values values) {
  const std::string key = bound.kinds() + ' ' + std::string(sql);
  const auto known = prepared_.find(key);
  const bool fresh = known == prepared_.end();
  const std::string name = fresh ? "s" + std::to_string(++names_) : known->second;
  const std::string text = fresh ? NumberParameters(sql, values) : "";
  const bool full = fresh && prepared_.size() >= kMostPrepared;
  if (full) prepared_.clear();

  PostgresPipeline pipeline(session_);
  if (!begun_) pipeline.Send(begin_);
  if (full) pipeline.Send("DEALLOCATE ALL");
  const size_t prepare_at = pipeline.sent();
  if (fresh) pipeline.Prepare(name, text, bound);
  pipeline.Execute(name, bound);
  std::vector<PostgresAnswer> answers = pipeline.Answers();
  if (Lost() || answers.empty()) return nullptr;
  begun_ = begun_ || Succeeded(answers.front().get());
  if (fresh && answers.size() > prepare_at && Succeeded(answers[prepare_at].get()))
    prepared_.emplace(key, name);
  const auto bad = std::find_if(answers.begin(), answers.end(), [](auto& a) { return !Succeeded(a.get()); });
  return std::move(bad != answers.end() ? *bad : answers.back());
}

PostgresAnswer PostgresConnection::Run(std::string_view sql, Values values) {
  EnsureUsable();
  if (const char* why = WhyNotStorable(values)) {
    failed_ = true;
    throw ConstraintViolation(InStatement(why, sql));
  }
  const PostgresValues bound(values);
  PostgresAnswer answer = Attempt(bound, sql, values);
  if (!answer && !begun_) {
    Connect();
    answer = Attempt(bound, sql, values);
  }
  if (!answer || !Succeeded(answer.get())) Fail(answer.get(), sql);
  return answer;
}

int64_t PostgresConnection::Execute(std::string_view sql, Values values) {
  const PostgresAnswer answer = Run(sql, values);
  if (std::string_view(PQcmdStatus(answer.get())).starts_with("SELECT")) return 0;
  const std::string_view rows = PQcmdTuples(answer.get());
  int64_t changed = 0;
  std::from_chars(rows.data(), rows.data() + rows.size(), changed);
  return changed;
}

void PostgresConnection::Query(std::string_view sql, Values values,
                               const std::function<void(const Row&)>& row) {
  const PostgresAnswer answer = Run(sql, values);
  PostgresRow current(answer.get());
  for (int i = 0, rows = PQntuples(answer.get()); i < rows; ++i) {
    current.MoveTo(i);
    row(current);
  }
}

void PostgresConnection::EnsureBegun() {
  if (begun_) return;
  PostgresAnswer answer(PQexec(session_.get(), begin_));
  if (Lost()) {
    Connect();
    answer.reset(PQexec(session_.get(), begin_));
  }
  if (!Succeeded(answer.get())) Fail(answer.get(), begin_);
  begun_ = true;
}

void PostgresConnection::Script(std::string_view sql) {
  EnsureUsable();
  EnsureBegun();
  const PostgresAnswer answer(PQexec(session_.get(), std::string(sql).c_str()));
  const ExecStatusType status = PQresultStatus(answer.get());
  if (status != PGRES_EMPTY_QUERY && !Succeeded(answer.get())) Fail(answer.get(), sql);
}

void PostgresConnection::EndRead() noexcept {
  if (begun_ && !Lost()) PQsendQuery(session_.get(), "COMMIT");  // read off by the next Begin
  begun_ = false;
}

// A lost session here leaves open whether the server has committed; it is an error, never run again.
void PostgresConnection::Commit() {
  EnsureUsable();
  if (!begun_) return;
  if (!Lost() && PQtransactionStatus(session_.get()) != PQTRANS_INTRANS) {
    throw DatabaseError("the transaction has ended inside its callback");
  }
  const PostgresAnswer answer(PQexec(session_.get(), "COMMIT"));
  if (!Succeeded(answer.get())) Fail(answer.get(), "COMMIT");
  begun_ = false;
  // The server answers COMMIT of a failed transaction with ROLLBACK and no error.
  if (std::strcmp(PQcmdStatus(answer.get()), "COMMIT") != 0)
    throw DatabaseError("the transaction was rolled back");
}

void PostgresConnection::RollBack() noexcept {
  if (begun_ && !Lost()) const PostgresAnswer answer(PQexec(session_.get(), "ROLLBACK"));
  begun_ = false;
}

}  // namespace sinergi::sql
