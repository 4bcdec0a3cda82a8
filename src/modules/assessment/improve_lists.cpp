// RiseSearch::Run: lists of partial sets, item by item.
#include <algorithm>
#include <unordered_map>

#include "modules/assessment/improve_search.h"

namespace sinergi::assessment {

class RiseSearch::Lister {
 public:
  Lister(const RiseSearch& search, const Aim& aim, size_t keep) : search_(search), aim_(aim), keep_(keep) {
    groups_.push_back({Key(), {}, {State{}}});
  }

  Lists Run(size_t most) {
    for (size_t turn = 0; search_.turns_[turn].item >= 0; ++turn) {
      Advance(turn);
      Merge(search_.turns_[turn + 1]);
      size_t states = 0;
      for (Group& group : groups_) states += Compare(group.states);
      if (states > keep_) KeepTheMostPromising();
      Remember();
    }
    return Answer(most);
  }

 private:
  // A partial set: the turn's count and, through `trail`, the ones before.
  struct State {
    int64_t gain = 0, effort = 0;
    int64_t position = 0;  // Σ place of the item over all steps: of equals the earlier items rise
    int32_t steps = 0, count = 0;
    int32_t trail = -1;
  };
  struct Group {
    Key key;
    Reach reach;
    std::vector<State> states;
  };
  struct Trail {
    int32_t before, count;
  };

  void Advance(size_t at) {
    const Turn &turn = search_.turns_[at], &after = search_.turns_[at + 1];
    const RiseItem& item = search_.model_.items[static_cast<size_t>(turn.item)];
    std::vector<Group> next;
    std::unordered_map<Key, size_t> place;
    for (const Group& group : groups_) {
      const auto [low, high] = search_.Range(turn, group.key);
      for (int count = low; count <= high; ++count) {
        const std::optional<Key> key = search_.Decide(turn, after, group.key, count);
        if (!key) continue;
        const auto [found, added] = place.emplace(*key, next.size());
        if (added) next.push_back({*key, search_.ReachOf(after, *key), {}});
        Group& into = next[found->second];
        for (const State& state : group.states) {
          State moved = state;
          moved.gain += item.gain[static_cast<size_t>(count)];
          moved.effort += item.effort[static_cast<size_t>(count)];
          moved.position += int64_t{count} * turn.item;
          moved.steps += count;
          moved.count = count;
          if (search_.Promising(aim_, into.reach, moved.gain, moved.effort)) into.states.push_back(moved);
        }
      }
    }
    groups_ = std::move(next);
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
        std::vector<State>& states = merged[found->second].states;
        states.insert(states.end(), group.states.begin(), group.states.end());
      }
    }
    groups_ = std::move(merged);
  }

  bool Tighten(const Turn& turn, Group& group) const {
    Int128 slack = 0;
    for (const State& state : group.states)
      slack = std::max(slack, Promise(group, state) - search_.Needed(aim_));
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
  static size_t Compare(std::vector<State>& states) {
    std::ranges::sort(states, [](const State& a, const State& b) {
      if (a.effort != b.effort) return a.effort < b.effort;
      if (a.gain != b.gain) return a.gain > b.gain;
      return std::tie(a.steps, a.position, a.trail, a.count) <
             std::tie(b.steps, b.position, b.trail, b.count);
    });
    int64_t most = -1;
    std::erase_if(states, [&](const State& state) {
      if (state.gain <= most) return true;
      most = state.gain;
      return false;
    });
    return states.size();
  }

  Int128 Promise(const Group& group, const State& state) const {
    return search_.prices_.gain_price * state.gain - search_.prices_.effort_price * state.effort +
           group.reach.worth;
  }

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
  const size_t keep_;
  std::vector<Group> groups_;
  std::vector<Trail> trails_ = {};
  bool whole_ = true;
};

RiseSearch::Lists RiseSearch::Run(const Aim& aim, size_t keep, size_t most) const {
  return Lister(*this, aim, keep).Run(most);
}

}  // namespace sinergi::assessment
