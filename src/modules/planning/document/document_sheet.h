// DocumentSheet: a planning document as one sheet (XLSX or CSV), written and read back. One row a node;
// further indicators of it stand in the rows below with nothing else in them. Columns are found by their
// headings, in any order, with any years:
//
//   Tingkat | Kode | Uraian | Mendukung | Perangkat daerah | Lokasi | Sumber dana | Catatan | Indikator | Satuan | Data awal
//   | Target 2025 | Pagu 2025 | Target 2026 | Pagu 2026 …
//
// The tree follows from the levels; a row without "Tingkat" takes it from its code. Numbers in text are
// Indonesian ("1.500.000,50"). Codes are text: a code that a spreadsheet turned into a number ("2.2" from
// "2.20") is a fault. Errors: planning.sheet_unreadable {0}=heading that is missing, and those of
// sheets::ReadXlsx and ReadCsv.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/planning/document/document.h"

namespace sinergi::planning {

// What is odd in a file, with its place: "C7". A fault keeps the file from being taken.
struct SheetFinding {
  std::string code;  // text planning.sheet_<code>
  std::string place, found;
  bool fault = true;
};

struct ReadDocument {
  DocumentContent content;
  std::vector<SheetFinding> findings;
  bool HasFaults() const;
};

// XLSX when the bytes are a package, else CSV.
Result<ReadDocument> ReadDocumentSheet(std::string_view bytes);

// `years` that get columns besides those in the content. Without content: the empty template with rows to
// fill in.
std::string WriteDocumentXlsx(const DocumentContent& content, const std::vector<int>& years,
                              std::string_view title);
std::string WriteDocumentCsv(const DocumentContent& content, const std::vector<int>& years);

}  // namespace sinergi::planning
