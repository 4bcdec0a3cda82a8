// CellText: collects the text of one cell or one shared string while its XML is read: runs put together,
// readings for the pronunciation left out, "_x000D_" turned into the character, other control characters
// dropped.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "platform/sheets/xml_part.h"

namespace sinergi::sheets {

// "_x000D_" and the like as UTF-8; "_x005F_" is the underline itself. Control characters that no text has are
// dropped.
std::string UnescapeCellText(std::string text);

class CellText {
 public:
  explicit CellText(uint64_t limit) : limit_(limit) {}
  void Clear();
  // Inside of <si> or <is>: follow the elements <t>, <r>, <rPh>.
  void Start(std::string_view element);
  void End();
  void Text(std::string_view text);  // taken when inside a <t>
  void Append(std::string_view text);
  bool too_long() const { return too_long_; }
  const std::string& raw() const { return text_; }
  std::string Take();  // unescaped

 private:
  std::string text_;
  uint64_t limit_;
  bool too_long_ = false;
  int text_depth_ = 0, ignored_depth_ = 0, depth_ = 0;
};

}  // namespace sinergi::sheets
