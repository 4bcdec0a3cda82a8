#include "modules/performance/form/table_rows.h"

#include <algorithm>

namespace sinergi::performance::form {
namespace {

bool Shown(const Form& form, const PlanYear& plan, int node) {
  const planning::NodeLevel level = plan.nodes[static_cast<size_t>(node)].level;
  const bool named = std::find(form.levels.begin(), form.levels.end(), level) != form.levels.end();
  return named || (level > form.levels.front() && plan.IsLeaf(node));
}

// First row of the nearest shown ancestor; -1 for none.
int RowAbove(const PlanYear& plan, const std::vector<int>& row_of_node, int node) {
  int at = plan.nodes[static_cast<size_t>(node)].parent;
  while (at >= 0 && row_of_node[static_cast<size_t>(at)] < 0) at = plan.nodes[static_cast<size_t>(at)].parent;
  return at < 0 ? -1 : row_of_node[static_cast<size_t>(at)];
}

std::vector<std::vector<int>> IndicatorsByNode(const PlanYear& plan) {
  std::vector<std::vector<int>> by_node(plan.nodes.size());
  for (size_t i = 0; i < plan.indicators.size(); ++i)
    by_node[static_cast<size_t>(plan.indicators[i].node)].push_back(static_cast<int>(i));
  return by_node;
}

}  // namespace

RowPlan PlanRows(const Form& form, const PlanYear& plan) {
  RowPlan out;
  const std::vector<std::vector<int>> indicators = IndicatorsByNode(plan);
  std::vector<int> row_of_node(plan.nodes.size(), -1);
  int number = 0;
  for (int node = 0; node < static_cast<int>(plan.nodes.size()); ++node) {
    if (!Shown(form, plan, node)) continue;
    const int above = RowAbove(plan, row_of_node, node);
    const int first = static_cast<int>(out.rows.size());
    row_of_node[static_cast<size_t>(node)] = first;
    Row row;
    row.node = node;
    row.number = ++number;
    row.level = plan.nodes[static_cast<size_t>(node)].level;
    row.depth = above < 0 ? 0 : out.rows[static_cast<size_t>(above)].depth + 1;
    const std::vector<int>& own = indicators[static_cast<size_t>(node)];
    for (size_t i = 0; i < std::max<size_t>(own.size(), 1); ++i) {
      row.indicator = own.empty() ? -1 : own[i];
      row.first = i == 0;
      out.rows.push_back(row);
    }
    out.children.resize(out.rows.size());
    (above < 0 ? out.roots : out.children[static_cast<size_t>(above)]).push_back(first);
  }
  return out;
}

}  // namespace sinergi::performance::form
