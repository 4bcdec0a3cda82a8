#include "kernel/audit.h"

#include "base/ensure.h"
#include "kernel/token.h"

namespace sinergi::kernel {
namespace {

// Every field with its length before it: no two different rows read alike.
void Put(std::string& bytes, std::string_view field) {
  bytes += fmt::format("{}:", field.size());
  bytes += field;
}

std::string HashOf(std::string_view previous, int64_t government_id, const AuditRow& row) {
  std::string bytes;
  Put(bytes, "sinergi-audit-1");
  Put(bytes, previous);
  for (const int64_t number : {government_id, row.seq, row.at, row.account_id})
    Put(bytes, std::to_string(number));
  for (const std::string& text : {row.login, row.act, row.subject, row.detail}) Put(bytes, text);
  return Blake2bHex(bytes);
}

AuditRow AuditFromRow(const sql::Row& from) {
  AuditRow row;
  row.seq = from.Int(0);
  row.at = from.Int(1);
  row.account_id = from.Int(2);
  row.login = from.String(3);
  row.act = from.String(4);
  row.subject = from.String(5);
  row.detail = from.String(6);
  row.hash = from.String(7);
  return row;
}

constexpr std::string_view kAuditColumns =
    "SELECT seq, at, account_id, login, act, subject, detail, hash FROM audit WHERE government_id = ?";

}  // namespace

void Record(sql::Connection& c, const Actor& actor, Instant at, const AuditEntry& entry) {
  AuditRow row{entry, 0, at, actor.account_id, actor.login, ""};
  std::string previous;
  c.Query("SELECT seq, hash FROM audit_head WHERE government_id = ?", {actor.government_id},
          [&](const sql::Row& head) {
            row.seq = head.Int(0) + 1;
            previous = head.String(1);
          });
  ENSURE(row.seq > 0);
  row.hash = HashOf(previous, actor.government_id, row);
  // The head goes first: on PostgreSQL the next writer of this government waits at its row and begins again.
  c.Execute("UPDATE audit_head SET seq = ?, hash = ? WHERE government_id = ?",
            {row.seq, row.hash, actor.government_id});
  c.Execute(
      "INSERT INTO audit (government_id, seq, at, account_id, login, act, subject, detail, hash) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      {actor.government_id, row.seq, row.at, row.account_id, row.login, row.act, row.subject, row.detail,
       row.hash});
}

std::vector<AuditRow> ListAudit(sql::Connection& c, int64_t government_id, const AuditFilter& filter) {
  std::string sql(kAuditColumns);
  std::vector<sql::Value> values{government_id};
  const auto add = [&](const char* clause, std::initializer_list<sql::Value> its) {
    sql += clause;
    values.insert(values.end(), its);
  };
  if (!filter.subject.empty()) add(" AND subject = ?", {filter.subject});
  if (!filter.login.empty()) add(" AND login = ?", {filter.login});
  if (!filter.act_prefix.empty())
    add(" AND SUBSTR(act, 1, LENGTH(?)) = ?", {filter.act_prefix, filter.act_prefix});
  if (filter.before_seq) add(" AND seq < ?", {*filter.before_seq});
  add(" ORDER BY seq DESC LIMIT ?", {filter.limit});
  std::vector<AuditRow> rows;
  c.Query(sql, values, [&](const sql::Row& row) { rows.push_back(AuditFromRow(row)); });
  return rows;
}

ChainReport VerifyChain(sql::Connection& c, int64_t government_id) {
  ChainReport report;
  int64_t seq = 0;
  std::string hash;
  const auto broken = [&](int64_t at, const char* reason) {
    if (report.broken_at) return;
    report.broken_at = at;
    report.reason = reason;
  };
  c.Query(fmt::format("{} ORDER BY seq", kAuditColumns), {government_id}, [&](const sql::Row& from) {
    ++report.rows;
    if (report.broken_at) return;
    const AuditRow row = AuditFromRow(from);
    if (row.seq != ++seq) return broken(seq, "gap");
    if (row.hash != HashOf(hash, government_id, row)) return broken(seq, "hash");
    hash = row.hash;
  });
  const bool known = c.One("SELECT seq FROM audit_head WHERE government_id = ?", {government_id}) == seq;
  const std::string head =
      c.OneText("SELECT hash FROM audit_head WHERE government_id = ?", {government_id}).value_or("");
  if (!known || head != hash) broken(seq + 1, "head");
  return report;
}

}  // namespace sinergi::kernel
