// Nesting: refuses a Read or Write inside a Read or Write of the same database on the same thread. It would
// see another snapshot than its surroundings, and waits for ever once every connection is held by a thread
// that wants a second one. That is our bug, so it ends in ENSURE.
//
//   const Nesting guard(this);   // for as long as the callback runs
#pragma once

#include "base/ensure.h"

namespace sinergi::sql {

class Nesting {
 public:
  explicit Nesting(const void* database) : database_(database), outer_(innermost_) {
    for (const Nesting* n = outer_; n != nullptr; n = n->outer_) {
      ENSURE(n->database_ != database && "Read or Write inside a callback of the same database");
    }
    innermost_ = this;
  }
  ~Nesting() { innermost_ = outer_; }
  Nesting(const Nesting&) = delete;
  Nesting& operator=(const Nesting&) = delete;

 private:
  static inline thread_local const Nesting* innermost_ = nullptr;
  const void* database_;
  const Nesting* outer_;
};

}  // namespace sinergi::sql
