#include "modules/register/ranking.h"

#include "kit/public_pages.h"
#include "modules/register/definition_file.h"

namespace sinergi::registers {
namespace {

constexpr std::string_view kRanked = R"(register: works
title: Pekerjaan
number: {pattern: "{seq:3}/{year}"}
fields:
  a: {type: number, title: A}
  b: {type: number, title: B}
  people: {type: number, title: Orang}
  who: {type: text, personal: true, title: Nama}
states: {open: Buka, done: Selesai}
ended: [done]
acts:
  finish: {title: Selesaikan, from: open, to: done, by: officer}
rankings:
  order:
    title: Urutan
    where: state = open
    criteria:
      first: {title: Satu, weight: 60, score: a}
      second: {title: Dua, weight: 40, score: b / 3}
    ties: [-people]
)";

FieldValue NumberValue(std::optional<int64_t> micro) {
  return micro ? FieldValue{{Cell(*micro)}, {}} : FieldValue{{Cell()}, {}};
}

struct Row {
  std::optional<int64_t> a, b, people;  // millionths
  std::string rank, total;
  bool tied = false, told_apart = false;
};

// In the order of their ids; ranks as they come out.
const std::vector<std::vector<Row>> kTables = {
    {{50'000'000, 0, 1, "3", "30"}, {100'000'000, 0, 1, "1", "60"}, {0, 300'000'000, 1, "2", "40"}},
    // Printed the same and yet not equal: only a score is rounded, to six places.
    {{0, 10'000'000, 1, "1", "1,333333"}, {0, 9'999'996, 1, "2", "1,333333"}},
    // Equal totals, told apart by people; what is empty comes last.
    {{50'000'000, 0, 2, "2", "30", false, true},
     {50'000'000, 0, 9, "1", "30"},
     {50'000'000, 0, {}, "3", "30", false, true}},
    // Equal in all: 1, 1, 3.
    {{50'000'000, 0, 5, "1", "30", true}, {50'000'000, 0, 5, "1", "30", true}, {40'000'000, 0, 5, "3", "24"}},
    // What is empty counts nothing; beyond 100 and below 0 is cut.
    {{{}, 300'000'000, 1, "2", "40"}, {900'000'000, {}, 1, "1", "60"}, {-5'000'000, {}, 1, "3", "0"}},
};

std::vector<Record> RecordsOf(const std::vector<Row>& rows) {
  std::vector<Record> records;
  for (const Row& row : rows) {
    Record record;
    record.id = static_cast<int64_t>(records.size()) + 1;
    record.state = "open";
    record.values = {NumberValue(row.a), NumberValue(row.b), NumberValue(row.people),
                     FieldValue{{Cell()}, {}}};
    records.push_back(std::move(record));
  }
  return records;
}

TEST(Ranking, IsExactAndSaysWhatIsEqual) {
  const Result<Definition> definition = ReadDefinition(kRanked, "works.yaml");
  ASSERT_TRUE(definition.ok()) << definition.error().fields[0].code;
  for (const std::vector<Row>& table : kTables) {
    std::vector<Record> records = RecordsOf(table);
    for (int turn = 0; turn < 2; ++turn) {  // whatever order they come in
      for (const RankedRecord& ranked : RankRecords(*definition, definition->rankings[0], records)) {
        const Record& record = records[ranked.record];
        const Row& row = table[static_cast<size_t>(record.id) - 1];
        SCOPED_TRACE(fmt::format("table {} record {}", &table - kTables.data(), record.id));
        EXPECT_EQ(std::to_string(ranked.rank), row.rank);
        EXPECT_EQ(PrintPoints(ranked.total), row.total);
        EXPECT_EQ(ranked.tied, row.tied);
        EXPECT_EQ(ranked.told_apart.has_value(), row.told_apart);
        EXPECT_EQ(ranked.points[0].score.has_value(), row.a.has_value());
      }
      std::reverse(records.begin(), records.end());
    }
  }
}

struct Broken {
  std::string_view what, by, fault;
};
constexpr Broken kBroken[] = {
    {"weight: 40", "weight: 30", "register.weights_not_whole"},
    {"weight: 40", "weight: -40", "data_file.bad_number"},
    {"score: a", "score: length(who)", "register.not_for_ranking"},
    {"score: a", "score: c", "expression.unknown_name"},
    {"ties: [-people]", "ties: [who]", "register.not_for_ranking"},
    {"where: state = open", "within: nothing", "register.not_for_ranking"},
    {"where: state = open", "columns: [nothing]", "register.unknown_column"},
};

TEST(Ranking, AFileThatCannotRankIsRefused) {
  for (const Broken& broken : kBroken) {
    std::string yaml(kRanked);
    yaml.replace(yaml.find(broken.what), broken.what.size(), broken.by);
    const Result<Definition> definition = ReadDefinition(yaml, "works.yaml");
    ASSERT_FALSE(definition.ok()) << broken.by;
    EXPECT_EQ(definition.error().fields[0].code, broken.fault) << broken.by;
  }
}

class RankingPages : public PublicPages {
 protected:
  RankingPages() { planner_ = AddPerson("perencana", {{Role::kPlanner, 0}}); }

