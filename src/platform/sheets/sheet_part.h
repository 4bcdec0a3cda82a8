// SheetPart: reads one worksheet into a Sheet. Rows and cells that do not say where they are follow the one
// before. What all sheets of a file may hold together is counted in a ReadBudget.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "platform/sheets/shared_strings.h"

namespace sinergi::sheets {

struct ReadBudget {
  explicit ReadBudget(const ReadLimits& limits)
      : cells(limits.cells), text_bytes(limits.unpacked_bytes), cell_bytes(limits.cell_bytes) {}
  uint64_t cells;
  uint64_t text_bytes;  // shared texts and formulas written out must not grow beyond this
  uint64_t cell_bytes;
  int64_t rows = 4 << 20;  // rows up to the last used one, of all sheets
  int merges = 65'536;
};

class SheetPart : public XmlHandler {
 public:
  SheetPart(Sheet& sheet, const SharedStrings& strings, size_t styles, ReadBudget& budget);
  void Start(std::string_view name, const XmlAttributes& attributes) override;
  void End(std::string_view name) override;
  void Text(std::string_view text) override;
  void Finish();  // after the last piece: sorts and measures

 private:
  enum class State { kOutside, kData, kRow, kCell, kValue, kFormula, kInline };
  enum class Type { kNumber, kShared, kString, kInline, kBool, kError, kDate };
  struct Master {
    CellRef at;
    std::string text;
  };

  void StartOutside(std::string_view name, const XmlAttributes& attributes);
  void StartRow(const XmlAttributes& attributes);
  void StartCell(const XmlAttributes& attributes);
  void StartInCell(std::string_view name, const XmlAttributes& attributes);
  void StartFormula(const XmlAttributes& attributes);
  void FinishCell();
  std::string FinishFormula();
  void SetValue(Cell& cell);
  void SetShared(Cell& cell);
  void Store(Cell cell);
  void AddMerge(std::string_view ref);
  void HideColumns(const XmlAttributes& attributes);
  void RefuseCell(const char* code);

  Sheet& sheet_;
  const SharedStrings& strings_;
  size_t styles_;
  ReadBudget& budget_;
  State state_ = State::kOutside;
  int ignored_ = 0;  // depth of elements that say nothing to us
  int inline_depth_ = 0;
  int row_ = -1, column_ = -1;
  Type type_ = Type::kNumber;
  int style_ = 0;
  int shared_index_ = -1;  // of a shared formula
  bool array_ = false;
  CellText value_, formula_;
  std::unordered_map<int, Master> masters_;
  std::vector<bool> hidden_columns_;
  std::vector<int> unsorted_rows_;
};

}  // namespace sinergi::sheets
