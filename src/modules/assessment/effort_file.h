// What improvement costs and what it depends on, as people keep it: two kinds of CSV.
//
//   Result<EffortTable> efforts = ReadEfforts(spbe, bytes, "upaya.csv");
//   code,level,effort,unit                 effort to reach the level from the one below; unit may be absent
//   21,2,1.5,Dinas Kominfo
//
//   Result<std::vector<Dependency>> needs = ReadDependencies(spbe, bytes, "syarat.csv");
//   code,level,needs_code,needs_level
//   32,4,15,3                              item 32 may rise to 4 only when item 15 has at least 3
//
// Efforts are decimals of at most six places, point or comma, not negative, at most 10^12; what is not named,
// or left empty, is 1. Columns may stand in any order, other columns are passed over; kode, tingkat, upaya,
// perlu_kode and perlu_tingkat are read too. Errors: assessment.bad_efforts or assessment.bad_dependencies
// {0}=file with one FieldError a fault, its field being "file:line"; all faults at once. Pure.
#pragma once

#include <string_view>

#include "modules/assessment/improve.h"

namespace sinergi::assessment {

Result<EffortTable> ReadEfforts(const Instrument& instrument, std::string_view bytes,
                                std::string_view file_name);
Result<std::vector<Dependency>> ReadDependencies(const Instrument& instrument, std::string_view bytes,
                                                 std::string_view file_name);

// "1.5", "1,5": millionths, not negative. Empty when it is no such number or more than 10^12.
std::optional<int64_t> ReadEffort(std::string_view text);

}  // namespace sinergi::assessment
