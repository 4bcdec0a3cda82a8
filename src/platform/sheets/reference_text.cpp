#include "platform/sheets/reference_text.h"

#include "base/text.h"
#include "platform/sheets/workbook.h"

namespace sinergi::sheets {
namespace {

bool IsLetter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool TakeDollar(std::string_view& text) {
  if (text.empty() || text[0] != '$') return false;
  text.remove_prefix(1);
  return true;
}

// Letters as a column from 0; -1 when there are none, -2 when there are too many.
int TakeColumn(std::string_view& text) {
  int column = 0;
  size_t n = 0;
  for (; n < text.size() && IsLetter(text[n]); ++n) {
    if (n == 3) return -2;
    column = column * 26 + ((text[n] & ~0x20) - 'A' + 1);
  }
  text.remove_prefix(n);
  return column - 1 > kMaxColumn ? -2 : column - 1;
}

// Digits as a row from 0; -1 when there are none, -2 when it is no row of a sheet.
int TakeRow(std::string_view& text) {
  if (text.empty()) return -1;
  if (text[0] == '0' || text.size() > 7) return -2;
  int row = 0;
  size_t n = 0;
  for (; n < text.size() && IsDigit(text[n]); ++n) row = row * 10 + (text[n] - '0');
  text.remove_prefix(n);
  return row - 1 > kMaxRow || n == 0 ? -2 : row - 1;
}

}  // namespace

std::optional<ReferenceText> ReadReference(std::string_view text) {
  ReferenceText ref;
  const bool first_dollar = TakeDollar(text);
  ref.column = TakeColumn(text);
  if (ref.column == -2) return std::nullopt;
  const bool has_column = ref.column >= 0;
  const bool second_dollar = has_column && TakeDollar(text);
  if (second_dollar && text.empty()) return std::nullopt;
  ref.row = TakeRow(text);
  if (ref.row == -2 || !text.empty() || (ref.row < 0 && !has_column)) return std::nullopt;
  ref.column_fixed = has_column && first_dollar;
  ref.row_fixed = has_column ? second_dollar : first_dollar;
  return ref;
}

std::string ReferenceText::Shifted(int rows, int columns) const {
  std::string out;
  if (column >= 0) {
    const int to = column_fixed ? column : column + columns;
    if (to < 0 || to > kMaxColumn) return "#REF!";
    out += (column_fixed ? "$" : "") + ColumnName(to);
  }
  if (row >= 0) {
    const int to = row_fixed ? row : row + rows;
    if (to < 0 || to > kMaxRow) return "#REF!";
    out += (row_fixed ? "$" : "") + std::to_string(to + 1);
  }
  return out;
}

size_t NameRun(std::string_view text) {
  size_t n = 0;
  for (; n < text.size(); ++n) {
    const char c = text[n];
    const bool part = IsLetter(c) || IsDigit(c) || c == '_' || c == '.' || c == '$' || c == '\\' ||
                      c == '?' || static_cast<unsigned char>(c) >= 0x80;
    if (!part) break;
  }
  return n;
}

size_t QuotedRun(std::string_view text) {
  const char quote = text[0];
  for (size_t i = 1; i < text.size(); ++i) {
    if (text[i] != quote) continue;
    if (i + 1 < text.size() && text[i + 1] == quote)
      ++i;
    else
      return i + 1;
  }
  return text.size();
}

}  // namespace sinergi::sheets
