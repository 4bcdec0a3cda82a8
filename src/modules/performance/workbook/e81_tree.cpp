#include "modules/performance/workbook/e81_tree.h"

#include <algorithm>

#include "base/text.h"
#include "modules/performance/workbook/linear_form.h"

namespace sinergi::performance {
namespace {

using RowKind = E81Row::Kind;
using planning::NodeLevel;

std::string RowRange(int from, int to) {
  return from == to ? std::to_string(from + 1) : std::to_string(from + 1) + "–" + std::to_string(to + 1);
}

// Whether a formula of a visible row of the table adds any of the rows [from, to].
bool AddedByVisible(const SheetView& view, const E81Layout& layout, const E81Tree& tree, int from, int to) {
  for (const E81Row& row : tree.rows) {
    if (row.row >= from && row.row <= to) continue;
    for (const int column : layout.MoneyColumns()) {
      if (column < 0) continue;
      const LinearForm form = LinearFormOf(view.Formula(row.row, column));
      for (const auto& [ref, times] : form.cells)
        if (form.ok && ref.column == column && ref.row >= from && ref.row <= to) return true;
    }
  }
  return false;
}

bool HasHead(const E81Tree& tree, size_t first, size_t last) {
  for (size_t i = first; i <= last; ++i)
    if (!tree.rows[i].children.empty() || NamesProgramme(tree.rows[i].name)) return true;
  return false;
}

void Detach(E81Tree& tree, size_t first, size_t last) {
  for (size_t i = first; i <= last; ++i) {
    tree.rows[i].kind = RowKind::kLeftOut;
    tree.rows[i].parent = -1;
    tree.rows[i].children.clear();
  }
  for (E81Row& row : tree.rows)
    std::erase_if(row.children, [&](int child) {
      return child >= static_cast<int>(first) && child <= static_cast<int>(last);
    });
}

int DepthOf(const std::vector<E81Row>& rows, int i) {
  int depth = 0;
  for (; rows[static_cast<size_t>(i)].parent >= 0; i = rows[static_cast<size_t>(i)].parent) ++depth;
  return depth;
}

// Longest way down from a row: 0 for a leaf.
int HeightOf(const std::vector<E81Row>& rows, int i) {
  int height = 0;
  for (const int child : rows[static_cast<size_t>(i)].children)
    height = std::max(height, HeightOf(rows, child) + 1);
  return height;
}

NodeLevel Shifted(NodeLevel level, int by) {
  const int to = std::clamp(static_cast<int>(level) + by, static_cast<int>(NodeLevel::kAffair),
                            static_cast<int>(NodeLevel::kSubActivity));
  return static_cast<NodeLevel>(to);
}

// The depth at which programmes stand: by their names, else so that the deepest rows are sub-activities.
int ProgrammeDepth(const std::vector<E81Row>& rows) {
  int deepest = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].kind != RowKind::kNode) continue;
    const int depth = DepthOf(rows, static_cast<int>(i));
    if (NamesProgramme(rows[i].name)) return depth;
    deepest = std::max(deepest, depth);
  }
  return std::max(0, deepest - 2);
}

}  // namespace

int E81Tree::IndexOf(int sheet_row) const {
  const auto at = std::lower_bound(rows.begin(), rows.end(), sheet_row,
                                   [](const E81Row& row, int wanted) { return row.row < wanted; });
  return at != rows.end() && at->row == sheet_row ? static_cast<int>(at - rows.begin()) : -1;
}

std::vector<int> E81Tree::LeavesBelow(int i) const {
  if (IsLeaf(i)) return {i};
  std::vector<int> leaves;
  for (const int child : rows[static_cast<size_t>(i)].children) {
    const std::vector<int> below = LeavesBelow(child);
    leaves.insert(leaves.end(), below.begin(), below.end());
  }
  return leaves;
}

int E81Tree::Count(NodeLevel level) const {
  return static_cast<int>(std::count_if(rows.begin(), rows.end(), [&](const E81Row& row) {
    return row.kind == RowKind::kNode && row.level == level;
  }));
}

// A run of hidden rows that holds a whole group (a row with rows below it) and that no visible row adds was
// switched off by its author. Hidden single rows stay: their money is in the totals.
void LeaveOutHiddenGroups(const SheetView& view, const E81Layout& layout, E81Tree& tree) {
  for (size_t first = 0; first < tree.rows.size(); ++first) {
    if (!tree.rows[first].hidden) continue;
    size_t last = first;
    while (last + 1 < tree.rows.size() && tree.rows[last + 1].hidden &&
           tree.rows[last + 1].kind != RowKind::kTotal)
      ++last;
    const int from = tree.rows[first].row, to = tree.rows[last].row;
    const bool group = HasHead(tree, first, last);
    if (group && !AddedByVisible(view, layout, tree, from, to)) {
      Detach(tree, first, last);
      const std::string rows = RowRange(from, to);
      const std::string cell = sheets::CellRef{from, layout.name.first}.A1();
      tree.notes.push_back({"hidden_group_left_out",
                            Severity::kNote,
                            view.sheet().name,
                            cell,
                            tree.rows[first].name,
                            "",
                            {rows, tree.rows[first].name}});
    }
    first = last;
  }
}

void SetLevels(std::vector<E81Row>& rows) {
  const int programme = ProgrammeDepth(rows);
  for (size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].kind != RowKind::kNode) continue;
    const auto coded = planning::LevelOfCode(rows[i].code);
    const int depth = DepthOf(rows, static_cast<int>(i));
    rows[i].level = coded ? *coded : Shifted(NodeLevel::kProgramme, depth - programme);
    // A leaf beside activities that have rows of their own is an activity without sub-activities, as its
    // depth says.
    if (!coded && NamesProgramme(rows[i].name)) rows[i].level = NodeLevel::kProgramme;
    if (!coded && depth < programme && HeightOf(rows, static_cast<int>(i)) == 0)
      rows[i].level = NodeLevel::kProgramme;
  }
}

E81Tree ReadTree(const SheetView& view, const E81Layout& layout) {
  E81Tree tree;
  tree.rows = ReadRows(view, layout);
  FindParents(view, layout, tree.rows);
  LeaveOutHiddenGroups(view, layout, tree);
  SetLevels(tree.rows);
  return tree;
}

}  // namespace sinergi::performance
