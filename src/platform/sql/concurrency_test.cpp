// What many threads see of a database, on each backend.
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <set>
#include <thread>

#include "kit/database.h"
#include "platform/sql/database.h"

namespace sinergi::sql {
namespace {

constexpr int kThreads = 8;

class ConcurrencyTest : public testing::TestWithParam<std::string> {
 protected:
  ConcurrencyTest() {
    const Migration tables{"test/0001",
                           "CREATE TABLE account (id BIGINT PRIMARY KEY, amount BIGINT NOT NULL);"
                           "CREATE TABLE entry (id BIGINT PRIMARY KEY, body TEXT);"
                           "INSERT INTO account (id, amount) VALUES (1, 0), (2, 0);"};
    db_->Migrate({&tables, 1});
  }
  int64_t One(std::string_view sql) {
    return db_->Read([&](Connection& c) { return c.One(sql).value_or(-1); });
  }
  template <class Fn>
  static void OnThreads(int count, Fn fn) {
    std::vector<std::thread> threads;
    for (int t = 0; t < count; ++t) threads.emplace_back(fn, t);
    for (std::thread& thread : threads) thread.join();
  }
  static Status Insert(Connection& c, int64_t id, std::string_view body = "x") {
    c.Execute("INSERT INTO entry (id, body) VALUES (?, ?)", {id, body});
    return Ok();
  }

