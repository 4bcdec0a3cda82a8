// Numbering patterns: "{seq:4}/PPID/{month:roman}/{year}". Pure; the counter is the store's.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "modules/register/definition.h"

namespace sinergi::registers {

// Empty when a place in braces is not known. Places: {seq} {seq:N} {year} {month} {month:roman} {unit}
// {field}.
std::optional<std::vector<Numbering::Part>> ReadPattern(std::string_view pattern);

struct NumberFacts {
  int64_t sequence = 0;
  Date on;
  std::string unit_code;
  std::function<std::string(std::string_view field)> field;
};
std::string NumberOf(const Numbering& numbering, const NumberFacts& facts);

// What a number given elsewhere says of itself; nothing where it has not the pattern's form.
struct GivenNumber {
  int64_t sequence = 0;
  std::optional<int> year, month;
};
std::optional<GivenNumber> ReadNumber(const Numbering& numbering, std::string_view number);

// What a sequence counts within: "2024", "2024/7", "2024-03".
std::string ScopeOf(const Numbering& numbering, const Date& on, int64_t unit_id);

}  // namespace sinergi::registers
