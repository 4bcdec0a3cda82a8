#include "base/text.h"

namespace sinergi {
namespace {

// Length of the blank at the start of `text`, 0 when it starts with something else.
size_t BlankLength(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] == ' ' || (text[0] >= '\t' && text[0] <= '\r')) return 1;
  return text.starts_with("\xC2\xA0") ? 2 : 0;
}

size_t BlankLengthAtEnd(std::string_view text) {
  if (text.empty()) return 0;
  if (text.back() == ' ' || (text.back() >= '\t' && text.back() <= '\r')) return 1;
  return text.ends_with("\xC2\xA0") ? 2 : 0;
}

}  // namespace

std::string_view TrimBlanks(std::string_view text) {
  while (const size_t n = BlankLength(text)) text.remove_prefix(n);
  while (const size_t n = BlankLengthAtEnd(text)) text.remove_suffix(n);
  return text;
}

std::string FoldBlanks(std::string_view text) {
  text = TrimBlanks(text);
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    if (const size_t n = BlankLength(text)) {
      if (out.back() != ' ') out += ' ';
      text.remove_prefix(n);
    } else {
      out += text.front();
      text.remove_prefix(1);
    }
  }
  return out;
}

std::string LowerAscii(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::string FoldText(std::string_view text) { return LowerAscii(FoldBlanks(text)); }

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t at = text.find(separator);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

bool ContainsFolded(std::string_view text, std::string_view folded_part) {
  return FoldText(text).find(folded_part) != std::string::npos;
}

bool IsValidUtf8(std::string_view text) {
  size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i]);
    size_t more = 0;
    uint32_t code = 0;
    if (lead < 0x80) {
      ++i;
      continue;
    } else if (lead >= 0xC2 && lead <= 0xDF) {
      more = 1;
      code = lead & 0x1Fu;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      more = 2;
      code = lead & 0x0Fu;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      more = 3;
      code = lead & 0x07u;
    } else {
      return false;
    }
    if (i + more >= text.size()) return false;
    for (size_t k = 1; k <= more; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      if ((next & 0xC0) != 0x80) return false;
      code = (code << 6) | (next & 0x3Fu);
    }
    const bool overlong = (more == 2 && code < 0x800) || (more == 3 && code < 0x10000);
    if (overlong || (code >= 0xD800 && code <= 0xDFFF) || code > 0x10FFFF) return false;
    i += more + 1;
  }
  return true;
}

std::string Shorten(std::string_view text, size_t bytes) {
  constexpr std::string_view kCut = "…";
  if (text.size() <= bytes) return std::string(text);
  if (bytes < kCut.size()) return "";
  bytes -= kCut.size();
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0) == 0x80) --bytes;
  return std::string(text.substr(0, bytes)).append(kCut);
}

}  // namespace sinergi
