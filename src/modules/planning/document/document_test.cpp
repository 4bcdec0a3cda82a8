// Rules of planning documents: differences between versions, the chain, the reviewer's checklist, and the sheet.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/planning/document/checklist.h"
#include "modules/planning/document/difference.h"
#include "modules/planning/document/document_sheet.h"
#include "platform/sheets/writer.h"

namespace sinergi::planning {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

// "Program;2.16.02;Informasi publik;…" lines as a content: the CSV of the product itself.
constexpr char kHead[] =
    "Tingkat;Kode;Uraian;Mendukung;Perangkat daerah;Lokasi;Sumber dana;Indikator;Satuan;Data awal;Target "
    "2027;Pagu 2027\n";

DocumentContent From(const std::string& lines) {
  const Result<ReadDocument> read = ReadDocumentSheet(kHead + lines);
  EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.error().code);
  if (!read.ok()) return {};
  EXPECT_THAT(read->findings, IsEmpty());
  EXPECT_TRUE(CheckContent(read->content).ok());
  return read->content;
}

constexpr char kRenstra[] =
    "Tujuan;;Pemerintah digital;;;;;Indeks Pemdi;Indeks;2,69;3,5;\n"
    "Sasaran;;Layanan informasi membaik;;;;;Kepuasan;%;65;70;\n"
    "Program;2.16.02;Informasi publik;;;;;Kepuasan;%;65;70;1.000\n"
    "Program;2.16.03;Aplikasi informatika;;;;;Layanan terpadu;Layanan;10;12;5.000\n";
constexpr char kRenja[] =
    "Program;2.16.02;Informasi publik;Layanan informasi membaik;;;;Kepuasan;%;65;70;900\n"
    "Kegiatan;2.16.02.2.01;Pengelolaan informasi;;;;;Dokumen;Dokumen;1;2;\n"
    "Sub kegiatan;2.16.02.2.01.0014;Relasi media;;;Kota;PAD;Laporan;Laporan;1;4;400\n"
    "Sub kegiatan;2.16.02.2.01.0032;Konten;;;Kota;DAU;Konten;Konten;1;10;500\n";

std::vector<std::string> Changes(const std::string& before, const std::string& after) {
  std::vector<std::string> texts;
  for (const Difference& d : DifferencesOf(From(before), From(after)))
    texts.push_back(std::string(Name(d.kind)) + "|" + d.indicator + "|" +
                    (d.year ? std::to_string(d.year) : "") + "|" + d.before + "|" + d.after);
  return texts;
}

std::string Replaced(std::string text, const std::string& what, const std::string& by) {
  const size_t at = text.find(what);
  EXPECT_NE(at, text.npos) << what;
  return text.replace(at, what.size(), by);
}

TEST(Difference, OfEachKind) {
  const std::string media =
      "Sub kegiatan;2.16.02.2.01.0014;Relasi media;;;Kota;PAD;Laporan;Laporan;1;4;400\n";
  struct Case {
    std::string after;
    std::vector<std::string> changes;
  };
  const Case cases[] = {
      {kRenja, {}},
      {Replaced(kRenja, ";400", ";450,50"), {"amount||2027|Rp 400|Rp 450,50"}},
      {Replaced(kRenja, ";1;4;400", ";1;5;400"), {"target|Laporan|2027|4|5"}},
      {Replaced(kRenja, ";1;4;400", ";1;4,00;400"), {}},  // the same number
      {Replaced(kRenja, "Relasi media", "Hubungan media"), {"renamed|||Relasi media|Hubungan media"}},
      {Replaced(kRenja, "0014", "0015"), {"recoded|||2.16.02.2.01.0014|2.16.02.2.01.0015"}},
      {Replaced(kRenja, media, ""), {"removed|||Relasi media|"}},
      {Replaced(kRenja, "Layanan informasi membaik", "Pemerintah digital"),
       {"serves|||Layanan informasi membaik|Pemerintah digital"}},
      {Replaced(kRenja, "PAD;Laporan;Laporan", "PAD;Berita;Laporan"),
       {"indicator_renamed|Berita||Laporan|Berita"}},
      {Replaced(kRenja, "PAD;Laporan;Laporan", "DAU;Laporan;Buah"),
       {"field|||PAD|DAU", "measure|Laporan||Laporan|Buah"}},
      {std::string(kRenja) + "Program;2.16.03;Aplikasi;;;;;;;;;\n", {"added||||Aplikasi"}},
  };
  for (const Case& c : cases) EXPECT_EQ(Changes(kRenja, c.after), c.changes) << c.after;
}

