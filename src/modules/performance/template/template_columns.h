// The columns of our own workbooks: what is written is what is looked for when they come back. Headings are
// part of the format, like keys: a changed one is refused.
#pragma once

#include <span>
#include <string_view>

namespace sinergi::performance::templates {

struct TemplateColumn {
  std::string_view heading;
  double width = 12;
  bool input = true;
};

constexpr std::string_view kEntryMark = "sinergi-isian/1";  // A1 of the entry sheet, then plan and period
constexpr std::string_view kPlanMark = "sinergi-rencana/1";
constexpr std::string_view kEntrySheet = "Isian", kGeneralSheet = "Umum", kNodeSheet = "Rencana",
                           kIndicatorSheet = "Indikator", kHelpSheet = "Petunjuk";
constexpr int kHeadingRow = 2;  // from 0; the rows follow

enum EntryColumn {
  kKey,
  kEntryCode,
  kEntryNode,
  kEntryIndicator,
  kEntryUnit,
  kEntryTarget,
  kEntryLast,
  kRealised,
  kObstacle,
  kSolution,
  kDriver,
  kFollowUp
};
constexpr TemplateColumn kEntryColumns[] = {{"Kunci", 10, false},
                                            {"Kode", 20, false},
                                            {"Program/Kegiatan/Sub Kegiatan", 36, false},
                                            {"Indikator", 36, false},
                                            {"Satuan", 12, false},
                                            {"Target triwulan ini", 14, false},
                                            {"Realisasi triwulan lalu", 14, false},
                                            {"Realisasi", 14},
                                            {"Hambatan", 30},
                                            {"Solusi", 30},
                                            {"Faktor pendorong", 30},
                                            {"Tindak lanjut", 30}};

enum NodeColumn {
  kLevel,
  kCode,
  kName,
  kUnit,
  kRenstra,
  kBefore,
  kCeiling,
  kRevised,
  kRevisedFrom,
  kNextYear,
  kJanuary,
  kRealisedJanuary = kJanuary + 12,
  kNote = kRealisedJanuary + 12
};
constexpr TemplateColumn kNodeColumns[] = {{"Jenjang", 14},
                                           {"Kode", 20},
                                           {"Uraian", 48},
                                           {"Unit penanggung jawab", 24},
                                           {"Pagu Renstra", 16},
                                           {"Realisasi s.d. tahun lalu", 16},
                                           {"Pagu", 16},
                                           {"Pagu perubahan", 16},
                                           {"Perubahan berlaku mulai", 14},
                                           {"Pagu tahun depan", 16},
                                           {"Kas Januari"},
                                           {"Kas Februari"},
                                           {"Kas Maret"},
                                           {"Kas April"},
                                           {"Kas Mei"},
                                           {"Kas Juni"},
                                           {"Kas Juli"},
                                           {"Kas Agustus"},
                                           {"Kas September"},
                                           {"Kas Oktober"},
                                           {"Kas November"},
                                           {"Kas Desember"},
                                           {"Realisasi Januari"},
                                           {"Realisasi Februari"},
                                           {"Realisasi Maret"},
                                           {"Realisasi April"},
                                           {"Realisasi Mei"},
                                           {"Realisasi Juni"},
                                           {"Realisasi Juli"},
                                           {"Realisasi Agustus"},
                                           {"Realisasi September"},
                                           {"Realisasi Oktober"},
                                           {"Realisasi November"},
                                           {"Realisasi Desember"},
                                           {"Catatan", 36}};

enum IndicatorColumn {
  kOwner,
  kIndicator,
  kMeasure,
  kDirection,
  kAggregation,
  kWeight,
  kCap,
  kQuarter1,
  kTargetYear = kQuarter1 + 4,
  kTargetRenstra,
  kBaseline,
  kRealisedBefore,
  kDefinition,
  kFormula,
  kDataSource
};
constexpr TemplateColumn kIndicatorColumns[] = {{"Kode atau uraian", 28},
                                                {"Indikator", 44},
                                                {"Satuan", 12},
                                                {"Arah", 16},
                                                {"Cara hitung", 14},
                                                {"Bobot", 8},
                                                {"Batas capaian (%)", 10},
                                                {"Target I"},
                                                {"Target II"},
                                                {"Target III"},
                                                {"Target IV"},
                                                {"Target tahun"},
                                                {"Target akhir Renstra"},
                                                {"Capaian awal"},
                                                {"Realisasi s.d. tahun lalu"},
                                                {"Definisi", 36},
                                                {"Rumus", 36},
                                                {"Sumber data", 24}};

enum GeneralRow { kYear, kGovernment, kAgency, kAgencyCode, kGeneralRows };
constexpr std::string_view kGeneralTitles[] = {"Tahun", "Pemerintah daerah", "Perangkat daerah",
                                               "Kode perangkat daerah"};

// Words of the sheets for what the program names otherwise; in the order of the enums.
constexpr std::string_view kLevelWords[] = {"Tujuan",  "Sasaran",  "Urusan",      "Bidang urusan",
                                            "Program", "Kegiatan", "Sub kegiatan"};
constexpr std::string_view kDirectionWords[] = {"Makin besar", "Makin kecil", "Makin kecil (T/R)", "Rentang",
                                                "Teks"};
constexpr std::string_view kAggregationWords[] = {"Jumlah", "Terakhir", "Rata-rata", "Terbesar", "Terkecil"};
constexpr std::string_view kNoCap = "tanpa batas";

}  // namespace sinergi::performance::templates
