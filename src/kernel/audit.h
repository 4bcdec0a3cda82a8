// Audit trail (jejak audit): one row a change, chained by hash (BLAKE2b-256 over the previous hash and the row), per government.
// Rows are only ever added, in the transaction of the change they tell of. `sinergi verify` walks the chain.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "kernel/actor.h"
#include "platform/sql/database.h"

namespace sinergi::kernel {

struct AuditEntry {
  std::string act;      // "measurement.submit": a stable word pair
  std::string subject;  // "measurement/1234"
  std::string detail;   // JSON object of what changed; no personal data beyond what the act needs
};

void Record(sql::Connection& c, const Actor& actor, Instant at, const AuditEntry& entry);

struct AuditRow : AuditEntry {
  int64_t seq = 0;
  Instant at = 0;
  int64_t account_id = 0;
  std::string login, hash;
};
struct AuditFilter {
  std::string act_prefix = {}, subject = {}, login = {};
  std::optional<int64_t> before_seq = {};
  int limit = 100;
};
std::vector<AuditRow> ListAudit(sql::Connection& c, int64_t government_id, const AuditFilter& filter);

struct ChainReport {
  int64_t rows = 0;
  std::optional<int64_t> broken_at;  // first seq whose hash or number does not follow
  std::string reason;                // "hash", "gap", "head"
};
ChainReport VerifyChain(sql::Connection& c, int64_t government_id);

}  // namespace sinergi::kernel
