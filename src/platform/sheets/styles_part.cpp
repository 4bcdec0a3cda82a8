#include "platform/sheets/styles_part.h"

#include "base/text.h"
#include "platform/sheets/reference_text.h"

namespace sinergi::sheets {
namespace {

constexpr size_t kMostFormats = 65'536;  // Excel's own limit is a little less

NumberFormatKind BuiltInFormat(int id) {
  NumberFormatKind kind;
  kind.text = id == 49;
  kind.percent = id == 9 || id == 10;
  kind.date =
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return kind;
}

}  // namespace

NumberFormatKind ClassifyNumberFormat(std::string_view code) {
  NumberFormatKind kind;
  kind.text = code == "@";
  while (!code.empty()) {
    const char c = code[0];
    size_t skip = 1;
    if (c == '"') skip = QuotedRun(code);
    if (c == '[') skip = std::min(code.find(']'), code.size() - 1) + 1;
    if (c == '\\' || c == '_' || c == '*') skip = std::min<size_t>(2, code.size());
    if (c == '%') kind.percent = true;
    if (std::string_view("dDmMyYhHsS").find(c) != std::string_view::npos) kind.date = true;
    if (LowerAscii(code.substr(0, 7)) == "general") skip = 7;
    code.remove_prefix(skip);
  }
  return kind;
}

void StylesPart::Start(std::string_view name, const XmlAttributes& attributes) {
  const std::string parent = path_.empty() ? "" : path_.back();
  const std::string above = path_.size() < 2 ? "" : path_[path_.size() - 2];
  path_.emplace_back(name);
  if (parent == "numFmts" && name == "numFmt" && formats_.size() < kMostFormats) {
    if (const auto id = attributes.Int("numFmtId"))
      formats_[*id] = ClassifyNumberFormat(attributes.Text("formatCode"));
  } else if (parent == "fonts" && name == "font" && bold_fonts_.size() < kMostFormats) {
    bold_fonts_.push_back(false);
  } else if (parent == "font" && above == "fonts" && name == "b" && !bold_fonts_.empty()) {
    bold_fonts_.back() = !attributes.Find("val") || attributes.True("val");
  } else if (parent == "cellXfs" && name == "xf" && styles_.size() < kMostFormats) {
    AddFormat(attributes);
  } else if (parent == "xf" && above == "cellXfs" && name == "alignment" && !styles_.empty()) {
    styles_.back().indent = std::min(attributes.Int("indent").value_or(0), 250);
  }
}

void StylesPart::End(std::string_view) {
  path_.pop_back();
}

void StylesPart::AddFormat(const XmlAttributes& attributes) {
  const int format = attributes.Int("numFmtId").value_or(0);
  const auto font = static_cast<size_t>(attributes.Int("fontId").value_or(0));
  const auto custom = formats_.find(format);
  const NumberFormatKind kind = custom != formats_.end() ? custom->second : BuiltInFormat(format);
  Style style;
  style.bold = font < bold_fonts_.size() && bold_fonts_[font];
  style.text_format = kind.text;
  style.percent = kind.percent;
  style.date = kind.date && !kind.percent;
  styles_.push_back(style);
}

std::vector<Style> StylesPart::Take() {
  if (styles_.empty()) styles_.emplace_back();
  return std::move(styles_);
}

}  // namespace sinergi::sheets
