#include "kernel/web_cache.h"

#include "base/ensure.h"
#include "kernel/ids.h"

namespace sinergi::kernel {
namespace {

Web::Cache::Entry Load(sql::Connection& c, int64_t government_id, Instant now) {
  const std::optional<Government> government = FindGovernment(c, government_id);
  ENSURE(government.has_value());
  Web::Cache::Entry entry;
  entry.units_version = UnitsVersion(c, government_id);
  entry.day = DateAt(now, government->zone);
  entry.government = std::make_shared<const Government>(*government);
  entry.units = std::make_shared<const UnitTree>(LoadUnits(c, government_id, entry.day));
  return entry;
}

}  // namespace

Web::Cache::Entry Web::Cache::Get(sql::Database& db, int64_t government_id, int64_t units_version,
                                  Instant now) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(government_id);
    if (found != entries_.end() && found->second.units_version == units_version &&
        found->second.day == DateAt(now, found->second.government->zone)) {
      return found->second;
    }
  }
  Entry loaded = db.Read([&](sql::Connection& c) { return Load(c, government_id, now); });
  const std::lock_guard lock(mutex_);
  Entry& kept = entries_[government_id];
  if (loaded.units_version >= kept.units_version) kept = loaded;
  return loaded;
}

}  // namespace sinergi::kernel
