// Against brute force: every set of steps of small random instruments, and every way to lay it into years.
#include "modules/assessment/improve.h"

#include <gmock/gmock.h>

#include <functional>
#include <map>

namespace sinergi::assessment {
namespace {

// Whole numbers, the same on every machine.
class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed * 2654435761u + 88172645463325252ull) {}
  int64_t Below(int64_t n) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return static_cast<int64_t>(state_ % static_cast<uint64_t>(n));
  }
  int64_t From(int64_t low, int64_t high) { return low + Below(high - low + 1); }
  bool OneIn(int64_t n) { return Below(n) == 0; }

 private:
  uint64_t state_;
};

Instrument MadeWithLevels(const std::vector<Ratio>& weights, int levels_from, int levels_to, int places = 2) {
  Instrument made;
  made.id = "made";
  made.places = places;
  LevelScale scale{"level", {}, true};
  for (int l = levels_from; l <= levels_to; ++l) scale.levels.push_back({Ratio{l, 1}, {}, {}});
  made.scales = {scale};
  Group group;
  group.code = "1";
  group.weight = Ratio{100, 1};
  made.groups = {group};
  for (size_t i = 0; i < weights.size(); ++i) {
    Item item;
    item.code = std::to_string(i + 1);
    item.group = 0;
    item.weight = weights[i];
    made.items.push_back(item);
  }
  made.predicates.push_back({Ratio{}, {}});
  return made;
}

// What a plan comes to when it is done step by step: every rule of the request is looked at anew.
void ExpectValid(const Instrument& instrument, const ImproveRequest& request, const ImprovePlan& plan,
                 const std::string& context) {
  Levels levels = request.levels;
  int64_t effort = 0;
  std::map<int, int64_t> load;
  std::map<std::pair<int, int>, int> rises;
  std::vector<std::vector<std::pair<Ratio, int>>> reached(instrument.items.size());  // level, year
  int last = 0;
  for (const Rise& rise : plan.rises) {
    const size_t i = static_cast<size_t>(rise.item);
    EXPECT_FALSE(request.locked[i]) << context;
    EXPECT_GE(rise.year, last) << context;
    last = rise.year;
    EXPECT_EQ(levels[i].value_or(Ratio{}), rise.from) << context;
    int64_t sum = 0;
    const auto& scale = instrument.scales[static_cast<size_t>(instrument.items[i].scale)].levels;
    for (size_t l = 0; l < scale.size(); ++l) {
      const auto above = [](const Ratio& a, const Ratio& b) { return Subtract(a, b)->numerator > 0; };
      if (!above(scale[l].value, rise.from) || above(scale[l].value, rise.to)) continue;
      sum += request.efforts[i][l].micro;
      reached[i].push_back({scale[l].value, rise.year});
      ++rises[{rise.item, rise.year}];
    }
    EXPECT_EQ(sum, rise.effort_micro) << context;
    levels[i] = rise.to;
    effort += sum;
    load[rise.year] += sum;
  }
  EXPECT_EQ(effort, plan.effort_micro) << context;
  EXPECT_EQ(last, plan.years) << context;
  if (request.years) {
    EXPECT_LE(last, *request.years) << context;
  }
  for (const auto& [year, sum] : load)
    if (request.capacity_micro) {
      EXPECT_LE(sum, *request.capacity_micro) << context;
    }
  for (const auto& [at, count] : rises)
    if (request.max_rise_per_year) {
      EXPECT_LE(count, *request.max_rise_per_year) << context;
    }
  for (const Dependency& dependency : request.dependencies)
    for (const auto& [level, year] : reached[static_cast<size_t>(dependency.item)]) {
      if (!(level == dependency.level)) continue;
      const auto at_least = [&](const Ratio& a) {
        return Subtract(a, dependency.needs_level)->numerator >= 0;
      };
      bool met = at_least(request.levels[static_cast<size_t>(dependency.needs_item)].value_or(Ratio{}));
      for (const auto& [other, when] : reached[static_cast<size_t>(dependency.needs_item)])
        met |= at_least(other) && when <= year;
      EXPECT_TRUE(met) << context;
    }
  const Result<Index> index = ComputeIndex(instrument, levels, 0);
  ASSERT_TRUE(index.ok());
  EXPECT_EQ(index->printed, plan.after) << context;
  EXPECT_EQ(index->exact, plan.exact_after) << context;
}

