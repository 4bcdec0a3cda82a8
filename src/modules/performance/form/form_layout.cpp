#include "modules/performance/form/form_layout.h"

#include <algorithm>

namespace sinergi::performance::form {
namespace {

std::string_view SideText(Side side) {
  return side == Side::kK ? "K" : side == Side::kRp ? "Rp" : "";
}

bool IsPair(const Column& column) {
  return column.slots > 1;
}

void AddGroups(const Form& form, std::vector<HeadingCell>& cells) {
  for (size_t i = 0; i < form.columns.size();) {
    const Column& column = form.columns[i];
    if (column.group.empty()) {
      const bool pair = IsPair(column);
      cells.push_back({0, column.first_slot, pair ? 2 : 3, column.slots, column.title});
      ++i;
      continue;
    }
    HeadingCell group{0, column.first_slot, 1, 0, column.group, true};
    for (; i < form.columns.size() && form.columns[i].group == column.group; ++i)
      group.slots += form.columns[i].slots;
    cells.push_back(group);
  }
}

}  // namespace

std::vector<HeadingCell> HeadingOf(const Form& form) {
  std::vector<HeadingCell> cells;
  AddGroups(form, cells);
  for (const Column& column : form.columns)
    if (!column.group.empty())
      cells.push_back({1, column.first_slot, IsPair(column) ? 1 : 2, column.slots, column.title});
  for (size_t i = 0; i < form.slots.size(); ++i)
    if (IsPair(form.columns[form.slots[i].column]))
      cells.push_back({2, static_cast<int>(i), 1, 1, std::string(SideText(form.slots[i].side))});
  for (const Column& column : form.columns) {
    std::string text = std::to_string(column.number);
    if (!column.formula.empty()) text += " = " + column.formula;
    cells.push_back({3, column.first_slot, 1, column.slots, text});
  }
  return cells;
}

int LeadingSlots(const Form& form) {
  int leading = 0;
  while (leading < static_cast<int>(form.slots.size()) &&
         form.slots[static_cast<size_t>(leading)].side == Side::kSingle)
    ++leading;
  return std::max(leading, 1);
}

}  // namespace sinergi::performance::form
