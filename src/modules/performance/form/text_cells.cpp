#include "modules/performance/form/text_cells.h"

#include "base/text.h"
#include "modules/performance/form/deviation.h"

namespace sinergi::performance::form {
namespace {

// Name of the goal above a node, or of the objective where goals have a column of their own.
std::string NameAbove(const PlanYear& plan, int node, planning::NodeLevel level) {
  for (int at = node; at >= 0; at = plan.nodes[static_cast<size_t>(at)].parent)
    if (plan.nodes[static_cast<size_t>(at)].level == level) return plan.nodes[static_cast<size_t>(at)].name;
  return "";
}

// Said once for the rows that share it.
std::string NewAbove(const CellContext& context, int row, Source source) {
  const auto of = [&](int at) {
    const int node = context.rows.rows[static_cast<size_t>(at)].node;
    if (source == Source::kGoal) return NameAbove(context.plan, node, planning::NodeLevel::kGoal);
    return context.form.Has(Source::kGoal) ? NameAbove(context.plan, node, planning::NodeLevel::kObjective)
                                           : ObjectiveOf(context.plan, node);
  };
  const std::string mine = of(row);
  return row > 0 && mine == of(row - 1) ? "" : mine;
}

// Goals and objectives are not said again where they have a column of their own.
std::string TitleOf(const CellContext& context, const Node& node) {
  const bool goal = node.level == planning::NodeLevel::kGoal && context.form.Has(Source::kGoal);
  const bool objective =
      node.level == planning::NodeLevel::kObjective && context.form.Has(Source::kObjective);
  return goal || objective ? "" : node.name;
}

std::string FactText(const CellContext& context, int row, Source source) {
  const Row& at = context.rows.rows[static_cast<size_t>(row)];
  const NodeFacts& facts = context.facts->nodes[static_cast<size_t>(at.node)];
  switch (source) {
    case Source::kTitle:
      return facts.here ? TitleOf(context, context.plan.nodes[static_cast<size_t>(at.node)]) : "";
    case Source::kResponsible:
      return facts.responsible;
    case Source::kLocation:
      return facts.location;
    case Source::kFunding:
      return facts.funding;
    case Source::kNationalPriority:
      return facts.national_priority;
    case Source::kRegionalPriority:
      return facts.regional_priority;
    case Source::kTargetGroup:
      return facts.target_group;
    case Source::kOtherTitle:
      return facts.other_title;
    case Source::kOtherLocation:
      return facts.other_location;
    case Source::kItemThere:
      return facts.item == planning::ItemState::kPresent || facts.item == planning::ItemState::kNil ? "✓"
                                                                                                    : "";
    case Source::kItemMissing:
      return facts.item == planning::ItemState::kMissing ? "✓" : "";
    default:
      return "";
  }
}

// Whether the two documents say the same of a row, and what not. Nothing above the leaves.
std::string AgreementText(const CellContext& context, int row, Source source) {
  const Row& at = context.rows.rows[static_cast<size_t>(row)];
  if (!context.plan.IsLeaf(at.node)) return "";
  const std::string deviation = DeviationOf(*context.facts, static_cast<size_t>(at.node), at.indicator);
  if (source == Source::kDeviation) return deviation;
  return deviation.empty() == (source == Source::kAgrees) ? "✓" : "";
}

std::string IndicatorText(const Indicator& indicator) {
  return indicator.unit.empty() ? indicator.name : indicator.name + " (" + indicator.unit + ")";
}

bool IsFact(Source source) {
  return source == Source::kNationalPriority || source == Source::kRegionalPriority ||
         source == Source::kTargetGroup || source == Source::kTitle || source == Source::kResponsible ||
         source == Source::kLocation || source == Source::kFunding || source == Source::kOtherTitle ||
         source == Source::kOtherLocation || source == Source::kItemThere || source == Source::kItemMissing;
}

std::string NodeText(const CellContext& context, int row, Source source) {
  const int index = context.rows.rows[static_cast<size_t>(row)].node;
  const Node& node = context.plan.nodes[static_cast<size_t>(index)];
  const int unit = context.plan.UnitOf(index);
  switch (source) {
    case Source::kRowNumber:
      return std::to_string(context.rows.rows[static_cast<size_t>(row)].number);
    case Source::kObjective:
    case Source::kGoal:
      return NewAbove(context, row, source);
    case Source::kTitle:
      return TitleOf(context, node);
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
  if (slot.source == Source::kAgrees || slot.source == Source::kDisagrees ||
      slot.source == Source::kDeviation) {
    cell.text = AgreementText(context, row, slot.source);
  } else if (slot.source == Source::kOtherIndicator || slot.source == Source::kStandard ||
             slot.source == Source::kKeyIndicator) {
    if (at.indicator < 0) return cell;
    const IndicatorFacts& facts = context.facts->indicators[static_cast<size_t>(at.indicator)];
    cell.text = slot.source == Source::kStandard       ? facts.standard
                : slot.source == Source::kKeyIndicator ? facts.key_indicator
                                                       : facts.other_name;
  } else if (slot.source == Source::kIndicator || slot.source == Source::kMeasureUnit) {
    if (at.indicator < 0) return cell;
    if (context.facts && !context.facts->indicators[static_cast<size_t>(at.indicator)].here) return cell;
    const Indicator& indicator = context.plan.indicators[static_cast<size_t>(at.indicator)];
    cell.text = slot.source == Source::kIndicator ? IndicatorText(indicator) : indicator.unit;
  } else if (at.first) {
    const bool fact = context.facts && IsFact(slot.source);
    cell.text = fact ? FactText(context, row, slot.source) : NodeText(context, row, slot.source);
  }
  return cell;
}

}  // namespace sinergi::performance::form