// Brute force: every set of steps, and every way to lay it into years.
class BruteForce {
 public:
  BruteForce(const Instrument& instrument, const ImproveRequest& request)
      : instrument_(instrument), request_(request) {}

  struct Best {
    bool found = false;
    int64_t effort = 0;
    int years = 0;
    int64_t printed = 0;
  };
  Best Target(int64_t printed, int64_t effort_most = INT64_MAX) {
    Best best;
    ForEach([&](const std::vector<int>& counts, int64_t effort, int64_t index) {
      if (index < printed || effort > effort_most) return;
      if (best.found && effort > best.effort) return;
      const int years = FewestYears(counts);
      if (years < 0) return;
      if (!best.found || std::pair(effort, years) < std::pair(best.effort, best.years))
        best = {true, effort, years, index};
    });
    return best;
  }
  int64_t Highest(int64_t budget) {
    int64_t highest = INT64_MIN;
    ForEach([&](const std::vector<int>& counts, int64_t effort, int64_t index) {
      if (effort <= budget && index > highest && FewestYears(counts) >= 0) highest = index;
    });
    return highest;
  }

 private:
  const std::vector<Level>& ScaleOf(size_t i) const {
    return instrument_.scales[static_cast<size_t>(instrument_.items[i].scale)].levels;
  }
  // Indices of the scale's levels above the present value.
  std::vector<size_t> Above(size_t i) const {
    std::vector<size_t> above;
    for (size_t l = 0; l < ScaleOf(i).size(); ++l)
      if (Subtract(ScaleOf(i)[l].value, request_.levels[i].value_or(Ratio{}))->numerator > 0)
        above.push_back(l);
    return above;
  }
  Ratio After(size_t i, int count) const {
    if (count == 0) return request_.levels[i].value_or(Ratio{});
    return ScaleOf(i)[Above(i)[static_cast<size_t>(count) - 1]].value;
  }

  void ForEach(const std::function<void(const std::vector<int>&, int64_t, int64_t)>& each) {
    std::vector<int> counts(instrument_.items.size(), 0);
    Walk(0, counts, each);
  }
  void Walk(size_t i, std::vector<int>& counts,
            const std::function<void(const std::vector<int>&, int64_t, int64_t)>& each) {
    if (i == counts.size()) {
      int64_t effort = 0;
      Levels levels;
      for (size_t j = 0; j < counts.size(); ++j) {
        levels.push_back(After(j, counts[j]));
        for (int c = 0; c < counts[j]; ++c) effort += EffortOf(j, c);
      }
      if (Orders(counts)) each(counts, effort, ComputeIndex(instrument_, levels, 0)->printed.units);
      return;
    }
    const int most = request_.locked[i] ? 0 : static_cast<int>(Above(i).size());
    for (counts[i] = 0; counts[i] <= most; ++counts[i]) Walk(i + 1, counts, each);
    counts[i] = 0;
  }
  int64_t EffortOf(size_t i, int step) const {
    return request_.efforts[i][Above(i)[static_cast<size_t>(step)]].micro;
  }

  // Whether the next step of an item may be taken when `done` is what has been.
  bool May(size_t i, const std::vector<int>& done) const {
    const Ratio to = After(i, done[i] + 1);
    for (const Dependency& d : request_.dependencies)
      if (static_cast<size_t>(d.item) == i && d.level == to) {
        const size_t j = static_cast<size_t>(d.needs_item);
        if (Subtract(After(j, done[j]), d.needs_level)->numerator < 0) return false;
      }
    return true;
  }
  // Some order of steps keeps every dependency.
  bool Orders(const std::vector<int>& counts) const {
    std::vector<int> done(counts.size(), 0);
    for (bool moved = true; moved;) {
      moved = false;
      for (size_t i = 0; i < counts.size(); ++i)
        if (done[i] < counts[i] && May(i, done)) moved = ++done[i] > 0;
    }
    return done == counts;
  }

