// Evidence (bukti dukung): a file that a measurement rests on: content by SHA-256 in the store, a row a use.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "kernel/actor.h"
#include "platform/sql/database.h"

namespace sinergi::files {
class ContentStore;
}

namespace sinergi::kernel {

constexpr size_t kEvidenceBytesMost = 20u << 20;

struct Evidence {
  int64_t id = 0;
  std::string subject;  // "indicator/12/2024-Q3"
  std::string file_name, content_type, sha256;
  int64_t bytes = 0;
  Instant at = 0;
  std::string by;
};

// The content in the store, as evidence that hangs on nothing yet. Errors: those of the store.
Result<Evidence> KeepFile(const files::ContentStore& store, std::string_view content,
                          std::string_view file_name);
Result<int64_t> AddEvidence(sql::Connection& c, const Actor& actor, Instant at, const Evidence& evidence);
std::vector<Evidence> ListEvidence(sql::Connection& c, int64_t government_id, std::string_view subject);
std::optional<Evidence> FindEvidence(sql::Connection& c, int64_t government_id, int64_t id);
// Taken off the subject; content and row stay (marked removed) and the trail tells by whom.
Status RemoveEvidence(sql::Connection& c, const Actor& actor, Instant at, int64_t id);

}  // namespace sinergi::kernel
