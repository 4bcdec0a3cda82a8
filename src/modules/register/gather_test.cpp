// What attendance adds up to: runs by the calendar, whose a record is, the page with its thresholds, a proposal that
// is taken once and differs afterwards; what a file may not say.
#include "modules/register/gather.h"

#include "kernel/audit.h"
#include "kernel/calendar_file.h"
#include "kit/desk.h"
#include "modules/register/definition_file.h"
#include "modules/register/record_columns.h"
#include "modules/register/record_rows.h"
#include "modules/register/register_visit.h"

namespace sinergi::registers {
namespace {

using kernel::Role;
using testing::HasSubstr;
using testing::Not;
using testkit::Visitor;

struct RunOfDays {
  int year;
  std::vector<const char*> days;
  int64_t longest;
};
// By the calendar of 2024: 1 January, 9 May and 10 May are days off.
const RunOfDays kRunsOfDays[] = {
    {2024, {}, 0},
    {2024, {"2024-05-02"}, 1},
    {2024, {"2024-05-02", "2024-05-02"}, 1},
    {2024, {"2024-05-02", "2024-05-03", "2024-05-06"}, 3},                // over a weekend
    {2024, {"2024-05-08", "2024-05-13"}, 2},                              // over two days off and a weekend
    {2024, {"2024-05-02", "2024-05-06"}, 1},                              // a Friday at work between
    {2024, {"2024-05-02", "2024-05-06", "2024-05-07", "2024-05-08"}, 3},  // the longest of two
    {2024, {"2023-12-28", "2023-12-29", "2024-01-02"}, 3},                // began before the year
    {2023, {"2023-12-28", "2023-12-29", "2024-01-02"}, 2},
    {2024, {"2023-12-27", "2023-12-28", "2023-12-29", "2024-01-03"}, 1},  // ended before it
};

TEST(Gather, RunsAreOfWorkingDays) {
  for (const RunOfDays& row : kRunsOfDays) {
    std::vector<Date> days;
    for (const char* day : row.days) days.push_back(*Date::Parse(day));
    EXPECT_EQ(LongestRun(days, row.year, kernel::ShippedCalendar()), row.longest)
        << (row.days.empty() ? "none" : row.days.front());
  }
}

TEST(Gather, ANameAloneJoinsNothingThatBearsANumber) {
  const auto record = [](int64_t id, int64_t unit, const char* day, std::vector<std::string> by) {
    return GatheredRecord{id, unit, *Date::Parse(day), true, std::move(by), {}};
  };
  const std::vector<GatheredRecord> records = {
      record(1, 7, "2023-12-29", {"19", "Budi"}),  record(2, 7, "2024-01-02", {"19", "Budi"}),
      record(3, 7, "2024-01-03", {"", "Budi"}),    record(4, 8, "2024-02-01", {"19", "Budi S."}),
      record(5, 7, "2024-02-02", {"", "  BUDI "}), record(6, 7, "2024-02-02", {"", ""})};
  const std::vector<GatheredTotal> totals = GatherTotals(records, 2024, kernel::ShippedCalendar());
  ASSERT_EQ(totals.size(), 2u);
  EXPECT_EQ(totals[0].records, (std::vector<size_t>{1, 3}));
  EXPECT_EQ(totals[0].unit_id, 8) << "where the latest is";
  EXPECT_EQ(totals[0].by, (std::vector<std::string>{"19", "Budi S."}));
  EXPECT_EQ(totals[0].longest_run, 2) << "with the day of the year before";
  EXPECT_EQ(totals[1].records, (std::vector<size_t>{2, 4}));
  EXPECT_TRUE(IsSamePerson({"19", "A"}, {"19", "B"}));
  EXPECT_FALSE(IsSamePerson({"19", "A"}, {"20", "A"}));
  EXPECT_TRUE(IsSamePerson({"19", "A"}, {"", "a"}));
  EXPECT_FALSE(IsSamePerson({"", ""}, {"", ""}));
}

constexpr std::string_view kSums = R"(register: sums
title: Jumlah
number: {pattern: "{seq:3}/{year}"}
fields:
  employee: {type: text, personal: true, title: Nama}
  year_of: {type: text, title: Tahun}
  longest: {type: number, title: Terlama}
  rows:
    type: table
    title: Baris
    columns:
      day: {type: date, title: Hari}
      lost: {type: number, title: Menit}
      record: {type: link, of: attendance, title: Catatan}
states: {open: Buka, done: Selesai}
ended: [done]
acts:
  finish: {title: Selesaikan, from: open, to: done, by: officer}
gathers:
  attendance:
    title: Rekap
    from: attendance
    dated_by: day
    where: status = unexcused
    by: [employee]
    year: year_of
    rows: {into: rows, columns: {day: day, lost: lost_minutes, record: record}}
    run: {into: longest, when: status = unexcused}
    reached: longest > 3
    shows: [longest]
)";

struct BrokenGather {
  std::string_view what, by, fault, place;
};
constexpr BrokenGather kBrokenGathers[] = {
    {"from: attendance", "from: nothing", "register.unknown", "sums.yaml:22:11"},
    {"from: attendance", "from: sums", "register.unknown", "sums.yaml:22:11"},
    {"dated_by: day", "dated_by: status", "register.not_a_date_field", "sums.yaml:23:15"},
    {"where: status = unexcused", "where: mood = bad", "expression.unknown_name", "sums.yaml:24:12"},
    {"by: [employee]", "by: [longest]", "register.gather_unfit", "sums.yaml:25:10"},
    {"year: year_of", "year: rows", "register.gather_unfit", "sums.yaml:26:11"},
    {"into: rows,", "into: longest,", "register.gather_unfit", "sums.yaml:27:18"},
    {"lost: lost_minutes", "lost: employee", "register.gather_unfit", "sums.yaml:27:50"},
    {"lost: lost_minutes", "left: lost_minutes", "register.unknown_column", "sums.yaml:27:44"},
    {", record: record", "", "data_file.missing_key", "sums.yaml:27:33"},
    {"{into: longest,", "{into: employee,", "register.gather_unfit", "sums.yaml:28:17"},
    {"reached: longest > 3", "reached: longest", "expression.wrong_type", "sums.yaml:29:14"},
    {"shows: [longest]", "shows: [nothing]", "register.unknown_column", "sums.yaml:30:13"},
};

TEST(Gather, AFileThatCannotGatherIsRefusedByPlace) {
  const Result<Definition> good = ReadDefinition(kSums, "sums.yaml");
  ASSERT_TRUE(good.ok()) << good.error().fields[0].field << good.error().fields[0].code;
  EXPECT_EQ(good->gathers[0].columns[2].of, "") << "the record itself";
  for (const BrokenGather& broken : kBrokenGathers) {
    std::string yaml(kSums);
    const size_t at = yaml.find(broken.what, yaml.find("gathers:"));
    ASSERT_NE(at, yaml.npos) << broken.what;
    yaml.replace(at, broken.what.size(), broken.by);
    const Result<Definition> definition = ReadDefinition(yaml, "sums.yaml");
    ASSERT_FALSE(definition.ok()) << broken.by;
    EXPECT_EQ(definition.error().fields[0].code, broken.fault) << broken.by;
    EXPECT_EQ(definition.error().fields[0].field, broken.place) << broken.by;
  }
}

constexpr const char* kGatherPath = "/registers/discipline/gathers/attendance";
constexpr const char* kBudi = "198001012005011001";

class GatherPages : public testkit::DeskTest {
 protected:
  GatherPages() {
    maker_ = AddPerson("pencatat", {{Role::kOfficer, 0}, {Role::kHead, 0}});
    personnel_ = AddPerson("kepegawaian", {{Role::kOfficer, diskominfo_}, {Role::kHead, diskominfo_}});
    for (const char* day : {"2024-05-02", "2024-05-03", "2024-05-06"})
      Budi({{"day", {day}}, {"status", {"unexcused"}}});
    Budi({{"day", {"2024-05-07"}}, {"status", {"present"}}, {"came", {"15:00"}}, {"left", {"16:00"}}});
    Budi({{"day", {"2023-05-08"}}, {"status", {"unexcused"}}});
    Add(diskominfo_, {{"employee", {"Rahasia Siti"}},
                      {"day", {"2024-05-02"}},
                      {"status", {"present"}},
                      {"came", {"08:00"}}});
    Add(social_, {{"employee", {"Rahasia Lain"}}, {"day", {"2024-05-02"}}, {"status", {"unexcused"}}});
  }

