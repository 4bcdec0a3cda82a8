// TextPattern: the small patterns of text fields: "[0-9]{16}", "[0-9]{4}/[A-Z]+", "\.": classes and
// characters, each with {n}, {n,m}, ?, + or *, matched over the whole text in time linear in its length times
// the pattern's (no backtracking).
#pragma once

#include <bitset>
#include <optional>
#include <string_view>
#include <vector>

namespace sinergi::registers {

class TextPattern {
 public:
  static std::optional<TextPattern> Read(std::string_view pattern);  // at most 200 steps
  bool Matches(std::string_view text) const;

 private:
  struct Step {
    std::bitset<256> bytes;
    bool may_skip = false, may_repeat = false;
  };
  std::vector<Step> steps_;
};

}  // namespace sinergi::registers
