#include "platform/sheets/cell_text.h"

#include <optional>

namespace sinergi::sheets {
namespace {

constexpr size_t kEscape = 7;  // "_xHHHH_"

std::optional<uint32_t> ReadEscape(std::string_view text) {
  if (text.size() < kEscape || text[0] != '_' || text[1] != 'x' || text[6] != '_') return std::nullopt;
  uint32_t code = 0;
  for (const char c : text.substr(2, 4)) {
    const char low = static_cast<char>(c | 0x20);
    const bool digit = c >= '0' && c <= '9';
    if (!digit && (low < 'a' || low > 'f')) return std::nullopt;
    code = code * 16 + static_cast<uint32_t>(digit ? c - '0' : low - 'a' + 10);
  }
  return code;
}

void AppendUtf8(std::string& out, uint32_t code) {
  const auto tail = [&](int shift) { out += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    tail(0);
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | code >> 12);
    tail(6);
    tail(0);
  } else {
    out += static_cast<char>(0xF0 | code >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

// The escape at the start of `text`, two of them for characters beyond 16 bits; its length is taken off
// `text`.
void TakeEscape(std::string_view& text, std::string& out) {
  const uint32_t code = *ReadEscape(text);
  text.remove_prefix(kEscape);
  if (code >= 0xD800 && code < 0xDC00) {
    const auto low = ReadEscape(text);
    if (!low || *low < 0xDC00 || *low > 0xDFFF) return;
    text.remove_prefix(kEscape);
    return AppendUtf8(out, 0x10000 + ((code - 0xD800) << 10) + (*low - 0xDC00));
  }
  const bool lone_half = code >= 0xDC00 && code <= 0xDFFF;
  const bool control = code < 0x20 && code != '\t' && code != '\n' && code != '\r';
  if (!lone_half && !control) AppendUtf8(out, code);
}

}  // namespace

std::string UnescapeCellText(std::string text) {
  if (text.find("_x") == std::string::npos) return text;
  std::string out;
  for (std::string_view rest = text; !rest.empty();) {
    if (ReadEscape(rest)) {
      TakeEscape(rest, out);
    } else {
      out += rest[0];
      rest.remove_prefix(1);
    }
  }
  return out;
}

void CellText::Clear() {
  text_.clear();
  too_long_ = false;
  text_depth_ = ignored_depth_ = depth_ = 0;
}

void CellText::Start(std::string_view element) {
  ++depth_;
  if (ignored_depth_ > 0 || text_depth_ > 0) return;
  if (element == "t")
    text_depth_ = depth_;
  else if (element != "r")
    ignored_depth_ = depth_;
}

void CellText::End() {
  if (text_depth_ == depth_) text_depth_ = 0;
  if (ignored_depth_ == depth_) ignored_depth_ = 0;
  --depth_;
}

void CellText::Text(std::string_view text) {
  if (text_depth_ > 0 && text_depth_ == depth_) Append(text);
}

void CellText::Append(std::string_view text) {
  if (text_.size() + text.size() > limit_) too_long_ = true;
  if (!too_long_) text_ += text;
}

std::string CellText::Take() {
  return UnescapeCellText(std::move(text_));
}

}  // namespace sinergi::sheets