  Record Make(const std::string& id, int64_t unit, const Typed& typed) {
    const Result<Record> made = As(maker_, [&](sql::Connection& c, const RecordContext& context) {
      return MakeRecord(c, context, registers().Find(id)->definition, {unit, typed, ""});
    });
    EXPECT_TRUE(made.ok()) << (made.ok() ? "" : made.error().code);
    return made.ok() ? *made : Record();
  }
  Record Add(int64_t unit, const Typed& typed) { return Make("attendance", unit, typed); }
  void Budi(Typed typed) {
    typed.insert({{"employee", {"Rahasia Budi"}}, {"employee_id", {kBudi}}});
    last_ = Add(diskominfo_, typed);
  }
  void Change(const std::string& id, const Record& record, const Typed& typed) {
    const Result<Record> changed = As(maker_, [&](sql::Connection& c, const RecordContext& context) {
      return ChangeRecord(c, context, registers().Find(id)->definition, record.id, typed, record.version);
    });
    EXPECT_TRUE(changed.ok()) << (changed.ok() ? "" : changed.error().code);
  }
  // "value, value", a line each.
  std::string Kept(const std::string& columns, const std::string& table = "reg_discipline") {
    std::string all;
    db_->Read([&](sql::Connection& c) {
      c.Query("SELECT " + columns + " FROM \"" + table + "\" ORDER BY 1", {},
              [&](const sql::Row& row) { all += row.String(0) + "\n"; });
      return 0;
    });
    return all;
  }
  // What the boxes of a page would send.
  static http::Pairs Boxes(const std::string& page) {
    http::Pairs fields;
    for (size_t at = page.find("name=\"pick\" value=\""); at != page.npos;
         at = page.find("name=\"pick\" value=\"", at + 1)) {
      const std::string id = page.substr(at + 19, page.find('"', at + 19) - at - 19);
      const std::string seen = "name=\"seen" + id + "\" value=\"";
      fields.emplace_back("pick", id);
      fields.emplace_back("seen" + id, page.substr(page.find(seen) + seen.size(), 24));
    }
    return fields;
  }

