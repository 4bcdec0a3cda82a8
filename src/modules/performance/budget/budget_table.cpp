#include "modules/performance/budget/budget_table.h"

#include <map>
#include <set>

namespace sinergi::performance {
namespace {

struct Tally {
  Money amount;
  std::set<int> nodes;
};

std::vector<BudgetRow> RowsOf(const std::map<std::string, Tally>& tallies,
                              const std::map<std::string, std::string>& names) {
  std::vector<BudgetRow> rows;
  for (const auto& [code, tally] : tallies) {
    const auto name = names.find(code);
    rows.push_back(
        {code, name == names.end() ? "" : name->second, tally.amount, static_cast<int>(tally.nodes.size())});
  }
  return rows;
}

}  // namespace

BudgetTable TableOf(const PlanYear& plan, const std::vector<int>& nodes, const Date& day) {
  BudgetTable table;
  std::map<std::string, Tally> funds, accounts;
  for (const int at : nodes) {
    if (!plan.IsLeaf(at)) continue;
    const Node& node = plan.nodes[static_cast<size_t>(at)];
    const Money ceiling = node.money.CeilingAt(day), sum = SumOf(node.budget);
    table.ceiling += ceiling;
    table.parts += sum;
    if (sum != ceiling && !node.budget.empty()) table.unequal.push_back(at);
    const auto add = [at](Tally& tally, Money amount) {
      tally.amount += amount;
      tally.nodes.insert(at);
    };
    for (const BudgetPart& part : node.budget) {
      add(funds[part.fund], part.amount);
      add(accounts[part.account], part.amount);
    }
    if (node.budget.empty() && ceiling != Money()) {
      add(funds[""], ceiling);
      add(accounts[""], ceiling);
    }
  }
  table.funds = RowsOf(funds, plan.budget_names.funds);
  table.accounts = RowsOf(accounts, plan.budget_names.accounts);
  return table;
}

}  // namespace sinergi::performance
