// Realisation by document: an export of 46 columns as SIPD names them, with its traps.
#include "modules/performance/sipd/sipd_realisation.h"

#include <gmock/gmock.h>

#include "platform/files/texts.h"
#include "platform/sheets/writer.h"

namespace sinergi::performance::sipd {
namespace {

using Fields = std::map<std::string, std::string>;

constexpr const char* kExported[] = {
    "Nomor",           "Kode SKPD",         "Nama SKPD",         "Kode Sub SKPD",
    "Nama Sub SKPD",   "Kode Program",      "Nama Program",      "Kode Kegiatan",
    "Nama Kegiatan",   "Kode Sub Kegiatan", "Nama Sub Kegiatan", "Kode Rekening",
    "Tanggal Dokumen", "Nilai Realisasi",   "Nilai Setoran",     "NIP",
    "Nama Pegawai",    "Nilai SP2D"};

// A sub-activity's document of the day; `more` overrides.
Fields Spent(const std::string& day, const std::string& amount, const Fields& more = {}) {
  Fields fields = {{"Kode SKPD", "2.16.01"},
                   {"Nama SKPD", "Dinas Contoh"},
                   {"Kode Program", "2.16.02"},
                   {"Nama Program", "Informasi publik"},
                   {"Kode Kegiatan", "2.16.02.1.01"},
                   {"Nama Kegiatan", "Pengelolaan"},
                   {"Kode Sub Kegiatan", "2.16.02.1.01.0004"},
                   {"Nama Sub Kegiatan", "Konten"},
                   {"Tanggal Dokumen", day},
                   {"Nilai Realisasi", amount},
                   {"NIP", "RAHASIA"},
                   {"Nama Pegawai", "RAHASIA"}};
  for (const auto& [name, value] : more) fields[name] = value;
  return fields;
}

sheets::Workbook Exported(const std::vector<Fields>& documents) {
  sheets::Writer writer;
  writer.AddSheet("Realisasi");
  writer.WriteText({0, 0}, "LAPORAN REALISASI PER DOKUMEN");
  int row = 2;
  for (int column = 0; column < static_cast<int>(std::size(kExported)); ++column)
    writer.WriteText({row, column}, kExported[column]);
  for (const Fields& document : documents) {
    ++row;
    for (int column = 0; column < static_cast<int>(std::size(kExported)); ++column) {
      const auto found = document.find(kExported[column]);
      if (found == document.end() || found->second.empty()) continue;
      const std::string name = kExported[column];
      const bool number =
          name.starts_with("Nilai") && found->second.find_first_not_of("0123456789.-") == name.npos;
      if (number)
        writer.WriteNumber({row, column}, found->second);
      else
        writer.WriteText({row, column}, found->second);
    }
  }
  return *sheets::ReadXlsx(writer.Finish());
}

std::vector<std::string> KindsOf(const std::vector<Finding>& findings) {
  std::vector<std::string> kinds;
  for (const Finding& finding : findings) {
    EXPECT_TRUE(Texts::Shipped().Has(Lang::kId, "finding." + finding.kind)) << finding.kind;
    kinds.push_back(finding.kind + "@" + finding.cell);
  }
  return kinds;
}

TEST(SipdRealisation, AddsUpDocumentsByMonth) {
  const auto got = ImportSipdRealisation(Exported({
      Spent("2025-01-14", "1000000.5"),
      Spent("31/01/2025", "500000"),
      Spent("2025-03-02 10:15:00", "700000"),
      Spent("02-03-2025", "", {{"Nilai Setoran", "200000"}}),
      Spent("2025-04-02", "300000"),
      Spent("2025-04-03", "", {{"Nilai Setoran", "300000"}}),
      Spent("2025-12-31", "9",
            {{"Kode Sub Kegiatan", "2.16.02.1.01.0006"}, {"Nama Sub Kegiatan", "Layanan"}}),
  }));
  ASSERT_TRUE(got.ok()) << got.error().code;
  EXPECT_EQ(got->plan.year, 2025);
  EXPECT_EQ(got->plan.agency, "Dinas Contoh");
  EXPECT_EQ(got->taken, 7);
  ASSERT_EQ(got->plan.nodes.size(), 4u);
  EXPECT_EQ(got->plan.nodes[0].code, "2.16.02");
  EXPECT_EQ(got->plan.nodes[1].parent, 0);
  const Node& content = got->plan.nodes[2];
  EXPECT_EQ(content.code, "2.16.02.1.01.0004");
  EXPECT_EQ(content.parent, 1);
  EXPECT_EQ(content.money.realised[0], Money::Sen(150'000'050));
  EXPECT_EQ(content.money.realised[1], Money());
  EXPECT_EQ(content.money.realised[2], Money::Rupiah(500'000)) << "less what was paid back";
  EXPECT_EQ(content.money.realised[3], Money());
  EXPECT_TRUE(content.no_realised[3]) << "all was paid back";
  EXPECT_FALSE(content.no_realised[1]) << "there is no document of February";
  EXPECT_EQ(content.money.ceiling_original, Money()) << "the file says nothing of ceilings";
  EXPECT_EQ(got->plan.nodes[3].money.realised[11], Money::Rupiah(9));
  EXPECT_THAT(KindsOf(got->findings), testing::ElementsAre("sipd_realisation_paid_back@2.16.02.1.01.0004",
                                                           "sipd_realisation_paid_back@2.16.02.1.01.0004"));
}

TEST(SipdRealisation, WhatCannotBeReadIsLeftOutAndTold) {
  const auto got = ImportSipdRealisation(Exported({
      Spent("2025-01-14", "1"),
      Spent("kemarin", "2"),
      Spent("2025-02-30", "2"),
      Spent("2025-02-03", "banyak"),
      Spent("2025-02-03", "-5"),
      Spent("2025-02-03", "5", {{"Kode Sub Kegiatan", "2.16.03.1.01.0004"}}),
      Spent("2025-02-03", "5", {{"Kode Sub Kegiatan", "=1+1"}}),
      Spent("2025-04-03", "5", {{"Nilai Setoran", "6"}}),
  }));
  ASSERT_TRUE(got.ok()) << got.error().code;
  EXPECT_EQ(got->taken, 2);
  EXPECT_EQ(got->plan.nodes.back().money.realised[1], Money());
  EXPECT_EQ(got->plan.nodes.back().money.realised[3], Money());
  EXPECT_THAT(KindsOf(got->findings),
              testing::ElementsAre("sipd_realisation_date@M5", "sipd_realisation_date@M6",
                                   "sipd_realisation_amount@N7", "sipd_realisation_amount@N8",
                                   "sipd_realisation_code@J9", "sipd_realisation_code@J10",
                                   "sipd_realisation_below_nothing@2.16.02.1.01.0004"));
}

TEST(SipdRealisation, NothingPersonalIsTaken) {
  const auto got = ImportSipdRealisation(
      Exported({Spent("2025-01-14", "1", {{"Nilai Setoran", "x"}}), Spent("2025-01-14", "1")}));
  ASSERT_TRUE(got.ok());
  for (const Node& node : got->plan.nodes)
    EXPECT_EQ((node.name + node.note).find("RAHASIA"), std::string::npos);
  for (const Finding& finding : got->findings) EXPECT_EQ(finding.found.find("RAHASIA"), std::string::npos);
}

TEST(SipdRealisation, WhatIsKeptReadsAsTheWholeFileWithoutItsPersons) {
  const sheets::Workbook whole = Exported({Spent("2025-01-14", "1000000.5"), Spent("31/03/2025", "7")});
  const sheets::Workbook kept = *sheets::ReadXlsx(OnlyColumnsRead(whole));
  ASSERT_EQ(kept.sheets.size(), 1u);
  kept.sheets[0].Each([](sheets::CellRef ref, const sheets::Cell& cell) {
    EXPECT_NE(cell.text, "RAHASIA") << ref.A1();
    EXPECT_NE(cell.text, "NIP");
  });
  const auto first = ImportSipdRealisation(whole), second = ImportSipdRealisation(kept);
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(second->plan.agency_code, first->plan.agency_code);
  ASSERT_EQ(second->plan.nodes.size(), first->plan.nodes.size());
  for (size_t i = 0; i < first->plan.nodes.size(); ++i) {
    EXPECT_EQ(second->plan.nodes[i].name, first->plan.nodes[i].name);
    EXPECT_EQ(second->plan.nodes[i].money, first->plan.nodes[i].money);
  }
}

TEST(SipdRealisation, OneAgencyAndOneYear) {
  const auto two = Exported({Spent("2025-01-14", "1"), Spent("2025-01-14", "1", {{"Kode SKPD", "1.02.01"}})});
  EXPECT_EQ(ImportSipdRealisation(two).error().code, "sipd.several_agencies");
  EXPECT_EQ(ImportSipdRealisation(two, {{}, "1.02.01"})->taken, 1);
  const auto years = Exported({Spent("2025-01-14", "1"), Spent("2024-12-31", "1")});
  EXPECT_EQ(ImportSipdRealisation(years).error().code, "sipd.several_years");
  EXPECT_EQ(ImportSipdRealisation(Exported({})).error().code, "sipd.nothing_taken");
  EXPECT_EQ(ImportSipdRealisation(Exported({Spent("x", "1")})).error().args,
            (std::vector<std::string>{"M4"}));
  sheets::Writer other;
  other.AddSheet("Lain");
  other.WriteText({0, 0}, "Kode Sub Kegiatan");
  const auto missing = ImportSipdRealisation(*sheets::ReadXlsx(other.Finish()));
  EXPECT_EQ(missing.error().code, "sipd.no_heading");
  EXPECT_EQ(missing.error().args[0], "kode skpd");
}

}  // namespace
}  // namespace sinergi::performance::sipd