TEST(Difference, MovedBelowAnotherParent) {
  const std::string before =
      "Program;1.01.01;A;;;;;;;;;\nKegiatan;1.01.01.2.01;K;;;;;;;;;1\nProgram;1.01.02;B;;;;;;;;;\n";
  const std::string after =
      "Program;1.01.01;A;;;;;;;;;\nProgram;1.01.02;B;;;;;;;;;\nKegiatan;1.01.01.2.01;K;;;;;;;;;1\n";
  EXPECT_THAT(Changes(before, after), ElementsAre("moved|||1.01.01 A|1.01.02 B"));
}

TEST(Difference, TheSameCodeOfTwoAgenciesIsTwoNodes) {
  const std::string before =
      "Program;7.01.01;Penunjang;;Kec A;;;;;;;1\nProgram;7.01.01;Penunjang;;Kec B;;;;;;;2\n";
  const std::string after =
      "Program;7.01.01;Penunjang;;Kec B;;;;;;;3\nProgram;7.01.01;Penunjang;;Kec A;;;;;;;1\n";
  EXPECT_THAT(Changes(before, after), ElementsAre("amount||2027|Rp 2|Rp 3"));
}

// As "kind|place|second place|year|here|there".
std::vector<std::string> Findings(const std::string& lines, CheckContext context) {
  const DocumentContent content = From(lines);
  std::vector<std::string> texts;
  for (const DocumentFinding& f : CheckDocument(content, context)) {
    const DocumentContent& second = f.other_above ? *context.above : content;
    const auto name = [](const DocumentContent& of, int node) {
      return node < 0 ? std::string() : of.nodes[static_cast<size_t>(node)].name;
    };
    texts.push_back(std::string(Name(f.kind)) + "|" + name(content, f.node) + "|" + name(second, f.other) +
                    "|" + (f.year ? std::to_string(f.year) : "") + "|" + f.here + "|" + f.there);
  }
  return texts;
}

CheckContext Quiet() {
  CheckContext context;
  context.kind = DocumentKind::kDpa;  // no papers are asked of it
  return context;
}

// Rp 400 and Rp 500 of the two sub-activities.
TEST(Checklist, FundingSourcesMakeTheAmount) {
  const auto with = [](const std::string& media, const std::string& content) {
    std::vector<std::string> found;
    for (const std::string& finding :
         Findings(Replaced(Replaced(kRenja, "Kota;PAD;", "Kota;\"" + media + "\";"), "Kota;DAU;",
                           "Kota;\"" + content + "\";"),
                  Quiet()))
      if (finding.starts_with("funding")) found.push_back(finding);
    return found;
  };
  EXPECT_THAT(with("PAD", "DAU"), IsEmpty());
  EXPECT_THAT(with("PAD: 150; DAU: 250", "1.2.01.08 DAU: 500"), IsEmpty());
  EXPECT_THAT(
      with("PAD: 150; DAU: 200", "DAU: 501"),
      ElementsAre("funding_sum|Relasi media||2027|Rp 350|Rp 400", "funding_sum|Konten||2027|Rp 501|Rp 500"));
  EXPECT_THAT(with("PAD; DAU", "DAU: 400; PAD"),
              ElementsAre("funding_open|Relasi media||2027||", "funding_open|Konten||2027||"));
}

TEST(Checklist, OfAWholeRenjaWithinItsCeilingsIsEmpty) {
  const DocumentContent above = From(kRenstra);
  CheckContext context = Quiet();
  context.above = &above;
  context.ceilings = {{"", "", 2027, Money::Rupiah(900)}, {"", "2.16.02", 2027, Money::Rupiah(900)}};
  EXPECT_THAT(Findings(kRenja, context), IsEmpty());
}

