// The same answer from Evaluate() and from both databases, for written and for random conditions.
#include "platform/expression/to_sql.h"

#include <gtest/gtest.h>

#include <random>

#include "kit/database.h"

namespace sinergi::expression {
namespace {

const Names& ColumnNames() {
  static const Names names = {
      {"kind", {Type::Kind::kChoice, {"a", "b"}}}, {"tags", {Type::Kind::kChoices, {"x", "y"}}},
      {"money", {Type::Kind::kNumber, {}}},        {"share", {Type::Kind::kNumber, {}}},
      {"name", {Type::Kind::kText, {}}},           {"on", {Type::Kind::kDate, {}}},
      {"done", {Type::Kind::kYesNo, {}}},          {"rows", {Type::Kind::kRows, {}}}};
  return names;
}

std::optional<Column> ColumnOf(std::string_view name) {
  if (name == "money") return Column{"t.money", 2};
  if (name == "share") return Column{"t.share", 6};
  if (name == "on") return Column{"t.on_day", 0};
  return Column{"t." + std::string(name), 0};
}

struct Record {
  std::optional<std::string> kind, tags, name, on;
  std::optional<int64_t> money, share, done;
};

Value Text(const std::optional<std::string>& text) {
  return text ? Value(*text) : Value();
}

Value Look(const Record& record, std::string_view name) {
  if (name == "kind") return Text(record.kind);
  if (name == "name") return Text(record.name);
  if (name == "on") return record.on ? Value(*Date::Parse(*record.on)) : Value();
  if (name == "money") return record.money ? Value(Ratio::Of(*record.money, 100)) : Value();
  if (name == "share") return record.share ? Value(Ratio::Of(*record.share, kMicro)) : Value();
  if (name == "done") return record.done ? Value(*record.done == 1) : Value();
  List tags;
  if (record.tags && record.tags->find("|x|") != std::string::npos) tags.emplace_back("x");
  if (record.tags && record.tags->find("|y|") != std::string::npos) tags.emplace_back("y");
  return record.tags ? Value(tags) : Value();
}

template <class T>
std::optional<T> Maybe(std::mt19937& random, std::initializer_list<T> values) {
  const size_t pick = random() % (values.size() + 1);
  return pick == values.size() ? std::nullopt : std::optional<T>(*(values.begin() + pick));
}

Record RandomRecord(std::mt19937& random) {
  Record r;
  r.kind = Maybe<std::string>(random, {"a", "b"});
  r.tags = Maybe<std::string>(random, {"|x|", "|y|", "|x|y|"});
  r.name = Maybe<std::string>(random, {"Désa", "2.16.01", "it's"});
  r.on = Maybe<std::string>(random, {"2024-03-15", "2023-12-31"});
  r.money = Maybe<int64_t>(random, {0, 150, 900'000'000'000'000});
  r.share = Maybe<int64_t>(random, {0, 1'500'000, 333'333});
  r.done = Maybe<int64_t>(random, {0, 1});
  return r;
}

// A condition of some depth from a seed.
std::string RandomCondition(std::mt19937& random, int depth) {
  static const std::vector<std::string> kSimple = {"kind = a",
                                                   "kind != b",
                                                   "kind in (a, b)",
                                                   "kind not in (b)",
                                                   "tags has x",
                                                   "money > 1.5",
                                                   "money <= share",
                                                   "share + 1 >= money",
                                                   "money - share < 2",
                                                   "name = 'it''s'",
                                                   "starts(name, '2.16')",
                                                   "starts(name, 'Dé')",
                                                   "on < 2024-03-15",
                                                   "year(on) = 2024",
                                                   "quarter(on) = 4",
                                                   "month(on) >= 3",
                                                   "done",
                                                   "done = false",
                                                   "name is empty",
                                                   "on is not empty",
                                                   "first(share, 2) = 2",
                                                   "if(done, share, money) > 1",
                                                   "abs(share - 1) < 1",
                                                   "share in (1.5, 0)",
                                                   "-share < 0"};
  if (depth == 0) {
    std::string simple = kSimple[random() % kSimple.size()];
    return simple == "name = 'it''s'" ? "name = \"it's\"" : simple;
  }
  const std::string left = RandomCondition(random, depth - 1);
  switch (random() % 3) {
    case 0:
      return "(" + left + ") and (" + RandomCondition(random, depth - 1) + ")";
    case 1:
      return "(" + left + ") or (" + RandomCondition(random, depth - 1) + ")";
    default:
      return "not (" + left + ")";
  }
}

class ToSqlTest : public testing::TestWithParam<std::string> {};

TEST_P(ToSqlTest, AnswersAsEvaluateDoes) {
  auto db = testkit::OpenTestDatabase(GetParam());
  std::mt19937 random(7);
  std::vector<Record> records;
  for (int i = 0; i < 40; ++i) records.push_back(RandomRecord(random));
  ASSERT_TRUE(db->Write([&](sql::Connection& c) -> Status {
                  c.Script(
                      "CREATE TABLE t (id BIGINT PRIMARY KEY, kind TEXT, tags TEXT, name TEXT, on_day TEXT, "
                      "money BIGINT, share BIGINT, done BIGINT)");
                  for (size_t i = 0; i < records.size(); ++i) {
                    const Record& r = records[i];
                    c.Execute("INSERT INTO t VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                              {i, r.kind, r.tags, r.name, r.on, r.money, r.share, r.done});
                  }
                  return Ok();
                }).ok());
  for (int round = 0; round < 300; ++round) {
    const std::string text = RandomCondition(random, round % 3);
    const auto read = Read(text, ColumnNames(), Type::Kind::kYesNo);
    ASSERT_TRUE(std::holds_alternative<Expression>(read)) << text << std::get<Fault>(read).code;
    const auto& expression = std::get<Expression>(read);
    const auto translated = ToSql(expression, ColumnOf);
    ASSERT_TRUE(std::holds_alternative<SqlText>(translated)) << text;
    const auto& condition = std::get<SqlText>(translated);
    std::vector<sql::Value> values;
    for (const auto& value : condition.values)
      std::visit([&](const auto& held) { values.emplace_back(held); }, value);
    std::vector<size_t> expected, found;
    for (size_t i = 0; i < records.size(); ++i) {
      const Value answer = expression.Evaluate([&](std::string_view name) { return Look(records[i], name); });
      if (answer.yes() && *answer.yes()) expected.push_back(i);
    }
    db->Read([&](sql::Connection& c) {
      c.Query("SELECT id FROM t WHERE " + condition.sql + " ORDER BY id", values,
              [&](const sql::Row& row) { found.push_back(static_cast<size_t>(row.Int(0))); });
      return 0;
    });
    EXPECT_EQ(found, expected) << text << "\n" << condition.sql;
  }
}

INSTANTIATE_TEST_SUITE_P(Backends, ToSqlTest, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST(ToSql, WhatCannotSelectIsRefused) {
  for (const char* text : {"money * 2 > 1", "money / 2 > 1", "length(name) > 2", "count(rows) > 1",
                           "starts(name, name)", "share > 1 / 3", "days(on, on) > 1"}) {
    const auto read = Read(text, ColumnNames());
    ASSERT_TRUE(std::holds_alternative<Expression>(read)) << text;
    const auto translated = ToSql(std::get<Expression>(read), ColumnOf);
    ASSERT_TRUE(std::holds_alternative<Fault>(translated)) << text;
    EXPECT_EQ(std::get<Fault>(translated).code, "expression.not_selectable");
  }
}

TEST(ToSql, IsBounded) {
  std::string nested = "done";
  for (int i = 0; i < 30; ++i) nested = "if(" + nested + ", done, done)";
  const auto read = Read(nested, ColumnNames());
  ASSERT_TRUE(std::holds_alternative<Expression>(read));
  EXPECT_TRUE(std::holds_alternative<Fault>(ToSql(std::get<Expression>(read), ColumnOf)));
}

}  // namespace
}  // namespace sinergi::expression
