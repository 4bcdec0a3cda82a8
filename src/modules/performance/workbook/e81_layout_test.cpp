#include "modules/performance/workbook/e81_layout.h"

#include <gtest/gtest.h>

#include "modules/performance/workbook/test_book.h"

namespace sinergi::performance {
namespace {

// Seventeen columns with code, shifted down and to the right, no column of units, K and Rp spelled out.
TEST(E81Layout, SeventeenColumns) {
  sheets::Workbook book;
  TestSheet sheet(book.sheets.emplace_back());
  sheet.Put("B2", "Formulir E.81 Evaluasi Terhadap Hasil Renja");
  sheet.Row(9, {"",
                "No.",
                "Sasaran",
                "Kode",
                "Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan",
                "Indikator Kinerja",
                "Target Renstra PD Tahun 2026",
                "",
                "Realisasi Capaian Kinerja Renstra PD s.d. Renja Tahun Lalu",
                "",
                "Target Kinerja dan Anggaran Renja PD Tahun 2025",
                "",
                "Realisasi Kinerja TW I",
                "",
                "TW II",
                "",
                "TW III",
                "",
                "TW IV",
                "",
                "Realisasi Capaian Kinerja dan Anggaran Renja PD yang Dievaluasi",
                "",
                "Tingkat Capaian Kinerja dan Realisasi Anggaran Renja (%)",
                "",
                "Realisasi Renstra PD s/d Tahun 2025",
                "",
                "Tingkat Capaian Renstra PD s/d Tahun 2025 (%)",
                "",
                "Perangkat Daerah Penanggung Jawab",
                "Ket."});
  std::vector<std::string> sub(28);
  for (size_t i = 6; i < 28; ++i) sub[i] = i % 2 == 0 ? "Kinerja" : "Anggaran (Rp)";
  sheet.Row(10, sub);
  sheet.Row(11, {"",
                 "1",
                 "2",
                 "",
                 "3",
                 "4",
                 "5",
                 "",
                 "6",
                 "",
                 "7",
                 "",
                 "8",
                 "",
                 "9",
                 "",
                 "10",
                 "",
                 "11",
                 "",
                 "12=8+9+10+11",
                 "",
                 "13=12/7x100",
                 "",
                 "14=6+12",
                 "",
                 "15=14/5x100",
                 "",
                 "16",
                 "17"});
  const auto tables = FindE81(book);
  ASSERT_TRUE(tables.ok()) << tables.error().args[0];
  const E81Layout& l = tables->front();
  EXPECT_EQ(l.first_row, 11);
  EXPECT_EQ(l.code.first, 3);
  EXPECT_EQ(l.name.first, 4);
  EXPECT_EQ(l.indicator, 5);
  EXPECT_EQ(l.renstra.rp, 7);
  EXPECT_EQ(l.before.k, 8);
  EXPECT_EQ(l.target.rp, 11);
  EXPECT_EQ(l.quarter[0].k, 12);
  EXPECT_EQ(l.quarter[3].rp, 19);
  EXPECT_EQ(l.year.k, 20);
  EXPECT_EQ(l.renja_rate.rp, 23);
  EXPECT_EQ(l.to_date.k, 24);
  EXPECT_EQ(l.renstra_rate.rp, 27);
  EXPECT_EQ(l.responsible, 28);
  EXPECT_EQ(l.note, 29);
}

}  // namespace
}  // namespace sinergi::performance
