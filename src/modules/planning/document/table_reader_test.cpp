// Tables of an RPJMD as they are printed: six years, headings over several rows, several sheets, and what does not agree.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/planning/document/checklist.h"
#include "modules/planning/document/document_sheet.h"
#include "modules/planning/document/rpjmd_workbook.h"

namespace sinergi::planning {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testkit::RpjmdWorkbook;
using testkit::Table;

ReadDocument Taken(const std::string& bytes) {
  const Result<ReadDocument> read = ReadDocumentSheet(bytes);
  EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.error().code);
  if (!read.ok()) return {};
  EXPECT_TRUE(CheckContent(read->content).ok()) << CheckContent(read->content).error().code;
  return *read;
}

std::string Tree(const DocumentContent& content) {
  std::string text;
  for (const DocumentNode& node : content.nodes)
    text += std::string(Name(node.level)) + ":" + (node.code.empty() ? node.name : node.code) + "<" +
            std::to_string(node.parent) + " ";
  return text;
}

TEST(Tables, SixYearsOfAnRpjmd) {
  const ReadDocument read = Taken(RpjmdWorkbook());
  EXPECT_EQ(Tree(read.content),
            "field:2.16<-1 programme:2.16.02<0 programme:2.16.03<0 field:2.20<-1 programme:2.20.02<3 "
            "field:Indikator Kinerja Kunci<-1 ");
  EXPECT_THAT(read.content.Years(), ElementsAre(2025, 2026, 2027, 2028, 2029, 2030));
  const DocumentNode& applications = read.content.nodes[2];
  EXPECT_EQ(applications.AmountOf(2025), Money::Rupiah(5'000'000'000));
  EXPECT_EQ(applications.AmountOf(2030), Money::Parse("6.250.000.000,50"));
  EXPECT_EQ(applications.agency, "Dinas Kominfo");
  const DocumentIndicator& spbe = read.content.indicators[1];
  EXPECT_EQ(spbe.name, "Indeks SPBE");
  EXPECT_EQ(spbe.source, "Program!D10");
  EXPECT_EQ(spbe.baseline.text, "2,69");
  EXPECT_EQ(spbe.TargetOf(2025)->text, "3");
  EXPECT_EQ(spbe.TargetOf(2030)->low_micro, 3'500'000);
  EXPECT_FALSE(read.HasFaults());
  ASSERT_EQ(read.findings.size(), 1u) << "2.2 above 2.20.02, and nothing else";
  EXPECT_EQ(read.findings[0].code, "code_mended");
  EXPECT_EQ(read.findings[0].place, "Program!B12");
}

// As "kind|year|here|there|source|other source".
std::vector<std::string> Differences(const DocumentContent& content) {
  CheckContext context;
  context.kind = DocumentKind::kDpa;  // no papers are asked of it
  std::vector<std::string> texts;
  for (const DocumentFinding& f : CheckDocument(content, context)) {
    if (f.kind != FindingKind::kTablesDiffer && f.kind != FindingKind::kWordingDiffers) continue;
    EXPECT_GE(f.node, 0);
    EXPECT_GE(f.other, 0);
    texts.push_back(std::string(Name(f.kind)) + "|" + (f.year ? std::to_string(f.year) : "") + "|" + f.here +
                    "|" + f.there + "|" + f.source + "|" + f.other_source);
  }
  return texts;
}

TEST(Tables, WhatDoesNotAgreeNamesBothPlaces) {
  EXPECT_THAT(
      Differences(Taken(RpjmdWorkbook()).content),
      ElementsAre("tables_differ|2025|2,89|3|IKK!B5|Program!D10",
                  "tables_differ|2030|3,8|3,5|IKK!B5|Program!D10",
                  "tables_differ||Nilai|Indeks|IKK!B5|Program!D10", "tables_differ||90|65|IKK!B6|Program!D9",
                  "wording_differs||Persentase data statistik sektoral yang lengkap|"
                  "Persentase data statistik sektoral lengkap|IKK!B7|Program!D13"));
}

TEST(Tables, WhatAgreesIsOneIndicator) {
  const ReadDocument read =
      Taken(RpjmdWorkbook({{"Indeks SPBE", "Indeks", "2.69", {"3", "", "", "", "", "3.5"}}}));
  EXPECT_THAT(Differences(read.content), IsEmpty());
  CheckContext context;
  context.kind = DocumentKind::kDpa;
  for (const DocumentFinding& f : CheckDocument(read.content, context))
    EXPECT_NE(f.kind, FindingKind::kIndicatorTwice);
}

TEST(Tables, GoalsAndObjectivesInColumnsOfTheirOwn) {
  Table table("T-C.27");
  table.Row({"Tujuan", "Sasaran", "Kode", "Program dan Kegiatan", "Indikator Tujuan, Sasaran, Program",
             "Satuan", "Data capaian awal", "Target dan pagu", "", "", "", "Kondisi akhir",
             "Unit penanggung jawab"});
  table.Row({"", "", "", "", "", "", "", "2026", "", "2027", "", "2027", ""});
  table.Row({"", "", "", "", "", "", "", "target", "Rp", "target", "Rp", "target", ""});
  table.Merge("A1:A3").Merge("B1:B3").Merge("C1:C3").Merge("D1:D3").Merge("E1:E3").Merge("F1:F3").Merge(
      "G1:G3");
  table.Merge("H1:K1").Merge("H2:I2").Merge("J2:K2").Merge("M1:M3");
  table.Row({"(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)", "(12)", "(13)"});
  table.Row(
      {"Pemerintah digital", "", "", "", "Indeks Pemdi", "Indeks", "2,6", "3", "", "3,2", "", "3,2", ""});
  table.Row({"", "Layanan membaik", "", "", "Kepuasan", "%", "65", "70", "", "72", "", "72", ""});
  table.Row({"", "", "2.16.02", "Program Informasi", "Kepuasan program", "%", "60", "61", "100", "62", "110",
             "", ""});
  table.Row({"", "", "", "", "Jangkauan", "%", "1", "2", "", "3", "", "", ""});
  table.Row({"", "", "2.16.02.2.01", "Pengelolaan", "Dokumen", "Dokumen", "1", "2", "40", "3", "50", "", ""});
  table.Row({"", "", "", "Jumlah", "", "", "", "", "140", "", "160", "", ""});
  table.Row({"", "", "", "Kepala Dinas", "", "", "", "", "", "", "", "", ""});
  const ReadDocument read = Taken(table.File());
  EXPECT_EQ(
      Tree(read.content),
      "goal:Pemerintah digital<-1 objective:Layanan membaik<0 programme:2.16.02<1 activity:2.16.02.2.01<2 ");
  ASSERT_EQ(read.content.indicators.size(), 5u);
  EXPECT_EQ(read.content.indicators[3].name, "Jangkauan");
  EXPECT_EQ(read.content.indicators[3].node, 2);
  EXPECT_EQ(read.content.nodes[3].AmountOf(2027), Money::Rupiah(50));
  EXPECT_EQ(read.content.indicators[0].TargetOf(2027)->text, "3,2");
  EXPECT_THAT(read.content.Years(), ElementsAre(2026, 2027)) << "the end of the period is no year of its own";
  EXPECT_THAT(read.findings, IsEmpty());
}

TEST(Tables, FaultsNameSheetAndCell) {
  Table table("Program");
  table.Row({"Kode", "Program", "Indikator", "Target 2026", "Pagu 2026", "Target 2027", "Pagu 2027"});
  table.Row({"2.16.02", "Informasi", "Kepuasan", "70", "banyak", "#N/A", "5"});
  table.Row({"9.x", "Aneh", "Lain", "1", "2", "3", "4"});
  const Result<ReadDocument> read = ReadDocumentSheet(table.File());
  ASSERT_TRUE(read.ok());
  EXPECT_TRUE(read->HasFaults());
  std::vector<std::string> said;
  for (const SheetFinding& finding : read->findings) said.push_back(finding.code + "@" + finding.place);
  EXPECT_THAT(said, ElementsAre("amount_unreadable@Program!E2", "level_unknown@Program!B3"));
  EXPECT_EQ(ReadDocumentSheet(Table("Kosong").Row({"a", "b"}).File()).error().code,
            "planning.sheet_unreadable");
}

}  // namespace
}  // namespace sinergi::planning
