#include "app/copy_tables.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "kernel/audit.h"
#include "kernel/calendar_file.h"
#include "kernel/ids.h"
#include "kit/example.h"
#include "modules/register/record_fields.h"
#include "modules/register/record_list.h"
#include "modules/register/register_service.h"

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
  // A village with its rows, in a register of the region's own whose fields are called like words of SQL.
  registers::Definition AddRegister() {
    const std::filesystem::path own = std::filesystem::path(other_.folder()) / "registers";
    std::filesystem::create_directories(own);
    std::ofstream(own / "own.yaml") << R"(register: own
title: Sendiri
number: {pattern: "{seq}"}
fields:
  order: {type: text, title: Urutan}
  group: {type: table, title: Kelompok, columns: {from: {type: text, title: Dari}}}
states: {open: Terbuka, done: Selesai}
ended: [done]
acts: {finish: {title: Selesai, from: open, to: done, by: officer}}
)";
    const registers::Definition definition =
        registers::Registers::Open(*from_, own, 0).Find("own")->definition;
    const kernel::Actor actor = kernel::CommandLineActor(1);
    const auto made = from_->Write([&](sql::Connection& c) {
      const kernel::UnitTree units = kernel::LoadAllUnits(c, 1);
      const registers::RecordFields fields(c, 1, units, NumberStyle::kIndonesian);
      const kernel::Government government = *kernel::FindGovernment(c, 1);
      const registers::RecordContext context{
          actor, units, government, kernel::ShippedCalendar(), fields, {}, 0, Date{2024, 9, 18}, false};
      return registers::MakeRecord(c, context, definition,
                                   {1, {{"order", {"Desa Contoh"}}, {"group", {"satu", "dua"}}}, ""});
    });
    EXPECT_TRUE(made.ok());
    return definition;
  }
  testkit::TestDatabase from_{"sqlite", testkit::ExampleRegion(1'726'617'600)};
  testkit::TestDatabase other_{GetParam(), AllMigrations()}, back_{"sqlite", AllMigrations()};
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

TEST_P(CopyTablesTest, TakesRegistersWithTheirRowsAndTheirSearch) {
  const registers::Definition own = AddRegister();
  const Result<int64_t> there = CopyTables(*from_, *other_);
  ASSERT_TRUE(there.ok()) << there.error().code;
  const Result<int64_t> back = CopyTables(*other_, *back_);
  ASSERT_TRUE(back.ok()) << back.error().code;
  EXPECT_EQ(*there, *back);
  for (sql::Database* db : {&*other_, &*back_}) {
    EXPECT_EQ(CountOf(*db, "reg_own__group"), 2);
    EXPECT_EQ(CountOf(*db, "register_definition"), CountOf(*from_, "register_definition"));
    const auto found = db->Read([&](sql::Connection& c) {
      return registers::ListRecords(c, 1, own, {.search = "contoh"}, Date{2024, 9, 18});
    });
    ASSERT_TRUE(found.ok());
    ASSERT_EQ(found->rows.size(), 1u);
    EXPECT_EQ(found->rows[0].number, "1");
  }
}

INSTANTIATE_TEST_SUITE_P(On, CopyTablesTest, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

}  // namespace
}  // namespace sinergi::app
