// NarrowPass: the full computation of a plan whose sums fit 64 bits, which is nearly every plan, over plain
// columns.
//
//   for (const NarrowPass& pass : NarrowPasses()) pass.roll_up(view);   // the same from each
//
// Eight indicators are computed at once, then one backward pass goes over the nodes; what is still being
// added up (a few dozen inner nodes) stays in the nearest cache, and each column is read or written once.
// Pure; a pass touches its view only.
#pragma once

#include <span>

#include "modules/performance/engine/indicator_block.h"
#include "modules/planning/node_level.h"

namespace sinergi::performance {

constexpr int kNarrowScoreBits = 29;   // 536 %: a share of it stays within kQuotientMost
constexpr int kNarrowSumBits = 62;     // of Σ weight × score
constexpr size_t kOpenBytes = 5 * 32;  // scratch for each inner node, 32-byte aligned

// The columns of a plan; what stands behind a pointer is as in PlanColumns.
struct PlanView {
  size_t nodes = 0, inner_count = 0, blocks_count = 0;
  bool leave_out = false;
  const IndicatorBlock* blocks;
  const IndicatorKind* kinds;
  const int64_t *caps, *weights;
  const int32_t *parent, *first, *inner;
  const planning::NodeLevel* levels;
  const int64_t *node_weights, *own_share;
  Quarters<int64_t>* score;
  Quarters<int32_t>* reported;
  MoneyRow* money;
  ScoreSums* children;
  Totals* totals;
  Quarters<int64_t>*parts, *reported_parts;  // scratch, of every indicator: weight × score; -1 where reported
  void* open;                                // scratch: kOpenBytes for each inner node, and once more
};

struct AchievedQuarters {
  Quarters<int64_t> counted, reported;  // reported: 0 or 1
};

struct NarrowPass {
  const char* processor;
  void (*achieve)(const PlanView& view);  // fills the parts
  void (*roll_up)(const PlanView& view);  // the rest
  // One indicator of a block.
  void (*achieve_one)(const IndicatorBlock& block, const IndicatorKind* kinds, const int64_t* caps,
                      size_t lane, AchievedQuarters& out);
};

// Those that this processor can run, the fastest first.
std::span<const NarrowPass> NarrowPasses();

}  // namespace sinergi::performance
