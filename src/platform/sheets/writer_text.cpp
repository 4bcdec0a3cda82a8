#include "platform/sheets/writer_text.h"

#include <algorithm>

#include "base/text.h"

namespace sinergi::sheets {
namespace {

constexpr std::string_view kEllipsis = "\xE2\x80\xA6";
constexpr size_t kSheetNameMost = 31;

// Bytes of the character at the start of `text`; 0 when they are none.
size_t CharacterLength(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const size_t n = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return n <= text.size() && IsValidUtf8(text.substr(0, n)) ? n : 0;
}

bool Allowed(std::string_view character) {
  const auto c = static_cast<unsigned char>(character[0]);
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r';
  return character != "\xEF\xBF\xBE" && character != "\xEF\xBF\xBF";
}

// The text in valid UTF-8 of allowed characters alone.
std::string Clean(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const size_t n = CharacterLength(text);
    if (n == 0) out += '?';
    if (n > 0 && Allowed(text.substr(0, n))) out += text.substr(0, n);
    text.remove_prefix(std::max<size_t>(n, 1));
  }
  return out;
}

// Characters in UTF-16: those of four bytes count twice.
size_t Units(std::string_view character) {
  return character.size() == 4 ? 2 : 1;
}

std::string Cut(std::string text, size_t most, std::string_view ending) {
  size_t units = 0, fits = 0;  // `fits`: bytes that leave room for the ending
  for (size_t at = 0; at < text.size();) {
    const std::string_view character =
        std::string_view(text).substr(at, CharacterLength(std::string_view(text).substr(at)));
    units += Units(character);
    at += character.size();
    if (units <= most - (ending.empty() ? 0 : 1)) fits = at;
    if (units > most) return text.substr(0, fits) + std::string(ending);
  }
  return text;
}

bool LooksEscaped(std::string_view text) {
  if (text.size() < 7 || text[1] != 'x' || text[6] != '_') return false;
  return std::all_of(text.begin() + 2, text.begin() + 6, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  });
}

std::string Escape(std::string text) {
  for (size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1))
    if (LooksEscaped(std::string_view(text).substr(at))) text.replace(at, 1, "_x005F_"), at += 6;
  return text;
}

}  // namespace

std::string CellTextForFile(std::string_view text, size_t most) {
  return Escape(Cut(Clean(text), most, kEllipsis));
}

std::string SheetName(std::string_view wanted, const std::vector<std::string>& taken) {
  std::string name = Clean(wanted);
  for (char& c : name)
    if (std::string_view("[]:*?/\\\t\r\n").find(c) != std::string_view::npos) c = ' ';
  name = FoldBlanks(name);
  const auto trim = [](std::string text) {
    while (!text.empty() && (text.back() == '\'' || text.back() == ' ')) text.pop_back();
    const size_t start = text.find_first_not_of("' ");
    return start == std::string::npos ? std::string() : text.substr(start);
  };
  name = trim(Cut(name, kSheetNameMost, ""));
  if (name.empty() || LowerAscii(name) == "history") name = "Lembar";
  const auto is_taken = [&](const std::string& candidate) {
    return std::any_of(taken.begin(), taken.end(),
                       [&](const std::string& other) { return LowerAscii(other) == LowerAscii(candidate); });
  };
  std::string unique = name;
  for (int n = 2; is_taken(unique); ++n) {
    const std::string ending = " (" + std::to_string(n) + ")";
    unique = Cut(name, kSheetNameMost - ending.size(), "") + ending;
  }
  return unique;
}

}  // namespace sinergi::sheets
