// The database in a folder: sinergi.db in WAL mode, one connection that writes, up to eight that read.
//
// Group commit: while one thread commits, the others queue; then the first of them runs the whole queue and
// those who come while it runs, each callback in its own savepoint, makes one durable commit and wakes the
// rest. A callback may therefore run on another thread than its caller's, which waits meanwhile.
#pragma once

#include <exception>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "platform/sql/pool.h"
#include "platform/sql/signal.h"
#include "platform/sql/sqlite_connection.h"

namespace sinergi::sql {

std::unique_ptr<Database> OpenSqlite(const std::string& folder);

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(const std::string& file);
  Dialect dialect() const override { return Dialect::kSqlite; }
  void BackupTo(const std::string& file) override;

 protected:
  void DoRead(const std::function<void(Connection&)>& fn) override;
  void DoWrite(const std::function<bool(Connection&)>& fn) override;

 private:
  struct Waiting {
    const std::function<bool(Connection&)>* fn;
    std::exception_ptr error = nullptr;
    bool done = false;  // its batch has run
    Signal turn{};      // done, or to lead
  };
  using Batch = std::vector<Waiting*>;

  bool Queue(Waiting& mine);
  void Lead();
  void RunBatch(Batch& batch) noexcept;
  bool RunAll(Batch& batch);
  bool RunMember(Waiting& waiting);
  void TakeWaiting(Batch& batch);
  bool RunOne(Waiting& waiting);
  void RollBack() noexcept;

  const std::string file_;
  SqliteConnection writer_;  // used by the thread that leads
  Pool<SqliteConnection> readers_;

  std::mutex mutex_;  // guards what follows
  Batch queue_;
  bool leading_ = false;
};

}  // namespace sinergi::sql
