// ImportSipdRealisation: what was spent, as SIPD Penatausahaan hands it out ("Realisasi per dokumen", XLSX of 46 columns,
// one row a document), as a PlanYear of programmes, activities and sub-activities with the realisation of each month.
//
//   const auto got = ImportSipdRealisation(*sheets::ReadXlsx(bytes));
//   got->plan.nodes.back().money.realised[2]     // March: Nilai Realisasi less Nilai Setoran of its documents
//
// Columns are found by their headings. Only codes, names, the document's date and the two amounts are read; the columns
// of employees (NIP, Nama Pegawai) never. A row without a readable code, date or amount is not taken and is a finding;
// what was paid back (setoran) is taken off and told. The plan's ceilings are not in the file and stay as they are. Pure.
#pragma once

#include "modules/performance/sipd/sipd_renja.h"
#include "platform/sheets/workbook.h"

namespace sinergi::performance::sipd {

// Errors: sipd.no_heading {0}=heading, sipd.several_agencies {0}=codes, sipd.several_years {0}=years,
// sipd.nothing_taken {0}=first finding's place.
Result<SipdImport> ImportSipdRealisation(const sheets::Workbook& book, const SipdOptions& options = {});

// The workbook (XLSX) with the columns alone that are read: nothing of persons is in it, and it reads as the whole one does.
std::string OnlyColumnsRead(const sheets::Workbook& book);

}  // namespace sinergi::performance::sipd
