// The shortest way to a target index (peta jalan perbaikan): which items to raise to which level, in which
// year, so that the printed index reaches the target at the least effort. Also the best index for a budget of
// effort, and the whole curve of effort against index.
//
//   ImproveRequest request = RequestOf(spbe, levels);          // effort 1 a level, nothing locked
//   request.capacity_micro = 6'000'000;                        // 6 a year
//   Result<ImprovePlan> plan = ShortestWay(spbe, request, 3'100'000);
//   plan->after.units                                          // 310: 3.10
//   plan->rises[0]                                             // item 20, 1 -> 3, effort 4, year 1
//
// A step raises one item by one level of its scale, from its present value (not answered: 0). From a decimal
// value (Pemdi 3,25) the first step goes to the next level and costs that level's full effort. The target is
// reached when the index as printed reaches it. A step needs the steps below it, and what its dependencies
// name, in the same year or an earlier one; the efforts of a year sum to at most the capacity. A step that is
// locked, larger than the capacity, or needs itself through others can never be taken.
//
// Of all sets of steps that reach the target and can be laid into the years: the least effort; among those
// the fewest years; where no other choice changes these, the highest index. The same request gives the same
// plan. Without capacity every step falls in year 1, unless max_rise_per_year spreads an item over several.
//
// Exact: whole numbers over common denominators, no heuristic decides; method and proof in
// docs/adr/0012-shortest-way.md. The problem is NP-hard: where a hostile request exhausts the fixed amount of
// work, the plan is still valid and says which of its claims is not proven. Pure; thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "modules/assessment/index.h"

namespace sinergi::assessment {

// What it takes to reach one level of one item from the level below.
struct LevelEffort {
  int64_t micro = kMicro;   // >= 0
  std::string responsible;  // unit; empty: nobody was named
};
using EffortTable = std::vector<std::vector<LevelEffort>>;  // [item][index into its scale's levels]

// `item` may rise to `level` only when `needs_item` has at least `needs_level`.
struct Dependency {
  int item = 0;
  Ratio level;
  int needs_item = 0;
  Ratio needs_level;
};

struct ImproveRequest {
  Levels levels;
  EffortTable efforts;
  std::vector<bool> locked;  // by item
  std::vector<Dependency> dependencies = {};
  std::optional<int64_t> capacity_micro = {};  // effort available in one year, >= 0
  std::optional<int> years = {};               // 1..100
  std::optional<int> max_rise_per_year = {};   // levels that one item may rise in a year, >= 1
};
ImproveRequest RequestOf(const Instrument& instrument, Levels levels);

// Levels that one item rises in one year.
struct Rise {
  int item = 0;
  Ratio from, to;
  int64_t effort_micro = 0;
  int year = 1;
  std::vector<std::string> responsible;  // as named in the effort table, else the item's functions
};

struct ImprovePlan {
  Ratio exact_before, exact_after;
  Decimal before, after;
  int64_t effort_micro = 0;
  int years = 0;            // 0: nothing to do
  std::vector<Rise> rises;  // by year, then in the order of the items
  bool reached = true;      // false: the best that can be reached, `missing` below the target
  Decimal missing;          // target - after, 0 when reached
  bool effort_proven = true, years_proven = true;
};

// Errors: assessment.too_fine when the common denominator leaves 60 bits, assessment.weights_missing.
Result<ImprovePlan> ShortestWay(const Instrument& instrument, const ImproveRequest& request,
                                int64_t target_micro);

// The highest printed index for at most this effort, reached at the least effort.
Result<ImprovePlan> BestIndex(const Instrument& instrument, const ImproveRequest& request,
                              int64_t budget_micro);

// Every printed index that costs more effort than the ones below it, lowest first: what each costs.
struct CurvePoint {
  Decimal index;
  int64_t effort_micro = 0;
  int years = 0;
  bool proven = true;
};
Result<std::vector<CurvePoint>> Curve(const Instrument& instrument, const ImproveRequest& request);

}  // namespace sinergi::assessment
