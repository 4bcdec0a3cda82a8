// Web::Cache: the government and its units of today, one pair a government, good for one version of the units
// and one day. Thread-safe.
#pragma once

#include <mutex>

#include "kernel/web.h"

namespace sinergi::kernel {

struct Web::Cache {
  struct Entry {
    int64_t units_version = 0;
    Date day;
    std::shared_ptr<const Government> government;
    std::shared_ptr<const UnitTree> units;
  };
  Entry Get(sql::Database& db, int64_t government_id, int64_t units_version, Instant now);

 private:
  std::mutex mutex_;
  std::unordered_map<int64_t, Entry> entries_;
};

}  // namespace sinergi::kernel
