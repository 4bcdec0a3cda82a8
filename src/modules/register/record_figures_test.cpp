#include "modules/register/record_figures.h"

#include <gmock/gmock.h>

#include "kernel/calendar_file.h"
#include "kit/registers.h"
#include "modules/register/definition_file.h"
#include "modules/register/record_fields.h"
#include "modules/register/record_table.h"

namespace sinergi::registers {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::string_view kTicketsYaml = R"(register: tickets
title: Tiket
number: {pattern: "{seq}"}
fields:
  kind: {type: choice, title: Jenis, options: {a: Satu, b: Dua}}
  cost: {type: money, title: Biaya}
  held_on: {type: date, title: Tanggal}
states: {open: Terbuka, done: Selesai}
ended: [done]
acts:
  finish: {title: Selesaikan, from: open, to: done, by: officer}
  reopen: {title: Buka lagi, from: done, to: open, by: officer}
clocks:
  work: {title: Waktu, days: 5, from: open, until: done, basis: SOP}
figures:
  made: {title: Dibuat, count: records, by: [kind, unit]}
  done: {title: Selesai, count: records, entered: done}
  held: {title: Dilaksanakan, count: records, dated_by: held_on}
  cost: {title: Biaya, sum: cost, where: kind = a}
  in_time: {title: Tepat waktu, share: clock work met}
  late: {title: Terlambat, share: clock work late}
  days: {title: Rata-rata hari, mean: clock work days}
  dear: {title: Mahal, share: cost > 1000000, among: cost is not empty}
  standing: {title: Terbuka, count: records, standing: true, where: state = open}
)";

class RecordFigures : public testkit::KernelTest {
 protected:
  RecordFigures() : KernelTest(testkit::RegisterTables()) {
    Write([&](sql::Connection& c) -> Status { return ApplyDefinition(c, definition_, kTicketsYaml, 0); });
    Add("2024-01-08", "a", "500.000", "2024-01-31", "2024-01-15");  // five working days later: in time
    Add("2024-01-08", "b", "2.000.000", "", "2024-01-16");          // the sixth: late
    Add("2024-02-01", "a", "", "2024-05-01", "");
    Add("2024-03-28", "a", "1.500.000,25", "",
        "2024-04-02");  // 1 (29 March is off), 2 April: in time, in quarter II
  }

  template <class Verb>
  Record At(const char* day, Verb&& verb) {
    const kernel::UnitTree units = Units();
    return Write([&](sql::Connection& c) {
      const kernel::Actor actor = kernel::CommandLineActor(government_);
      const RecordFields fields(c, government_, units, NumberStyle::kIndonesian);
      const kernel::Government government = *kernel::FindGovernment(c, government_);
      const Date today = *Date::Parse(day);
      return verb(c, RecordContext{actor,
                                   units,
                                   government,
                                   kernel::ShippedCalendar(),
                                   fields,
                                   {},
                                   today.Days() * 86'400 + 4 * 3600,
                                   today,
                                   false});
    });
  }
  void Add(const char* made, const char* kind, const char* cost, const char* held, const char* done) {
    const Record record = At(made, [&](sql::Connection& c, const RecordContext& context) {
      return MakeRecord(c, context, definition_,
                        {ids_.size() % 2 == 0 ? diskominfo_ : social_,
                         {{"kind", {kind}}, {"cost", {cost}}, {"held_on", {held}}},
                         ""});
    });
    ids_.push_back(record.id);
    if (*done != '\0') Act(record.id, done, "finish");
  }
  void Act(int64_t id, const char* day, const char* act) {
    At(day, [&](sql::Connection& c, const RecordContext& context) {
      const int64_t version = FindRecord(c, government_, definition_, id)->version;
      return ActOn(c, context, definition_, id, {act, "", version, {}, {}});
    });
  }

  FigureValue Figure(const char* name, const Days& days, const FigureScope& scope = {}) {
    return db_->Read([&](sql::Connection& c) {
      return ComputeFigure(c, *kernel::FindGovernment(c, government_), definition_,
                           *definition_.FigureNamed(name), days, scope);
    });
  }
  std::string Plain(const char* name, const Days& days) {
    const FigureValue value = Figure(name, days);
    return value.value ? expression::Value(*value.value).Plain() : "none";
  }

  Definition definition_ = *ReadDefinition(kTicketsYaml, "tickets.yaml");
  std::vector<int64_t> ids_;
};
INSTANTIATE_TEST_SUITE_P(On, RecordFigures, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(RecordFigures, ByQuarter) {
  struct Row {
    const char* figure;
    const char* first;
    const char* second;
  };
  for (const Row& row : {Row{"made", "4", "0"}, Row{"done", "2", "1"}, Row{"held", "1", "1"},
                         Row{"cost", "2000000.25", "0"}, Row{"in_time", "50", "100"}, Row{"late", "50", "0"},
                         Row{"days", "5.5", "2"}, Row{"dear", "200/3", "none"}, Row{"standing", "1", "1"}}) {
    EXPECT_EQ(Plain(row.figure, DaysOf({2024, 1})), row.first) << row.figure;
    EXPECT_EQ(Plain(row.figure, DaysOf({2024, 2})), row.second) << row.figure;
  }
  EXPECT_EQ(Plain("in_time", DaysOf({2023, 4})), "none");
}

TEST_P(RecordFigures, OpenToTheirRecords) {
  EXPECT_THAT(Figure("done", DaysOf({2024, 1})).records, ElementsAre(ids_[0], ids_[1]));
  const FigureValue share = Figure("in_time", DaysOf({2024, 1}));
  EXPECT_THAT(share.records, ElementsAre(ids_[0]));
  EXPECT_THAT(share.among, ElementsAre(ids_[0], ids_[1]));
  EXPECT_THAT(Figure("made", DaysOf({2024, 1}), {{social_}}).records, ElementsAre(ids_[1], ids_[3]));
  EXPECT_THAT(Figure("made", DaysOf({2024, 4})).records, IsEmpty());
}

TEST_P(RecordFigures, ByGroup) {
  const auto groups = db_->Read([&](sql::Connection& c) {
    return GroupFigure(c, *kernel::FindGovernment(c, government_), definition_,
                       *definition_.FigureNamed("made"), DaysOfYear(2024), {}, "kind");
  });
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].key, "a");
  EXPECT_THAT(groups[0].value.records, ElementsAre(ids_[0], ids_[2], ids_[3]));
  EXPECT_EQ(groups[1].key, "b");
}

// Entering a state a second time, in a later quarter, does not count again; and a change shows in the
// fingerprint.
TEST_P(RecordFigures, OnceDoneIsCountedOnce) {
  const std::string before = Fingerprint(Figure("done", DaysOf({2024, 1})));
  Act(ids_[0], "2024-04-15", "reopen");
  Act(ids_[0], "2024-04-16", "finish");
  EXPECT_EQ(Plain("done", DaysOf({2024, 2})), "1");
  EXPECT_EQ(Fingerprint(Figure("done", DaysOf({2024, 1}))), before);
  Add("2024-03-01", "a", "", "", "2024-03-04");
  EXPECT_NE(Fingerprint(Figure("done", DaysOf({2024, 1}))), before);
}

}  // namespace
}  // namespace sinergi::registers
