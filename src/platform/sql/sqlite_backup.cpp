// Backup of the SQLite file while others go on: a copy of one snapshot, complete on disk before it gets its
// name.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "platform/sql/sqlite_database.h"

namespace sinergi::sql {
namespace {

[[noreturn]] void Fail(const std::string& file, const std::string& why) {
  throw DatabaseError("cannot back up to " + file + ": " + why);
}

void SyncToDisk(const std::string& path, int flags) {
  const int opened = open(path.c_str(), flags | O_CLOEXEC);
  if (opened < 0) Fail(path, std::strerror(errno));
  const bool synced = fsync(opened) == 0;
  const int error = errno;
  close(opened);
  if (!synced) Fail(path, std::strerror(error));
}

// A file of a name that nobody else uses, readable by its owner only; gone again unless it was renamed.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& final_name) : name_(final_name + ".XXXXXX") {
    const int made = mkstemp(name_.data());
    if (made < 0) Fail(final_name, std::strerror(errno));
    close(made);
  }
  ~TemporaryFile() { std::remove(name_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  const std::string& name() const { return name_; }

 private:
  std::string name_;
};

// All pages in one step: it holds one snapshot, so writers neither wait nor make it begin again.
void CopyPages(sqlite3* from, const std::string& to) {
  sqlite3* db = nullptr;
  int code = sqlite3_open_v2(to.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> closing(db, sqlite3_close_v2);
  if (code != SQLITE_OK) Fail(to, sqlite3_errstr(code));
  sqlite3_exec(db, "PRAGMA synchronous=OFF", nullptr, nullptr,
               nullptr);  // it is synced as a whole afterwards
  sqlite3_backup* backup = sqlite3_backup_init(db, "main", from, "main");
  if (backup == nullptr) Fail(to, sqlite3_errmsg(db));
  const int stepped = sqlite3_backup_step(backup, -1);
  code = sqlite3_backup_finish(backup);
  if (stepped != SQLITE_DONE) Fail(to, sqlite3_errstr(code != SQLITE_OK ? code : stepped));
  // One file without companions: the copied header says WAL.
  code = sqlite3_exec(db, "PRAGMA journal_mode=DELETE", nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) Fail(to, sqlite3_errmsg(db));
}

}  // namespace

void SqliteDatabase::BackupTo(const std::string& file) {
  const TemporaryFile temporary(file);
  CopyPages(SqliteConnection(file_, SqliteConnection::Use::kRead).raw(), temporary.name());
  SyncToDisk(temporary.name(), O_RDONLY);
  if (std::rename(temporary.name().c_str(), file.c_str()) != 0) Fail(file, std::strerror(errno));
  const auto folder = std::filesystem::absolute(file).parent_path();
  SyncToDisk(folder.string(), O_RDONLY | O_DIRECTORY);
}

}  // namespace sinergi::sql
