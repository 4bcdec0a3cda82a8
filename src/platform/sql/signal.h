// Signal: wakes one thread, once for every Give; a Give before its Await is kept. It sleeps at once: the
// standard's semaphores give their processor away a few times first, on a busy machine to others for
// milliseconds.
//
//   Signal turn;   turn.Await();   // another thread: turn.Give();
//
// Threads: any may give, one awaits; it may end the Signal as soon as Await has returned.
#pragma once

#include <semaphore.h>

#include "base/ensure.h"

namespace sinergi::sql {

class Signal {
 public:
  Signal() { ENSURE(sem_init(&semaphore_, 0, 0) == 0); }
  ~Signal() { sem_destroy(&semaphore_); }
  Signal(const Signal&) = delete;
  Signal& operator=(const Signal&) = delete;
  void Give() { sem_post(&semaphore_); }
  void Await() {
    while (sem_wait(&semaphore_) != 0) {  // a signal of the system came between
    }
  }

 private:
  sem_t semaphore_;
};

}  // namespace sinergi::sql
