// Levels of an instrument's items as people keep them: a CSV with the columns code,value.
//
//   Result<Levels> levels = ReadLevels(spbe, bytes, "levels.csv");
//
// Values are whole levels, decimals ("3,25", "3.25") or fractions ("11/3") where the item's scale allows decimals; an empty value
// is not answered. Level 0 is "tidak dinilai" (not assessed) and counts as 0.
// Errors: assessment.bad_levels {0}=file with one FieldError a fault, its field being "file:line" (unknown code, doubled
// code, value that the item's scale does not have, missing column); every fault at once. Items not named are not answered.
#pragma once

#include <string_view>

#include "base/result.h"
#include "modules/assessment/index.h"

namespace sinergi::assessment {

Result<Levels> ReadLevels(const Instrument& instrument, std::string_view bytes, std::string_view file_name);

}  // namespace sinergi::assessment
