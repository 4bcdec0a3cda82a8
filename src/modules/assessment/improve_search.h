// RiseSearch: the sets of steps that gain enough for little enough effort, found exactly.
//
//   RiseSearch search(model, PricesFor(model, need));
//   RiseSearch::Lists lists = search.Run({need, most}, 1000);
//   lists.found->effort   // the least effort, if lists.whole
//
// Items are decided one after another. What the decided ones mean for the others is a lower and an upper
// count for each undecided neighbour (the key); partial sets with equal keys can be completed in the same
// ways, so of two with equal keys the one that gains less for no less effort is dropped. A partial set whose
// worth, with the greatest worth of all undecided items within the key, stays below gain_price · gain_least −
// effort_price · effort_most cannot become a set that is asked for (improve_prices.h) and is dropped too.
// Nothing else is, unless `keep` is exceeded, which `whole` tells. Pure; the model must outlive it;
// thread-safe.
#pragma once

#include <functional>
#include <string>

#include "modules/assessment/improve_prices.h"

namespace sinergi::assessment {

class RiseSearch {
 public:
  RiseSearch(const RiseModel& model, RisePrices prices);

  struct Aim {
    int64_t gain_least = 0, effort_most = 0;
  };
  struct Found {
    Counts counts;
    int64_t gain = 0, effort = 0;
  };
  struct Lists {
    std::vector<Found> found;  // least effort first, each gains more than the one before
    bool whole = true;         // false: partial sets were left out
  };
  // At most `most` of what is found is answered; `keep` partial sets are kept after each item, the most
  // promising ones.
  Lists Run(const Aim& aim, size_t keep, size_t most = 1) const;

  // Every set that reaches the aim, without dropping by comparison; the visitor may lower aim.effort_most and
  // stops the visit by answering false. False when `work` (partial sets looked at) was used up.
  using Visitor = std::function<bool(const Found& found, Aim& aim)>;
  bool Visit(Aim aim, int64_t& work, const Visitor& visitor) const;

  // No set that gains `gain` has a smaller effort.
  int64_t EffortFloor(int64_t gain) const;
  const RisePrices& prices() const { return prices_; }

 private:
  // Lowest and highest count for each undecided neighbour of decided items.
  using Key = std::u16string;

  // What a count of the turn's item means for a neighbour after the turn.
  struct Effect {
    size_t slot = 0;
    int step = 1;   // demand: from this count of the item on; limit: below it
    int bound = 0;  // demand: the neighbour has at least so many; limit: at most
    bool demand = true;
  };
  // An item's turn. Neighbours are items that one decided item or more has to do with.
  struct Turn {
    int item = -1, slot = -1;                // slot of the item among the neighbours, -1: none
    std::vector<int> neighbours;             // undecided ones of the items decided before this turn
    std::vector<int> slot_before;            // of each, its slot in the turn before; -1: new
    std::vector<std::vector<Int128>> worth;  // of each, without what it pays to or gets from decided items
    std::vector<Effect> effects;
    Int128 rest_worth = 0;  // most of the undecided that are no neighbours
    int64_t rest_gain = 0;
  };
  // What a key allows at most.
  struct Reach {
    Int128 worth = 0;
    int64_t gain = 0, effort = 0;  // most, least
  };
  class Lister;
  struct Visiting;

  std::vector<int> OrderOfTurns() const;
  std::vector<Effect> EffectsOn(int item, const std::vector<int>& neighbours) const;
  Turn After(const Turn& turn, const std::vector<bool>& decided) const;
  void MakeTurns();
  Int128 Needed(const Aim& aim) const {
    return prices_.gain_price * aim.gain_least - prices_.effort_price * aim.effort_most;
  }
  Reach ReachOf(const Turn& turn, const Key& key) const;
  std::optional<Key> Decide(const Turn& turn, const Turn& after, const Key& key, int count) const;
  bool Promising(const Aim& aim, const Reach& reach, int64_t gain, int64_t effort) const;
  std::pair<int, int> Range(const Turn& turn, const Key& key) const;

  bool VisitTurn(Visiting& visiting, size_t turn, const Key& key, int64_t gain, int64_t effort) const;

  const RiseModel& model_;
  RisePrices prices_;
  std::vector<std::vector<int>> touches_;  // neighbours of each item
  std::vector<Turn> turns_;                // and one behind the last, empty
};

}  // namespace sinergi::assessment
