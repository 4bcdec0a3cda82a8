#include "modules/register/record_list.h"

#include <gmock/gmock.h>

#include "kernel/calendar_file.h"
#include "kit/registers.h"
#include "modules/register/definition_file.h"
#include "modules/register/record_fields.h"
#include "modules/register/record_table.h"

namespace sinergi::registers {
namespace {

using testing::ElementsAre;

constexpr std::string_view kVisitsYaml = R"(register: visits
title: Kunjungan
number: {pattern: "{seq:3}"}
fields:
  what: {type: text, required: true, title: Apa}
  who: {type: text, personal: true, title: Siapa}
  sex: {type: choice, personal: true, title: Jenis kelamin, options: {f: Perempuan, m: Laki-laki}}
  kind: {type: choice, title: Jenis, indexed: true, options: {a: Satu, b: Dua}}
  held_on: {type: date, title: Tanggal}
  cost: {type: money, indexed: true, title: Biaya}
states: {draft: Draf, done: Selesai}
ended: [done]
acts:
  finish: {title: Selesaikan, from: draft, to: done, by: officer}
clocks:
  work: {title: Waktu, days: 5, from: draft, until: done, basis: SOP}
lists:
  default: {columns: [number, what], sort: number}
  dear: {columns: [number, what], where: "cost > 1000000 or kind = b", sort: -cost}
  past: {columns: [number, what], where: held_on <= today, sort: -held_on}
  coming: {columns: [number, what], where: held_on > today}
)";

class RecordList : public testkit::KernelTest {
 protected:
  RecordList() : KernelTest(testkit::RegisterTables()) {
    Write([&](sql::Connection& c) -> Status { return ApplyDefinition(c, definition_, kVisitsYaml, 0); });
    Add("Kunjungan ke Désa Contoh", "Warga Satu", "a", "2024-03-01", "500.000", diskominfo_);
    Add("Kunjungan kerja 005/UND/III/2024", "Warga Dua", "b", "2024-03-05", "", diskominfo_);
    Add("Rapat desa", "Tamu", "a", "", "2.000.000,50", social_);
  }

  void Add(const char* what, const char* who, const char* kind, const char* day, const char* cost,
           int64_t unit) {
    const kernel::UnitTree units = Units();
    Write([&](sql::Connection& c) {
      const kernel::Actor actor = kernel::CommandLineActor(government_);
      const RecordFields fields(c, government_, units, NumberStyle::kIndonesian);
      const kernel::Government government = *kernel::FindGovernment(c, government_);
      const Date today{2024, 3, 6};
      const RecordContext context{actor,  units, government,           kernel::ShippedCalendar(),
                                  fields, {},    today.Days() * 86400, today,
                                  false};
      return MakeRecord(
          c, context, definition_,
          {unit,
           {{"what", {what}}, {"who", {who}}, {"kind", {kind}}, {"held_on", {day}}, {"cost", {cost}}},
           ""});
    });
  }

  std::vector<std::string> Numbers(const ListQuery& query) {
    const auto page = db_->Read([&](sql::Connection& c) {
      return ListRecords(c, government_, definition_, query, Date{2024, 3, 25});
    });
    if (!page.ok()) return {page.error().code};
    EXPECT_EQ(page->count, static_cast<int64_t>(page->rows.size()) + query.offset);
    std::vector<std::string> numbers;
    for (const Record& record : page->rows) numbers.push_back(record.number);
    return numbers;
  }

