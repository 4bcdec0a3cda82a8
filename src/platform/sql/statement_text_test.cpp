#include "platform/sql/statement_text.h"

#include <gtest/gtest.h>

#include "base/ensure.h"

namespace sinergi::sql {
namespace {

std::string Numbered(std::string_view sql, std::vector<Value> values) {
  return NumberParameters(sql, values);
}

TEST(NumberParameters, CountsNumbersAndTextsAndWritesNullsOut) {
  EXPECT_EQ(Numbered("SELECT 1", {}), "SELECT 1");
  EXPECT_EQ(Numbered("a=? AND b=?", {1, "x"}), "a=$1 AND b=$2");
  EXPECT_EQ(Numbered("(?, ?, ?)", {1, std::nullopt, "x"}), "($1, NULL, $2)");
}

TEST(NumberParameters, LeavesQuotedPartsAndComments) {
  struct Case {
    const char* sql;
    const char* expected;
  };
  const Case cases[] = {
      {"SELECT '?', ?", "SELECT '?', $1"},
      {"SELECT 'it''s ?', ?", "SELECT 'it''s ?', $1"},
      {"SELECT \"a?\", ?", "SELECT \"a?\", $1"},
      {"SELECT ? -- why?\n", "SELECT $1 -- why?\n"},
      {"SELECT /* ? */ ?", "SELECT /* ? */ $1"},
      {"SELECT /* ? /* ? */ ? */ ?", "SELECT /* ? /* ? */ ? */ $1"},
      {"SELECT $$?$$, ?", "SELECT $$?$$, $1"},
      {"SELECT $a$?$b$?$a$, ?", "SELECT $a$?$b$?$a$, $1"},
      {"SELECT a$b, ?, c$d", "SELECT a$b, $1, c$d"},
      {"SELECT ?, 'open ?", "SELECT $1, 'open ?"},
      {"SELECT ? /* open ?", "SELECT $1 /* open ?"},
      {"SELECT 3 - ? / 2", "SELECT 3 - $1 / 2"},
  };
  for (const Case& c : cases) EXPECT_EQ(Numbered(c.sql, {7}), c.expected);
}

TEST(NumberParameters, WantsAsManyValuesAsMarks) {
  EXPECT_THROW(Numbered("?, ?", {1}), BrokenInvariant);
  EXPECT_THROW(Numbered("'?'", {1}), BrokenInvariant);
}

TEST(WhyNotStorable, RefusesNulBytesAndWhatIsNotUtf8) {
  const auto refused = [](std::string_view text) {
    return WhyNotStorable(std::vector<Value>{1, text}) != nullptr;
  };
  EXPECT_FALSE(refused(""));
  EXPECT_FALSE(refused("Kabupaten Sumba Barat Daya – ꦗꦮ 😀"));
  EXPECT_TRUE(refused(std::string_view("a\0b", 3)));
  EXPECT_TRUE(refused("\xC3"));
  EXPECT_TRUE(refused("\xED\xA0\x80"));
  EXPECT_TRUE(refused("caf\xE9 latin1"));
}

}  // namespace
}  // namespace sinergi::sql
