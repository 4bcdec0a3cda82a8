// The set of steps of the greatest worth that has everything it needs (maximum closure), by a minimum cut.
//
//   const Closure best = BestClosure(model, worth);   // worth[i][s]: of step s + 1 of item i alone
//
// Answers the counts, and how the steps that are worth something pay for the ones they need: the flow over
// each StepNeed. Whole numbers, O(steps² · edges) at worst, in practice close to linear. Pure.
#pragma once

#include "modules/assessment/improve_prices.h"

namespace sinergi::assessment {

struct Closure {
  Counts counts;
  Int128 worth = 0;
  std::vector<Subsidy> subsidies;
};

Closure BestClosure(const RiseModel& model, const std::vector<std::vector<Int128>>& worth);

}  // namespace sinergi::assessment
