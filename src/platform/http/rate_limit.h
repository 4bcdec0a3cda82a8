// RateLimit: a token bucket for each key: how often one address or one account name may try something.
//
//   RateLimit log_ins({.burst = 10, .per_minute = 5});
//   if (int64_t wait = log_ins.Take("10.1.2.3", clock()); wait > 0) …  // refused: try again in `wait`
//   seconds
//
// A bucket holds `burst` at first and fills by `per_minute`. At most `keys` buckets are kept; when they are
// all in use, full buckets go first (they say nothing), then those that are nearest to full, so that a flood
// of new keys does not free the key that is being blocked. Thread-safe.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"

namespace sinergi::http {

struct RateRule {
  int64_t burst = 10;
  int64_t per_minute = 5;
  size_t keys = 10000;
};

class RateLimit {
 public:
  explicit RateLimit(RateRule rule);
  // Takes one and answers 0, or takes nothing and answers the seconds until one may be taken.
  int64_t Take(std::string_view key, Instant now);
  void Forget(std::string_view key);  // after a success
  size_t size() const;

 private:
  // Measured in parts of which 60 make one token: per_minute of them come back each second.
  struct Bucket {
    int64_t parts = 0;
    Instant at = 0;
  };
  int64_t PartsAt(const Bucket& bucket, Instant now) const;
  void MakeRoom(Instant now);

  const RateRule rule_;
  mutable std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

}  // namespace sinergi::http
