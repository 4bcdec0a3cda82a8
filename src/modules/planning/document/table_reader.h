// ReadTables: the tables of a planning document as they are printed (T-C.25, T-C.27, the programme and indicator tables of an
// RPJMD), out of a workbook that was not made here: columns by what their headings say, over one row or several, with any number
// of years.
//
//   KODE | URUSAN/BIDANG/PROGRAM | INDIKATOR | SATUAN | BASELINE 2024 | 2025        | 2026 … 2030 | PERANGKAT DAERAH
//                                                                     | K   | Rp    | …
//
// Every table of every sheet is read into one document: a node that stands in several tables (same level and code, or name)
// is one node; an indicator that several tables state alike is one indicator. Where they differ both stay, each with its
// place (DocumentIndicator::source, "IKK!C7"), and the checklist names both. A table of indicators alone gets a node of
// its title. Sums ("Jumlah") are left out. Empty when the workbook holds no such table. Pure.
#pragma once

#include <optional>

#include "modules/planning/document/document_sheet.h"
#include "platform/sheets/workbook.h"

namespace sinergi::planning {

std::optional<ReadDocument> ReadTables(const sheets::Workbook& book);

}  // namespace sinergi::planning
