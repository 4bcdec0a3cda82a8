// Planning documents as forms: what stands in which column, for every form that ships.
#include "modules/performance/form/document_rows.h"

#include <gmock/gmock.h>

#include "modules/performance/form/test_document.h"

namespace sinergi::performance::form {
namespace {

using testing::ElementsAre;

// The texts of a row, column by column.
std::vector<std::string> TextsOf(const FormTable& table, size_t row) {
  std::vector<std::string> texts;
  for (const Cell& cell : table.rows.at(row).cells) texts.push_back(cell.text);
  return texts;
}

std::string TotalOf(const FormTable& table, int column) {
  for (const auto& [slot, cell] : table.footers.at(0).cells)
    if (slot == table.SlotOf(column, Side::kRp)) return cell.text;
  return "none";
}

class DocumentForms : public testing::Test {
 protected:
  FormTable Fill(const char* id) const { return FilledForm(documents_, id); }
  TestDocuments documents_ = MakeTestDocuments();
};

TEST_F(DocumentForms, Tc33SaysWhatIsPlanned) {
  const FormTable table = Fill("t-c-33");
  ASSERT_EQ(table.rows.size(), 4u);
  EXPECT_THAT(TextsOf(table, 0), ElementsAre("2.16.02", "Informasi publik", "Layanan (Layanan)", "Kota", "6",
                                             "1.700", "PAD", "=catatan", "7", "1.250"));
  EXPECT_THAT(TextsOf(table, 1), ElementsAre("", "", "Mutu", "", "Baik", "", "", "", "", ""));
  EXPECT_THAT(TextsOf(table, 2), ElementsAre("2.16.02.2.01.0014", "Relasi media", "Laporan (Laporan)", "Kota",
                                             "12", "1.200", "PAD", "=catatan", "12", "1.250"));
  EXPECT_THAT(TextsOf(table, 3),
              ElementsAre("2.16.02.2.01.0032", "Konten", "", "Kota", "", "500", "PAD", "=catatan", "", ""));
  EXPECT_EQ(TotalOf(table, 6), "1.700");
  EXPECT_EQ(table.form.columns[4].group, "Rencana tahun 2027");
  EXPECT_EQ(table.form.columns[9].group, "Prakiraan maju rencana tahun 2028");
}

TEST_F(DocumentForms, Table41HasItsSeventeenColumns) {
  const FormTable table = Fill("tabel-4-1");
  EXPECT_EQ(table.form.columns.size(), 17u);
  EXPECT_THAT(TextsOf(table, 0),
              ElementsAre("1", "2.16.02", "Informasi publik", "Layanan (Layanan)", "30", "3", "5", "6",
                          "1.700", "Kota", "PAD", "PN 2", "PD 5", "Warga", "7", "1.250", "Dinas Kominfo"));
  EXPECT_EQ(TotalOf(table, 16), "1.250");
}

TEST_F(DocumentForms, Tc29JoinsTheYears) {
  const FormTable table = Fill("t-c-29");
  // Target Renstra 30; up to 2024: 2; 2025: 4 promised, 3 reached; 2026: 5 promised.
  EXPECT_THAT(TextsOf(table, 0), ElementsAre("2.16.02", "Informasi publik", "Layanan (Layanan)", "30", "2",
                                             "4", "3", "75,00", "5", "10", "33,33", "=catatan"));
  EXPECT_THAT(TextsOf(table, 2), ElementsAre("2.16.02.2.01.0014", "Relasi media", "Laporan (Laporan)", "",
                                             "20", "10", "8", "80,00", "10", "38", "–", "=catatan"));
}

std::vector<std::string> TitlesOf(const FormTable& table) {
  std::vector<std::string> titles;
  for (const Column& column : table.form.columns) titles.push_back(column.title);
  return titles;
}

TEST_F(DocumentForms, Tc32ListsWhatWasDecidedAndSaysNil) {
  FormTable table = Fill("t-c-32");
  EXPECT_THAT(TitlesOf(table), ElementsAre("No", "Program/Kegiatan", "Lokasi", "Indikator kinerja",
                                           "Besaran/Volume", "Catatan"));
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_THAT(TextsOf(table, 0),
              ElementsAre("1", "2.16.02.2.01.0014 Relasi media: Wifi <b>balai", "Dusun Dua",
                          "Laporan (titik)", "3", "Diakomodasi Rp 140 (Desa, 0001/USUL/2026)"));
  EXPECT_THAT(TextsOf(table, 1),
              ElementsAre("2", "Jembatan", "", "", "", "Ditunda: Pagu tidak cukup (Warga, 0002/USUL/2026)"));
  documents_.proposals.clear();
  table = Fill("t-c-32");
  ASSERT_EQ(table.rows.size(), 1u);
  EXPECT_THAT(TextsOf(table, 0),
              ElementsAre("1", "NIHIL", "", "", "",
                          "Tidak ada usulan pemangku kepentingan yang diputus untuk tahun 2027."));
}

TEST_F(DocumentForms, E70AsksForEachPaper) {
  const FormTable table = Fill("e70");
  EXPECT_THAT(TitlesOf(table), ElementsAre("No", "Jenis kegiatan", "Ada", "Tidak ada",
                                           "Faktor penyebab ketidaksesuaian", "Tindak lanjut penyempurnaan"));
  ASSERT_EQ(table.rows.size(), 12u);
  EXPECT_THAT(TextsOf(table, 0),
              ElementsAre("1", "Tim penyusun Renja dibentuk dan agenda kerjanya disusun", "✓", "", "", ""));
  EXPECT_EQ(TextsOf(table, 1)[3], "✓");
  EXPECT_EQ(TextsOf(table, 2)[2] + TextsOf(table, 2)[3], "") << "nobody has said it";
  EXPECT_EQ(TextsOf(table, 5)[2], "✓") << "nil is there";
}

TEST_F(DocumentForms, E78AndE80RepeatWhatTheYearsSaid) {
  for (const char* id : {"e78", "e80"}) {
    const FormTable table = Fill(id);
    for (const FooterRow& footer : table.footers)
      if (footer.title == "Faktor penghambat") {
        EXPECT_THAT(footer.lines,
                    ElementsAre("2025: 2.16.02: Sinyal lemah", "2025: 2.16.02.2.01.0014: Sinyal lemah",
                                "2026: 2.16.02: Sinyal lemah", "2026: 2.16.02.2.01.0014: Sinyal lemah"))
            << id;
      }
  }
}

TEST_F(DocumentForms, Tc30HasTheRenstraBesideWhatWasReached) {
  const FormTable table = Fill("t-c-30");
  EXPECT_THAT(TextsOf(table, 0), ElementsAre("1", "Layanan (Layanan)", "SPM", "IKK 3", "4", "5", "6", "", "3",
                                             "5", "6", "7", "=catatan"));
}

TEST_F(DocumentForms, Tc31HasTwoDocumentsSideBySide) {
  const FormTable table = Fill("t-c-31");
  EXPECT_THAT(TextsOf(table, 0),
              ElementsAre("1", "Informasi publik", "Kota", "Layanan", "6", "1.700", "Informasi publik",
                          "Kota", "Layanan (Layanan)", "6", "1.700", ""));
  EXPECT_EQ(TextsOf(table, 2).back(), "Lokasi berbeda");
  documents_.rkpd = {};
  EXPECT_EQ(TextsOf(Fill("t-c-31"), 2).back(), "Hanya di Renja");
}

TEST_F(DocumentForms, E75FindsWhatDiffers) {
  const FormTable table = Fill("e75");
  ASSERT_EQ(table.rows.size(), 5u);
  const std::vector<std::string> changed = TextsOf(table, 2);
  EXPECT_EQ(changed[8], "1.200");
  EXPECT_EQ(changed[9], "1.150");
  EXPECT_THAT(std::vector<std::string>(changed.begin() + 14, changed.begin() + 17),
              ElementsAre("", "✓", "Dana berbeda; Target berbeda"));
  EXPECT_EQ(TextsOf(table, 3)[16], "Hanya di Renja");
  EXPECT_THAT(TextsOf(table, 4)[16], "Tidak ada di Renja");
  EXPECT_EQ(TotalOf(table, 9), "1.700");
  EXPECT_EQ(TotalOf(table, 10), "1.220");
}

TEST_F(DocumentForms, Tc27HasAColumnForEachOfSixYears) {
  const FormTable table = Fill("t-c-27");
  EXPECT_EQ(table.form.columns.size(), 15u);
  EXPECT_THAT(TextsOf(table, 0), ElementsAre("Layanan digital", "", "", "", "Indeks Pemdi (Indeks)", "2,4",
                                             "2,5", "1.000", "2,6", "1.600", "", "1.200", "", "0", "", "",
                                             "3,1", "", "3,1", "3.800", "Dinas Kominfo", "Kota"));
  EXPECT_EQ(TextsOf(table, 1)[1], "Informasi merata");
  EXPECT_EQ(TextsOf(table, 1)[8], "70-75");
  EXPECT_EQ(TextsOf(table, 2)[3], "Informasi publik");
  EXPECT_EQ(TotalOf(table, 8), "1.600");
}

TEST_F(DocumentForms, E80HoldsResultsAgainstTheRenstra) {
  const FormTable table = Fill("e80");
  const auto text = [&](size_t row, int column, Side side) {
    return table.rows.at(row).cells.at(static_cast<size_t>(table.SlotOf(column, side))).text;
  };
  EXPECT_EQ(text(2, 13, Side::kK), "3");
  EXPECT_EQ(text(2, 13, Side::kRp), "900");
  EXPECT_EQ(text(2, 19, Side::kK), "75,00");
  EXPECT_EQ(text(2, 19, Side::kRp), "90,00");
  EXPECT_EQ(text(3, 14, Side::kRp), "1.000");
  EXPECT_EQ(text(5, 19, Side::kK), "–");
  EXPECT_EQ(text(1, 19, Side::kK), "0,00");  // 2025 was measured, this was not reported
  EXPECT_EQ(text(1, 21, Side::kK), "–");     // 2027 was not measured yet
  EXPECT_EQ(text(3, 21, Side::kRp), "");
  ASSERT_EQ(table.notes.at(0).key, "form.note.spent_elsewhere");
  EXPECT_THAT(table.notes[0].args, ElementsAre("2025", "Rp 33"));
}

TEST_F(DocumentForms, E78EndsWithTheWholePeriod) {
  const FormTable table = Fill("e78");
  const auto text = [&](int column, Side side) {
    return table.rows.at(2).cells.at(static_cast<size_t>(table.SlotOf(column, side))).text;
  };
  EXPECT_EQ(text(25, Side::kK), "8");
  EXPECT_EQ(text(26, Side::kK), "26,67");
  EXPECT_EQ(text(25, Side::kRp), "1.900");
}

}  // namespace
}  // namespace sinergi::performance::form
