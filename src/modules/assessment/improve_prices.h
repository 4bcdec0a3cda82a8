// RisePrices: what a unit of gain and a unit of effort are worth at the edge of a target, so that every set
// of steps can be bounded by looking at its items one by one.
//
// The worth of a set is gain_price · gain − effort_price · effort. A step that needs another one pays it a
// subsidy; the table `worth` of an item counts what its first c steps are worth after subsidies. For any set
// S that has what it needs, worth(S) ≤ Σ worth[i][c_i]: between steps of S the subsidies cancel, and a step
// of S whose payer is outside of S is only counted too high. So a set that gains at least g with an effort of
// at most e exists only if Σ max_c worth[i][c] ≥ gain_price · g − effort_price · e. This holds for any prices
// >= 0 and any subsidies >= 0; the ones chosen here make it as sharp as the linear relaxation of the problem.
//
// Source: Lagrangian relaxation of the precedence-constrained knapsack; maximum closure by minimum cut
// (Picard 1976). Pure.
#pragma once

#include "modules/assessment/improve_model.h"

namespace sinergi::assessment {

struct Subsidy {
  int item = 0, step = 1;         // who pays
  int needs_item = 0, count = 1;  // who is paid: step `count` of the item needed
  Int128 worth = 0;
};

struct RisePrices {
  Int128 gain_price = 0, effort_price = 1;
  std::vector<std::vector<Int128>> worth;  // [item][c]
  std::vector<Subsidy> subsidies;
  Counts reaching;  // some set that gains at least what was needed
};

// 1 <= need <= TotalGain(model).
RisePrices PricesFor(const RiseModel& model, int64_t need);

}  // namespace sinergi::assessment
