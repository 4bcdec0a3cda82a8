// NationModel: the figures of many governments in memory, each at the data version that the asker's snapshot
// has. Loaded on first use, brought up to date by what has changed since, dropped when it has not been used
// for longest and there is no room.
//
//   model.Warm(db, heads, 2024);                       // outside a Read: loads what is missing
//   db.Read([&](sql::Connection& c) {
//     for (const GovernmentHead& head : HeadsBelow(c, province)) Use(*model.Get(c, head, 2024));
//   });
//
// Invariants: what Get answers is the state of that very snapshot, on every server of one database: nothing
// is told from process to process, each reads the versions and follows them. Memory: at most `bytes` beside
// what is being used right now. Threads: any; one government is loaded by one thread at a time.
#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <span>

#include "modules/performance/model/government_year.h"

namespace sinergi::performance {

class NationModel {
 public:
  static constexpr size_t kBytesMost = size_t{512} << 20;
  explicit NationModel(size_t bytes_most = kBytesMost) : bytes_most_(bytes_most) {}

  // `head` must have been read in the snapshot of `c`.
  GovernmentYearPtr Get(sql::Connection& c, const GovernmentHead& head, int year);
  // Loads governments that are not in memory, on up to `threads` threads. Not to be called inside a Read.
  void Warm(sql::Database& db, std::span<const GovernmentHead> heads, int year, int threads = 2);

  size_t Bytes() const;
  int64_t loads() const;  // how often a government was read whole: for tests and measurements

 private:
  // The newest states of a government's year, oldest first. A reader with an older snapshot than the newest
  // state follows from one of the older ones.
  struct Slot {
    std::mutex mutex;  // guards states
    std::deque<GovernmentYearPtr> states;
    size_t bytes = 0;  // these two under the model's mutex
    uint64_t used = 0;
  };
  using Key = std::pair<int64_t, int>;

  std::shared_ptr<Slot> SlotOf(const Key& key);
  void Keep(Slot& slot, GovernmentYearPtr state);
  void Account(const Key& key, const std::shared_ptr<Slot>& slot, size_t bytes);
  bool Has(const Key& key) const;

  mutable std::mutex mutex_;
  std::map<Key, std::shared_ptr<Slot>> slots_;
  const size_t bytes_most_;
  size_t bytes_ = 0;
  uint64_t clock_ = 0;
  int64_t loads_ = 0;
};

}  // namespace sinergi::performance