  // Breadth first over what is done at the end of each year; -1: never.
  int FewestYears(const std::vector<int>& counts) {
    std::vector<std::vector<int>> ends = {std::vector<int>(counts.size(), 0)};
    const int horizon = request_.years.value_or(30);
    for (int year = 0; year <= horizon; ++year) {
      for (const std::vector<int>& end : ends)
        if (end == counts) return year;
      std::vector<std::vector<int>> next;
      for (const std::vector<int>& end : ends) OneYear(counts, end, end, 0, next);
      std::ranges::sort(next);
      next.erase(std::unique(next.begin(), next.end()), next.end());
      ends = next;
    }
    return -1;
  }
  void OneYear(const std::vector<int>& counts, const std::vector<int>& begin, const std::vector<int>& now,
               int64_t load, std::vector<std::vector<int>>& ends) {
    ends.push_back(now);
    for (size_t i = 0; i < counts.size(); ++i) {
      if (now[i] == counts[i] || !May(i, now)) continue;
      const int64_t more = load + EffortOf(i, now[i]);
      if (request_.capacity_micro && more > *request_.capacity_micro) continue;
      if (request_.max_rise_per_year && now[i] - begin[i] >= *request_.max_rise_per_year) continue;
      std::vector<int> next = now;
      ++next[i];
      OneYear(counts, begin, next, more, ends);
    }
  }

  const Instrument& instrument_;
  const ImproveRequest& request_;
};

struct SmallCase {
  Instrument instrument;
  ImproveRequest request;
  int64_t target = 0;  // printed
};

std::vector<Ratio> RandomWeights(Dice& dice, size_t n) {
  // Small shares; or ones whose common denominator is far too large for a table.
  const int64_t most = dice.OneIn(4) ? 1'000'000'000 : 12;
  std::vector<int64_t> parts;
  int64_t sum = 0;
  for (size_t i = 0; i < n; ++i) sum += parts.emplace_back(dice.From(1, most));
  std::vector<Ratio> weights;
  for (const int64_t part : parts) weights.push_back(*Ratio::Of(part * 100, sum));
  return weights;
}

