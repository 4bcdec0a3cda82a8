// What one thread sees of a database, on each backend.
#include "platform/sql/database.h"

#include <gtest/gtest.h>

#include <limits>

#include "base/ensure.h"
#include "kit/database.h"

namespace sinergi::sql {
namespace {

class DatabaseTest : public testing::TestWithParam<std::string> {
 protected:
  DatabaseTest() {
    const Migration notes{"test/0001",
                          "CREATE TABLE note (id BIGINT PRIMARY KEY, body TEXT, rank BIGINT UNIQUE);"
                          "CREATE TABLE part (note_id BIGINT NOT NULL REFERENCES note (id));"};
    db_->Migrate({&notes, 1});
  }
  void Add(int64_t id, Value body, Value rank = {}) {
    (void)db_->Write([&](Connection& c) -> Status {
      EXPECT_EQ(c.Execute("INSERT INTO note (id, body, rank) VALUES (?, ?, ?)", {id, body, rank}), 1);
      return Ok();
    });
  }
  int64_t One(std::string_view sql, std::initializer_list<Value> values = {}) {
    return db_->Read([&](Connection& c) { return c.One(sql, values).value_or(-1); });
  }
  std::string Body(int64_t id) {
    return db_->Read([&](Connection& c) {
      return c.OneText("SELECT body FROM note WHERE id = ?", {id}).value_or("none");
    });
  }
  template <class E = DatabaseError>
  void ExpectThrow(std::string_view sql, std::initializer_list<Value> values) {
    EXPECT_THROW((void)db_->Write([&](Connection& c) -> Status {
      c.Execute(sql, values);
      return Ok();
    }),
                 E)
        << sql;
  }

