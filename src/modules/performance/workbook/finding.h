// Finding: one thing that a reader of other people's files has to say about a cell. Its sentence is the text
// "finding.<kind>" of data/texts, filled with `args`.
//
//   {"sum_misses_rows", Severity::kFault, "Realisasi TW IV", "K84", "943137271", "1029053476", {...}}
//
// A fault is an arithmetic fault and `expected` holds the right value; a note is a thing that a person should
// look at. `found` and `expected` are plain decimals ("1234567.5") or texts as they stand in the file; `args`
// are ready to print, and for faults of workbooks begin with cell, found, expected. Plain values.
#pragma once

#include <string>
#include <vector>

namespace sinergi::performance {

enum class Severity { kFault, kNote };

struct Finding {
  std::string kind;
  Severity severity = Severity::kNote;
  std::string sheet = {}, cell = {};  // A1; empty: of the whole file or sheet
  std::string found = {}, expected = {};
  std::vector<std::string> args = {};
};

}  // namespace sinergi::performance
