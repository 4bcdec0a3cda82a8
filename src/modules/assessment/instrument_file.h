// Reads and checks an instrument file (data/instruments/*.yaml, or one's own). Everything wrong is told at
// once, with line and column.
//
//   Result<Instrument> own = ReadInstrument(yaml, "ikd.yaml");
//
// Errors: data_file.bad_file {0}=file with one FieldError a fault; codes are listed in
// docs/reference/instrument.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/assessment/instrument.h"

namespace sinergi::assessment {

Result<Instrument> ReadInstrument(std::string_view yaml, std::string_view file_name);

// One that ships with the program: "spbe-2020". assessment.instrument_unknown {0}=id.
Result<Instrument> ShippedInstrument(std::string_view id);
std::vector<std::string> ShippedInstrumentIds();  // sorted

}  // namespace sinergi::assessment
