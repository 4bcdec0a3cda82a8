#include "modules/assessment/improve_search.h"

#include <algorithm>
#include <utility>

namespace sinergi::assessment {
namespace {

Int128 MostOf(const std::vector<Int128>& worth, int low, int high) {
  return *std::max_element(worth.begin() + low, worth.begin() + high + 1);
}

// The lowest and highest count of a neighbour within a key.
int Low(const std::u16string& key, size_t slot) {
  return key[2 * slot];
}
int High(const std::u16string& key, size_t slot) {
  return key[2 * slot + 1];
}

}  // namespace

RiseSearch::RiseSearch(const RiseModel& model, RisePrices prices)
    : model_(model), prices_(std::move(prices)), touches_(model.items.size()) {
  for (size_t i = 0; i < model.items.size(); ++i)
    for (const StepNeed& need : model.items[i].needs) {
      touches_[i].push_back(need.item);
      touches_[AsIndex(need.item)].push_back(static_cast<int>(i));
    }
  for (std::vector<int>& touched : touches_) {
    std::ranges::sort(touched);
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  }
  MakeTurns();
}

// Entangled items first, always the neighbour that adds the fewest new ones, so that keys stay short; then
// the others in their own order.
std::vector<int> RiseSearch::OrderOfTurns() const {
  const size_t n = touches_.size();
  std::vector<int> order;
  std::vector<bool> decided(n, false), neighbour(n, false);
  const auto added_by = [&](size_t i) {
    return std::ranges::count_if(touches_[i],
                                 [&](int j) { return !decided[AsIndex(j)] && !neighbour[AsIndex(j)]; });
  };
  while (order.size() < n) {
    size_t best = n;
    std::pair<bool, long> best_rank;
    for (size_t i = 0; i < n; ++i) {
      if (decided[i]) continue;
      const std::pair<bool, long> rank{!neighbour[i], touches_[i].empty() ? long(n) : added_by(i)};
      if (best < n && best_rank <= rank) continue;
      best = i;
      best_rank = rank;
    }
    decided[best] = true;
    neighbour[best] = false;
    for (const int j : touches_[best])
      if (!decided[AsIndex(j)]) neighbour[AsIndex(j)] = true;
    order.push_back(static_cast<int>(best));
  }
  return order;
}

std::vector<RiseSearch::Effect> RiseSearch::EffectsOn(int item, const std::vector<int>& neighbours) const {
  std::vector<Effect> effects;
  for (size_t slot = 0; slot < neighbours.size(); ++slot) {
    const int j = neighbours[slot];
    for (const StepNeed& need : model_.items[AsIndex(item)].needs)
      if (need.item == j) effects.push_back({slot, need.step, need.count, true});
    for (const StepNeed& need : model_.items[AsIndex(j)].needs)
      if (need.item == item) effects.push_back({slot, need.count, need.step - 1, false});
  }
  return effects;
}

// The neighbours after the turn: those that stay, then the new ones.
RiseSearch::Turn RiseSearch::After(const Turn& turn, const std::vector<bool>& decided) const {
  Turn after;
  after.rest_worth = turn.rest_worth;
  after.rest_gain = turn.rest_gain;
  const auto leaves_the_rest = [&](int i) {
    after.rest_worth -= MostOf(prices_.worth[AsIndex(i)], 0, model_.items[AsIndex(i)].steps());
    after.rest_gain -= model_.items[AsIndex(i)].gain.back();
  };
  if (turn.slot < 0) leaves_the_rest(turn.item);
  for (size_t slot = 0; slot < turn.neighbours.size(); ++slot) {
    if (static_cast<int>(slot) == turn.slot) continue;
    after.neighbours.push_back(turn.neighbours[slot]);
    after.slot_before.push_back(static_cast<int>(slot));
  }
  for (const int j : touches_[AsIndex(turn.item)]) {
    if (decided[AsIndex(j)] || std::ranges::count(turn.neighbours, j) > 0) continue;
    after.neighbours.push_back(j);
    after.slot_before.push_back(-1);
    leaves_the_rest(j);
  }
  return after;
}

void RiseSearch::MakeTurns() {
  std::vector<bool> decided(touches_.size(), false);
  // Without what an item pays to, or gets from, those decided before.
  std::vector<std::vector<Int128>> worth = prices_.worth;
  const auto from_step_on = [&](int item, int step, Int128 more) {
    for (size_t c = AsIndex(step); c < worth[AsIndex(item)].size(); ++c) worth[AsIndex(item)][c] += more;
  };
  Turn turn;
  for (size_t i = 0; i < touches_.size(); ++i) {
    turn.rest_worth += MostOf(worth[i], 0, model_.items[i].steps());
    turn.rest_gain += model_.items[i].gain.back();
  }
  for (const int item : OrderOfTurns()) {
    const auto found = std::ranges::find(turn.neighbours, item);
    turn.item = item;
    turn.slot = found == turn.neighbours.end() ? -1 : static_cast<int>(found - turn.neighbours.begin());
    decided[AsIndex(item)] = true;
    for (const Subsidy& subsidy : prices_.subsidies) {
      if (subsidy.needs_item == item) from_step_on(subsidy.item, subsidy.step, subsidy.worth);
      if (subsidy.item == item) from_step_on(subsidy.needs_item, subsidy.count, -subsidy.worth);
    }
    Turn after = After(turn, decided);
    for (const int j : after.neighbours) after.worth.push_back(worth[AsIndex(j)]);
    turn.effects = EffectsOn(item, after.neighbours);
    turns_.push_back(std::exchange(turn, std::move(after)));
  }
  turns_.push_back(turn);
}

int64_t RiseSearch::EffortFloor(int64_t gain) const {
  const Int128 worth = prices_.gain_price * gain - turns_[0].rest_worth;
  if (worth <= 0) return 0;
  return static_cast<int64_t>((worth + prices_.effort_price - 1) / prices_.effort_price);
}

std::pair<int, int> RiseSearch::Range(const Turn& turn, const Key& key) const {
  if (turn.slot < 0) return {0, model_.items[AsIndex(turn.item)].steps()};
  return {Low(key, AsIndex(turn.slot)), High(key, AsIndex(turn.slot))};
}

RiseSearch::Reach RiseSearch::ReachOf(const Turn& turn, const Key& key) const {
  Reach reach{turn.rest_worth, turn.rest_gain, 0};
  for (size_t slot = 0; slot < turn.neighbours.size(); ++slot) {
    const RiseItem& item = model_.items[AsIndex(turn.neighbours[slot])];
    const int low = Low(key, slot), high = High(key, slot);
    reach.worth += MostOf(turn.worth[slot], low, high);
    reach.gain += item.gain[AsIndex(high)];
    reach.effort += item.effort[AsIndex(low)];
  }
  return reach;
}

// The key after the turn's item took `count` steps; empty when a neighbour is left without a count.
std::optional<RiseSearch::Key> RiseSearch::Decide(const Turn& turn, const Turn& after, const Key& key,
                                                  int count) const {
  Key next;
  for (size_t slot = 0; slot < after.neighbours.size(); ++slot) {
    const int j = after.neighbours[slot], before = after.slot_before[slot];
    const int low = before < 0 ? 0 : Low(key, AsIndex(before));
    const int high = before < 0 ? model_.items[AsIndex(j)].steps() : High(key, AsIndex(before));
    next.push_back(static_cast<char16_t>(low));
    next.push_back(static_cast<char16_t>(high));
  }
  for (const Effect& effect : turn.effects) {
    char16_t &low = next[2 * effect.slot], &high = next[2 * effect.slot + 1];
    const auto bound = static_cast<char16_t>(effect.bound);
    if (effect.demand && count >= effect.step) low = std::max(low, bound);
    if (!effect.demand && count < effect.step) high = std::min(high, bound);
    if (low > high) return {};
  }
  return next;
}

bool RiseSearch::Promising(const Aim& aim, const Reach& reach, int64_t gain, int64_t effort) const {
  if (gain + reach.gain < aim.gain_least || effort + reach.effort > aim.effort_most) return false;
  return prices_.gain_price * gain - prices_.effort_price * effort + reach.worth >= Needed(aim);
}

struct RiseSearch::Visiting {
  Aim aim;
  int64_t& work;
  const Visitor& visitor;
  Counts counts;
  bool stopped = false;
};

bool RiseSearch::Visit(Aim aim, int64_t& work, const Visitor& visitor) const {
  Visiting visiting{aim, work, visitor, Counts(model_.items.size(), 0)};
  VisitTurn(visiting, 0, Key(), 0, 0);
  return visiting.stopped || work > 0;
}

// False ends the visit.
bool RiseSearch::VisitTurn(Visiting& visiting, size_t at, const Key& key, int64_t gain,
                           int64_t effort) const {
  const Turn& turn = turns_[at];
  if (turn.item < 0) {
    if (gain < visiting.aim.gain_least || effort > visiting.aim.effort_most) return true;
    visiting.stopped = !visiting.visitor({visiting.counts, gain, effort}, visiting.aim);
    return !visiting.stopped;
  }
  struct Choice {
    Int128 worth;
    int count;
    Key key;
    Reach reach;
  };
  std::vector<Choice> choices;
  const RiseItem& item = model_.items[AsIndex(turn.item)];
  const auto [low, high] = Range(turn, key);
  for (int count = low; count <= high; ++count) {
    std::optional<Key> next = Decide(turn, turns_[at + 1], key, count);
    if (!next) continue;
    const Reach reach = ReachOf(turns_[at + 1], *next);
    const Int128 worth = prices_.gain_price * item.gain[AsIndex(count)] -
                         prices_.effort_price * item.effort[AsIndex(count)] + reach.worth;
    choices.push_back({worth, count, std::move(*next), reach});
  }
  std::ranges::stable_sort(choices, [](const Choice& a, const Choice& b) { return a.worth > b.worth; });
  for (const Choice& choice : choices) {
    if (--visiting.work <= 0) return false;
    const int64_t next_gain = gain + item.gain[AsIndex(choice.count)];
    const int64_t next_effort = effort + item.effort[AsIndex(choice.count)];
    if (!Promising(visiting.aim, choice.reach, next_gain, next_effort)) continue;
    visiting.counts[AsIndex(turn.item)] = choice.count;
    if (!VisitTurn(visiting, at + 1, choice.key, next_gain, next_effort)) return false;
  }
  return true;
}

}  // namespace sinergi::assessment