TEST(Checklist, NamesBothPlaces) {
  const DocumentContent above = From(kRenstra);
  struct Case {
    std::string what, by, finding;
  };
  const Case cases[] = {
      {"Layanan informasi membaik", "Sasaran lain", "serves_unknown|Informasi publik||||"},
      {";400", ";700", "sum_over|Informasi publik||2027|Rp 1.200|Rp 900"},
      {";65;70;900", ";65;75;900", "tables_differ"},
      {";65;70;900", ";60;70;900", "tables_differ"},
      {"PAD;Laporan;Laporan;1;4;400", "PAD;Laporan;Laporan;1;;400", "no_target|Relasi media||2027||"},
      {"PAD;Laporan;Laporan;1;4;400", "PAD;Laporan;Laporan;1;4;", "no_amount|Relasi media||2027||"},
      {"PAD;Laporan;Laporan", "PAD;Laporan;", "no_measure|Relasi media||||"},
      {"PAD;Laporan;Laporan;1;4", "PAD;;;;", "no_indicator|Relasi media||||"},
      {";Kota;PAD", ";;PAD", "no_location|Relasi media||||"},
      {"Kota;PAD", "Kota;", "no_funding|Relasi media||||"},
      {"2.16.02.2.01.0032", "2.16.02.2.01.0014", "code_twice|Konten|Relasi media|||"},
      {"2.16.02.2.01.0032", "2.16.2.2.01", "code_level|Konten||||"},
      {"2.16.02.2.01.0032", "2.16.03.2.01.0032",
       "code_parent|Konten|Pengelolaan informasi||2.16.03.2.01.0032|2.16.02.2.01"},
      {"2.16.02.2.01.0032", "", "no_code|Konten||||"},
  };
  for (const Case& c : cases) {
    CheckContext context = Quiet();
    if (!c.finding.starts_with("tables")) context.above = &above;
    if (c.finding.starts_with("tables")) {
      const std::string twice =
          std::string("Sasaran;;Layanan;;;;;Kepuasan;%;65;70;\n") + Replaced(kRenja, c.what, c.by);
      EXPECT_THAT(Findings(twice, context),
                  Contains(testing::StartsWith("tables_differ|Informasi publik|Layanan|")));
      continue;
    }
    EXPECT_THAT(Findings(Replaced(kRenja, c.what, c.by), context), Contains(c.finding))
        << c.what << " -> " << c.by;
  }
}

TEST(Checklist, AgainstTheDocumentAbove) {
  const DocumentContent above = From(kRenstra);
  CheckContext context = Quiet();
  context.above = &above;
  const std::string same_code = Replaced(kRenja, "Layanan informasi membaik", "");
  EXPECT_THAT(Findings(same_code, context), IsEmpty());  // 2.16.02 serves 2.16.02
  EXPECT_THAT(Findings(Replaced(same_code, ";400", ";700"), context),
              Contains("over_above|Informasi publik|Informasi publik|2027|Rp 1.200|Rp 1.000"));
  EXPECT_THAT(Findings(Replaced(same_code, ";65;70;900", ";65;72;900"), context),
              Contains("target_differs|Informasi publik|Informasi publik|2027|72|70"));
  EXPECT_THAT(Findings(Replaced(same_code, ";65;70;900", ";60;70;900"), context),
              Contains("measure_differs|Informasi publik|Informasi publik||60|65"));
  EXPECT_THAT(Findings(Replaced(same_code, "Kepuasan;%", "Kepuasan warga;%"), context),
              Contains("not_carried|Informasi publik|Informasi publik|||"));
  EXPECT_THAT(Findings("Program;2.16.09;Lain;;;;;I;%;1;1;1\n", context), Contains("serves_nothing|Lain||||"));
}

TEST(Checklist, AnObjectiveThatNothingServes) {
  const std::string rpjmd =
      "Visi;;V;;;;;;;;;\nMisi;;M1;;;;;;;;;\nSasaran;;S1;;;;;I;%;1;1;\nSasaran;;S2;;;;;J;%;1;1;\nMisi;;M2;;;;;"
      ";;;;\n";
  const DocumentContent renstra = From("Program;2.16.02;P;S1;;;;I;%;1;1;1\n");
  CheckContext context = Quiet();
  context.below = {&renstra};
  context.below_agencies = {"2.16.01"};
  EXPECT_THAT(Findings(rpjmd, context), ElementsAre("nothing_serves|S2||||", "nothing_serves|M2||||"));
}

TEST(Checklist, AnIndicativeCeilingOfAnAgencyAndOfAProgramme) {
  CheckContext context = Quiet();
  context.agency = "2.16.01";
  context.ceilings = {{"2.16.01", "", 2027, Money::Rupiah(899)},
                      {"2.16.01", "2.16.02", 2027, Money::Rupiah(900)},
                      {"2.16.01", "", 2028, Money()}};
  EXPECT_THAT(Findings(kRenja, context), ElementsAre("over_ceiling|||2027|Rp 900|Rp 899"));
}

TEST(Checklist, ATableWithNothingInItMustBeSaidToBeEmpty) {
  CheckContext context;
  context.kind = DocumentKind::kRenja;
  EXPECT_THAT(Findings(kRenja, context), Contains("item_missing|||||"));
  for (const ChecklistItem& item : ItemsOf(DocumentKind::kRenja))
    context.items.push_back({std::string(item.id), item.may_be_nil ? ItemState::kNil : ItemState::kPresent});
  EXPECT_THAT(Findings(kRenja, context), Not(Contains(testing::StartsWith("item"))));
}

