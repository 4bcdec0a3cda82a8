#include "platform/sql/postgres_pipeline.h"

#include <endian.h>

#include "base/ensure.h"

namespace sinergi::sql {
namespace {

constexpr Oid kBigint = 20, kText = 25;
constexpr size_t kLongest = 0x3FFFFFFF;  // 1 GB, what a field of PostgreSQL holds

}  // namespace

bool Succeeded(const PGresult* answer) {
  const ExecStatusType status = PQresultStatus(answer);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

PostgresValues::PostgresValues(std::span<const Value> values) {
  numbers_.reserve(values.size());  // their addresses are kept
  for (const Value& value : values) {
    if (const auto* number = std::get_if<int64_t>(&value.get())) {
      numbers_.push_back(htobe64(static_cast<uint64_t>(*number)));
      Add(kBigint, reinterpret_cast<const char*>(&numbers_.back()), sizeof(uint64_t));
      kinds_ += 'n';
    } else if (const auto* text = std::get_if<std::string_view>(&value.get())) {
      Add(kText, text->data() != nullptr ? text->data() : "", text->size());
      kinds_ += 't';
    } else {
      kinds_ += '0';
    }
  }
}

void PostgresValues::Add(Oid type, const char* bytes, size_t length) {
  if (length > kLongest) throw ConstraintViolation("a text is longer than 1 GB");
  types_.push_back(type);
  bytes_.push_back(bytes);
  lengths_.push_back(static_cast<int>(length));
  formats_.push_back(1);
}

PostgresPipeline::PostgresPipeline(PostgresSession& session)
    : session_(session), ok_(PQenterPipelineMode(session.get()) == 1) {}

void PostgresPipeline::Sent(bool ok) {
  ok_ = ok;
  ++sent_;
}

void PostgresPipeline::Send(const char* command) {
  Sent(ok_ && PQsendQueryParams(session_.get(), command, 0, nullptr, nullptr, nullptr, nullptr, 0) == 1);
}

void PostgresPipeline::Prepare(const std::string& name, const std::string& sql, const PostgresValues& v) {
  Sent(ok_ && PQsendPrepare(session_.get(), name.c_str(), sql.c_str(), v.size(), v.types_.data()) == 1);
}

void PostgresPipeline::Execute(const std::string& name, const PostgresValues& v) {
  Sent(ok_ && PQsendQueryPrepared(session_.get(), name.c_str(), v.size(), v.bytes_.data(), v.lengths_.data(),
                                  v.formats_.data(), 0) == 1);
}

std::vector<PostgresAnswer> PostgresPipeline::Answers() {
  std::vector<PostgresAnswer> answers;
  ok_ = ok_ && PQpipelineSync(session_.get()) == 1;
  while (ok_ && PQstatus(session_.get()) == CONNECTION_OK) {
    PostgresAnswer answer(PQgetResult(session_.get()));
    if (!answer) continue;  // between the answers of two statements
    if (PQresultStatus(answer.get()) == PGRES_PIPELINE_SYNC) break;
    answers.push_back(std::move(answer));
  }
  ok_ = ok_ && PQexitPipelineMode(session_.get()) == 1;
  if (!ok_ && PQstatus(session_.get()) == CONNECTION_OK) session_.reset();
  return answers;
}

}  // namespace sinergi::sql
