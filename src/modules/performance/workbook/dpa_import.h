// ImportDpa: items of a DPA in the workbook of 13 columns, as a PlanYear: ceilings of sub-activities with their parts by funding
// source and account.
//
//   KODE AKUN | URAIAN | JENIS KELOMPOK | KELOMPOK | JENIS KOMPONEN | NAMA KOMPONEN | HARGA SAT. KOMPONEN | SATUAN KOMPONEN | SATUAN
//   | VOLUME | JUMLAH | KODE SUMBER DANA | KETERANGAN
//
// The workbook is of one sub-activity, named by its sheet ("2.16.02.2.01.0014"), by a row that holds that code alone, or by codes that
// hold both ("2.16.02.2.01.0014.5.1.02.01.01.0024"); of several, one sheet or one row for each. JUMLAH counts; without it the
// product of VOLUME ("200;2") and price. Where both are there and differ, that is a finding. The column of remarks is not
// read. The file says neither year nor agency. Pure.
#pragma once

#include "base/result.h"
#include "modules/performance/import_kinds.h"
#include "platform/sheets/workbook.h"

namespace sinergi::performance {

// Errors: dpa.no_year, dpa.no_heading {0}=heading, dpa.nothing_taken {0}=first finding's place.
Result<ImportedPlan> ImportDpa(const sheets::Workbook& book, int year);

// The workbook (XLSX) with the columns alone that are read.
std::string OnlyDpaColumns(const sheets::Workbook& book);

}  // namespace sinergi::performance
