#include "modules/assessment/change.h"

#include <algorithm>

#include "base/ensure.h"
#include "modules/assessment/change_exact.h"
#include "modules/assessment/kami_instrument.h"

namespace sinergi::assessment {
namespace {

struct Pair {
  size_t item, old_item;
  Strength strength;
};

std::vector<Pair> PairsOf(const Crosswalk& walk, const Instrument& from, const Instrument& to,
                          Strength weakest) {
  std::vector<Pair> pairs;
  for (const CrosswalkPair& pair : walk.pairs) {
    if (pair.strength == Strength::kNew || pair.strength > weakest) continue;
    const int item = to.FindItem(pair.to), old_item = from.FindItem(pair.from);
    // What was not asked in one of the years (KIP: weight 0) is new or dropped.
    if (item < 0 || old_item < 0) continue;
    pairs.push_back({static_cast<size_t>(item), static_cast<size_t>(old_item), pair.strength});
  }
  return pairs;
}

// The explanation in the making.
class Explanation {
 public:
  Explanation(const Assessed& from, const Assessed& to, std::vector<Pair> pairs)
      : from_(from), to_(to), pairs_(std::move(pairs)) {
    predecessors_.assign(to.instrument.items.size(), Exact());
    successors_.assign(from.instrument.items.size(), Exact());
    for (const Pair& pair : pairs_) {
      predecessors_[pair.item] = predecessors_[pair.item] + Weight(from_, pair.old_item);
      successors_[pair.old_item] = successors_[pair.old_item] + Weight(to_, pair.item);
    }
  }

  Result<Change> Make() {
    start_ = IndexOf(from_);
    const Exact end = IndexOf(to_);
    for (size_t i = 0; i < predecessors_.size(); ++i) AddItem(i);
    for (size_t j = 0; j < successors_.size(); ++j)
      if (IsAlone(successors_[j]))
        AddEffect(-1, static_cast<int>(j), Cause::kDropped, Strength::kNew,
                  Exact{Ratio{-1, 1}} * Weight(from_, j) * (Level(from_, j) - start_));
    const Exact difference = end - start_;
    if (!fits_ || !difference.value) return Error{ErrorKind::kInvalid, "assessment.too_fine"};
    change_.from = *start_.value;
    change_.to = *end.value;
    change_.difference = *difference.value;
    return std::move(change_);
  }

 private:
  static Exact Weight(const Assessed& of, size_t item) {
    return Exact{of.instrument.items[item].weight} / Exact{kWhole};
  }
  static Exact Level(const Assessed& of, size_t item) { return {of.levels[item].value_or(Ratio{})}; }
  static Exact IndexOf(const Assessed& of) {
    Exact sum{Ratio{}};
    for (size_t i = 0; i < of.levels.size(); ++i) sum = sum + Weight(of, i) * Level(of, i);
    return sum;
  }
  // Weights are above zero: nobody to share with means no pair.
  static bool IsAlone(const Exact& others) { return others.value && others.value->IsZero(); }

  void AddItem(size_t i) {
    if (IsAlone(predecessors_[i]))
      return AddEffect(static_cast<int>(i), -1, Cause::kNew, Strength::kNew,
                       Weight(to_, i) * (Level(to_, i) - start_));
    for (const Pair& pair : pairs_)
      if (pair.item == i) AddPair(pair);
  }

  void AddPair(const Pair& pair) {
    const Exact w = Weight(to_, pair.item), v = Weight(from_, pair.old_item);
    const Exact new_share = w * v / predecessors_[pair.item], old_share = v * w / successors_[pair.old_item];
    const Exact before = Level(from_, pair.old_item);
    const int item = static_cast<int>(pair.item), old_item = static_cast<int>(pair.old_item);
    AddEffect(item, old_item, Cause::kBoth, pair.strength, new_share * (Level(to_, pair.item) - before));
    AddEffect(item, old_item, Cause::kWeights, pair.strength, (new_share - old_share) * (before - start_));
  }

  void AddEffect(int item, int old_item, Cause cause, Strength strength, const Exact& effect) {
    Ratio& sum = change_.parts[static_cast<size_t>(cause)];
    const Exact next = Exact{sum} + effect;
    fits_ = fits_ && next.value;
    if (!fits_ || (cause == Cause::kWeights && effect.value->IsZero())) return;
    sum = *next.value;
    change_.items.push_back({item, old_item, cause, strength, *effect.value});
  }

  const Assessed& from_;
  const Assessed& to_;
  std::vector<Pair> pairs_;
  std::vector<Exact> predecessors_, successors_;  // sums of their weights, by item
  Exact start_;                                   // the old index
  bool fits_ = true;
  Change change_;
};

}  // namespace

std::string_view Name(Cause cause) {
  constexpr std::string_view kNames[] = {"both", "new", "dropped", "weights"};
  return kNames[static_cast<size_t>(cause)];
}

Result<Change> ExplainChange(const Assessed& from, const Assessed& to, const Crosswalk& walk,
                             Strength weakest) {
  ENSURE(from.levels.size() == from.instrument.items.size() &&
         to.levels.size() == to.instrument.items.size());
  for (const Instrument* instrument : {&from.instrument, &to.instrument})
    if (!instrument->weights_known)
      return Error{ErrorKind::kInvalid, "assessment.weights_missing", {instrument->id}};
  if (from.instrument.kami && to.instrument.kami) return ExplainKami(from, to);
  return Explanation(from, to, PairsOf(walk, from.instrument, to.instrument, weakest)).Make();
}

Crosswalk SameItems(const Instrument& instrument) {
  Crosswalk walk{instrument.id, instrument.id, instrument.id, {}, {}};
  for (const Item& item : instrument.items)
    walk.pairs.push_back({item.code, item.code, Strength::kStrong, {}});
  return walk;
}

Crosswalk Inverse(const Crosswalk& walk, const Instrument& from) {
  Crosswalk inverse{walk.id, walk.to, walk.from, {}, {}};
  for (const Item& item : from.items)
    for (const CrosswalkPair& pair : walk.pairs)
      if (pair.from == item.code) inverse.pairs.push_back({pair.to, pair.from, pair.strength, pair.mark});
  for (const std::string& code : walk.ended) inverse.pairs.push_back({"", code, Strength::kNew, {}});
  for (const CrosswalkPair& pair : walk.pairs)
    if (pair.strength == Strength::kNew) inverse.ended.push_back(pair.to);
  return inverse;
}

}  // namespace sinergi::assessment