  testkit::TestDatabase db_ = testkit::OpenTestDatabase(GetParam());
};
INSTANTIATE_TEST_SUITE_P(On, ConcurrencyTest, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(ConcurrencyTest, LosesNoWrite) {
  constexpr int kEach = 200;
  OnThreads(kThreads, [&](int t) {
    for (int i = 0; i < kEach; ++i) {
      EXPECT_TRUE(db_->Write([&](Connection& c) { return Insert(c, t * kEach + i); }).ok());
    }
  });
  EXPECT_EQ(One("SELECT count(*) FROM entry"), kThreads * kEach);
}

TEST_P(ConcurrencyTest, KeepsReadingAndWritingTogether) {
  constexpr int kEach = 100;  // read-then-write on one row: the worst case for optimistic transactions
  OnThreads(kThreads, [&](int) {
    for (int i = 0; i < kEach; ++i) {
      (void)db_->Write([&](Connection& c) -> Status {
        const int64_t amount = c.One("SELECT amount FROM account WHERE id = 1").value();
        c.Execute("UPDATE account SET amount = ? WHERE id = 1", {amount + 1});
        return Ok();
      });
    }
  });
  EXPECT_EQ(One("SELECT amount FROM account WHERE id = 1"), kThreads * kEach);
}

// Two writers that each check the sum and write another row must not both pass.
TEST_P(ConcurrencyTest, KeepsACheckOverRowsThatOthersWrite) {
  OnThreads(kThreads, [&](int t) {
    for (int i = 0; i < 20; ++i) {
      (void)db_->Write([&](Connection& c) -> Status {
        if (c.One("SELECT count(*) FROM entry").value() >= 10) return Error{.code = "test.full"};
        return Insert(c, t * 1000 + i);
      });
    }
  });
  EXPECT_EQ(One("SELECT count(*) FROM entry"), 10);
}

TEST_P(ConcurrencyTest, ShowsARowOnlyAsCommitted) {
  std::atomic<bool> stop = false;
  std::thread writer([&] {
    while (!stop) {
      (void)db_->Write([](Connection& c) -> Status {
        c.Execute("UPDATE account SET amount = amount + 1 WHERE id = 1");
        c.Execute("UPDATE account SET amount = amount - 1 WHERE id = 2");
        return Ok();
      });
    }
  });
  int64_t last = -1;
  for (int i = 0; i < 300; ++i) {
    (void)db_->Read([&](Connection& c) {
      const int64_t first = c.One("SELECT amount FROM account WHERE id = 1").value();
      std::this_thread::yield();
      EXPECT_EQ(first + c.One("SELECT amount FROM account WHERE id = 2").value(), 0);
      EXPECT_GE(first, last);
      last = first;
      return true;
    });
  }
  stop = true;
  writer.join();
}

TEST_P(ConcurrencyTest, KeepsOneSnapshotWhileOthersCommit) {
  (void)db_->Read([&](Connection& c) {
    EXPECT_EQ(c.One("SELECT count(*) FROM entry"), 0);
    std::thread([&] { (void)db_->Write([](Connection& w) { return Insert(w, 1); }); }).join();
    EXPECT_EQ(c.One("SELECT count(*) FROM entry"), 0);
    return true;
  });
  EXPECT_EQ(One("SELECT count(*) FROM entry"), 1);
}

TEST_P(ConcurrencyTest, ServesMoreReadersThanConnections) {
  std::atomic<int> answers = 0;
  OnThreads(24, [&](int) {
    for (int i = 0; i < 50; ++i) answers += One("SELECT count(*) FROM account") == 2;
  });
  EXPECT_EQ(answers, 24 * 50);
}

// Every third member refuses and every third throws; each caller gets its own answer and the rest is
// committed. Repeated until members really shared a commit (on SQLite: until two callbacks ran on one
// thread).
TEST_P(ConcurrencyTest, LeavesTheOthersOfABatchCommitted) {
  bool shared = false;
  int rounds = 0;
  for (; rounds < 200 && !shared; ++rounds) {
    std::atomic<int> ready = 0;
    std::array<std::thread::id, 9> ran_on;
    OnThreads(9, [&](int t) {
      const auto write = [&] {
        return db_->Write([&](Connection& c) -> Status {
          ran_on[t] = std::this_thread::get_id();
          EXPECT_TRUE(Insert(c, rounds * 100 + t).ok());
          if (t % 3 == 1) return Error{.code = "test." + std::to_string(t)};
          if (t % 3 == 2) throw std::out_of_range(std::to_string(t));
          return Ok();
        });
      };
      for (++ready; ready < 9;) std::this_thread::yield();
      if (t % 3 == 2) {
        try {
          (void)write();
          ADD_FAILURE();
        } catch (const std::out_of_range& e) {
          EXPECT_EQ(e.what(), std::to_string(t));
        }
      } else if (const Status status = write(); t % 3 == 1) {
        EXPECT_EQ(status.error().code, "test." + std::to_string(t));
      } else {
        EXPECT_TRUE(status.ok());
      }
    });
    shared =
        db_->dialect() == Dialect::kPostgres || std::set(ran_on.begin(), ran_on.end()).size() < ran_on.size();
  }
  EXPECT_TRUE(shared);
  EXPECT_EQ(One("SELECT count(*) FROM entry"), 3 * rounds);
  EXPECT_EQ(One("SELECT count(*) FROM entry WHERE id % 100 IN (0, 3, 6)"), 3 * rounds);
}

TEST_P(ConcurrencyTest, SharesTheDataWithAnotherProgram) {
  const auto other = Database::Open(db_.location());
  OnThreads(4, [&](int t) {
    Database& mine = t % 2 == 0 ? *db_ : *other;
    for (int i = 0; i < 50; ++i) (void)mine.Write([&](Connection& c) { return Insert(c, t * 50 + i); });
  });
  EXPECT_EQ(One("SELECT count(*) FROM entry"), 200);
  EXPECT_EQ(other->Read([](Connection& c) { return c.One("SELECT count(*) FROM entry"); }), 200);
}

TEST_P(ConcurrencyTest, MayBeOpenedByManyAtOnce) {
  const std::string location = GetParam() == "sqlite" ? db_.folder() + "/fresh/below" : db_.location();
  OnThreads(kThreads, [&](int) {
    const auto db = Database::Open(location);
    EXPECT_EQ(db->Read([](Connection& c) { return c.One("SELECT 1"); }), 1);
  });
}

// A disk on which the log cannot grow: nothing is acknowledged, and afterwards everything works again.
TEST(SqliteDisk, AcknowledgesNothingThatIsNotOnDisk) {
  const testkit::TestDatabase db = testkit::OpenTestDatabase("sqlite");
  const Migration table{"test/0001", "CREATE TABLE entry (id BIGINT PRIMARY KEY, body TEXT)"};
  db->Migrate({&table, 1});
  const auto insert = [&](int64_t id, const std::string& body) {
    return db->Write([&](Connection& c) -> Status {
      c.Execute("INSERT INTO entry (id, body) VALUES (?, ?)", {id, body});
      return Ok();
    });
  };
  std::signal(SIGXFSZ, SIG_IGN);
  rlimit before{};
  getrlimit(RLIMIT_FSIZE, &before);
  rlimit small = before;
  small.rlim_cur = std::filesystem::file_size(db.location() + "/sinergi.db-wal") + 4096;
  setrlimit(RLIMIT_FSIZE, &small);
  std::atomic<int> errors = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      try {
        (void)insert(t, std::string(500'000, 'x'));
      } catch (const DatabaseError&) {
        ++errors;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  setrlimit(RLIMIT_FSIZE, &before);
  EXPECT_EQ(errors, 4);
  EXPECT_TRUE(insert(9, "after").ok());
  EXPECT_EQ(db->Read([](Connection& c) { return c.One("SELECT count(*) FROM entry"); }), 1);
}

}  // namespace
}  // namespace sinergi::sql
