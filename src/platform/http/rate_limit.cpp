#include "platform/http/rate_limit.h"

#include <algorithm>
#include <vector>

#include "base/ensure.h"

namespace sinergi::http {
namespace {

constexpr int64_t kPartsOfOne = 60;
constexpr int64_t kLongestGap = 1 << 30;  // seconds; keeps the arithmetic far from overflow

}  // namespace

RateLimit::RateLimit(RateRule rule) : rule_(rule) {
  ENSURE(rule.burst > 0 && rule.per_minute > 0 && rule.keys > 0);
  ENSURE(rule.burst < 1'000'000 && rule.per_minute < 1'000'000);
}

// A clock that steps back gives nothing and takes nothing.
int64_t RateLimit::PartsAt(const Bucket& bucket, Instant now) const {
  const int64_t gap = std::clamp<int64_t>(now - bucket.at, 0, kLongestGap);
  return std::min(rule_.burst * kPartsOfOne, bucket.parts + gap * rule_.per_minute);
}

int64_t RateLimit::Take(std::string_view key, Instant now) {
  const std::lock_guard lock(mutex_);
  auto found = buckets_.find(std::string(key));
  if (found == buckets_.end()) {
    if (buckets_.size() >= rule_.keys) MakeRoom(now);
    found = buckets_.emplace(key, Bucket{rule_.burst * kPartsOfOne, now}).first;
  }
  Bucket& bucket = found->second;
  bucket.parts = PartsAt(bucket, now);
  bucket.at = now;
  if (bucket.parts < kPartsOfOne) {
    return (kPartsOfOne - bucket.parts + rule_.per_minute - 1) / rule_.per_minute;
  }
  bucket.parts -= kPartsOfOne;
  return 0;
}

void RateLimit::Forget(std::string_view key) {
  const std::lock_guard lock(mutex_);
  buckets_.erase(std::string(key));
}

size_t RateLimit::size() const {
  const std::lock_guard lock(mutex_);
  return buckets_.size();
}

// Removes the fuller half, at once: the cost is spread over as many new keys.
void RateLimit::MakeRoom(Instant now) {
  std::vector<int64_t> fill;
  for (const auto& [key, bucket] : buckets_) fill.push_back(PartsAt(bucket, now));
  const auto middle = fill.begin() + static_cast<std::ptrdiff_t>(fill.size() / 2);
  std::nth_element(fill.begin(), middle, fill.end());
  const int64_t limit = *middle;
  size_t most = buckets_.size() / 2 + 1;
  std::erase_if(buckets_, [&](const auto& entry) {
    return most > 0 && PartsAt(entry.second, now) >= limit && most-- > 0;
  });
}

}  // namespace sinergi::http