  Definition definition_ = *ReadDefinition(kVisitsYaml, "visits.yaml");
};
INSTANTIATE_TEST_SUITE_P(On, RecordList, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(RecordList, ViewsSortAndSelect) {
  EXPECT_THAT(Numbers({}), ElementsAre("001", "002", "003"));
  EXPECT_THAT(Numbers({.list = "dear"}), ElementsAre("003", "002"));
  EXPECT_THAT(Numbers({.sort = "-held_on"}), ElementsAre("002", "001", "003"));
  EXPECT_THAT(Numbers({.offset = 2}), ElementsAre("003"));
  EXPECT_THAT(Numbers({.list = "tidak-ada"}), ElementsAre("register.list_unknown"));
}

TEST_P(RecordList, FiltersNarrowAndUnknownOnesAreRefused) {
  EXPECT_THAT(Numbers({.filters = {{"kind", "a"}}}), ElementsAre("001", "003"));
  EXPECT_THAT(Numbers({.filters = {{"kind", "a"}, {"unit", std::to_string(social_)}}}), ElementsAre("003"));
  EXPECT_THAT(Numbers({.filters = {{"held_on_from", "2024-03-02"}}}), ElementsAre("002"));
  EXPECT_THAT(Numbers({.filters = {{"work.due_to", "2024-03-01"}}}), ElementsAre());
  EXPECT_THAT(Numbers({.filters = {{"late", "yes"}}}), ElementsAre("001", "002", "003"));
  EXPECT_THAT(Numbers({.units = std::vector<int64_t>{social_}}), ElementsAre("003"));
  EXPECT_THAT(Numbers({.units = std::vector<int64_t>{}}), ElementsAre());
  for (const char* name : {"what", "tidak_ada", "kind\" = 'a' OR 1=1 --", "state"})
    EXPECT_THAT(Numbers({.filters = {{name, "x"}}}), ElementsAre("register.bad_filter")) << name;
  EXPECT_THAT(Numbers({.filters = {{"sex", "f"}}}), ElementsAre("register.bad_filter"));
  EXPECT_THAT(Numbers({.filters = {{"sex", "f"}}, .personal = true}), ElementsAre());
  EXPECT_THAT(Numbers({.sort = "who"}), ElementsAre("register.bad_filter"));
  EXPECT_THAT(Numbers({.sort = "kind; DROP TABLE unit"}), ElementsAre("register.bad_filter"));
}

TEST_P(RecordList, NumbersNarrowByValueAndByBounds) {
  EXPECT_THAT(Numbers({.filters = {{"cost", "500000"}}}), ElementsAre("001"));
  EXPECT_THAT(Numbers({.filters = {{"cost_from", "500000"}}}), ElementsAre("001", "003"));
  EXPECT_THAT(Numbers({.filters = {{"cost_from", "500000.01"}}}), ElementsAre("003"));
  EXPECT_THAT(Numbers({.filters = {{"cost_from", "1"}, {"cost_to", "2000000.49"}}}), ElementsAre("001"));
  EXPECT_THAT(Numbers({.filters = {{"cost", "2.000.000,50"}}, .style = NumberStyle::kIndonesian}),
              ElementsAre("003"));
  EXPECT_THAT(Numbers({.filters = {{"cost", "2000000.5"}}, .style = NumberStyle::kIndonesian}),
              ElementsAre("003"));
  for (const char* name : {"cost", "cost_from", "cost_to"})
    EXPECT_THAT(Numbers({.filters = {{name, "mahal"}}}), ElementsAre("register.bad_filter")) << name;
  EXPECT_THAT(Numbers({.filters = {{"cost_", "1"}}}), ElementsAre("register.bad_filter"));
}

TEST_P(RecordList, AListMaySayToday) {
  EXPECT_THAT(Numbers({.list = "past"}), ElementsAre("002", "001"));
  EXPECT_THAT(Numbers({.list = "coming"}), ElementsAre());
}

// More than are counted: read along the order of the list, with the same rows as the short way has.
TEST_P(RecordList, CrowdedListsAreInOrderAndWhole) {
  Write([&](sql::Connection& c) -> Status {
    c.Execute(
        "INSERT INTO \"reg_visits\" (government_id, id, version, number, state, state_since, unit_id, "
        "made_at, "
        "made, made_by, what, kind, cost) WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i + 1 FROM n "
        "WHERE i < 13000) SELECT ?, n.i, 1, 'N' || n.i, CASE WHEN n.i % 7 = 0 THEN 'draft' ELSE 'done' END, "
        "0, ?, 0, "
        "'2024-03-06', 0, 'x', 'b', CASE WHEN n.i % 3 > 0 THEN n.i * 100 END FROM n",
        {government_, diskominfo_});
    return Ok();
  });
  const auto page = [&](ListQuery query, int64_t count = kCountedMost + 1) {
    std::vector<std::string> numbers;
    query.limit = 3;
    const auto read = db_->Read([&](sql::Connection& c) {
      return ListRecords(c, government_, definition_, query, Date{2024, 3, 25});
    });
    EXPECT_EQ(read->count, count);
    for (const Record& record : read->rows) numbers.push_back(record.number);
    return numbers;
  };
  EXPECT_THAT(page({.sort = "-made"}), ElementsAre("N13000", "N12999", "N12998"));
  EXPECT_THAT(page({.filters = {{"state", "done"}}, .sort = "-made"}),
              ElementsAre("N13000", "N12998", "N12997"));
  EXPECT_THAT(page({.filters = {{"state", "done"}}, .sort = "-cost"}),
              ElementsAre("N13000", "N12998", "N12997"));
  EXPECT_THAT(page({.list = "dear"}), ElementsAre("003", "N13000", "N12998"));
  EXPECT_THAT(page({.sort = "cost"}), ElementsAre("N1000", "N1001", "N1003"));
  EXPECT_THAT(page({.filters = {{"kind", "b"}}, .sort = "cost", .offset = 8001}),
              ElementsAre("002", "N1002", "N1005"));
  EXPECT_THAT(page({.sort = "made", .offset = 12000}), ElementsAre("N12997", "N12998", "N12999"));
  const std::map<std::string, std::string> few = {{"state", "draft"}, {"kind", "b"}, {"cost_to", "1500"}};
  const std::vector<int64_t> unit = {diskominfo_};
  EXPECT_THAT(page({.filters = few, .sort = "-made", .units = unit}, 48),
              ElementsAre("N1498", "N1484", "N1477"));
  EXPECT_THAT(page({.filters = few, .sort = "cost", .units = unit, .offset = 46}, 48),
              ElementsAre("N1484", "N1498"));
  EXPECT_THAT(page({.filters = few, .units = std::vector<int64_t>{}}, 0), ElementsAre());
}

TEST_P(RecordList, WordsFindWhatMayBeSeen) {
  EXPECT_THAT(Numbers({.search = "kunj"}), ElementsAre("001", "002"));
  EXPECT_THAT(Numbers({.search = "kunjungan désa"}), ElementsAre("001"));
  for (const char* part : {"005/UND/III/2024", "und/iii", "2024"})
    EXPECT_THAT(Numbers({.search = part}), ElementsAre("002")) << part;
  EXPECT_THAT(Numbers({.search = "ke"}), ElementsAre("001"));  // a short word is a whole one
  EXPECT_THAT(Numbers({.search = " 002 "}), ElementsAre("002"));
  EXPECT_THAT(Numbers({.search = "warga"}), ElementsAre());
  EXPECT_THAT(Numbers({.search = "warga", .personal = true}), ElementsAre("001", "002"));
  EXPECT_THAT(Numbers({.search = "\"rapat\" OR (x) : * ' & | !"}), ElementsAre());
  EXPECT_THAT(Numbers({.search = "kunjungan'); DROP TABLE unit; --"}), ElementsAre());
  for (const char* nothing : {"  -- ", "''"})
    EXPECT_THAT(Numbers({.search = nothing}), ElementsAre("001", "002", "003")) << nothing;
}

// As a program had them that took a number with strokes for one word.
TEST_P(RecordList, WordsOfAnOlderProgramAreMadeAnew) {
  if (db_->dialect() != sql::Dialect::kPostgres) return;
  Write([&](sql::Connection& c) -> Status {
    c.Script(
        "UPDATE reg_visits__search SET open = to_tsvector('simple', 'a/b'); "
        "UPDATE register_definition SET made = 0");
    return Ok();
  });
  EXPECT_THAT(Numbers({.search = "und"}), ElementsAre());
  Write([&](sql::Connection& c) -> Status { return ApplyDefinition(c, definition_, kVisitsYaml, 0); });
  EXPECT_THAT(Numbers({.search = "und"}), ElementsAre("002"));
}

}  // namespace
}  // namespace sinergi::registers
