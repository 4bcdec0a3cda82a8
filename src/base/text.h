// Small text helpers that know bytes and UTF-8, no domain word. Pure, thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sinergi {

constexpr bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view TrimBlanks(std::string_view text);              // blanks, tabs, line ends, no-break spaces
std::string FoldBlanks(std::string_view text);                   // runs of blanks and line ends become one blank
std::string LowerAscii(std::string_view text);
std::string FoldText(std::string_view text);                     // FoldBlanks + LowerAscii, for comparing
std::vector<std::string_view> Split(std::string_view text, char separator);
bool ContainsFolded(std::string_view text, std::string_view folded_part);  // part already lower-case
bool IsValidUtf8(std::string_view text);
// At most `bytes` bytes, cut at a character's border, "…" (within the bytes) where it was cut.
std::string Shorten(std::string_view text, size_t bytes);

}  // namespace sinergi
