// Pool: the threads that run handlers, fed by a bounded queue.
//
// Post refuses when the queue is full, so that a flood is answered "busy" at once and memory stays bounded.
// Thread-safe; Stop() runs what was accepted and joins.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace sinergi::http {

class Pool {
 public:
  using Job = std::function<void()>;
  Pool(int threads, size_t queue_limit);
  ~Pool();
  bool Post(Job job);  // false: full or stopped
  void Stop();

 private:
  void Work();

  const size_t queue_limit_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job> jobs_;
  int sleeping_ = 0;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace sinergi::http
