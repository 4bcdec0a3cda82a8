// RiseSearch::Run: lists of partial sets, item by item.
#include <algorithm>
#include <unordered_map>

#include "modules/assessment/improve_search.h"

namespace sinergi::assessment {

class RiseSearch::Lister {
 public:
  Lister(const RiseSearch& search, const Aim& aim, size_t keep)
      : search_(search), aim_(aim), needed_(search.Needed(aim)), keep_(keep) {
    groups_.push_back({Key(), {}, {State{}}, {0}});
  }

  Lists Run(size_t most) {
    for (size_t turn = 0; search_.turns_[turn].item >= 0; ++turn) {
      Advance(turn);
      Merge(search_.turns_[turn + 1]);
      size_t states = 0;
      for (Group& group : groups_) states += Compare(group);
      if (states > keep_) KeepTheMostPromising();
      Remember();
    }
    return Answer(most);
  }

 private:
  // A partial set: the turn's count and, through `trail`, the ones before.
  struct State {
    Int128 worth = 0;  // gain_price · gain − effort_price · effort
    int64_t gain = 0, effort = 0;
    int64_t position = 0;  // Σ place of the item over all steps: of equals the earlier items rise
    int32_t steps = 0, count = 0;
    int32_t trail = -1;
  };
  struct Group {
    Key key;
    Reach reach;
    std::vector<State> states;
    std::vector<size_t> runs;  // where runs of rising effort begin in the states
  };
  struct Trail {
    int32_t before, count;
  };

  void Advance(size_t at) {
    const Turn &turn = search_.turns_[at], &after = search_.turns_[at + 1];
    std::vector<Group> next;
    std::unordered_map<Key, size_t> place;
    for (const Group& group : groups_) {
      const auto [low, high] = search_.Range(turn, group.key);
      for (int count = low; count <= high; ++count) {
        const std::optional<Key> key = search_.Decide(turn, after, group.key, count);
        if (!key) continue;
        const auto [found, added] = place.emplace(*key, next.size());
        if (added) next.push_back({*key, search_.ReachOf(after, *key), {}, {}});
        AddMoved(group, turn, count, next[found->second]);
      }
    }
    groups_ = std::move(next);
  }

  // The partial sets of a group after `count` steps of the turn's item, those that promise enough: effort and gain
  // rise as they did.
  void AddMoved(const Group& group, const Turn& turn, int count, Group& into) const {
    const RiseItem& item = search_.model_.items[static_cast<size_t>(turn.item)];
    const int64_t gain = item.gain[static_cast<size_t>(count)],
                  effort = item.effort[static_cast<size_t>(count)];
    const Int128 worth = search_.prices_.gain_price * gain - search_.prices_.effort_price * effort;
    const Int128 worth_least = needed_ - into.reach.worth - worth;
    const int64_t gain_least = aim_.gain_least - into.reach.gain - gain,
                  effort_most = aim_.effort_most - into.reach.effort - effort;
    const size_t begin = into.states.size();
    for (const State& state : group.states) {
      if (state.effort > effort_most) break;
      if (state.gain < gain_least || state.worth < worth_least) continue;
      into.states.push_back({state.worth + worth, state.gain + gain, state.effort + effort,
                             state.position + int64_t{count} * turn.item, state.steps + count, count,
                             state.trail});
    }
    if (into.states.size() > begin) into.runs.push_back(begin);
  }

  // What no partial set of a group can still afford leaves its key; groups with equal keys become one.
  void Merge(const Turn& turn) {
    std::vector<Group> merged;
    std::unordered_map<Key, size_t> place;
    for (Group& group : groups_) {
      if (group.states.empty()) continue;
      if (Tighten(turn, group)) group.reach = search_.ReachOf(turn, group.key);
      const auto [found, added] = place.emplace(group.key, merged.size());
      if (added) {
        merged.push_back(std::move(group));
      } else {
        Group& into = merged[found->second];
        for (const size_t begin : group.runs) into.runs.push_back(into.states.size() + begin);
        into.states.insert(into.states.end(), group.states.begin(), group.states.end());
      }
    }
    groups_ = std::move(merged);
  }

