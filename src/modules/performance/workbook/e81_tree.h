// E81Tree: the rows of an E.81 table and who stands under whom, told from the formulas (which rows a row's
// money adds), from codes, from sums of typed amounts, from words and looks, in this order.
//
//   E81Tree tree = ReadTree(view, layout);
//   tree.rows[i].parent                     // index into rows, -1: at the top
//
// Invariants: rows stand as in the sheet; a parent stands above its children; indicator rows point to their
// node by `node`. One wrong formula does not mislead: a row belongs to the row that adds it in most columns.
#pragma once

#include <string>
#include <vector>

#include "modules/performance/workbook/cell_value.h"
#include "modules/performance/workbook/e81_layout.h"
#include "modules/performance/workbook/finding.h"
#include "modules/planning/node_level.h"

namespace sinergi::performance {

struct E81Row {
  enum class Kind {
    kNode,       // programme, activity, sub-activity …
    kIndicator,  // a further indicator of the node above
    kTotal,      // adds up the table, has no name of its own
    kLeftOut     // of a group that is switched off (hidden as a whole, added by nobody)
  };
  Kind kind = Kind::kNode;
  int row = 0;  // in the sheet, from 0
  std::string code, name, indicator, unit;
  bool hidden = false;
  int look = 0;   // smaller is nearer the top: column and indent of the name
  int node = -1;  // of an indicator row
  int parent = -1;
  std::vector<int> children;
  planning::NodeLevel level = planning::NodeLevel::kSubActivity;
};

struct E81Tree {
  std::vector<E81Row> rows;
  std::vector<Finding> notes;

  bool IsNode(int i) const { return rows[static_cast<size_t>(i)].kind == E81Row::Kind::kNode; }
  bool IsLeaf(int i) const { return IsNode(i) && rows[static_cast<size_t>(i)].children.empty(); }
  int IndexOf(int sheet_row) const;           // -1: no row of the table
  std::vector<int> LeavesBelow(int i) const;  // a leaf is its own
  int Count(planning::NodeLevel level) const;
};

E81Tree ReadTree(const SheetView& view, const E81Layout& layout);

// The steps, in order; each takes the rows as the one before left them.
std::vector<E81Row> ReadRows(const SheetView& view, const E81Layout& layout);
void FindParents(const SheetView& view, const E81Layout& layout, std::vector<E81Row>& rows);
void LeaveOutHiddenGroups(const SheetView& view, const E81Layout& layout, E81Tree& tree);
void SetLevels(std::vector<E81Row>& rows);

// "2.16.03" and "Program …" of "2.16.03 Program …"; an empty code when the name begins otherwise.
std::pair<std::string, std::string> SplitCode(const std::string& name);
bool NamesProgramme(std::string_view name);

}  // namespace sinergi::performance
