#include "modules/assessment/published_file.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "modules/assessment/instrument_file.h"

namespace sinergi::assessment {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Instrument& Spbe() {
  static const Instrument spbe = ShippedInstrument("spbe-2020").value();
  return spbe;
}

TEST(Published, KnowsAnInstitutionHoweverItIsWritten) {
  for (const char* name :
       {"Pemerintah Kab. Belu", "KABUPATEN  BELU", "Pemkab Belu", "kab Belu", "Pemerintah Kab.Belu"})
    EXPECT_EQ(InstitutionKey(name), "kabupaten belu") << name;
  EXPECT_EQ(InstitutionKey("Pemerintah Provinsi NTT"), InstitutionKey("Prov. NTT"));
  EXPECT_EQ(InstitutionKey("Pemerintah Provinsi NTT"), InstitutionKey("Provinsi Nusa Tenggara Timur"));
  EXPECT_EQ(InstitutionKey("Pemerintah Provinsi Kep. Bangka Belitung"), "provinsi kepulauan bangka belitung");
  EXPECT_EQ(InstitutionKey("Pemerintah D.I. Yogyakarta"), InstitutionKey("Daerah Istimewa  Yogyakarta"));
  EXPECT_EQ(InstitutionKey("Pemerintah"), "pemerintah");
  EXPECT_EQ(InstitutionKey(""), "");
  EXPECT_NE(InstitutionKey("Pemerintah Kota Kupang"), InstitutionKey("Pemerintah Kab. Kupang"));
  EXPECT_EQ(InstitutionKey("Kotabaru"), "kotabaru");
  EXPECT_EQ(ShortName("Pemerintah Kab. Belu"), "Kab. Belu");
  EXPECT_EQ(ShortName("Badan Pusat Statistik"), "Badan Pusat Statistik");
}

TEST(Published, TellsTheLevelByTheName) {
  struct Case {
    const char* name;
    LevelKind level;
  };
  for (const Case& c :
       {Case{"Pemerintah Kab. Belu", LevelKind::kRegency}, Case{"Pemerintah Kota Kupang", LevelKind::kCity},
        Case{"Pemerintah Provinsi NTT", LevelKind::kProvince}, Case{"Pemerintah Aceh", LevelKind::kProvince},
        Case{"Pemerintah D.I. Yogyakarta", LevelKind::kProvince},
        Case{"Badan Pusat Statistik", LevelKind::kCentral},
        Case{"Kementerian Dalam Negeri", LevelKind::kCentral}})
    EXPECT_EQ(LevelOfName(c.name), c.level) << c.name;
  EXPECT_EQ(RegionOfTitle("Hasil Evaluasi SPBE Pemerintah  Daerah di Nusa Tenggara Timur"),
            "Nusa Tenggara Timur");
  EXPECT_EQ(RegionOfTitle("Hasil Evaluasi SPBE Kementerian"), "");
}

TEST(Published, KeepsDomainsAsText) {
  EXPECT_EQ(DomainsText({4'600'000, {}, 0}), "4600000 - 0");
  EXPECT_EQ(ReadDomains("4600000 - 0"), (std::vector<std::optional<int64_t>>{4'600'000, {}, 0}));
  EXPECT_THAT(ReadDomains(""), IsEmpty());
}

PublishedResult SpbeResult(int year, std::vector<std::optional<int64_t>> domains, int64_t index,
                           const char* predicate) {
  PublishedResult result;
  result.year = year;
  result.instrument = "spbe-2020";
  result.institution = "Pemerintah Kota Contoh";
  for (auto& domain : domains)
    if (domain) *domain *= 10'000;
  result.domains = std::move(domains);
  result.index_micro = index * 10'000;
  result.predicate = predicate;
  return result;
}

// In hundredths: domains, index, predicate → what is doubted.
TEST(PublishedCheck, DoubtsWhatCannotBe) {
  struct Case {
    PublishedResult row;
    std::vector<std::string> doubts;
  };
  const std::string domain = "published.domain_impossible", index = "published.index_unexplained",
                    predicate = "published.predicate_unexplained", year = "published.year_outside";
  const Case cases[] = {
      {SpbeResult(2023, {460, 370, 227, 407}, 375, "Sangat Baik"), {}},
      {SpbeResult(2023, {240, 170, 109, 30}, 105, "Kurang"), {}},              // a level 0 among them
      {SpbeResult(2023, {465, 370, 227, 407}, 376, "Sangat Baik"), {domain}},  // domain 1 has one decimal
      {SpbeResult(2023, {460, 371, 227, 407}, 375, "Sangat Baik"), {domain}},  // and so has domain 2
      {SpbeResult(2023, {460, 370, 228, 407}, 375, "Sangat Baik"), {domain}},  // 2.28 is no multiple of 1/11
      {SpbeResult(2023, {460, 370, 227, 407}, 379, "Sangat Baik"), {index}},
      {SpbeResult(2023, {460, 370, 227, 407}, 374, "Sangat Baik"), {index}},
      {SpbeResult(2023, {460, 370, 227, 407}, 375, "Baik"), {predicate}},
      {SpbeResult(2023, {190, 160, 100, 217}, 180, "Cukup"), {}},  // 1.7995: 2023 reads the rounded index
      {SpbeResult(2024, {190, 160, 100, 217}, 180, "Cukup"), {predicate}},  // 2024 the exact one
      {SpbeResult(2024, {190, 160, 100, 217}, 180, "Kurang"), {}},
      {SpbeResult(2023, {460, {}, 227, 407}, 111, "Kurang"), {}},  // without a domain nothing follows
      {SpbeResult(2023, {}, 375, "Sangat Baik"), {}},
      {SpbeResult(2019, {460, 370, 227, 407}, 375, "Sangat Baik"), {year}},
      {SpbeResult(2023, {600, 370, 227, 407}, 393, "Sangat Baik"), {domain}},  // beyond level 5
  };
  const PublishedCheck check(Spbe());
  for (const Case& c : cases) {
    std::vector<std::string> codes;
    for (const Doubt& doubt : check.DoubtsOf(c.row)) codes.push_back(doubt.code);
    EXPECT_EQ(codes, c.doubts) << DomainsText(c.row.domains) << " " << c.row.index_micro << " "
                               << c.row.predicate;
  }
}

TEST(PublishedCheck, BelievesAnInstrumentWithDecimals) {
  const Instrument pemdi = ShippedInstrument("pemdi-2026").value();
  PublishedResult result = SpbeResult(2026, {}, 333, "");
  for (const Group& group : pemdi.groups)
    if (group.parent < 0) result.domains.emplace_back(3'330'000);
  EXPECT_THAT(PublishedCheck(pemdi).DoubtsOf(result), IsEmpty());
}

Result<PublishedFile> Read(std::string_view csv, int year = 0) {
  return ReadPublished(Spbe(), csv, {"h.csv", year});
}

std::vector<std::string> PublishedFaults(std::string_view csv, int year = 0) {
  const Result<PublishedFile> file = Read(csv, year);
  std::vector<std::string> faults;
  if (!file.ok())
    for (const FieldError& field : file.error().fields) faults.push_back(field.field + " " + field.code);
  return faults;
}

TEST(PublishedFile, FindsColumnsByTheirNames) {
  const PublishedFile file = Read(
                                 "Predikat;Indeks;D4;D3;D2;D1;Nama Instansi;Tahun;Provinsi;Nomor\n"
                                 "sangat baik;3,75;4,07;2,27;3,7;4,6;Pemerintah Kota "
                                 "Balikpapan;2023;Kalimantan Timur;9\n;;;;;;;;;\n")
                                 .value();
  ASSERT_EQ(file.results.size(), 1u);
  PublishedResult expected = SpbeResult(2023, {460, 370, 227, 407}, 375, "Sangat Baik");
  expected.institution = "Pemerintah Kota Balikpapan";
  expected.level = LevelKind::kCity;
  expected.region = "Kalimantan Timur";
  EXPECT_TRUE(SaysTheSame(file.results[0], expected));
  EXPECT_THAT(file.doubts, IsEmpty());
  EXPECT_THAT(file.passed_over, ElementsAre("Nomor"));
}

TEST(PublishedFile, SuppliesWhatIsNotSaid) {
  const PublishedFile file =
      Read(
          "institution,index,d1,d2,d3,d4,table\nPemerintah Kab. Belu,2.29,3.4,1.4,1.0,2.93,"
          "Hasil Evaluasi SPBE Pemerintah Daerah di Nusa Tenggara Timur\nBadan X,3.5,,,,,\n",
          2024)
          .value();
  EXPECT_EQ(file.results[0].year, 2024);
  EXPECT_EQ(file.results[0].region, "Nusa Tenggara Timur");
  EXPECT_EQ(file.results[0].predicate, "Cukup");
  EXPECT_EQ(file.results[1].level, LevelKind::kCentral);
  EXPECT_EQ(file.results[1].predicate, "Sangat Baik");
}

TEST(PublishedFile, DoubtsStandBesideTheirLine) {
  const PublishedFile file = Read(
                                 "year,institution,index,predicate,d1,d2,d3,d4\n"
                                 "2023,\"Pemerintah\nKota A\",3.75,Sangat Baik,4.6,3.7,2.27,4.07\n"
                                 "2023,Pemerintah Kota B,3.79,Sangat Baik,4.6,3.7,2.27,4.07\n")
                                 .value();
  ASSERT_EQ(file.doubts.size(), 1u);
  EXPECT_EQ(file.doubts[0].line, 4);  // the quoted name runs over two
  EXPECT_EQ(file.doubts[0].institution, "Pemerintah Kota B");
  EXPECT_THAT(file.doubts[0].doubt.args, ElementsAre("3,79", "3,75", "3,75"));
}

TEST(PublishedFile, EveryFaultIsToldAndNothingTaken) {
  EXPECT_THAT(PublishedFaults("year,institution,index,predicate,d1,level\n"
                              "2023,,3.75,Baik,1,\n"
                              "dua ribu,Kota A,3.75,Baik,1,\n"
                              "2023,Kota B,x,Baik,y,\n"
                              "2023,Kota C,3.75,Bagus,1,\n"
                              "2023,Kota C,3.75,Baik,1,desa\n"
                              "2023,Kota D,3.1234567,Baik,1,\n"
                              "2023,Kota E,-1,Baik,1,\n"),
              ElementsAre("h.csv:2 published.institution_missing", "h.csv:3 published.year_unreadable",
                          "h.csv:4 published.figure_unreadable", "h.csv:4 published.figure_unreadable",
                          "h.csv:5 published.predicate_unknown", "h.csv:6 published.level_unknown",
                          "h.csv:6 published.institution_doubled", "h.csv:7 published.figure_unreadable",
                          "h.csv:8 published.figure_unreadable"));
  EXPECT_THAT(PublishedFaults("a,b\n1,2\n"),
              ElementsAre("h.csv:1 assessment.column_missing", "h.csv:1 assessment.column_missing",
                          "h.csv:1 assessment.column_missing"));
  EXPECT_THAT(PublishedFaults("institution,index\n", 2023), ElementsAre("h.csv:1 published.no_lines"));
  EXPECT_THAT(PublishedFaults("", 2023), testing::SizeIs(2));
  EXPECT_THAT(
      PublishedFaults("institution,index\n" + std::string(300, 'A') + ",3\nKota \x01,3\n", 2023),
      ElementsAre("h.csv:2 published.institution_unreadable", "h.csv:3 published.institution_unreadable"));
  EXPECT_EQ(Read("institution,index\n" + std::string(6000, '\n'), 2023).error().code,
            "published.too_many_lines");
  EXPECT_EQ(Read("\xFF\xFE\n", 2023).error().code, "sheets.bad_encoding");
}

TEST(PublishedFile, TheWholeCountryIsReadWithoutADoubt) {
  std::ifstream in(SINERGI_SOURCE_DIR "/../shared/cases/spbe/results_2023.csv", std::ios::binary);
  if (!in) GTEST_SKIP() << "the published table lies beside a checkout, and is not here";
  const std::string csv{std::istreambuf_iterator<char>(in), {}};
  const PublishedFile file = Read(csv).value();
  EXPECT_EQ(file.results.size(), 621u);
  EXPECT_THAT(file.doubts, IsEmpty());
  const auto of = [&](LevelKind level) {
    return std::ranges::count(file.results, level, &PublishedResult::level);
  };
  EXPECT_EQ(of(LevelKind::kCentral), 92);
  EXPECT_EQ(of(LevelKind::kProvince), 38);
}

}  // namespace
}  // namespace sinergi::assessment
