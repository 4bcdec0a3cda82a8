// CorrectedCopy: the same workbook file with only the faulty cells' formulas replaced by the right ones, and
// a sheet that lists what was changed and why. Everything else (looks, comments, print settings) stays byte
// for byte.
//
//   Result<std::string> copy = CorrectedCopy(bytes, Examine(*ReadXlsx(bytes)));
//
// The spreadsheet program recalculates the copy when it opens it. Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "modules/performance/workbook/doctor.h"

namespace sinergi::performance {

// Errors: those of sheets::ReadXlsx; performance.e81_not_corrected when the file is written in a way we do
// not edit.
Result<std::string> CorrectedCopy(std::string_view xlsx_bytes, const DoctorReport& report);

}  // namespace sinergi::performance