  testkit::TestDatabase db_ = testkit::OpenTestDatabase(GetParam());
};
INSTANTIATE_TEST_SUITE_P(On, DatabaseTest, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(DatabaseTest, KeepsValuesAsTheyAre) {
  const std::string huge(3'000'000, 'x');
  for (const std::string& text :
       {std::string(), std::string("a"), std::string("Ngada – ꦗꦮ 😀 \"'?\\"), huge}) {
    for (const int64_t number :
         {int64_t{0}, std::numeric_limits<int64_t>::min(), std::numeric_limits<int64_t>::max()}) {
      (void)db_->Write([&](Connection& c) -> Status {
        c.Execute("DELETE FROM note");
        c.Execute("INSERT INTO note (id, body) VALUES (?, ?)", {number, text});
        return Ok();
      });
      (void)db_->Read([&](Connection& c) {
        int rows = 0;
        c.Query("SELECT id, body, rank FROM note WHERE body = ?", {text}, [&](const Row& row) {
          ++rows;
          EXPECT_EQ(row.Int(0), number);
          EXPECT_EQ(row.Text(0), std::to_string(number));
          EXPECT_FALSE(row.IsNull(1));
          EXPECT_TRUE(row.Text(1) == text);
          EXPECT_TRUE(row.IsNull(2));
          EXPECT_EQ(row.Int(2), 0);
          EXPECT_EQ(row.Text(2), "");
          EXPECT_EQ(row.MaybeInt(2), std::nullopt);
        });
        EXPECT_EQ(rows, 1);
        return true;
      });
    }
  }
}

TEST_P(DatabaseTest, TakesNullsWhereverAMarkMayStand) {
  Add(1, std::nullopt, std::nullopt);
  EXPECT_EQ(One("SELECT count(*) FROM note WHERE body IS NULL AND rank IS NULL"), 1);
  EXPECT_EQ(One("SELECT count(*) FROM note WHERE ? IS NULL OR id = ?", {std::nullopt, 9}), 1);
  EXPECT_EQ(One("SELECT count(*) FROM note WHERE ? IS NULL OR id = ?", {7, 9}), 0);
  EXPECT_EQ(One("SELECT count(*) FROM note WHERE ? IS NULL OR body = ?", {"x", std::nullopt}), 0);
  EXPECT_EQ(One("SELECT coalesce(?, 5)", {std::nullopt}), 5);
  EXPECT_EQ(One("SELECT coalesce(?, 5)", {std::optional<int64_t>(6)}), 6);
}

TEST_P(DatabaseTest, ReadsBooleansAndSumsAsNumbers) {
  Add(1, "a", 20);
  Add(2, "b", 22);
  EXPECT_EQ(One("SELECT id = 1 FROM note ORDER BY id"), 1);
  EXPECT_EQ(One("SELECT id = 2 FROM note ORDER BY id"), 0);
  EXPECT_EQ(One("SELECT sum(rank) FROM note"), 42);
  EXPECT_EQ(db_->Read([](Connection& c) { return c.OneText("SELECT id = 1 FROM note ORDER BY id"); }), "1");
}

TEST_P(DatabaseTest, AnswersTheNumberOfRowsChanged) {
  Add(1, "a");
  Add(2, "b");
  (void)db_->Write([](Connection& c) -> Status {
    EXPECT_EQ(c.Execute("UPDATE note SET body = 'c'"), 2);
    EXPECT_EQ(c.Execute("CREATE TABLE other (id BIGINT)"), 0);
    EXPECT_EQ(c.Execute("UPDATE note SET body = 'c' WHERE id = 5"), 0);
    EXPECT_EQ(c.Execute("INSERT INTO note (id) VALUES (?) ON CONFLICT DO NOTHING", {1}), 0);
    EXPECT_EQ(c.Execute("SELECT id FROM note"), 0);
    EXPECT_EQ(c.Execute("DELETE FROM note WHERE id > ?", {1}), 1);
    return Ok();
  });
}

TEST_P(DatabaseTest, TreatsSqlInValuesAsText) {
  const std::string hostile = "'); DROP TABLE note; -- ? $1 \"";
  Add(1, hostile);
  EXPECT_EQ(Body(1), hostile);
  EXPECT_EQ(One("SELECT count(*) FROM note WHERE body = ?", {"' OR '1'='1"}), 0);
}

TEST_P(DatabaseTest, LeavesMarksInQuotesAlone) {
  Add(1, "a?b");
  EXPECT_EQ(One("SELECT count(*) FROM note WHERE body = 'a?b' /* ? */ AND id = ? -- ?\n", {1}), 1);
}

TEST_P(DatabaseTest, ComparesTextsByTheirBytesAndLikeMindsTheCase) {
  for (const char* body : {"b", "B", "a", "é"}) Add(One("SELECT count(*) FROM note"), body);
  std::string order;
  (void)db_->Read([&](Connection& c) {
    c.Query("SELECT body FROM note ORDER BY body", {}, [&](const Row& row) { order += row.Text(0); });
    return true;
  });
  EXPECT_EQ(order, "Babé");
  EXPECT_EQ(One("SELECT count(*) FROM note WHERE body LIKE 'B%'"), 1);
}

TEST_P(DatabaseTest, RollsBackARefusal) {
  const Status status = db_->Write([](Connection& c) -> Status {
    c.Execute("INSERT INTO note (id) VALUES (1)");
    return Error{.code = "test.refused"};
  });
  EXPECT_EQ(status.error().code, "test.refused");
  EXPECT_EQ(One("SELECT count(*) FROM note"), 0);
}

TEST_P(DatabaseTest, RollsBackAnExceptionAndHandsItOn) {
  EXPECT_THROW((void)db_->Write([](Connection& c) -> Status {
    c.Execute("INSERT INTO note (id) VALUES (1)");
    throw std::out_of_range("mine");
  }),
               std::out_of_range);
  EXPECT_EQ(One("SELECT count(*) FROM note"), 0);
  EXPECT_THROW((void)db_->Read([](Connection&) -> bool { throw std::out_of_range("mine"); }),
               std::out_of_range);
  Add(1, "still works");
  EXPECT_EQ(Body(1), "still works");
}

TEST_P(DatabaseTest, TellsViolatedConstraintsFromOtherErrors) {
  Add(1, "a", 1);
  ExpectThrow<ConstraintViolation>("INSERT INTO note (id) VALUES (?)", {1});
  ExpectThrow<ConstraintViolation>("INSERT INTO note (id, rank) VALUES (?, ?)", {2, 1});
  ExpectThrow<ConstraintViolation>("INSERT INTO part (note_id) VALUES (?)", {77});
  ExpectThrow<ConstraintViolation>("INSERT INTO part (note_id) VALUES (?)", {std::nullopt});
  try {
    ExpectThrow("SELECT nonsense FROM nowhere", {});
    (void)db_->Read([](Connection& c) { return c.One("SELEC 1"); });
    FAIL();
  } catch (const DatabaseError& e) {
    EXPECT_EQ(dynamic_cast<const ConstraintViolation*>(&e), nullptr);
    EXPECT_NE(std::string(e.what()).find("SELEC 1"), std::string::npos);
  }
  EXPECT_EQ(One("SELECT count(*) FROM note"), 1);
}

TEST_P(DatabaseTest, KeepsValuesOutOfMessages) {
  Add(1, "a", 31415);
  try {
    Add(2, "a", 31415);
    FAIL();
  } catch (const ConstraintViolation& e) {
    EXPECT_EQ(std::string(e.what()).find("31415"), std::string::npos);
  }
}

TEST_P(DatabaseTest, ChecksDeferredForeignKeysBeforeTheCommit) {
  (void)db_->Write([](Connection& c) -> Status {
    c.Script("CREATE TABLE late (note_id BIGINT REFERENCES note (id) DEFERRABLE INITIALLY DEFERRED)");
    return Ok();
  });
  ExpectThrow<ConstraintViolation>("INSERT INTO late (note_id) VALUES (?)", {77});
  EXPECT_EQ(One("SELECT count(*) FROM late"), 0);
  (void)db_->Write([](Connection& c) -> Status {
    c.Execute("INSERT INTO late (note_id) VALUES (5)");
    c.Execute("INSERT INTO note (id) VALUES (5)");
    return Ok();
  });
  EXPECT_EQ(One("SELECT count(*) FROM late"), 1);
}

TEST_P(DatabaseTest, CommitsNothingAfterAFailedStatementThatWasCaught) {
  Add(1, "a");
  EXPECT_THROW((void)db_->Write([](Connection& c) -> Status {
    c.Execute("INSERT INTO note (id) VALUES (2)");
    EXPECT_THROW(c.Execute("INSERT INTO note (id) VALUES (1)"), ConstraintViolation);
    EXPECT_THROW(c.Execute("INSERT INTO note (id) VALUES (3)"), DatabaseError);
    return Ok();
  }),
               DatabaseError);
  EXPECT_EQ(One("SELECT count(*) FROM note"), 1);
}

TEST_P(DatabaseTest, RefusesTextsItCouldNotGiveBack) {
  ExpectThrow<ConstraintViolation>("INSERT INTO note (id, body) VALUES (1, ?)",
                                   {std::string_view("a\0b", 3)});
  ExpectThrow<ConstraintViolation>("INSERT INTO note (id, body) VALUES (1, ?)", {"\xFF\xFE"});
  EXPECT_EQ(One("SELECT count(*) FROM note"), 0);
}

TEST_P(DatabaseTest, RefusesOurOwnMistakes) {
  EXPECT_THROW((void)db_->Read([](Connection& c) { return c.One("SELECT ?", {}); }), BrokenInvariant);
  EXPECT_THROW((void)db_->Read([](Connection& c) { return c.One("SELECT ?", {1, 2}); }), BrokenInvariant);
  EXPECT_THROW((void)db_->Read([](Connection& c) {
    c.Query("SELECT 1", {}, [](const Row& row) { (void)row.Int(1); });
    return true;
  }),
               BrokenInvariant);
  EXPECT_EQ(One("SELECT 4"), 4);
  EXPECT_ANY_THROW((void)db_->Read([](Connection& c) { return c.One("SELECT 1; SELECT 2"); }));
  EXPECT_THROW((void)db_->Read([](Connection& c) { return c.Execute("DELETE FROM note"); }), DatabaseError);
}

TEST_P(DatabaseTest, AcknowledgesNothingWhenACallbackEndsItsTransaction) {
  EXPECT_THROW((void)db_->Write([](Connection& c) -> Status {
    c.Execute("INSERT INTO note (id) VALUES (1)");
    c.Execute("ROLLBACK");
    return Ok();
  }),
               DatabaseError);
  Add(2, "still works");
  EXPECT_EQ(One("SELECT count(*) FROM note"), 1);
}

TEST_P(DatabaseTest, RefusesToBeNestedInsteadOfWaitingForItself) {
  const auto write = [&] { return db_->Write([](Connection&) { return Ok(); }); };
  const auto read = [&] { return db_->Read([](Connection&) { return true; }); };
  EXPECT_THROW((void)db_->Write([&](Connection&) { return write(); }), BrokenInvariant);
  EXPECT_THROW((void)db_->Read([&](Connection&) { return write().ok(); }), BrokenInvariant);
  EXPECT_THROW((void)db_->Read([&](Connection&) { return read(); }), BrokenInvariant);
  EXPECT_THROW((void)db_->Write([&](Connection&) -> Status { return read() ? Ok() : Ok(); }),
               BrokenInvariant);
  EXPECT_TRUE(write().ok());
}

TEST_P(DatabaseTest, MayQueryInsideARow) {
  for (int id = 1; id <= 3; ++id) Add(id, "x");
  int64_t sum = 0;
  const std::string_view sql = "SELECT id FROM note WHERE id >= ? ORDER BY id";
  (void)db_->Read([&](Connection& c) {
    c.Query(sql, {1}, [&](const Row& outer) {
      const int64_t at = outer.Int(0);
      c.Query(sql, {at}, [&](const Row& inner) { sum += 10 * at + inner.Int(0); });
      c.Query("SELECT count(*) FROM note", {}, [&](const Row& row) { sum += row.Int(0); });
    });
    return true;
  });
  EXPECT_EQ(sum, 11 + 12 + 13 + 22 + 23 + 33 + 9);
}

TEST_P(DatabaseTest, ForgetsOldStatementsAndGoesOn) {
  (void)db_->Read([&](Connection& c) {
    for (int i = 0; i < 1000; ++i) EXPECT_EQ(c.One("SELECT ? + " + std::to_string(i), {1}), i + 1);
    return true;
  });
}

TEST_P(DatabaseTest, SeesWhatTheSameTransactionWrote) {
  (void)db_->Write([](Connection& c) -> Status {
    c.Execute("INSERT INTO note (id, body) VALUES (?, ?)", {1, "a"});
    EXPECT_EQ(c.OneText("SELECT body FROM note WHERE id = 1"), "a");
    EXPECT_EQ(c.One("INSERT INTO note (id) VALUES (2) RETURNING id"), 2);
    return Ok();
  });
  EXPECT_EQ(One("SELECT count(*) FROM note"), 2);
}

TEST_P(DatabaseTest, KeepsItsDataWhenOpenedAgain) {
  Add(1, "kept");
  const auto again = Database::Open(db_.location());
  EXPECT_EQ(again->Read([](Connection& c) { return c.OneText("SELECT body FROM note"); }), "kept");
}

}  // namespace
}  // namespace sinergi::sql
