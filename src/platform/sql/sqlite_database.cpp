#include "platform/sql/sqlite_database.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include "platform/sql/nesting.h"

namespace sinergi::sql {
namespace {

constexpr size_t kMostReaders = 8;
constexpr size_t kMostTogether = 64;  // members of a batch: nobody waits for more than so many others

// Ends the transaction of a Read however its callback ends.
class ReadTransaction {
 public:
  explicit ReadTransaction(SqliteConnection& c) : c_(c) {
    c_.StartCallback();
    c_.Control("BEGIN DEFERRED");
  }
  ~ReadTransaction() {
    try {
      if (c_.InTransaction()) c_.Control("COMMIT");
    } catch (const DatabaseError&) {
      sqlite3_exec(c_.raw(), "ROLLBACK", nullptr, nullptr, nullptr);
    }
  }
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;

 private:
  SqliteConnection& c_;
};

// The file holds personal data: only its owner may read it; SQLite gives -wal and -shm the same rights. It is
// made under another name, since closing a file of this name would drop the locks that SQLite holds on it.
void MakeFile(const std::string& file) {
  if (access(file.c_str(), F_OK) == 0) return;
  std::string made = file + ".XXXXXX";
  const int opened = mkstemp(made.data());
  if (opened < 0) throw DatabaseError("cannot make " + file + ": " + std::strerror(errno));
  close(opened);
  const bool named = link(made.c_str(), file.c_str()) == 0 || errno == EEXIST;
  const int error = errno;
  unlink(made.c_str());
  if (!named) throw DatabaseError("cannot make " + file + ": " + std::strerror(error));
}

void MakeFolder(const std::string& folder) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (fs::create_directories(folder, error)) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) throw DatabaseError("cannot make the folder " + folder + ": " + error.message());
}

}  // namespace

std::unique_ptr<Database> OpenSqlite(const std::string& folder) {
  // Counting its memory costs SQLite a lock that all threads share. Refused, harmlessly, once SQLite is in
  // use.
  [[maybe_unused]] static const int kUncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  MakeFolder(folder);
  const std::string file = (std::filesystem::path(folder) / "sinergi.db").string();
  MakeFile(file);
  return std::make_unique<SqliteDatabase>(file);
}

SqliteDatabase::SqliteDatabase(const std::string& file)
    : file_(file), writer_(file, SqliteConnection::Use::kWrite), readers_(kMostReaders, [this] {
        return std::make_unique<SqliteConnection>(file_, SqliteConnection::Use::kRead);
      }) {}

void SqliteDatabase::DoRead(const std::function<void(Connection&)>& fn) {
  const Nesting nesting(this);
  const auto reader = readers_.Take();
  const ReadTransaction transaction(*reader);
  fn(*reader);
}

void SqliteDatabase::DoWrite(const std::function<bool(Connection&)>& fn) {
  const Nesting nesting(this);
  Waiting mine{&fn};
  if (!Queue(mine)) mine.turn.Await();
  if (!mine.done) Lead();
  if (mine.error) std::rethrow_exception(mine.error);
}

// Answers whether the newcomer leads.
bool SqliteDatabase::Queue(Waiting& mine) {
  const std::lock_guard lock(mutex_);
  queue_.push_back(&mine);
  return !std::exchange(leading_, true);
}

// Runs all that wait, then hands on to the first of those that came too late. Each is woken by a signal of
// its own, and only when there is something for it to do.
void SqliteDatabase::Lead() {
  Batch batch;
  TakeWaiting(batch);
  RunBatch(batch);
  Waiting* next = nullptr;
  {
    const std::lock_guard lock(mutex_);
    leading_ = !queue_.empty();
    if (leading_) next = queue_.front();
  }
  for (Waiting* waiting : batch) {
    waiting->done = true;
    waiting->turn.Give();  // from here on it may be gone
  }
  if (next != nullptr) next->turn.Give();
}

// When the batch as a whole is lost, every member gets the error, also those refused: their refusal may rest
// on what an earlier member wrote and what now never was.
void SqliteDatabase::RunBatch(Batch& batch) noexcept {
  try {
    writer_.Control("BEGIN IMMEDIATE");
    const bool any = RunAll(batch);
    writer_.Control(any ? "COMMIT" : "ROLLBACK");
  } catch (...) {
    RollBack();
    for (Waiting* waiting : batch) waiting->error = std::current_exception();
  }
}

// Those who come while the batch runs go with it: one commit for more of them costs all of them less.
bool SqliteDatabase::RunAll(Batch& batch) {
  bool any = false;
  if (batch.size() == 1) {  // alone so far: needs no savepoint, and takes nobody along if it is refused
    any = RunOne(*batch.front());
    if (!any) return false;
    TakeWaiting(batch);
  }
  for (size_t i = any ? 1 : 0; i < batch.size(); ++i) {
    any |= RunMember(*batch[i]);
    if (i + 1 == batch.size()) TakeWaiting(batch);
  }
  return any;
}

bool SqliteDatabase::RunMember(Waiting& waiting) {
  writer_.Control("SAVEPOINT member");
  const bool kept = RunOne(waiting);
  if (!kept) writer_.Control("ROLLBACK TO member");
  writer_.Control("RELEASE member");
  return kept;
}

void SqliteDatabase::TakeWaiting(Batch& batch) {
  const std::lock_guard lock(mutex_);
  const size_t many = std::min(queue_.size(), kMostTogether - batch.size());
  batch.insert(batch.end(), queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(many));
  queue_.erase(queue_.begin(), queue_.begin() + static_cast<std::ptrdiff_t>(many));
}

// A full disk and the like end the transaction as a whole behind our back: then nothing of it may be
// acknowledged.
bool SqliteDatabase::RunOne(Waiting& waiting) {
  bool keep = false;
  writer_.StartCallback();
  try {
    keep = (*waiting.fn)(writer_);
    if (keep) writer_.EnsureCommittable();
  } catch (...) {
    keep = false;
    waiting.error = std::current_exception();
  }
  if (writer_.InTransaction()) return keep;
  try {
    if (waiting.error) std::rethrow_exception(waiting.error);
  } catch (const DatabaseError&) {
    throw;
  } catch (...) {  // not the others' business
  }
  throw DatabaseError("the transaction has ended inside its callback");
}

void SqliteDatabase::RollBack() noexcept {
  if (writer_.InTransaction()) sqlite3_exec(writer_.raw(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace sinergi::sql