  bool Tighten(const Turn& turn, Group& group) const {
    Int128 slack = 0;
    for (const State& state : group.states) slack = std::max(slack, Promise(group, state) - needed_);
    bool changed = false;
    for (size_t slot = 0; slot < turn.neighbours.size(); ++slot) {
      const std::vector<Int128>& worth = turn.worth[slot];
      char16_t &low = group.key[2 * slot], &high = group.key[2 * slot + 1];
      const Int128 least = *std::max_element(worth.begin() + low, worth.begin() + high + 1) - slack;
      for (; worth[high] < least; changed = true) --high;
      for (; worth[low] < least; changed = true) ++low;
    }
    return changed;
  }

  // Drops what gains no more for no less effort; answers how many stay.
  size_t Compare(Group& group) {
    while (group.runs.size() > 1) MergePairs(group);
    int64_t most = -1;
    std::erase_if(group.states, [&](const State& state) {
      if (state.gain <= most) return true;
      most = state.gain;
      return false;
    });
    return group.states.size();
  }

  static bool ComesFirst(const State& a, const State& b) {
    if (a.effort != b.effort) return a.effort < b.effort;
    if (a.gain != b.gain) return a.gain > b.gain;
    return std::tie(a.steps, a.position, a.trail, a.count) < std::tie(b.steps, b.position, b.trail, b.count);
  }

  // Neighbouring runs become one.
  void MergePairs(Group& group) {
    const size_t all = group.states.size();
    std::vector<size_t> runs;
    scratch_.resize(all);
    for (size_t r = 0; r < group.runs.size(); r += 2) {
      const auto at = [&](size_t run) {
        return static_cast<ptrdiff_t>(run < group.runs.size() ? group.runs[run] : all);
      };
      const auto states = group.states.begin();
      std::merge(states + at(r), states + at(r + 1), states + at(r + 1), states + at(r + 2),
                 scratch_.begin() + at(r), ComesFirst);
      runs.push_back(group.runs[r]);
    }
    group.runs = std::move(runs);
    group.states.swap(scratch_);
  }

  static Int128 Promise(const Group& group, const State& state) { return state.worth + group.reach.worth; }

  void KeepTheMostPromising() {
    whole_ = false;
    std::vector<Int128> promises;
    for (const Group& group : groups_)
      for (const State& state : group.states) promises.push_back(Promise(group, state));
    const auto last = promises.begin() + static_cast<ptrdiff_t>(keep_) - 1;
    std::ranges::nth_element(promises, last, std::greater<>());
    const Int128 least = *last;
    size_t room = keep_;
    for (Group& group : groups_)
      std::erase_if(group.states, [&](const State& state) {
        return Promise(group, state) < least || room == 0 || (--room, false);
      });
  }

  void Remember() {
    for (Group& group : groups_)
      for (State& state : group.states) {
        trails_.push_back({state.trail, state.count});
        state.trail = static_cast<int32_t>(trails_.size()) - 1;
      }
  }

  Lists Answer(size_t most) const {
    Lists lists;
    lists.whole = whole_;
    if (groups_.empty()) return lists;  // otherwise one, whose key is empty
    for (const State& state : groups_[0].states) {
      if (lists.found.size() == most) break;
      Found found{Counts(search_.model_.items.size(), 0), state.gain, state.effort};
      int32_t trail = state.trail;
      for (size_t turn = search_.turns_.size() - 1; turn-- > 0;) {
        const Trail& step = trails_[static_cast<size_t>(trail)];
        found.counts[static_cast<size_t>(search_.turns_[turn].item)] = step.count;
        trail = step.before;
      }
      lists.found.push_back(std::move(found));
    }
    return lists;
  }

  const RiseSearch& search_;
  const Aim aim_;
  const Int128 needed_;
  const size_t keep_;
  std::vector<Group> groups_;
  std::vector<Trail> trails_ = {};
  std::vector<State> scratch_ = {};
  bool whole_ = true;
};

RiseSearch::Lists RiseSearch::Run(const Aim& aim, size_t keep, size_t most) const {
  return Lister(*this, aim, keep).Run(most);
}

}  // namespace sinergi::assessment
