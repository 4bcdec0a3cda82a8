#include "modules/performance/form/text_cells.h"

#include "base/text.h"

namespace sinergi::performance::form {
namespace {

// Said once for the rows that share it.
std::string NewObjective(const CellContext& context, int row) {
  const std::string mine = ObjectiveOf(context.plan, context.rows.rows[static_cast<size_t>(row)].node);
  if (row == 0) return mine;
  return mine == ObjectiveOf(context.plan, context.rows.rows[static_cast<size_t>(row) - 1].node) ? "" : mine;
}

std::string IndicatorText(const Indicator& indicator) {
  return indicator.unit.empty() ? indicator.name : indicator.name + " (" + indicator.unit + ")";
}

std::string NodeText(const CellContext& context, int row, Source source) {
  const int index = context.rows.rows[static_cast<size_t>(row)].node;
  const Node& node = context.plan.nodes[static_cast<size_t>(index)];
  const int unit = context.plan.UnitOf(index);
  switch (source) {
    case Source::kRowNumber:
      return std::to_string(context.rows.rows[static_cast<size_t>(row)].number);
    case Source::kObjective:
      return NewObjective(context, row);
    case Source::kCode:
      return node.code;
    case Source::kNodeName:
      return node.code.empty() ? node.name : node.code + " " + node.name;
    case Source::kResponsible:
      return unit < 0 ? context.plan.agency : context.plan.units[static_cast<size_t>(unit)].name;
    case Source::kNote:
      return node.note;
    default:
      return "";
  }
}

}  // namespace

std::string ObjectiveOf(const PlanYear& plan, int node) {
  for (int at = node; at >= 0; at = plan.nodes[static_cast<size_t>(at)].parent) {
    const Node& above = plan.nodes[static_cast<size_t>(at)];
    if (above.level <= planning::NodeLevel::kObjective) return above.name;
  }
  return "";
}

Cell TextCell(const CellContext& context, int row, const Slot& slot) {
  const Row& at = context.rows.rows[static_cast<size_t>(row)];
  Cell cell;
  if (slot.source == Source::kIndicator || slot.source == Source::kMeasureUnit) {
    if (at.indicator < 0) return cell;
    const Indicator& indicator = context.plan.indicators[static_cast<size_t>(at.indicator)];
    cell.text = slot.source == Source::kIndicator ? IndicatorText(indicator) : indicator.unit;
  } else if (at.first) {
    cell.text = NodeText(context, row, slot.source);
  }
  return cell;
}

}  // namespace sinergi::performance::form
