#include "platform/sheets/shared_strings.h"

namespace sinergi::sheets {

void SharedStrings::Start(std::string_view name, const XmlAttributes&) {
  ++depth_;
  if (inside_) return text_.Start(name);
  if (depth_ != 2 || name != "si") return;
  inside_ = true;
  text_.Clear();
  if (texts_.size() >= most_)
    Refuse({ErrorKind::kTooLarge, "sheets.too_many_cells", {"sharedStrings"}, {}, {}});
}

void SharedStrings::End(std::string_view) {
  if (depth_-- == 2 && inside_) {
    inside_ = false;
    if (text_.too_long()) too_long_.insert(texts_.size());
    texts_.push_back(text_.Take());
  } else if (inside_) {
    text_.End();
  }
}

void SharedStrings::Text(std::string_view text) {
  if (inside_) text_.Text(text);
}

}  // namespace sinergi::sheets
