#include "platform/sheets/sheet_part.h"

#include <algorithm>

#include "base/text.h"
#include "platform/sheets/number_text.h"
#include "platform/sheets/reference_text.h"
#include "platform/sheets/shared_formula.h"

namespace sinergi::sheets {

SheetPart::SheetPart(Sheet& sheet, const SharedStrings& strings, size_t styles, ReadBudget& budget)
    : sheet_(sheet),
      strings_(strings),
      styles_(styles),
      budget_(budget),
      value_(budget.cell_bytes),
      formula_(budget.cell_bytes),
      hidden_columns_(static_cast<size_t>(kMaxColumn) + 1) {}

void SheetPart::Start(std::string_view name, const XmlAttributes& attributes) {
  if (ignored_ > 0) {
    ++ignored_;
    return;
  }
  switch (state_) {
    case State::kOutside:
      return StartOutside(name, attributes);
    case State::kData:
      return name == "row" ? StartRow(attributes) : void(ignored_ = 1);
    case State::kRow:
      return name == "c" ? StartCell(attributes) : void(ignored_ = 1);
    case State::kCell:
      return StartInCell(name, attributes);
    case State::kInline:
      ++inline_depth_;
      return value_.Start(name);
    default:
      ignored_ = 1;
  }
}

void SheetPart::StartOutside(std::string_view name, const XmlAttributes& attributes) {
  if (name == "sheetData") state_ = State::kData;
  if (name == "mergeCell") AddMerge(attributes.Text("ref"));
  if (name == "col") HideColumns(attributes);
}

void SheetPart::StartInCell(std::string_view name, const XmlAttributes& attributes) {
  if (name == "v") {
    state_ = State::kValue;
  } else if (name == "f") {
    StartFormula(attributes);
  } else if (name == "is") {
    state_ = State::kInline;
    inline_depth_ = 0;
  } else {
    ignored_ = 1;
  }
}

void SheetPart::End(std::string_view) {
  if (ignored_ > 0) {
    --ignored_;
    return;
  }
  switch (state_) {
    case State::kOutside:
      return;
    case State::kData:
      state_ = State::kOutside;
      return;
    case State::kRow:
      state_ = State::kData;
      return;
    case State::kCell:
      state_ = State::kRow;
      return FinishCell();
    case State::kInline:
      if (inline_depth_-- > 0) return value_.End();
      [[fallthrough]];
    default:
      state_ = State::kCell;
  }
}

void SheetPart::Text(std::string_view text) {
  if (ignored_ > 0) return;
  if (state_ == State::kValue) value_.Append(text);
  if (state_ == State::kFormula) formula_.Append(text);
  if (state_ == State::kInline) value_.Text(text);
  if (value_.too_long() || formula_.too_long()) RefuseCell("sheets.cell_too_long");
}

void SheetPart::StartRow(const XmlAttributes& attributes) {
  state_ = State::kRow;
  column_ = -1;
  ++row_;
  if (attributes.Find("r")) row_ = attributes.Int("r").value_or(0) - 1;
  if (row_ < 0 || row_ > kMaxRow) return RefuseXml("row out of the sheet");
  if (attributes.True("hidden")) sheet_.hidden_rows.push_back(row_);
}

void SheetPart::StartCell(const XmlAttributes& attributes) {
  state_ = State::kCell;
  ++column_;
  if (const auto at = attributes.Find("r")) {
    const auto ref = CellRef::Parse(*at);
    if (!ref) return RefuseXml("cell out of the sheet");
    row_ = ref->row;
    column_ = ref->column;
  }
  if (column_ > kMaxColumn) return RefuseXml("column out of the sheet");
  const std::string_view type = attributes.Text("t");
  type_ = type == "s"           ? Type::kShared
          : type == "str"       ? Type::kString
          : type == "inlineStr" ? Type::kInline
          : type == "b"         ? Type::kBool
          : type == "e"         ? Type::kError
          : type == "d"         ? Type::kDate
                                : Type::kNumber;
  const int style = attributes.Int("s").value_or(0);
  style_ = static_cast<size_t>(style) < styles_ ? style : 0;
  shared_index_ = -1;
  array_ = false;
  value_.Clear();
  formula_.Clear();
}

void SheetPart::StartFormula(const XmlAttributes& attributes) {
  state_ = State::kFormula;
  array_ = attributes.Text("t") == "array";
  if (attributes.Text("t") == "shared") shared_index_ = attributes.Int("si").value_or(-1);
}

// The formula of this cell in full: of a shared one from its first cell, moved to here.
std::string SheetPart::FinishFormula() {
  std::string formula = formula_.Take();
  if (shared_index_ < 0) return formula;
  if (!formula.empty()) {
    masters_.insert_or_assign(shared_index_, Master{{row_, column_}, formula});
    return formula;
  }
  const auto master = masters_.find(shared_index_);
  if (master == masters_.end()) return {};
  return ShiftFormula(master->second.text, row_ - master->second.at.row, column_ - master->second.at.column);
}

void SheetPart::FinishCell() {
  Cell cell;
  cell.style = style_;
  cell.array_formula = array_;
  cell.formula = FinishFormula();
  SetValue(cell);
  if (cell.text.empty() && cell.formula.empty()) return;
  Store(std::move(cell));
}

void SheetPart::SetValue(Cell& cell) {
  if (type_ == Type::kShared) return SetShared(cell);
  if (value_.raw().empty() && type_ != Type::kString) return;
  cell.text = value_.Take();
  cell.kind = Cell::Kind::kText;
  if (type_ == Type::kString || type_ == Type::kInline || type_ == Type::kDate) return;
  cell.text = TrimBlanks(cell.text);
  if (type_ == Type::kError) cell.kind = Cell::Kind::kError;
  if (type_ == Type::kNumber && IsPlainNumber(cell.text)) cell.kind = Cell::Kind::kNumber;
  if (type_ == Type::kBool) {
    cell.kind = Cell::Kind::kBool;
    cell.text = cell.text == "1" || LowerAscii(cell.text) == "true" ? "1" : "0";
  }
}

void SheetPart::SetShared(Cell& cell) {
  const auto index = ReadInt(TrimBlanks(value_.raw()));
  if (!index) return;
  const auto at = static_cast<size_t>(*index);
  if (strings_.TooLong(at)) return RefuseCell("sheets.cell_too_long");
  const std::string* text = strings_.At(at);
  if (text == nullptr) return RefuseXml("no such shared string");
  cell.kind = Cell::Kind::kText;
  cell.text = *text;
}

void SheetPart::Store(Cell cell) {
  const uint64_t bytes = cell.text.size() + cell.formula.size();
  if (budget_.cells == 0) return RefuseCell("sheets.too_many_cells");
  if (bytes > budget_.text_bytes) return RefuseCell("sheets.too_large");
  --budget_.cells;
  budget_.text_bytes -= bytes;
  const auto row = static_cast<size_t>(row_);
  if (row >= sheet_.rows.size()) {
    budget_.rows -= static_cast<int64_t>(row + 1 - sheet_.rows.size());
    if (budget_.rows < 0) return RefuseCell("sheets.too_many_cells");
    sheet_.rows.resize(row + 1);
  }
  auto& cells = sheet_.rows[row].cells;
  if (cells.empty() && row > 0) cells.reserve(sheet_.rows[row - 1].cells.size());
  if (!cells.empty() && cells.back().first >= column_) unsorted_rows_.push_back(row_);
  cells.emplace_back(column_, std::move(cell));
  sheet_.column_count = std::max(sheet_.column_count, column_ + 1);
}

void SheetPart::AddMerge(std::string_view ref) {
  const size_t colon = ref.find(':');
  const auto from = CellRef::Parse(ref.substr(0, colon));
  const auto to = colon == std::string_view::npos ? from : CellRef::Parse(ref.substr(colon + 1));
  if (!from || !to) return RefuseXml("merge out of the sheet");
  if (--budget_.merges < 0) return RefuseCell("sheets.too_many_cells");
  const auto [top, bottom] = std::minmax(from->row, to->row);
  const auto [left, right] = std::minmax(from->column, to->column);
  sheet_.merges.push_back({{top, left}, {bottom, right}});
}

void SheetPart::HideColumns(const XmlAttributes& attributes) {
  const int from = attributes.Int("min").value_or(0), to = attributes.Int("max").value_or(0);
  if (!attributes.True("hidden") || from < 1) return;
  for (int column = from; column <= std::min(to, kMaxColumn + 1); ++column)
    hidden_columns_[static_cast<size_t>(column) - 1] = true;
}

void SheetPart::RefuseCell(const char* code) {
  Refuse({ErrorKind::kTooLarge, code, {sheet_.name + "!" + CellRef{row_, column_}.A1()}, {}, {}});
}

void SheetPart::Finish() {
  const auto earlier = [](const auto& a, const auto& b) { return a.first < b.first; };
  std::sort(unsorted_rows_.begin(), unsorted_rows_.end());
  unsorted_rows_.erase(std::unique(unsorted_rows_.begin(), unsorted_rows_.end()), unsorted_rows_.end());
  for (const int row : unsorted_rows_) {
    auto& cells = sheet_.rows[static_cast<size_t>(row)].cells;
    std::stable_sort(cells.begin(), cells.end(), earlier);
    // Of a cell given twice the last stays, as when Put twice.
    const auto twice = [](const auto& a, const auto& b) { return a.first == b.first; };
    cells.erase(cells.begin(), std::unique(cells.rbegin(), cells.rend(), twice).base());
  }
  sheet_.row_count = static_cast<int>(sheet_.rows.size());
  for (int column = 0; column < sheet_.column_count; ++column)
    if (hidden_columns_[static_cast<size_t>(column)]) sheet_.hidden_columns.push_back(column);
  auto& hidden = sheet_.hidden_rows;
  std::sort(hidden.begin(), hidden.end());
  hidden.erase(std::unique(hidden.begin(), hidden.end()), hidden.end());
  hidden.erase(std::lower_bound(hidden.begin(), hidden.end(), sheet_.row_count), hidden.end());
  sheet_.IndexMerges();
}

}  // namespace sinergi::sheets
