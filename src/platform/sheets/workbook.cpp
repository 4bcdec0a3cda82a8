#include "platform/sheets/workbook.h"

#include <algorithm>

#include "base/ensure.h"
#include "platform/sheets/reference_text.h"

namespace sinergi::sheets {
namespace {

bool Before(const std::pair<int, Cell>& entry, int column) {
  return entry.first < column;
}

}  // namespace

std::optional<CellRef> CellRef::Parse(std::string_view a1) {
  const auto ref = ReadReference(a1);
  if (!ref || !ref->IsCell()) return std::nullopt;
  return CellRef{ref->row, ref->column};
}

std::string CellRef::A1() const {
  return ColumnName(column) + std::to_string(row + 1);
}

std::string ColumnName(int column) {
  std::string name;
  for (int n = column + 1; n > 0; n = (n - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (n - 1) % 26));
  return name;
}

bool CellRange::Contains(CellRef ref) const {
  return ref.row >= from.row && ref.row <= to.row && ref.column >= from.column && ref.column <= to.column;
}

std::string CellRange::A1() const {
  return from == to ? from.A1() : from.A1() + ":" + to.A1();
}

const Cell* Sheet::At(CellRef ref) const {
  if (ref.row < 0 || static_cast<size_t>(ref.row) >= rows.size()) return nullptr;
  const auto& cells = rows[static_cast<size_t>(ref.row)].cells;
  const auto found = std::lower_bound(cells.begin(), cells.end(), ref.column, Before);
  return found != cells.end() && found->first == ref.column ? &found->second : nullptr;
}

void Sheet::Put(CellRef ref, Cell cell) {
  ENSURE(ref.row >= 0 && ref.row <= kMaxRow && ref.column >= 0 && ref.column <= kMaxColumn);
  if (static_cast<size_t>(ref.row) >= rows.size()) rows.resize(static_cast<size_t>(ref.row) + 1);
  auto& cells = rows[static_cast<size_t>(ref.row)].cells;
  const auto at = std::lower_bound(cells.begin(), cells.end(), ref.column, Before);
  if (at != cells.end() && at->first == ref.column)
    at->second = std::move(cell);
  else
    cells.emplace(at, ref.column, std::move(cell));
  row_count = std::max(row_count, ref.row + 1);
  column_count = std::max(column_count, ref.column + 1);
}

bool Sheet::RowHidden(int row) const {
  return std::binary_search(hidden_rows.begin(), hidden_rows.end(), row);
}

void Sheet::IndexMerges() {
  std::sort(merges.begin(), merges.end(), [](const auto& a, const auto& b) { return a.from < b.from; });
  merge_reach.clear();
  int reach = -1;
  for (const CellRange& merge : merges) merge_reach.push_back(reach = std::max(reach, merge.to.row));
}

const CellRange* Sheet::MergeAt(CellRef ref) const {
  const bool indexed = merge_reach.size() == merges.size();
  const auto starts_after = [](int row, const CellRange& merge) { return row < merge.from.row; };
  auto at = indexed ? std::upper_bound(merges.begin(), merges.end(), ref.row, starts_after) : merges.end();
  while (at != merges.begin()) {
    --at;
    if (indexed && merge_reach[static_cast<size_t>(at - merges.begin())] < ref.row) return nullptr;
    if (at->Contains(ref)) return &*at;
  }
  return nullptr;
}

}  // namespace sinergi::sheets
