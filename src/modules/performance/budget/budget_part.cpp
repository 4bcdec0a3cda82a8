#include "modules/performance/budget/budget_part.h"

#include <algorithm>

namespace sinergi::performance {
namespace {

template <class Key>
BudgetParts Together(const BudgetParts& parts, Key key) {
  std::map<std::pair<std::string, std::string>, Money> sums;
  for (const BudgetPart& part : parts) sums[key(part)] += part.amount;
  BudgetParts out;
  for (const auto& [pair, amount] : sums) out.push_back({pair.first, pair.second, amount});
  return out;
}

}  // namespace

Money SumOf(const BudgetParts& parts) {
  Money sum;
  for (const BudgetPart& part : parts) sum += part.amount;
  return sum;
}

BudgetParts ByFund(const BudgetParts& parts) {
  return Together(parts, [](const BudgetPart& part) { return std::pair(part.fund, std::string()); });
}

BudgetParts ByAccount(const BudgetParts& parts) {
  return Together(parts, [](const BudgetPart& part) { return std::pair(std::string(), part.account); });
}

bool Tells(const BudgetParts& known, const BudgetParts& imported) {
  const bool accounts =
      std::ranges::any_of(imported, [](const BudgetPart& part) { return !part.account.empty(); });
  return (accounts ? known : ByFund(known)) == imported;
}

std::string PrintParts(const BudgetParts& parts) {
  std::string text;
  for (const BudgetPart& part : ByFund(parts))
    text += (text.empty() ? "" : "; ") + (part.fund.empty() ? std::string("?") : part.fund) + ": " +
            part.amount.Print();
  return text;
}

}  // namespace sinergi::performance
