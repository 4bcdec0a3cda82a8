// What only a server can do: go away.
#include <gtest/gtest.h>

#include "kit/database.h"
#include "platform/sql/database.h"

namespace sinergi::sql {
namespace {

class PostgresTest : public testing::TestWithParam<std::string> {
 protected:
  PostgresTest() {
    if (GetParam() != "postgres") return;
    db_.emplace("postgres");
    const Migration table{"test/0001", "CREATE TABLE entry (id BIGINT PRIMARY KEY)"};
    (*db_)->Migrate({&table, 1});
  }
  void EndAllOtherSessions() {
    (void)Database::Open(db_->location())->Read([](Connection& c) {
      c.Query(
          "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
          "WHERE pid <> pg_backend_pid() AND datname = current_database()",
          {}, [](const Row&) {});
      return true;
    });
  }
  static Status Insert(Connection& c, int64_t id) {
    c.Execute("INSERT INTO entry (id) VALUES (?)", {id});
    return Ok();
  }
  std::optional<testkit::TestDatabase> db_;
};
INSTANTIATE_TEST_SUITE_P(On, PostgresTest, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(PostgresTest, GoesOnWithANewSessionWhenTheOldOneWasLostBetweenTransactions) {
  if (!db_) GTEST_SKIP() << "only a server can be lost";
  auto& db = *db_;
  EXPECT_TRUE(db->Write([](Connection& c) { return Insert(c, 1); }).ok());
  EndAllOtherSessions();
  EXPECT_TRUE(db->Write([](Connection& c) { return Insert(c, 2); }).ok());
  EndAllOtherSessions();
  EXPECT_EQ(db->Read([](Connection& c) { return c.One("SELECT count(*) FROM entry"); }), 2);
  EndAllOtherSessions();
  EXPECT_TRUE(db->Write([](Connection& c) -> Status {
                  c.Script("CREATE TABLE other (id BIGINT)");
                  return Ok();
                }).ok());
}

TEST_P(PostgresTest, GivesAnErrorOnceWhenItIsLostInsideATransaction) {
  if (!db_) GTEST_SKIP() << "only a server can be lost";
  auto& db = *db_;
  EXPECT_THROW((void)db->Write([&](Connection& c) {
    (void)Insert(c, 1);
    EndAllOtherSessions();
    return Insert(c, 2);
  }),
               DatabaseError);
  EXPECT_THROW((void)db->Write([&](Connection& c) {
    (void)Insert(c, 1);
    EndAllOtherSessions();
    return Ok();
  }),
               DatabaseError);
  EXPECT_EQ(db->Read([](Connection& c) { return c.One("SELECT count(*) FROM entry"); }), 0);
}

TEST_P(PostgresTest, SendsBackupsToPgDump) {
  if (!db_) GTEST_SKIP() << "SQLite makes its backups itself";
  try {
    (*db_)->BackupTo("/tmp/x");
    FAIL();
  } catch (const DatabaseError& e) {
    EXPECT_NE(std::string(e.what()).find("pg_dump"), std::string::npos);
  }
}

TEST(PostgresAddress, IsCheckedWhenOpenedAndThePasswordIsNotTold) {
  try {
    (void)Database::Open("postgresql://nobody:verysecret@127.0.0.1:1/none");
    FAIL();
  } catch (const DatabaseError& e) {
    EXPECT_EQ(std::string(e.what()).find("verysecret"), std::string::npos);
  }
}

}  // namespace
}  // namespace sinergi::sql
