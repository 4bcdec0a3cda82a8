// The store of published results: what an import would change, the change, and reading it back. Importing
// the same table twice changes nothing; a result with other figures becomes a new row, and the old one stays
// and names it.
//
// Threads: inside the caller's Read or Write.
#pragma once

#include "kernel/actor.h"
#include "kernel/unit.h"
#include "modules/assessment/published.h"
#include "platform/sql/database.h"

namespace sinergi::assessment {

struct PublishedSet {
  int year = 0;
  std::string instrument;
  int64_t count = 0;
};
std::vector<PublishedSet> ListPublishedSets(sql::Connection& c, int64_t government_id);  // newest first
// By institution; those in force.
std::vector<PublishedResult> ListPublished(sql::Connection& c, int64_t government_id, int year,
                                           std::string_view instrument);
// All years of one institution, rising.
std::vector<PublishedResult> PublishedHistory(sql::Connection& c, int64_t government_id,
                                              std::string_view institution);
// One in force.
std::optional<PublishedResult> FindPublished(sql::Connection& c, int64_t government_id, int64_t id);

struct PublishedChange {
  std::optional<PublishedResult> before;  // empty: new
  PublishedResult after;
};
// Results that are new or say something else than what is stored, in the order given.
std::vector<PublishedChange> ComparePublished(sql::Connection& c, int64_t government_id,
                                              const std::vector<PublishedResult>& results);

struct PublishedImport {
  const kernel::Actor& actor;
  const kernel::UnitTree& units;
  Instant now = 0;
  std::string file_name;
};
// Writes the changes and tells the audit trail; answers how many. Needs Right::kEvaluate of the whole
// government: kernel.forbidden.
Result<int> ImportPublished(sql::Connection& c, const PublishedImport& import,
                            const std::vector<PublishedResult>& results);

}  // namespace sinergi::assessment
