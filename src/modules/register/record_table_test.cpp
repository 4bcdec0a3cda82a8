#include "modules/register/record_table.h"

#include <gmock/gmock.h>

#include <set>

#include "kit/registers.h"
#include "modules/register/definition_file.h"
#include "platform/files/embedded.h"

namespace sinergi::registers {
namespace {

using testing::Contains;
using testing::ElementsAreArray;
using testing::Not;

constexpr std::string_view kStallsYaml = R"(register: stalls
title: Lapak
number: {pattern: "{seq:3}"}
fields:
  what: {type: text, required: true, title: Apa}
  kind: {type: choice, title: Jenis, options: {a: Satu, b: Dua}}
  owner: {type: text, indexed: true, title: Pemilik}
  held_on: {type: date, title: Tanggal}
states: {draft: Draf, done: Selesai}
ended: [done]
acts:
  finish: {title: Selesaikan, from: draft, to: done, by: officer}
clocks:
  work: {title: Waktu, days: 5, from: draft, until: done, basis: SOP}
lists:
  default: {columns: [number, what], sort: number}
  work: {columns: [number, what], where: state = draft, sort: work.due}
)";

// Other indexes from the same definition: kTablesMade must rise, so that databases that exist get them.
constexpr const char* kIndexesMade[] = {"by_due",   "by_kind", "by_made",       "by_number",      "by_owner",
                                        "by_state", "by_unit", "sorted_number", "sorted_work_due"};

class RecordTable : public testkit::KernelTest {
 protected:
  RecordTable() : KernelTest(testkit::ShippedRegisterTables()) {}

  std::set<std::string> Indexes(const std::string& table) {
    std::set<std::string> names;
    db_->Read([&](sql::Connection& c) {
      const bool sqlite = c.dialect() == sql::Dialect::kSqlite;
      c.Query(sqlite ? "SELECT name FROM sqlite_master WHERE type = 'index' AND tbl_name = ?"
                     : "SELECT indexname FROM pg_indexes WHERE tablename = ?",
              {table}, [&](const sql::Row& row) { names.insert(row.String(0)); });
      return 0;
    });
    return names;
  }
  void Run(const std::string& sql) {
    Write([&](sql::Connection& c) -> Status {
      c.Script(sql);
      return Ok();
    });
  }
};
INSTANTIATE_TEST_SUITE_P(On, RecordTable, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(RecordTable, ADefinitionHasTheseIndexes) {
  const Definition definition = *ReadDefinition(kStallsYaml, "stalls.yaml");
  Write([&](sql::Connection& c) -> Status { return ApplyDefinition(c, definition, kStallsYaml, 0); });
  std::vector<std::string> made;
  for (const std::string& name : Indexes("reg_stalls"))
    if (name.starts_with("reg_stalls_by_") || name.starts_with("reg_stalls_sorted_"))
      made.push_back(name.substr(11));
  std::erase(made, "by_secret");
  EXPECT_THAT(made, ElementsAreArray(kIndexesMade));
}

// A database of an older program, whose definitions have not changed since.
TEST_P(RecordTable, IndexesOfANewerProgramComeToDatabasesThatExist) {
  Run("DROP INDEX reg_complaints_by_state; DROP INDEX reg_complaints_by_due; UPDATE register_definition SET "
      "made = 0");
  EXPECT_THAT(Indexes("reg_complaints"), Not(Contains("reg_complaints_by_state")));
  Registers::Open(*db_, "", 0).all();
  EXPECT_THAT(Indexes("reg_complaints"), Contains("reg_complaints_by_state"));
  EXPECT_THAT(Indexes("reg_complaints"), Contains("reg_complaints_by_due"));
  EXPECT_EQ(db_->Read([](sql::Connection& c) {
    return c.One("SELECT count(*) FROM register_definition WHERE made = 0");
  }),
            0);
  Run("DROP INDEX reg_complaints_by_due");  // nothing is made twice
  Registers::Open(*db_, "", 0).all();
  EXPECT_THAT(Indexes("reg_complaints"), Not(Contains("reg_complaints_by_due")));
}

}  // namespace
}  // namespace sinergi::registers