  kernel::Account personnel_, maker_;
  Record last_;
};
INSTANTIATE_TEST_SUITE_P(On, GatherPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(GatherPages, ShowWhoReachesWhichThresholdToThoseWhoMay) {
  Visitor officer = EnterAs(personnel_);
  const std::string path = std::string(kGatherPath) + "?year=2024";
  const std::string page = officer.Get(path).body;
  EXPECT_THAT(page, HasSubstr("2 orang, 1 wajib ditindaklanjuti"));
  EXPECT_THAT(page, HasSubstr("Teguran tertulis")) << "three days, and 450 minutes that are a fourth";
  EXPECT_THAT(page, HasSubstr("Atasan langsung"));
  EXPECT_THAT(page, Not(HasSubstr("Rahasia")));
  EXPECT_THAT(page, Not(HasSubstr(kBudi)));
  const auto reads = [&] { return Kept("count(*) || ''", "audit"); };
  const std::string before = reads();
  const std::string revealed = officer.Post(std::string(kGatherPath) + "/reveal?year=2024", {}).body;
  EXPECT_THAT(revealed, HasSubstr(std::string(kBudi) + " · Rahasia Budi"));
  EXPECT_THAT(revealed, Not(HasSubstr("Rahasia Lain")));
  EXPECT_NE(reads(), before) << "told in the trail";
  EXPECT_THAT(officer.Get("/registers/discipline").body, HasSubstr(kGatherPath));
  EXPECT_THAT(officer.Get("/registers/attendance").body, HasSubstr(kGatherPath));

  Visitor reader = LogInAs("pembaca", {{Role::kEvaluator, 0}});
  EXPECT_EQ(reader.Get(path).status, 403);
  EXPECT_EQ(reader.Post(std::string(kGatherPath) + "/reveal?year=2024", {}).status, 403);
  EXPECT_THAT(reader.Get("/registers/discipline").body, Not(HasSubstr(kGatherPath)));
  EXPECT_EQ(Anonymous().Get(path).status, 303);
  EXPECT_EQ(officer.Get("/registers/discipline/gathers/none").status, 404);
  Visitor other = LogInAs("lain", {{Role::kOfficer, social_}});
  EXPECT_THAT(other.Get(path).body, HasSubstr("1 orang, 0 wajib ditindaklanjuti"));
}

TEST_P(GatherPages, AProposalIsTakenOnceAndDiffersAfterwards) {
  Visitor officer = EnterAs(personnel_);
  const std::string path = std::string(kGatherPath) + "?year=2024";
  const http::Pairs boxes = Boxes(officer.Get(path).body);
  ASSERT_EQ(boxes.size(), 4u);
  EXPECT_EQ(Kept("employee"), "") << "nothing by itself";
  EXPECT_EQ(officer.Post(path, {}).status, 422);
  const http::Response taken = officer.Post(path, boxes);
  ASSERT_EQ(taken.status, 303) << taken.body;
  const std::string made = "Rahasia Budi 2024 4000000 3000000\nRahasia Siti 2024 0 0\n";
  const std::string columns = "employee || ' ' || year_of || ' ' || unexcused_days || ' ' || longest_run";
  EXPECT_EQ(Kept(columns), made);
  EXPECT_EQ(Kept("count(record) || ''", "reg_discipline__absences"), "5\n") << "each links its record";
  const std::string page = officer.Get(path).body;
  EXPECT_THAT(page, HasSubstr(">sama<"));
  EXPECT_TRUE(Boxes(page).empty()) << "there is nothing to propose";
  EXPECT_EQ(officer.Post(path, boxes).status, 422) << "what was seen is not there any more";
  EXPECT_EQ(Kept(columns), made) << "no second record";

  Budi({{"day", {"2024-06-03"}}, {"status", {"unexcused"}}});
  const std::string later = officer.Get(path).body;
  EXPECT_THAT(later, HasSubstr("Jumlah hari setahun: 4, sekarang 5"));
  EXPECT_EQ(Kept(columns), made) << "a difference, never silently";
  EXPECT_EQ(officer.Post(path, Boxes(later)).status, 303);
  EXPECT_EQ(Kept(columns), "Rahasia Budi 2024 5000000 3000000\nRahasia Siti 2024 0 0\n");
  Change("attendance", last_, {{"status", {"sick"}}});
  EXPECT_THAT(officer.Get(path).body, HasSubstr("Jumlah hari setahun: 5, sekarang 4"));

  Write([&](sql::Connection& c) -> Status {
    c.Execute("UPDATE reg_discipline SET state = 'imposed' WHERE employee = 'Rahasia Budi'");
    return Ok();
  });
  const std::string closed = officer.Get(path).body;
  EXPECT_THAT(closed, HasSubstr("tidak dapat diubah lagi"));
  EXPECT_TRUE(Boxes(closed).empty());
}

TEST_P(GatherPages, WhatWasTypedByHandStays) {
  const Record hand = Make("discipline", diskominfo_,
                           {{"employee", {"rahasia  siti"}},
                            {"year_of", {"2024"}},
                            {"longest_run", {"2"}},
                            {"absences", {"2024-07-01\t2\t\tTanpa kabar"}}});
  Visitor officer = EnterAs(personnel_);
  const std::string path = std::string(kGatherPath) + "?year=2024";
  const std::string first = officer.Get(path).body;
  EXPECT_EQ(Boxes(first).size(), 4u) << first.substr(first.find("<tbody>"));
  ASSERT_EQ(officer.Post(path, Boxes(first)).status, 303);
  EXPECT_EQ(Kept("employee"), "Rahasia Budi\nrahasia  siti\n");
  EXPECT_EQ(Kept("coalesce(note, '-') || coalesce(minutes, 0)", "reg_discipline__absences"),
            "-0\n-0\n-0\n-30000000\n-450000000\nTanpa kabar0\n");
  EXPECT_EQ(Kept("longest_run || ''"), "2000000\n3000000\n") << "the longer run that was typed";
  // The record's page leads to what it is made of, and back to the comparison.
  const std::string page = officer.Get("/registers/discipline/" + std::to_string(hand.id)).body;
  EXPECT_THAT(page, HasSubstr("href=\"/registers/attendance/"));
  EXPECT_THAT(page, HasSubstr("?year=2024&amp;match=" + std::to_string(hand.id)));
  const std::string one = officer.Get(path + "&match=" + std::to_string(hand.id)).body;
  EXPECT_THAT(one, HasSubstr("1 orang, 0 wajib"));
  // Its form keeps the links.
  const std::string form = officer.Get("/registers/discipline/" + std::to_string(hand.id) + "/edit").body;
  EXPECT_THAT(form, HasSubstr(" · 0000"));
}

}  // namespace
}  // namespace sinergi::registers
