// How a formula writes cells, columns and rows: "K84", "$K$84", "A" (of "A:A"), "$6" (of "$6:$9").
// Pure, thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sinergi::sheets {

inline constexpr int kMaxRow = 1'048'575;  // from 0
inline constexpr int kMaxColumn = 16'383;  // from 0: XFD

struct ReferenceText {
  int row = -1;     // from 0; -1: a whole column
  int column = -1;  // from 0; -1: a whole row
  bool row_fixed = false, column_fixed = false;

  bool IsCell() const { return row >= 0 && column >= 0; }
  // Moved by so many rows and columns, as a shared formula is; "#REF!" outside of the sheet.
  std::string Shifted(int rows, int columns) const;
};

// The whole of `text` as a reference; empty when it is something else or lies outside of a sheet.
std::optional<ReferenceText> ReadReference(std::string_view text);

// Length of the run of characters at the start of `text` that can make up a name or a reference.
size_t NameRun(std::string_view text);
// Length of the quoted text at the start of `text` (quote doubled inside); to the end when it is not closed.
size_t QuotedRun(std::string_view text);

}  // namespace sinergi::sheets
