// Pool<T>: a few connections shared by many threads. Made on demand up to a limit; a thread that comes when
// all are out waits. The last one given back is handed out first, so that its caches are warm.
//
//   auto lease = pool_.Take();   // given back when the lease ends
//   lease->Execute("…");
//
// Threads: any. A lease belongs to one thread.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace sinergi::sql {

template <class T>
class Pool {
 public:
  class Lease {
   public:
    Lease(Pool& pool, std::unique_ptr<T> item) : pool_(pool), item_(std::move(item)) {}
    ~Lease() { pool_.Give(std::move(item_)); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    T& operator*() const { return *item_; }
    T* operator->() const { return item_.get(); }

   private:
    Pool& pool_;
    std::unique_ptr<T> item_;
  };

  Pool(size_t most, std::function<std::unique_ptr<T>()> make) : most_(most), make_(std::move(make)) {
    idle_.reserve(most);
  }

  Lease Take() {
    std::unique_lock lock(mutex_);
    given_.wait(lock, [&] { return !idle_.empty() || made_ < most_; });
    if (!idle_.empty()) {
      auto item = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(item));
    }
    ++made_;
    lock.unlock();
    return Lease(*this, Make());
  }

 private:
  std::unique_ptr<T> Make() {
    try {
      return make_();
    } catch (...) {
      {
        std::lock_guard lock(mutex_);
        --made_;
      }
      given_.notify_one();
      throw;
    }
  }

  void Give(std::unique_ptr<T> item) {
    {
      std::lock_guard lock(mutex_);
      idle_.push_back(std::move(item));
    }
    given_.notify_one();
  }

  const size_t most_;
  const std::function<std::unique_ptr<T>()> make_;
  std::mutex mutex_;
  std::condition_variable given_;
  std::vector<std::unique_ptr<T>> idle_;
  size_t made_ = 0;
};

}  // namespace sinergi::sql
