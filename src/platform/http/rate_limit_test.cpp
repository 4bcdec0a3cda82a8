#include "platform/http/rate_limit.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace sinergi::http {
namespace {

TEST(RateLimit, GivesABurstAndThenByTheMinute) {
  RateLimit limit({.burst = 3, .per_minute = 2, .keys = 10});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limit.Take("a", 1000), 0);
  EXPECT_EQ(limit.Take("a", 1000), 30);
  EXPECT_EQ(limit.Take("b", 1000), 0);  // keys do not share
  EXPECT_EQ(limit.Take("a", 1020), 10);
  EXPECT_EQ(limit.Take("a", 1030), 0);
  EXPECT_EQ(limit.Take("a", 1030), 30);
}

TEST(RateLimit, FillsUpToTheBurstOnly) {
  RateLimit limit({.burst = 2, .per_minute = 60, .keys = 10});
  limit.Take("a", 0);
  for (int i = 0; i < 2; ++i) EXPECT_EQ(limit.Take("a", int64_t{1} << 40), 0);
  EXPECT_EQ(limit.Take("a", int64_t{1} << 40), 1);
}

TEST(RateLimit, AClockThatStepsBackGivesNothing) {
  RateLimit limit({.burst = 1, .per_minute = 60, .keys = 10});
  EXPECT_EQ(limit.Take("a", 1000), 0);
  EXPECT_EQ(limit.Take("a", 500), 1);
}

TEST(RateLimit, ForgetsAfterASuccess) {
  RateLimit limit({.burst = 1, .per_minute = 1, .keys = 10});
  limit.Take("a", 0);
  limit.Forget("a");
  EXPECT_EQ(limit.Take("a", 0), 0);
}

TEST(RateLimit, AFloodOfKeysStaysBoundedAndDoesNotFreeTheBlocked) {
  RateLimit limit({.burst = 5, .per_minute = 1, .keys = 100});
  for (int i = 0; i < 5; ++i) limit.Take("blocked", 0);
  for (int i = 0; i < 10000; ++i) limit.Take("k" + std::to_string(i), 0);
  EXPECT_LE(limit.size(), 100u);
  EXPECT_GT(limit.Take("blocked", 0), 0);
}

TEST(RateLimit, ThreadsTogetherGetNoMoreThanTheBurst) {
  RateLimit limit({.burst = 100, .per_minute = 1, .keys = 10});
  std::atomic<int> given = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 100; ++i) given += limit.Take("a", 0) == 0;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(given, 100);
}

}  // namespace
}  // namespace sinergi::http
