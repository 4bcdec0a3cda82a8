#include "modules/assessment/improve_prices.h"

#include <numeric>

#include "modules/assessment/improve_closure.h"

namespace sinergi::assessment {
namespace {

using StepWorth = std::vector<std::vector<Int128>>;

StepWorth WorthAt(const RiseModel& model, const RisePrices& prices) {
  StepWorth worth;
  for (const RiseItem& item : model.items) {
    std::vector<Int128>& steps = worth.emplace_back();
    for (size_t s = 1; s < item.gain.size(); ++s)
      steps.push_back(prices.gain_price * (item.gain[s] - item.gain[s - 1]) -
                      prices.effort_price * (item.effort[s] - item.effort[s - 1]));
  }
  return worth;
}

// Subsidies change hands, then the steps of an item are added up.
void Settle(const StepWorth& worth, RisePrices& prices) {
  StepWorth settled = worth;
  const auto step_of = [&](int item, int step) -> Int128& {
    return settled[static_cast<size_t>(item)][static_cast<size_t>(step) - 1];
  };
  for (const Subsidy& subsidy : prices.subsidies) {
    step_of(subsidy.item, subsidy.step) -= subsidy.worth;
    step_of(subsidy.needs_item, subsidy.count) += subsidy.worth;
  }
  for (const std::vector<Int128>& steps : settled) {
    std::vector<Int128>& sums = prices.worth.emplace_back(1, 0);
    for (const Int128& step : steps) sums.push_back(sums.back() + step);
  }
}

struct Point {
  int64_t gain = 0, effort = 0;
};

void PriceLine(const Point& below, const Point& above, RisePrices& prices) {
  const int64_t effort = above.effort - below.effort, gain = above.gain - below.gain;
  const int64_t common = std::gcd(effort, gain);
  prices.gain_price = effort / common;
  prices.effort_price = gain / common;
}

}  // namespace

// The line through the best set below the need and the best one above it is moved until no set lies beyond
// it: then its slope is the price of the linear relaxation. Each move finds a new corner, so it ends.
RisePrices PricesFor(const RiseModel& model, int64_t need) {
  RisePrices prices;
  Point below, above{TotalGain(model), TotalEffort(model)};
  for (const RiseItem& item : model.items) prices.reaching.push_back(item.steps());
  while (true) {
    PriceLine(below, above, prices);
    const StepWorth worth = WorthAt(model, prices);
    Closure best = BestClosure(model, worth);
    const Int128 on_line = prices.gain_price * below.gain - prices.effort_price * below.effort;
    if (best.worth <= on_line) {
      prices.subsidies = std::move(best.subsidies);
      Settle(worth, prices);
      return prices;
    }
    const Point corner{GainOf(model, best.counts), EffortOf(model, best.counts)};
    if (corner.gain >= need) {
      above = corner;
      prices.reaching = best.counts;
    } else {
      below = corner;
    }
  }
}

}  // namespace sinergi::assessment
