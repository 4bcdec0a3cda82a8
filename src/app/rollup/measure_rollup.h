// What `sinergi bench rollup` measures of a tree: full computations, single changes, memory and its
// bandwidth.
//
//   const RollupTimes times = MeasureRollup(tree, 2, 0);
//   times.answer.median_us
//
// The tree comes back with the figures it had. Threads: the caller's alone.
#pragma once

#include <cstdint>
#include <vector>

#include "modules/performance/engine/organisation_tree.h"

namespace sinergi::app {

struct Spread {
  double median_us = 0, least_us = 0, p99_us = 0;
};

struct RollupTimes {
  Spread compute_one;       // all figures, one thread
  Spread compute;           // all figures, all threads
  Spread answer;            // and all ranks
  Spread change;            // one measurement, to the figure of the root
  bool same = false;        // after all changes: as a full computation gives it, bit for bit
  double bandwidth_gb = 0;  // read from memory a second, all threads
};

// `repeat`: how often each computation is measured; 0: for about a second.
RollupTimes MeasureRollup(performance::OrganisationTree& tree, int threads, int repeat);

// Ranks of all children, of every parent and quarter: organisation × 4.
std::vector<performance::Quarters<int>> AllRanks(const performance::OrganisationTree& tree);

}  // namespace sinergi::app
