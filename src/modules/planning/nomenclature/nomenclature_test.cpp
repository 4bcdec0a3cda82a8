// Nomenclature: reading files, suggesting predecessors, following a code over the years, and the same in the database.
#include "modules/planning/nomenclature/nomenclature.h"

#include <filesystem>
#include <fstream>

#include "kit/kernel.h"
#include "modules/planning/nomenclature/nomenclature_store.h"

namespace sinergi::planning {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

NomenclatureFile NomenclatureFrom(const std::string& text) {
  const Result<NomenclatureFile> file = ReadNomenclature(text);
  EXPECT_TRUE(file.ok()) << (file.ok() ? "" : file.error().code);
  return file.ok() ? *file : NomenclatureFile();
}

TEST(NomenclatureFile, ReadsTabsQuotesAndCodesAbove) {
  const NomenclatureFile file = NomenclatureFrom(
      "program\tkode_sub\tsubkegiatan\tkinerja\tindikator\tsatuan\tsub_sebelumnya\r\n"
      "2.20.02 PROGRAM STATISTIK\t2.20.02.2.01.0018\tPrinsip \"Satu\" Data\tK\tI\t%\t\r\n"
      "\t2.16.03.2.02.0044\t\"Pusat\tData \"\"Nasional\"\"\"\tK\tI\tAplikasi\t2.16.03.2.02.0013 Pusat Data; "
      "2.16.03.2.02.0033 Kendali\r\n"
      "\tkode rusak\tx\t\t\t\t\n");
  ASSERT_EQ(file.codes.size(), 3u);
  EXPECT_EQ(file.codes[0].name, "Pusat Data \"Nasional\"");
  EXPECT_EQ(file.codes[1].code, "2.20.02");
  EXPECT_EQ(file.codes[1].name, "PROGRAM STATISTIK");
  EXPECT_EQ(file.codes[2].code, "2.20.02.2.01.0018") << "text, not a number";
  EXPECT_THAT(file.predecessors, ElementsAre(Pair("2.16.03.2.02.0044", "2.16.03.2.02.0013"),
                                             Pair("2.16.03.2.02.0044", "2.16.03.2.02.0033")));
  EXPECT_THAT(file.unreadable_lines, ElementsAre(4));
}

TEST(NomenclatureFile, RefusesWhatIsNone) {
  for (const char* text : {"", "a\tb\n1\t2\n", "kode\tx\n", "kode,nilai\n1,2\n", "kode\tnama\n\xff\tx\n"})
    EXPECT_FALSE(ReadNomenclature(text).ok()) << text;
}

std::vector<NomenclatureCode> Codes(std::initializer_list<std::pair<const char*, const char*>> pairs) {
  std::vector<NomenclatureCode> codes;
  for (const auto& [code, name] : pairs) codes.push_back({code, name, "", "", ""});
  return codes;
}

TEST(SuggestLinks, ByCodeThenByNameWithinTheFamily) {
  const auto before = Codes({{"2.16.03.2.02.0013", "Koordinasi Pemanfaatan Pusat Data Nasional"},
                             {"2.16.03.2.02.0036", "Penyediaan Akses Internet"},
                             {"2.16.03.3.02.0013", "Pembinaan start-up digital"},
                             {"2.16.03.2.02.0038", "Kota Cerdas"}});
  struct Case {
    const char *code, *name, *suggested;
    LinkReason reason;
  };
  const Case cases[] = {
      {"2.16.03.2.02.0040", "Penyediaan  akses INTERNET", "2.16.03.2.02.0036", LinkReason::kName},
      {"2.16.03.2.02.0044", "Koordinasi Pemanfaatan Pusat Data Nasional dan Kendali", "2.16.03.2.02.0013",
       LinkReason::kName},
      {"2.16.03.2.02.0038", "Kota Cerdas dan Desa", "2.16.03.2.02.0038", LinkReason::kCode},
      {"2.16.03.2.02.0038", "kota cerdas", "", LinkReason::kName},  // the same: no link is needed
      {"2.16.03.2.02.0050", "Pembinaan start-up digital", "", LinkReason::kName},  // of another fourth part
      {"2.20.03.2.02.0050", "Penyediaan Akses Internet", "", LinkReason::kName},   // of another bidang urusan
      {"2.16.03.2.02.0051", "Hal lain sama sekali", "", LinkReason::kName},
  };
  for (const Case& c : cases) {
    const std::vector<CodeLink> links = SuggestLinks(2026, before, 2027, Codes({{c.code, c.name}}));
    if (*c.suggested == 0) {
      EXPECT_THAT(links, IsEmpty()) << c.name;
      continue;
    }
    ASSERT_EQ(links.size(), 1u) << c.name;
    EXPECT_EQ(links[0].code_before, c.suggested);
    EXPECT_EQ(links[0].reason, c.reason);
    EXPECT_EQ(links[0].state, LinkState::kSuggested);
  }
}

TEST(SeriesOf, FollowsMergesSplitsAndKeptNamesThroughConfirmedLinksOnly) {
  const Versions versions = {
      {2024, {{"2.16.03.2.02.0003", "Pusat data"}, {"2.16.03.3.02.0013", "Pembinaan"}}},
      {2025, {{"2.16.03.2.02.0013", "Pusat Data Nasional"}, {"2.16.03.2.02.0033", "Kendali"}}},
      {2026, {{"2.16.03.2.02.0013", "Pusat data nasional"}, {"2.16.03.2.02.0033", "Kendali lain"}}},
      {2027, {{"2.16.03.2.02.0044", "Pusat data dan kendali"}, {"2.16.03.3.02.0013", "Pembinaan"}}}};
  const auto link = [](int year, const char* code, const char* before, LinkState state) {
    return CodeLink{year, code, year - 1, before, LinkReason::kPerson, state, {}};
  };
  const std::vector<CodeLink> links = {
      link(2027, "2.16.03.2.02.0044", "2.16.03.2.02.0013", LinkState::kConfirmed),
      link(2027, "2.16.03.2.02.0044", "2.16.03.2.02.0033", LinkState::kConfirmed),
      link(2026, "2.16.03.2.02.0033", "2.16.03.2.02.0033", LinkState::kSuggested),
      link(2025, "2.16.03.2.02.0013", "2.16.03.2.02.0003", LinkState::kConfirmed)};
  using Codes = std::set<std::string>;
  const Series merged = SeriesOf(versions, links, 2027, "2.16.03.2.02.0044");
  EXPECT_EQ(merged.at(2026), (Codes{"2.16.03.2.02.0013", "2.16.03.2.02.0033"}));
  EXPECT_EQ(merged.at(2025), Codes{"2.16.03.2.02.0013"}) << "kept its name; the other is only suggested";
  EXPECT_EQ(merged.at(2024), Codes{"2.16.03.2.02.0003"});
  EXPECT_EQ(SeriesOf(versions, links, 2024, "2.16.03.2.02.0003"), (Series{{2024, {"2.16.03.2.02.0003"}},
                                                                          {2025, {"2.16.03.2.02.0013"}},
                                                                          {2026, {"2.16.03.2.02.0013"}},
                                                                          {2027, {"2.16.03.2.02.0044"}}}));
  // The same last part, another fourth part: another code.
  EXPECT_EQ(SeriesOf(versions, links, 2027, "2.16.03.3.02.0013").at(2026), Codes());
  EXPECT_THAT(SeriesOf(versions, links, 2020, "x"), IsEmpty());
}

class Nomenclature : public testkit::KernelTest {
 protected:
  Nomenclature() : KernelTest(kernel::MigrationsUnder("src/modules/planning/migrations/")) {
    planner_ = Person("planner", 0);
    own_ = Person("own", diskominfo_);
  }
  kernel::Actor Person(const std::string& login, int64_t unit) {
    const kernel::Account account = AddPerson(login, {{kernel::Role::kPlanner, unit}});
    return {government_, account.id, login, account.name, account.grants};
  }
  Result<NomenclatureImport> Import(const kernel::Actor& actor, int year, const NomenclatureFile& file) {
    const kernel::UnitTree units = Units();
    return db_->Write([&](sql::Connection& c) {
      return ImportNomenclature(c, PlanningContext{actor, units, 1}, year, file);
    });
  }
  Status Decide(const kernel::Actor& actor, const CodeLink& link) {
    const kernel::UnitTree units = Units();
    return db_->Write([&](sql::Connection& c) {
      return DecideLink(c, PlanningContext{actor, units, 1}, link);
    });
  }
  kernel::Actor planner_, own_;
};
INSTANTIATE_TEST_SUITE_P(On, Nomenclature, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

TEST_P(Nomenclature, ImportsTwiceSuggestsOnceAndConfirms) {
  const NomenclatureFile old = NomenclatureFrom("kode\tnama\n2.16.03.2.02.0036\tPenyediaan Akses Internet\n");
  const NomenclatureFile now = NomenclatureFrom(
      "kode\tnama\tsub_sebelumnya\n2.16.03.2.02.0040\tAkses\t2.16.03.2.02.0036 Penyediaan Akses Internet\n");
  EXPECT_EQ(Import(own_, 2026, old).error().code, "kernel.forbidden");
  ASSERT_TRUE(Import(planner_, 2026, old).ok());
  const Result<NomenclatureImport> first = Import(planner_, 2027, now), again = Import(planner_, 2027, now);
  EXPECT_EQ(first->added, 1);
  EXPECT_EQ(first->links, 1);
  EXPECT_EQ(again->same, 1);
  EXPECT_EQ(again->links, 0);
  const CodeLink link{
      2027, "2.16.03.2.02.0040", 2026, "2.16.03.2.02.0036", LinkReason::kPerson, LinkState::kConfirmed, {}};
  EXPECT_EQ(Decide(own_, link).error().code, "kernel.forbidden");
  ASSERT_TRUE(Decide(planner_, link).ok());
  CodeLink unknown = link;
  unknown.code = "9";
  EXPECT_EQ(Decide(planner_, unknown).error().code, "planning.link_unknown");
  const auto series =
      db_->Read([&](sql::Connection& c) { return LoadSeries(c, government_, 2027, "2.16.03.2.02.0040"); });
  ASSERT_EQ(series.size(), 2u);
  EXPECT_THAT(series[0].codes, ElementsAre("2.16.03.2.02.0036"));
  EXPECT_EQ(series[0].plans, 0);
}

TEST_P(Nomenclature, TakesTheWholeNationalVersion) {
  const std::filesystem::path cases = SINERGI_SOURCE_DIR "/../shared/cases/nomenclature";
  const auto bytes = [&](const char* name) {
    std::ifstream file(cases / name, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  if (!std::filesystem::exists(cases)) GTEST_SKIP() << "the real nomenclature files are not at hand";
  ASSERT_TRUE(Import(planner_, 2026, NomenclatureFrom(bytes("nomenklatur_2026_kominfo.tsv"))).ok());
  const NomenclatureFile all = NomenclatureFrom(bytes("nomenklatur_2027_all_tanpa_definisi.tsv"));
  EXPECT_THAT(all.unreadable_lines, IsEmpty());
  const Result<NomenclatureImport> result = Import(planner_, 2027, all);
  ASSERT_TRUE(result.ok());
  EXPECT_GT(result->added, 7'500);
  EXPECT_GT(result->links, 300);
  db_->Read([&](sql::Connection& c) {
    const auto one = FindCode(c, government_, 2027, "2.16.03.3.02.0013");
    EXPECT_TRUE(one && one->name.find("start-up") != one->name.npos);
    EXPECT_FALSE(FindCode(c, government_, 2027, "2.16.03.2.02.0013").has_value());
    EXPECT_FALSE(SearchCodes(c, government_, 2027, "akses INTERNET", 10).empty());
    EXPECT_THAT(SearchCodes(c, government_, 2027, "2.2.", 10).size(), 10u);
    return 0;
  });
}

}  // namespace
}  // namespace sinergi::planning