TEST(DocumentSheet, IsReadBackAsItWasWritten) {
  DocumentContent content = From(std::string(kRenstra) + kRenja);
  content.indicators[0].targets[0].target = Quantity::Read("3,75-3,90", NumberStyle::kIndonesian);
  content.nodes[2].name = "=1+1 Informasi";
  content.nodes[2].amounts = {{2025, Money::Sen(150)}, {2030, Money::Rupiah(2'000'000'000)}};
  const std::string files[] = {WriteDocumentXlsx(content, {2031}, "Renja"),
                               WriteDocumentCsv(content, {2031})};
  for (const std::string& file : files) {
    const Result<ReadDocument> read = ReadDocumentSheet(file);
    ASSERT_TRUE(read.ok()) << read.error().code;
    EXPECT_THAT(read->findings, IsEmpty());
    EXPECT_THAT(DifferencesOf(content, read->content), IsEmpty());
    EXPECT_EQ(read->content.nodes[4].parent, content.nodes[4].parent);
  }
}

TEST(DocumentSheet, FaultsNameTheirCell) {
  struct Case {
    const char *line, *code, *place;
  };
  const Case cases[] = {
      {"Program;2.16.02;;;;;;;;;;\n", "name_missing", "C2"},
      {"Bukan;2.16.02;P;;;;;;;;;\n", "level_unknown", "A2"},
      {";abc;P;;;;;;;;;\n", "level_unknown", "A2"},
      {"Program;2.16.02;P;;;;;;;;;x\n", "amount_unreadable", "L2"},
      {"Program;2.16.02;P;;;;;;;;;-5\n", "amount_unreadable", "L2"},
      {";;;;;;;I;%;;1;\n", "indicator_alone", "H2"},
  };
  for (const Case& c : cases) {
    const Result<ReadDocument> read = ReadDocumentSheet(kHead + std::string(c.line));
    ASSERT_TRUE(read.ok());
    ASSERT_EQ(read->findings.size(), 1u) << c.line;
    EXPECT_EQ(read->findings[0].code, c.code);
    EXPECT_EQ(read->findings[0].place, c.place);
    EXPECT_TRUE(read->HasFaults());
  }
}

TEST(DocumentSheet, ACodeThatBecameANumberIsAFault) {
  sheets::Writer writer;
  writer.AddSheet("x");
  for (const int column : {0, 1, 2})
    writer.WriteText({0, column}, column == 0 ? "Tingkat" : column == 1 ? "Kode" : "Uraian");
  writer.WriteText({1, 0}, "Bidang urusan");
  writer.WriteNumber({1, 1}, "2.2");
  writer.WriteText({1, 2}, "Statistik");
  const Result<ReadDocument> read = ReadDocumentSheet(writer.Finish());
  ASSERT_TRUE(read.ok());
  ASSERT_EQ(read->findings.size(), 1u);
  EXPECT_EQ(read->findings[0].code, "code_number");
  EXPECT_EQ(read->findings[0].place, "B2");
}

TEST(DocumentSheet, WhatIsNoPlanIsRefused) {
  for (const char* text : {"", "a;b\n1;2\n", "PK\x03\x04 nothing", "Kode;Nama\n1;2\n"})
    EXPECT_FALSE(ReadDocumentSheet(text).ok()) << text;
}

TEST(Document, ContentThatNoRuleCouldBearIsRefused) {
  const auto code = [](const DocumentContent& content) {
    const Status status = CheckContent(content);
    return status.ok() ? std::string("ok") : status.error().code;
  };
  DocumentContent content = From(kRenja);
  EXPECT_EQ(code(content), "ok");
  EXPECT_EQ(code({}), "ok");
  DocumentContent broken = content;
  broken.nodes[2].parent = 3;
  EXPECT_EQ(code(broken), "planning.not_depth_first");
  broken = content;
  broken.nodes[2].amounts = {{2027, Money::Sen(900'000'000'000'000'000)}};
  EXPECT_EQ(code(broken), "ok");
  broken.nodes[3].amounts = {{2027, Money::Sen(900'000'000'000'000'000)}};
  EXPECT_EQ(code(broken), "planning.amounts_too_large");
  broken = content;
  broken.nodes[1].name.clear();
  EXPECT_EQ(code(broken), "planning.name_missing");
  broken.nodes[1].name = std::string(5000, 'x');
  EXPECT_EQ(code(broken), "planning.text_too_long");
}

}  // namespace
}  // namespace sinergi::planning
