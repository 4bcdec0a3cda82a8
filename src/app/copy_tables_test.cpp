#include "app/copy_tables.h"

#include <filesystem>

#include <gtest/gtest.h>

#include "app/demo.h"
#include "app/store.h"
#include "kernel/audit.h"
#include "kernel/ids.h"
#include "kit/database.h"

namespace sinergi::app {
namespace {

int64_t CountOf(sql::Database& db, const char* table) {
  return db.Read(
      [&](sql::Connection& c) { return c.One("SELECT count(*) FROM " + std::string(table)).value_or(-1); });
}

void ExpectWhole(sql::Database& db) {
  const kernel::ChainReport chain = db.Read([](sql::Connection& c) { return kernel::VerifyChain(c, 1); });
  EXPECT_FALSE(chain.broken_at) << chain.reason;
  EXPECT_GT(chain.rows, 0);
}

// Out of SQLite into each kind of database, and out of that one into SQLite again.
class CopyTablesTest : public testing::TestWithParam<std::string> {
 protected:
  CopyTablesTest() {
    for (sql::Database* db : {from_.get(), back_.get(), &*other_}) db->Migrate(AllMigrations());
    EXPECT_TRUE(LoadDemo(*from_, 1'726'617'600).ok());
  }
  std::unique_ptr<sql::Database> Folder(const char* name) {
    return sql::Database::Open((std::filesystem::path(other_.folder()) / name).string());
  }

  testkit::TestDatabase other_{GetParam()};
  std::unique_ptr<sql::Database> from_ = Folder("from"), back_ = Folder("back");
};

TEST_P(CopyTablesTest, TakesEveryRowThereAndBack) {
  const Result<int64_t> there = CopyTables(*from_, *other_);
  ASSERT_TRUE(there.ok());
  const Result<int64_t> back = CopyTables(*other_, *back_);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*there, *back);
  for (const char* table : {"government", "id_counter", "unit", "account", "role_grant", "plan_node",
                            "node_month", "indicator", "measurement", "measurement_act", "audit"}) {
    EXPECT_GT(CountOf(*from_, table), 0) << table;
    EXPECT_EQ(CountOf(*other_, table), CountOf(*from_, table)) << table;
    EXPECT_EQ(CountOf(*back_, table), CountOf(*from_, table)) << table;
  }
  ExpectWhole(*other_);
  ExpectWhole(*back_);
  const auto next = [](sql::Connection& c) -> Result<int64_t> { return kernel::NextId(c, 1); };
  EXPECT_EQ(*other_->Write(next), *from_->Write(next)) << "ids go on where they were";
  const Result<int64_t> again = CopyTables(*from_, *other_);
  ASSERT_FALSE(again.ok()) << "the target holds data";
  EXPECT_EQ(again.error().code, "app.restore_not_empty");
}

INSTANTIATE_TEST_SUITE_P(On, CopyTablesTest, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

}  // namespace
}  // namespace sinergi::app
