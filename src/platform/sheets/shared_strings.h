// SharedStrings: the texts that cells name by number (xl/sharedStrings.xml). A text over the limit is refused
// only when a cell shows it, so that the refusal can name the cell.
#pragma once

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "platform/sheets/cell_text.h"

namespace sinergi::sheets {

class SharedStrings : public XmlHandler {
 public:
  explicit SharedStrings(const ReadLimits& limits) : text_(limits.cell_bytes), most_(limits.cells) {}
  void Start(std::string_view name, const XmlAttributes& attributes) override;
  void End(std::string_view name) override;
  void Text(std::string_view text) override;

  const std::string* At(size_t index) const { return index < texts_.size() ? &texts_[index] : nullptr; }
  bool TooLong(size_t index) const { return too_long_.contains(index); }

 private:
  CellText text_;
  uint64_t most_;
  bool inside_ = false;
  int depth_ = 0;
  std::vector<std::string> texts_;
  std::unordered_set<size_t> too_long_;
};

}  // namespace sinergi::sheets
