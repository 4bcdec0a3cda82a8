// Files that other programs write, as the shipped registers take them.
#include <gmock/gmock.h>

#include "kit/importing.h"

namespace sinergi::registers {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class ImportLayouts : public testkit::ImportTest {};
INSTANTIATE_TEST_SUITE_P(On, ImportLayouts, testing::ValuesIn(testkit::Backends()), testkit::BackendName);

constexpr const char* kLapor =
    "Daftar Laporan SP4N-LAPOR!;;;;;\n"
    "Periode;2024-09-01 s.d. 2024-09-30;;;;\n"
    "\n"
    "Tracking ID;Judul Laporan;Isi Laporan Awal;Klasifikasi Laporan;Tanggal Laporan;Nama Pelapor;Instansi\n"
    "9123401;Lampu jalan padam;Lampu jalan di depan pasar padam sejak minggu lalu.;Pengaduan;2024-03-04 "
    "09:12:44;;Dinas Komunikasi\n"
    "9123402;Pungutan di kantor;Ada pungutan di kantor pelayanan pada hari Senin.;Pengaduan Berkadar "
    "Pengawasan;05/03/2024 10.15;Warga Contoh;Dinas Komunikasi\n";

TEST_P(ImportLayouts, AnExportOfLaporIsRecognisedBelowItsTitle) {
  const http::Response shown = Upload("complaints", kLapor, true);
  EXPECT_THAT(shown.body, AllOf(HasSubstr("Dikenali sebagai: Ekspor SP4N-LAPOR!"), HasSubstr("2 baru"),
                                HasSubstr("Instansi")));
  EXPECT_EQ(Kept("complaints",
                 "tracking_id || ' ' || kind || ' ' || channel || ' ' || identity || ' ' || received_on"),
            "9123401 complaint lapor anonymous 2024-03-04\n9123402 supervision lapor open 2024-03-05\n");
}

// Next week's export holds the same reports again, one of them with a better title.
TEST_P(ImportLayouts, TheSameReportIsTheSameRecord) {
  Upload("complaints", kLapor, true);
  EXPECT_THAT(Upload("complaints", kLapor, false).body, HasSubstr("0 baru, 0 berubah, 2 sama"));
  std::string later = kLapor;
  later.replace(later.find("Lampu jalan padam"), 17, "Lampu jalan pasar");
  EXPECT_THAT(Upload("complaints", later, true).body, HasSubstr("0 baru, 1 berubah, 1 sama"));
  EXPECT_EQ(Kept("complaints", "subject"), "Lampu jalan pasar\nPungutan di kantor\n");
}

// What the office has settled is not moved by a file.
TEST_P(ImportLayouts, WhatMayNoLongerBeChangedIsLeft) {
  Upload("complaints", kLapor, true);
  Write([&](sql::Connection& c) -> Status {
    c.Execute("UPDATE \"" + TableOf(registers().Find("complaints")->definition) + "\" SET state = 'done'",
              {});
    return Ok();
  });
  std::string later = kLapor;
  later.replace(later.find("Lampu jalan padam"), 17, "Lampu jalan pasar");
  EXPECT_THAT(Upload("complaints", later, false).body, HasSubstr("0 baru, 0 berubah, 2 sama"));
}

TEST_P(ImportLayouts, PackagesOfRupComeWithTheirMethodAndCeiling) {
  const http::Response shown = Upload("procurement",
                                      "Kode RUP;Nama Paket;Satuan Kerja;Pagu;Jenis Pengadaan;Metode "
                                      "Pemilihan;Sumber Dana;PDN;UKM;Awal Pemilihan\n"
                                      "50123456;Sewa internet;Dinas Komunikasi;1.250.000.000;Jasa "
                                      "Lainnya;E-Purchasing;APBD;Ya;Ya;02/01/2024\n",
                                      true);
  EXPECT_THAT(shown.body, AllOf(HasSubstr("Unduhan RUP"), HasSubstr("1 baru")));
  EXPECT_EQ(Kept("procurement",
                 "rup_code || ' ' || way || ' ' || kind || ' ' || method || ' ' || fund || ' ' || "
                 "selection_from || ' ' "
                 "|| ceiling"),
            "50123456 provider services e_purchasing apbd 2024-01-02 125000000000\n");
}

// 9 March 2024 is a Saturday, 11 March Nyepi: nobody was absent there.
TEST_P(ImportLayouts, ADailyRecapTellsWhoWasLateAndWhoWasAbsent) {
  Upload("attendance",
         "NIP;Nama;Tgl;Jam Masuk;Jam Pulang;Scan Masuk;Scan Pulang\n"
         "197001012000011001;Pegawai Satu;06/03/2024;07:30;16:00;07:41;16:02\n"
         "197001012000011001;Pegawai Satu;07/03/2024;07:30;16:00;;\n"
         "197001012000011001;Pegawai Satu;09/03/2024;07:30;16:00;;\n"
         "197001012000011001;Pegawai Satu;11/03/2024;07:30;16:00;;\n",
         true);
  EXPECT_EQ(Kept("attendance",
                 "day || ' ' || status || ' ' || source || ' ' || CAST(late_minutes / 1000000 AS TEXT) || "
                 "' ' || CAST(absent_days / 1000000 AS TEXT)"),
            "2024-03-06 present machine 11 0\n2024-03-07 unexcused machine 0 1\n");
}

TEST_P(ImportLayouts, ALogOfScansIsADayFromTheFirstToTheLast) {
  const char* log =
      "Log mesin\n"
      "NIP;Nama;Waktu;Status\n"
      "197001012000011001;Pegawai Satu;2024-03-06 16:05:10;C/Out\n"
      "197001012000011001;Pegawai Satu;2024-03-06 7:28:59;C/In\n"
      "197001012000011002;Pegawai Dua;2024-03-06 08:01:00;C/In\n"
      "197001012000011001;Pegawai Satu;2024-03-06 12:30:00;C/Out\n"
      "197001012000011001;Pegawai Satu;2024-03-07 07:29:00;C/In\n";
  Upload("attendance", log, true);
  EXPECT_EQ(
      Kept("attendance",
           "employee_id || ' ' || day || ' ' || came || ' ' || COALESCE(\"left\", '-') || ' ' || status"),
      "197001012000011001 2024-03-06 07:28 16:05 present\n"
      "197001012000011002 2024-03-06 08:01 - present\n"
      "197001012000011001 2024-03-07 07:29 - present\n");
  EXPECT_THAT(Upload("attendance", log, false).body, HasSubstr("0 baru, 0 berubah, 3 sama"));
}

// The register's own columns go before what a layout would read into them.
TEST_P(ImportLayouts, AFileWithTheRegistersOwnColumnsNeedsNoLayout) {
  const http::Response shown =
      Upload("attendance",
             "Nama pegawai;NIP;Tanggal;Keterangan;Jadwal masuk;Jadwal pulang;Jam masuk;Jam pulang;Sumber\n"
             "Pegawai Satu;197001012000011001;2024-03-06;Hadir;07:30;16:00;07:30;16:00;Manual\n",
             true);
  EXPECT_THAT(shown.body, Not(HasSubstr("Dikenali sebagai")));
  EXPECT_EQ(Kept("attendance", "source || ' ' || came"), "manual 07:30\n");
}

}  // namespace
}  // namespace sinergi::registers
