#include "app/rollup/measure_rollup.h"

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

namespace sinergi::app {
namespace {

using performance::OrganisationLevel;
using performance::OrganisationTree;
using performance::PlanColumns;

template <class Work>
double Microseconds(Work&& work) {
  const auto from = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - from).count();
}

Spread SpreadOf(std::vector<double> times) {
  if (times.empty()) return {};
  std::sort(times.begin(), times.end());
  return {times[times.size() / 2], times.front(), times[times.size() * 99 / 100]};
}

// Warm: once before; without a number for about a second, five times at least.
template <class Work>
Spread Repeat(int repeat, Work&& work) {
  work();
  std::vector<double> times;
  double sum = 0;
  const size_t least = repeat > 0 ? static_cast<size_t>(repeat) : 5;
  while (times.size() < least || (repeat == 0 && sum < 1e6 && times.size() < 1'000)) {
    times.push_back(Microseconds(work));
    sum += times.back();
  }
  return SpreadOf(std::move(times));
}

struct TimedChange {
  int agency, indicator, quarter;
  Quantity before;
};

std::vector<int> AgenciesWithIndicators(const OrganisationTree& tree) {
  std::vector<int> agencies;
  for (int o = 0; o < tree.size(); ++o)
    if (tree.PlanOf(o).indicators() > 0) agencies.push_back(o);
  return agencies;
}

bool AsComputedAnew(const OrganisationTree& tree) {
  for (const int agency : AgenciesWithIndicators(tree)) {
    PlanColumns afresh = tree.PlanOf(agency);
    afresh.Compute();
    if (!afresh.SameFigures(tree.PlanOf(agency))) return false;
  }
  OrganisationTree afresh = tree;  // shares the plans
  afresh.ComputeOrganisations();
  for (int o = 0; o < tree.size(); ++o)
    for (int q = 1; q <= 4; ++q) {
      const performance::Figure a = tree.FigureOf(o, q), b = afresh.FigureOf(o, q);
      if (a.score != b.score || a.reported != b.reported || a.budget.realised != b.budget.realised)
        return false;
    }
  return true;
}

// Random measurements all over the tree, most of them not in any cache; undone at the end.
void MeasureChanges(OrganisationTree& tree, RollupTimes& times) {
  constexpr int kChanges = 20'000;
  const std::vector<int> agencies = AgenciesWithIndicators(tree);
  if (agencies.empty()) return;
  std::mt19937_64 random(20251231);
  std::vector<TimedChange> done;
  std::vector<double> each;
  int64_t seen = 0;
  for (int i = 0; i < kChanges; ++i) {
    TimedChange change;
    change.agency = agencies[random() % agencies.size()];
    change.indicator =
        static_cast<int>(random() % static_cast<uint64_t>(tree.PlanOf(change.agency).indicators()));
    change.quarter = 1 + static_cast<int>(random() % 4);
    const Quantity figure = Quantity::Number(static_cast<int64_t>(random() % 1'000) * kMicro);
    change.before = tree.PlanOf(change.agency)
                        .FiguresOf(change.indicator)
                        .realised[static_cast<size_t>(change.quarter - 1)];
    each.push_back(Microseconds([&] {
      tree.Change(change.agency,
                  [&](PlanColumns& plan) { plan.SetRealised(change.indicator, change.quarter, figure); });
      seen += tree.FigureOf(0, change.quarter).reported;
    }));
    done.push_back(std::move(change));
  }
  times.change = SpreadOf(std::move(each));
  times.same = seen >= 0 && AsComputedAnew(tree);
  for (auto change = done.rbegin(); change != done.rend(); ++change)
    tree.Change(change->agency, [&](PlanColumns& plan) {
      plan.SetRealised(change->indicator, change->quarter, change->before);
    });
}

double BandwidthOf(int threads) {
  constexpr size_t kWords = size_t{24} << 20;  // 192 MB a thread: more than any cache
  std::vector<uint64_t> memory(kWords * static_cast<size_t>(threads), 1);
  std::vector<uint64_t> sums(static_cast<size_t>(threads) * 8);
  double best_us = 1e18;
  for (int round = 0; round < 4; ++round) {
    best_us = std::min(best_us, Microseconds([&] {
                         std::vector<std::thread> readers;
                         for (size_t t = 0; t < static_cast<size_t>(threads); ++t)
                           readers.emplace_back([&, t] {
                             const uint64_t* words = memory.data() + t * kWords;
                             uint64_t a = 0, b = 0, c = 0, d = 0;
                             for (size_t i = 0; i < kWords; i += 4) {
                               a += words[i];
                               b += words[i + 1];
                               c += words[i + 2];
                               d += words[i + 3];
                             }
                             sums[t * 8] += a + b + c + d;
                           });
                         for (std::thread& reader : readers) reader.join();
                       }));
  }
  const bool read = sums[0] != 0;
  return read ? static_cast<double>(memory.size() * sizeof(uint64_t)) / best_us / 1e3 : 0;
}

}  // namespace

std::vector<performance::Quarters<int>> AllRanks(const OrganisationTree& tree) {
  std::vector<performance::Quarters<int>> ranks(static_cast<size_t>(tree.size()));
  for (int o = 0; o < tree.size(); ++o)
    for (int q = 1; q <= 4; ++q) {
      const size_t at = static_cast<size_t>(q - 1);
      if (tree[o].parent < 0) ranks[static_cast<size_t>(o)][at] = tree.RankOf(o, q);
      int rank = 0;
      for (const int child : tree.Ranked(o, q))
        ranks[static_cast<size_t>(child)][at] = tree.ScoreOf(child, q) ? ++rank : 0;
    }
  return ranks;
}

RollupTimes MeasureRollup(OrganisationTree& tree, int threads, int repeat) {
  RollupTimes times;
  times.compute_one = Repeat(repeat, [&] { tree.Compute(1); });
  times.compute = Repeat(repeat, [&] { tree.Compute(threads); });
  size_t ranked = 0;
  times.answer = Repeat(repeat, [&] {
    tree.Compute(threads);
    ranked += AllRanks(tree).size();
  });
  MeasureChanges(tree, times);
  times.bandwidth_gb = ranked > 0 ? BandwidthOf(threads) : 0;
  return times;
}

}  // namespace sinergi::app
