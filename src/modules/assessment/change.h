// Change: why an index moved between two assessments, item by item, in exact parts that add up to the
// difference.
//
//   Result<Change> change = ExplainChange({spbe_2018, before}, {spbe_2020, after}, crosswalk);
//   change->Of(Cause::kNew)      // -103/400: the new items stand below the old index
//   change->items[0].effect     // what item 1 alone did
//
// Levels are looked at from the old index R (both sets of weights sum to 100, so nothing is lost by that):
//
//   both     w × (new level − old level): an item, or what became of it, stands higher or lower
//   new      w × (level − R): what was not asked before stands above or below the old index
//   dropped  −v × (level − R): what is no longer asked stood above or below it
//   weights  (w − v) × (old level − R): the same matter weighs more or less than before
//
// w and v: new and old weight / 100. Between two assessments of one instrument only `both` is left. Where
// the crosswalk joins several items, each pair gets a share of both weights: a new item's weight is shared
// out among its predecessors by their weights, an old one's among its successors by theirs. An item without
// answer counts as level 0, as in the index. Pure. Reasons: docs/adr/0011-parts-of-a-change.md.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "modules/assessment/crosswalk.h"
#include "modules/assessment/index.h"

namespace sinergi::assessment {

enum class Cause { kBoth, kNew, kDropped, kWeights };
constexpr std::array<Cause, 4> kCauses{Cause::kBoth, Cause::kNew, Cause::kDropped, Cause::kWeights};
std::string_view Name(Cause cause);  // "both", "new", "dropped", "weights"

struct Assessed {
  const Instrument& instrument;
  const Levels& levels;
};

struct ItemEffect {
  int item = -1, old_item = -1;  // indices into the items of the new and the old instrument; -1: none
  Cause cause = Cause::kBoth;
  Strength strength = Strength::kStrong;  // of the pair; kNew where there is none
  Ratio effect;                           // on the index
};

struct Change {
  Ratio from, to, difference;
  std::array<Ratio, 4> parts;     // by Cause
  std::vector<ItemEffect> items;  // in the order of the new instrument, then what was dropped
  const Ratio& Of(Cause cause) const { return parts[static_cast<size_t>(cause)]; }
};

// Pairs weaker than `weakest` do not count: their items are new and dropped. Errors:
// assessment.too_fine, assessment.weights_missing {0}=instrument.
Result<Change> ExplainChange(const Assessed& from, const Assessed& to, const Crosswalk& walk,
                             Strength weakest = Strength::kWeak);

// Each item lives on in itself: for two assessments of one instrument.
Crosswalk SameItems(const Instrument& instrument);
// The crosswalk read backwards.
Crosswalk Inverse(const Crosswalk& walk, const Instrument& from);

}  // namespace sinergi::assessment
