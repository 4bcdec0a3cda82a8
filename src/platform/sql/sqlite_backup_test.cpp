#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "kit/database.h"
#include "platform/sql/database.h"

namespace sinergi::sql {
namespace {

namespace fs = std::filesystem;

class BackupTest : public testing::Test {
 protected:
  BackupTest() {
    const Migration table{"test/0001", "CREATE TABLE entry (id BIGINT PRIMARY KEY, twin BIGINT)"};
    db_->Migrate({&table, 1});
  }
  void Add(int64_t id) {
    (void)db_->Write([&](Connection& c) -> Status {
      c.Execute("INSERT INTO entry (id, twin) VALUES (?, ?), (?, ?)", {2 * id, id, 2 * id + 1, id});
      return Ok();
    });
  }
  testkit::TestDatabase db_ = testkit::OpenTestDatabase("sqlite");
};

TEST_F(BackupTest, CanBeOpenedAgainAndIsOneWhole) {
  std::atomic<bool> stop = false;
  std::atomic<int64_t> written = 0;
  std::thread writer([&] {
    while (!stop) Add(written++);
  });
  while (written < 20) std::this_thread::yield();
  const std::string folder = db_.folder() + "/restored";
  fs::create_directory(folder);
  db_->BackupTo(folder + "/sinergi.db");
  stop = true;
  writer.join();
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 1);
  EXPECT_EQ(fs::status(folder + "/sinergi.db").permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const auto restored = Database::Open(folder);
  (void)restored->Read([](Connection& c) {
    EXPECT_GE(c.One("SELECT count(*) FROM entry"), 38);
    EXPECT_EQ(c.One("SELECT count(*) FROM entry").value() % 2, 0);
    EXPECT_EQ(c.OneText("PRAGMA integrity_check"), "ok");
    return true;
  });
}

TEST_F(BackupTest, ReplacesAnOlderOneAndLeavesNoScrapsWhenItFails) {
  const std::string file = db_.folder() + "/copy.db";
  std::ofstream(file) << "older";
  db_->BackupTo(file);
  EXPECT_GT(fs::file_size(file), 4000);
  EXPECT_THROW(db_->BackupTo(db_.folder() + "/missing/copy.db"), DatabaseError);
  fs::create_directories(db_.folder() + "/taken/by a folder");
  EXPECT_THROW(db_->BackupTo(db_.folder() + "/taken"), DatabaseError);
  EXPECT_EQ(std::distance(fs::directory_iterator(db_.folder()), {}), 3);  // data, copy.db, taken
}

TEST_F(BackupTest, KeepsTheDataToItsOwner) {
  EXPECT_EQ(fs::status(db_.location()).permissions(), fs::perms::owner_all);
  for (const auto& file : fs::directory_iterator(db_.location())) {
    EXPECT_EQ(file.status().permissions(), fs::perms::owner_read | fs::perms::owner_write) << file.path();
  }
}

TEST_F(BackupTest, SaysWhyAFolderCannotBeUsed) {
  std::ofstream(db_.folder() + "/file") << "x";
  EXPECT_THROW(Database::Open(db_.folder() + "/file"), DatabaseError);
  EXPECT_THROW(Database::Open(db_.folder() + "/file/below"), DatabaseError);
  fs::create_directory(db_.folder() + "/other");
  std::ofstream(db_.folder() + "/other/sinergi.db") << std::string(5000, 'x');
  EXPECT_THROW(Database::Open(db_.folder() + "/other"), DatabaseError);
}

}  // namespace
}  // namespace sinergi::sql
