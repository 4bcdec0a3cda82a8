// RiseModel: a request of improve.h in whole numbers. Of each item that can rise at all, what its first c
// steps gain and cost together; steps that can never be taken are gone.
//
//   model.items[3].effort[2]  // of the first two steps of the fourth item, in units of effort_unit_micro
//
// Invariants: gain and effort begin with 0 and never fall; needs point to items of the model and can be met
// in some order; totals stay below kLargestTotal, so that products fit 128 bits. Pure.
#pragma once

#include "modules/assessment/improve.h"

namespace sinergi::assessment {

constexpr int64_t kLargestTotal = int64_t{1} << 58;

// To have taken `step` steps of the item, `item` must have taken at least `count`.
struct StepNeed {
  int step = 1, item = 0, count = 1;
};

struct RiseItem {
  int item = 0;                       // index into Instrument::items
  std::vector<int64_t> gain, effort;  // of the first c steps
  std::vector<Ratio> levels;          // after c steps; [0] is the present value
  std::vector<int> scale_levels;      // index into the scale's levels of each step, [0] unused
  std::vector<StepNeed> needs;
  int steps() const { return static_cast<int>(gain.size()) - 1; }
};

struct RiseModel {
  std::vector<RiseItem> items;
  Ratio before;     // exact index
  Ratio gain_unit;  // of the index
  int64_t effort_unit_micro = 1;
  std::optional<int64_t> capacity;  // in units, rounded down
  std::optional<int> max_rise;
};

inline size_t AsIndex(ptrdiff_t index) {
  return static_cast<size_t>(index);
}

// assessment.too_fine.
Result<RiseModel> ModelOf(const Instrument& instrument, const ImproveRequest& request);

// The same with at most `most` steps of any item.
RiseModel Capped(const RiseModel& model, int most);

int64_t TotalGain(const RiseModel& model);
int64_t TotalEffort(const RiseModel& model);

// Steps taken, by item of the model.
using Counts = std::vector<int>;
int64_t GainOf(const RiseModel& model, const Counts& counts);
int64_t EffortOf(const RiseModel& model, const Counts& counts);

}  // namespace sinergi::assessment
