// Texts and names as an XLSX file may hold them. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sinergi::sheets {

// Without characters that XML has not, broken bytes as "?", at most `most` characters as Excel counts them
// (UTF-16); what is cut ends in "…". Text that looks like an escape ("_x000D_") is escaped, so that it is
// read back as it is.
std::string CellTextForFile(std::string_view text, size_t most = 32'767);

// At most 31 characters, none of []:*?/\ and no apostrophe at the ends; different from all names in `taken`.
std::string SheetName(std::string_view wanted, const std::vector<std::string>& taken);

}  // namespace sinergi::sheets
