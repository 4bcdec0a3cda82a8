// backup, restore, verify, migrate: what keeps the data.
#include <filesystem>
#include <iostream>

#include <stdlib.h>
#include <boost/json.hpp>

#include "app/backup_file.h"
#include "app/command.h"
#include "app/copy_tables.h"
#include "kernel/audit.h"
#include "platform/files/store.h"

namespace sinergi::app {
namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

// A folder of its own beside the target, removed at the end.
class ScratchFolder {
 public:
  explicit ScratchFolder(const fs::path& beside) {
    std::string name = (fs::absolute(beside).parent_path() / ".sinergi-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr)
      throw std::runtime_error("cannot make a folder beside " + beside.string());
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

Status CopyDatabase(sql::Database& db, const fs::path& folder) {
  if (db.dialect() == sql::Dialect::kSqlite) {
    db.BackupTo((folder / "sinergi.db").string());
    return Ok();
  }
  const auto copy = sql::Database::Open(folder.string());
  copy->Migrate(AllMigrations());
  const Result<int64_t> rows = CopyTables(db, *copy);
  if (!rows.ok()) return rows.error();
  return Ok();
}

// As the database makes its folder itself: its owner's alone. One that is there stays as it is.
void MakeFolder(const fs::path& folder) {
  if (fs::create_directories(folder)) fs::permissions(folder, fs::perms::owner_all);
}

struct Health {
  kernel::ChainReport chain;
  int64_t files = 0, damaged = 0;
};

Health CheckGovernment(sql::Connection& c, const files::ContentStore& store, int64_t government_id) {
  Health check;
  check.chain = kernel::VerifyChain(c, government_id);
  c.Query("SELECT DISTINCT sha256 FROM evidence WHERE government_id = ?", {government_id},
          [&](const sql::Row& row) {
            ++check.files;
            if (!store.Get(row.Text(0)).ok()) ++check.damaged;
          });
  return check;
}

}  // namespace

int Backup(const Globals& globals, const std::string& file) {
  auto db = OpenStore(globals, Missing::kRefuse);
  if (!db.ok()) return Fail(globals, db.error());
  const ScratchFolder scratch(file);
  const Status copied = CopyDatabase(**db, scratch.path());
  if (!copied.ok()) return Fail(globals, copied.error());
  {
    // One file: a database in WAL mode would come with two more.
    const auto copy = sql::Database::Open(scratch.path().string());
  }
  const Status packed = PackBackup(scratch.path() / "sinergi.db", fs::path(globals.data) / "evidence", file);
  if (!packed.ok()) return Fail(globals, packed.error());
  std::cout << T(globals, "app.backup_done", {file}) << "\n";
  return kDone;
}

int Restore(const Globals& globals, const std::string& file) {
  const fs::path data(globals.data);
  if (fs::exists(data / "sinergi.db") && globals.database.empty())
    return Fail(globals, {ErrorKind::kConflict, "app.restore_not_empty"});
  MakeFolder(data);
  const ScratchFolder scratch(data / "x");
  const Status unpacked = UnpackBackup(file, scratch.path());
  if (!unpacked.ok()) return Fail(globals, unpacked.error());
  {
    const auto copy = sql::Database::Open(scratch.path().string());
    copy->Migrate(AllMigrations());
    if (!globals.database.empty()) {
      const auto target = sql::Database::Open(globals.database);
      target->Migrate(AllMigrations());
      const Result<int64_t> rows = CopyTables(*copy, *target);
      if (!rows.ok()) return Fail(globals, rows.error());
    }
  }
  if (fs::exists(scratch.path() / "evidence"))
    fs::copy(scratch.path() / "evidence", data / "evidence",
             fs::copy_options::recursive | fs::copy_options::skip_existing);
  if (globals.database.empty()) fs::rename(scratch.path() / "sinergi.db", data / "sinergi.db");
  // Not the URL: it may hold a password.
  std::cout << T(globals, "app.restore_done", {globals.database.empty() ? globals.data : "PostgreSQL"})
            << "\n";
  return kDone;
}

int Verify(const Globals& globals) {
  auto db = OpenStore(globals, Missing::kRefuse);
  if (!db.ok()) return Fail(globals, db.error());
  const files::ContentStore store(fs::path(globals.data) / "evidence");
  bool whole = true;
  json::array reports;
  (*db)->Read([&](sql::Connection& c) {
    for (const kernel::Government& government : kernel::ListGovernments(c)) {
      const Health check = CheckGovernment(c, store, government.id);
      const bool good = !check.chain.broken_at && check.damaged == 0;
      whole = whole && good;
      if (globals.json) {
        reports.push_back(json::object{
            {"government", government.code},
            {"rows", check.chain.rows},
            {"whole", good},
            {"broken_at", check.chain.broken_at ? json::value(*check.chain.broken_at) : json::value()},
            {"reason", check.chain.reason},
            {"files", check.files},
            {"damaged_files", check.damaged}});
      } else if (check.chain.broken_at) {
        std::cout << T(globals, "app.verify_broken",
                       {government.name, std::to_string(*check.chain.broken_at), check.chain.reason})
                  << "\n";
      } else {
        std::cout << T(globals, "app.verify_whole", {government.name, std::to_string(check.chain.rows)})
                  << "\n";
      }
      if (!globals.json)
        std::cout << T(globals, "app.verify_files",
                       {std::to_string(check.files), std::to_string(check.damaged)})
                  << "\n";
    }
    return Unit{};
  });
  if (globals.json) std::cout << json::serialize(reports) << "\n";
  return whole ? kDone : kRefused;
}

int Migrate(const Globals& globals) {
  if (globals.database.empty()) MakeFolder(globals.data);
  const auto db = sql::Database::Open(globals.Location());
  const int ran = db->Migrate(AllMigrations());
  std::cout << T(globals, "app.migrated", {std::to_string(ran)}) << "\n";
  return kDone;
}

}  // namespace sinergi::app