SmallCase RandomSmall(uint64_t seed) {
  Dice dice(seed);
  const size_t n = static_cast<size_t>(dice.From(1, 5));
  const int from = static_cast<int>(dice.From(0, 1)),
            to = from + static_cast<int>(dice.From(1, n > 3 ? 2 : 3));
  SmallCase small{MadeWithLevels(RandomWeights(dice, n), from, to, static_cast<int>(dice.From(1, 2))), {}, 0};
  Levels levels;
  const bool decimals = dice.OneIn(3);
  for (size_t i = 0; i < n; ++i) {
    if (dice.OneIn(8))
      levels.push_back({});
    else if (decimals)
      levels.push_back(*Ratio::Of(dice.From(from * 100, to * 100), 100));
    else
      levels.push_back(Ratio{dice.From(from, to), 1});
  }
  small.request = RequestOf(small.instrument, levels);
  const int64_t kind = dice.Below(4);
  for (auto& row : small.request.efforts)
    for (LevelEffort& effort : row) {
      if (kind == 1) effort.micro = dice.From(0, 4) * kMicro;
      if (kind == 2) effort.micro = dice.From(1, 6'000'000);
      if (kind == 3)
        effort.micro = dice.OneIn(3) ? dice.From(0, 9) * 1'000'000'000'000 : dice.From(1, 3) * kMicro;
    }
  for (size_t i = 0; i < n; ++i) small.request.locked[i] = dice.OneIn(8);
  const int64_t dependencies = dice.OneIn(2) ? dice.From(1, 5) : 0;
  for (int64_t d = 0; d < dependencies && n > 1; ++d) {
    const int item = static_cast<int>(dice.Below(static_cast<int64_t>(n)));
    const int other =
        static_cast<int>((item + 1 + dice.Below(static_cast<int64_t>(n) - 1)) % static_cast<int64_t>(n));
    small.request.dependencies.push_back(
        {item, Ratio{dice.From(from, to), 1}, other, Ratio{dice.From(from, to), 1}});
  }
  if (!dice.OneIn(3))
    small.request.capacity_micro =
        kind == 3 ? dice.From(1, 20) * 1'000'000'000'000 : dice.From(500'000, 5'000'000);
  if (dice.OneIn(2)) small.request.years = static_cast<int>(dice.From(1, 4));
  if (dice.OneIn(3)) small.request.max_rise_per_year = static_cast<int>(dice.From(1, 2));
  const int64_t scale = small.instrument.places == 1 ? 10 : 100;
  small.target = dice.From(from * scale, to * scale + 2);
  return small;
}

// The requirement: 1,000 random small instruments with capacity, years, locks and dependencies, against every
// set and every schedule.
TEST(ImproveBruteForce, ShortestWay) {
  int reached = 0, refused = 0, several_years = 0;
  for (uint64_t seed = 1; seed <= 1000; ++seed) {
    const SmallCase small = RandomSmall(seed);
    const std::string context = "seed " + std::to_string(seed);
    BruteForce brute(small.instrument, small.request);
    const int64_t scale = small.instrument.places == 1 ? 10 : 100;
    const Result<ImprovePlan> plan =
        ShortestWay(small.instrument, small.request, small.target * (kMicro / scale));
    ASSERT_TRUE(plan.ok()) << context;
    ExpectValid(small.instrument, small.request, *plan, context);
    const BruteForce::Best best = brute.Target(small.target);
    ASSERT_EQ(plan->reached, best.found) << context;
    ASSERT_TRUE(plan->effort_proven && plan->years_proven) << context;
    const int64_t aim = best.found ? small.target : brute.Highest(INT64_MAX);
    const BruteForce::Best expected = brute.Target(aim);
    ASSERT_EQ(plan->effort_micro, expected.effort) << context;
    ASSERT_EQ(plan->years, expected.years) << context;
    ASSERT_EQ(plan->missing.units, best.found ? 0 : small.target - aim) << context;
    reached += best.found;
    refused += !best.found;
    several_years += plan->years > 1;
  }
  EXPECT_GT(reached, 300);
  EXPECT_GT(refused, 100);
  EXPECT_GT(several_years, 60);
}

TEST(ImproveBruteForce, BestIndex) {
  for (uint64_t seed = 2001; seed <= 2400; ++seed) {
    const SmallCase small = RandomSmall(seed);
    const std::string context = "seed " + std::to_string(seed);
    Dice dice(seed);
    const int64_t budget = dice.From(0, 10) * kMicro;
    const Result<ImprovePlan> plan = BestIndex(small.instrument, small.request, budget);
    ASSERT_TRUE(plan.ok()) << context;
    ExpectValid(small.instrument, small.request, *plan, context);
    BruteForce brute(small.instrument, small.request);
    const int64_t highest = brute.Highest(budget);
    ASSERT_EQ(plan->after.units, highest) << context;
    ASSERT_EQ(plan->effort_micro, brute.Target(highest).effort) << context;
  }
}

TEST(ImproveBruteForce, Curve) {
  for (uint64_t seed = 3001; seed <= 3200; ++seed) {
    const SmallCase small = RandomSmall(seed);
    const std::string context = "seed " + std::to_string(seed);
    const Result<std::vector<CurvePoint>> curve = Curve(small.instrument, small.request);
    ASSERT_TRUE(curve.ok()) << context;
    BruteForce brute(small.instrument, small.request);
    std::vector<std::pair<int64_t, int64_t>> expected;  // printed, effort
    const int64_t most = brute.Highest(INT64_MAX);
    for (int64_t printed = ComputeIndex(small.instrument, small.request.levels, 0)->printed.units;
         printed <= most; ++printed) {
      const int64_t effort = brute.Target(printed).effort;
      if (!expected.empty() && expected.back().second == effort)
        expected.back().first = printed;
      else
        expected.push_back({printed, effort});
    }
    std::vector<std::pair<int64_t, int64_t>> points;
    for (const CurvePoint& point : *curve) points.push_back({point.index.units, point.effort_micro});
    ASSERT_EQ(points, expected) << context;
  }
}

}  // namespace
}  // namespace sinergi::assessment
