// CSV after RFC 4180, UTF-8. Reading: comma or semicolon by the first line, BOM skipped, quotes, CRLF; errors
// name the line. Writing: a field that starts with = + - @ TAB or CR gets a leading apostrophe, so that no
// spreadsheet runs it (numbers stay numbers).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sinergi::sheets {

// At most 2 million fields (sheets.too_many_cells). A row is as long as its line; an empty line is one empty
// field.
Result<std::vector<std::vector<std::string>>> ReadCsv(
    std::string_view text);  // sheets.bad_csv {0}=line, sheets.bad_encoding
std::string WriteCsv(const std::vector<std::vector<std::string>>& rows);
std::string SafeCsvField(std::string_view field);

}  // namespace sinergi::sheets
