// The columns and words of a DocumentSheet, for its reader and its writer.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/planning/document/document.h"

namespace sinergi::planning {

enum SheetColumn {
  kColumnLevel,
  kColumnCode,
  kColumnName,
  kColumnServes,
  kColumnAgency,
  kColumnLocation,
  kColumnFunding,
  kColumnNote,
  kColumnIndicator,
  kColumnUnit,
  kColumnBaseline,
  kColumnNationalPriority,
  kColumnRegionalPriority,
  kColumnTargetGroup,
  kColumnStandard,
  kColumnKeyIndicator,
  kSheetColumns,
};
constexpr std::string_view kColumnWords[kSheetColumns] = {"Tingkat",
                                                          "Kode",
                                                          "Uraian",
                                                          "Mendukung",
                                                          "Perangkat daerah",
                                                          "Lokasi",
                                                          "Sumber dana",
                                                          "Catatan",
                                                          "Indikator",
                                                          "Satuan",
                                                          "Data awal",
                                                          "Prioritas nasional",
                                                          "Prioritas daerah",
                                                          "Kelompok sasaran",
                                                          "SPM/standar nasional",
                                                          "IKK"};
constexpr std::string_view kTargetWord = "Target", kAmountWord = "Pagu";
constexpr std::string_view kSheetLevelWords[kDocumentLevels] = {
    "Visi", "Misi", "Tujuan", "Sasaran", "Urusan", "Bidang urusan", "Program", "Kegiatan", "Sub kegiatan"};

// Also "Subkegiatan", and the names stored.
std::optional<DocumentLevel> LevelOfWord(std::string_view word);
// Years of the content and those wanted, ascending.
std::vector<int> SheetYears(const DocumentContent& content, const std::vector<int>& wanted);

}  // namespace sinergi::planning
