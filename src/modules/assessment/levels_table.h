// A CSV with one line an item: a column of codes and one of what stands for them (levels, weights), laid
// beside the items of an instrument. Used by levels_file and instrument_scoring.
//
//   Result<CodeTable> table = ReadCodeTable(codes, "spbe-2020", bytes, "levels.csv", "value",
//                                           "assessment.bad_levels");
//   table->cells[0].text   // "3", of the first item
//
// The separator is a comma or a semicolon; byte order mark, Windows line ends, quotes, blank lines and
// further columns are allowed; columns may stand in any order. Faults are kept until TakeError, so that all
// are told at once; their field is "file:line".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/assessment/instrument.h"

namespace sinergi::assessment {

constexpr size_t kTableBytesMost = 4 << 20;
constexpr size_t kTableFaultsMost = 200;

struct CodeTable {
  struct Cell {
    std::string text;
    int line = 0;  // 0: the file does not name it
  };
  std::vector<Cell> cells;  // in the order of the codes
  Error error;              // with the faults found so far

  void AddFault(int line, std::string_view code, std::vector<std::string> args = {});
};

// `column`: the other column's name, in English; in Indonesian files "kode" and "nilai" or "bobot" are read
// too.
Result<CodeTable> ReadCodeTable(const std::vector<std::string>& codes, std::string_view instrument_id,
                                std::string_view bytes, std::string_view file_name, std::string_view column,
                                std::string_view error_code);
bool IsBlankRow(const std::vector<std::string>& row);
std::vector<std::string> CodesOf(const Instrument& instrument);  // of its items

}  // namespace sinergi::assessment
