#include "base/quantity.h"

#include "base/text.h"

namespace sinergi {
namespace {

bool IsNumberChar(char c) { return (c >= '0' && c <= '9') || c == '.' || c == ','; }

// Length of the leading number-like part, sign included; 0 when the text does not begin with one.
size_t NumberLength(std::string_view text) {
  size_t at = 0;
  if (text.starts_with('-') || text.starts_with('+')) at = 1;
  const size_t digits = at;
  while (at < text.size() && IsNumberChar(text[at])) ++at;
  return at > digits && text[digits] >= '0' && text[digits] <= '9' ? at : 0;
}

// Length of a range's dash ("-", "–" or "s.d.") with its blanks; 0 when there is none.
size_t DashLength(std::string_view text) {
  size_t at = 0;
  while (at < text.size() && text[at] == ' ') ++at;
  if (text.substr(at).starts_with("s.d.")) {
    at += 4;
  } else if (text.substr(at).starts_with("-")) {
    at += 1;
  } else if (text.substr(at).starts_with("\xE2\x80\x93")) {
    at += 3;
  } else {
    return 0;
  }
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}

// A unit stands behind a blank or begins with %; "25/14" is therefore no number with unit "/14". A second number in it
// ("2 Dokumen 3 Laporan") leaves the whole for a person to read; a digit inside a word ("120 m2") is the unit's own.
bool IsUnit(std::string_view rest) {
  const bool apart = TrimBlanks(rest.substr(0, 1)).empty() || rest.starts_with("\xC2\xA0");
  if (!apart && rest.front() != '%') return false;
  bool in_word = false;
  for (const char c : rest) {
    const bool digit = c >= '0' && c <= '9';
    if (digit && !in_word) return false;
    in_word = digit || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  }
  return true;
}

}  // namespace

Quantity Quantity::Read(std::string_view typed, NumberStyle style) {
  Quantity quantity;
  const std::string_view text = TrimBlanks(typed);
  quantity.text = std::string(text);
  if (text.empty()) return quantity;
  quantity.kind = Kind::kText;

  const size_t first = NumberLength(text);
  if (first == 0) return quantity;
  const std::optional<int64_t> low = ReadDecimal(text.substr(0, first), 6, style);
  if (!low) return quantity;
  std::string_view rest = text.substr(first);

  if (const size_t dash = DashLength(rest); dash > 0) {
    rest.remove_prefix(dash);
    const size_t second = NumberLength(rest);
    const std::optional<int64_t> high = second ? ReadDecimal(rest.substr(0, second), 6, style) : std::nullopt;
    if (!high || *high < *low || !IsUnit(rest.substr(second))) return quantity;
    quantity.kind = *low == *high ? Kind::kNumber : Kind::kRange;
    quantity.low_micro = *low;
    quantity.high_micro = *high;
    quantity.unit = std::string(TrimBlanks(rest.substr(second)));
    return quantity;
  }
  if (!IsUnit(rest)) return quantity;
  quantity.kind = Kind::kNumber;
  quantity.low_micro = quantity.high_micro = *low;
  quantity.unit = std::string(TrimBlanks(rest));
  return quantity;
}

Quantity Quantity::Number(int64_t micro) {
  return Quantity{Kind::kNumber, PrintDecimal(micro, 6, 6, Zeros::kTrim), micro, micro, ""};
}

bool SameText(std::string_view a, std::string_view b) { return FoldText(a) == FoldText(b); }

}  // namespace sinergi