  Record InForum(const char* work, const char* year, const char* urgency, const char* people, int64_t unit) {
    Visitor citizen = Anonymous();
    Record record = Behind(Send(citizen, "/layanan/proposals",
                                {{"work", work},
                                 {"problem", "Jembatan lama putus dan berbahaya."},
                                 {"source", "citizen"},
                                 {"proposer", "Rahasia Pengusul"},
                                 {"plan_year", year},
                                 {"beneficiaries", people},
                                 {"place", "Dusun Dua"}}));
    record = Act(officer_, "proposals", record, "to_partner");
    return Act(planner_, "proposals", record, "validate", "",
               {{"agency", {std::to_string(unit)}},
                {"kind", {"physical"}},
                {"volume", {"1"}},
                {"measure", {"unit"}},
                {"unit_price", {"1000"}},
                {"urgency", {urgency}},
                {"alignment", {"direct"}},
                {"partner_amount", {"1000"}},
                {"partner_advice", {"Baik"}}});
  }

  kernel::Account planner_;
};
INSTANTIATE_TEST_SUITE_P(On, RankingPages, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(RankingPages, SaysHowEachTotalIsMade) {
  InForum("Jalan lama", "2026", "danger", "999", diskominfo_);
  InForum("Jembatan", "2027", "danger", "500", diskominfo_);
  InForum("Taman kota", "2027", "useful", "500", social_);
  Visitor planner = EnterAs(planner_), officer = EnterAs(officer_);
  const std::string path = "/registers/proposals/rankings/priority";
  EXPECT_THAT(planner.Get("/registers/proposals").body, HasSubstr(path));
  const std::string page = planner.Get(path).body;
  EXPECT_THAT(page, HasSubstr("Kemendesakan: 100 × 30 % = 30"));
  EXPECT_THAT(page, HasSubstr("Penerima manfaat: 50 × 20 % = 10"));
  EXPECT_THAT(page, HasSubstr("belum diisi, 0 dari 10"));
  EXPECT_LT(page.find("Jembatan"), page.find("Taman kota"));
  EXPECT_THAT(page, Not(HasSubstr("Jalan lama"))) << "of another year";
  EXPECT_THAT(planner.Get(path + "?of=2026").body, HasSubstr("Jalan lama"));
  // Whoever reads one unit alone sees its rank among all.
  const std::string part = officer.Get(path + "/export.csv").body;
  EXPECT_THAT(part, HasSubstr("1,65,no,"));
  EXPECT_THAT(part, HasSubstr("Jembatan"));
  EXPECT_THAT(part, Not(HasSubstr("Taman kota")));
  const std::string csv = planner.Get(path + "/export.csv?of=2027").body;
  EXPECT_THAT(csv, HasSubstr("urgency_score,urgency_points_of_30"));
  EXPECT_THAT(csv, HasSubstr("2,47,no,"));
  const std::string one = planner.Get(path + "/export.csv?of=2027&unit=" + std::to_string(social_)).body;
  EXPECT_THAT(one, HasSubstr("1,47,no,"));
  EXPECT_EQ(planner.Get("/registers/proposals/rankings/none").status, 404);
  EXPECT_EQ(Anonymous().Get(path).status, 303);
}

}  // namespace
}  // namespace sinergi::registers
