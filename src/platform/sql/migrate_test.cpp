#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "base/ensure.h"
#include "kit/database.h"
#include "platform/sql/database.h"

namespace sinergi::sql {
namespace {

const std::vector<Migration> kThree = {
    {"a/0001",
     "CREATE TABLE unit (id BIGINT PRIMARY KEY, name TEXT); INSERT INTO unit VALUES (1, 'Dinas?');"},
    {"b/0001", "ALTER TABLE unit ADD COLUMN code TEXT; UPDATE unit SET code = 'x';"},
    {"a/0002", "CREATE INDEX unit_by_name ON unit (name); -- nothing after\n"},
};

class MigrateTest : public testing::TestWithParam<std::string> {
 protected:
  int64_t One(std::string_view sql) {
    return db_->Read([&](Connection& c) { return c.One(sql).value_or(-1); });
  }
  testkit::TestDatabase db_ = testkit::OpenTestDatabase(GetParam());
};
INSTANTIATE_TEST_SUITE_P(On, MigrateTest, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(MigrateTest, RunsEachOnceInOrder) {
  EXPECT_EQ(db_->Migrate(std::span(kThree).first(1)), 1);
  EXPECT_EQ(db_->Migrate(kThree), 2);
  EXPECT_EQ(db_->Migrate(kThree), 0);
  EXPECT_EQ(One("SELECT count(*) FROM schema_migration"), 3);
  EXPECT_EQ(One("SELECT count(*) FROM unit WHERE code = 'x' AND name = 'Dinas?'"), 1);
  EXPECT_GT(One("SELECT min(applied_at) FROM schema_migration"), 1'700'000'000);
}

TEST_P(MigrateTest, KeepsNothingOfOneThatFails) {
  const std::vector<Migration> broken = {kThree[0],
                                         {"c/0001", "CREATE TABLE half (id BIGINT); SELECT nonsense;"}};
  EXPECT_THROW(db_->Migrate(broken), DatabaseError);
  EXPECT_EQ(One("SELECT count(*) FROM schema_migration"), 1);
  EXPECT_THROW(One("SELECT count(*) FROM half"), DatabaseError);
  EXPECT_EQ(db_->Migrate(kThree), 2);
}

TEST_P(MigrateTest, RefusesDataOfANewerProgram) {
  db_->Migrate(kThree);
  try {
    db_->Migrate(std::span(kThree).first(2));
    FAIL();
  } catch (const DatabaseError& e) {
    EXPECT_NE(std::string(e.what()).find("newer"), std::string::npos);
    EXPECT_NE(std::string(e.what()).find("a/0002"), std::string::npos);
  }
}

TEST_P(MigrateTest, RefusesTwoOfOneName) {
  const std::vector<Migration> twice = {kThree[0], kThree[0]};
  EXPECT_THROW(db_->Migrate(twice), BrokenInvariant);
}

TEST_P(MigrateTest, MayBeStartedByManyAtOnce) {
  std::atomic<int> ran = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 6; ++t) {
    threads.emplace_back([&] { ran += Database::Open(db_.location())->Migrate(kThree); });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(ran, 3);
  EXPECT_EQ(One("SELECT count(*) FROM unit"), 1);
}

}  // namespace
}  // namespace sinergi::sql
