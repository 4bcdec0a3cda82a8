// ImportRkaLines: lines of RKA as SIPD-RI hands them out (JSON, one row an item of expenditure), as a PlanYear: ceilings of
// sub-activities with their parts by funding source and account.
//
//   const auto got = ImportRkaLines(json);
//   got->plan.nodes.back().budget[0]     // {"1.2.01.08", "5.1.02.01.01.0024", Rp 67.200}
//
// Only codes, names, volumes, prices and totals are read; columns of recipients and employees never. A line's total (rincian, else
// total_harga) counts; when volume times price and tax does not make it, that is a finding. Pure.
#pragma once

#include "modules/performance/sipd/sipd_renja.h"

namespace sinergi::performance::sipd {

// Errors: those of ImportSipdRenja.
Result<SipdImport> ImportRkaLines(std::string_view json, const SipdOptions& options = {});

// The file (JSON) with the fields alone that are read: nothing of persons is in it, and it reads as the whole one does.
std::string OnlyFieldsRead(std::string_view json);

}  // namespace sinergi::performance::sipd
