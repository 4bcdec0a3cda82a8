// For tests only: makes small XLSX packages out of XML written by hand, right or wrong on purpose.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace sinergi::sheets {

using TestParts = std::vector<std::pair<std::string, std::string>>;

std::string MakeZip(const TestParts& parts);
// A workbook of one sheet "Isi" with this inside of <worksheet>, and the parts given more or instead.
std::string MakeXlsx(const std::string& worksheet, const TestParts& more = {});
// The same with rows alone.
std::string MakeRows(const std::string& rows, const TestParts& more = {});
// The real evaluation workbook; empty (and said so) where it is not at hand.
std::string RealWorkbook();

}  // namespace sinergi::sheets
