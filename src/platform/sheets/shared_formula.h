// A shared formula is stored once, at its first cell; the others say "the same, from where I stand".
//
//   ShiftFormula("L11+$AB$11", 1, 1)   // "M12+$AB$11"
//
// Texts in quotes, names of functions and names of sheets stay; "A:A" and "6:9" are moved too. Pure,
// thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace sinergi::sheets {

std::string ShiftFormula(std::string_view formula, int rows, int columns);

}  // namespace sinergi::sheets
