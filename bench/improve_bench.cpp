// How long the shortest way takes: 47 items of five levels (the weights of SPBE 2020) with capacity and
// dependencies. Ordinary requests and ones made to be hard: all efforts different, efforts that follow the
// weights, many dependencies, years that leave no room. Prints milliseconds of the processor (so that other work on the
// machine does not count): median and worst of each kind,
// and in how many cases a claim was not proven. Arguments: how many requests of each kind (default 200), and
// the name of one kind.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "modules/assessment/improve.h"

namespace {

using namespace sinergi;
using namespace sinergi::assessment;

class Dice {
 public:
  explicit Dice(uint64_t seed) : state_(seed * 2654435761u + 88172645463325252ull) {}
  int64_t From(int64_t low, int64_t high) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return low + static_cast<int64_t>(state_ % static_cast<uint64_t>(high - low + 1));
  }

 private:
  uint64_t state_;
};

Instrument Spbe() {
  Instrument spbe;
  LevelScale scale;
  for (int level = 1; level <= 5; ++level) scale.levels.push_back({Ratio{level, 1}, {}, {}});
  spbe.scales.push_back(scale);
  Group group;
  group.weight = Ratio{100, 1};
  spbe.groups.push_back(group);
  for (int number = 1; number <= 47; ++number) {
    Item item;
    item.code = std::to_string(number);
    item.group = 0;
    const int hundredths = number <= 10   ? 130
                           : number <= 20 ? 250
                           : number <= 31 ? 150
                           : number <= 41 ? 275
                                          : 300;
    item.weight = *Ratio::Of(hundredths, 100);
    spbe.items.push_back(item);
  }
  spbe.predicates.push_back({Ratio{}, {}});
  return spbe;
}

double ProcessorMs() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

enum class Effort { kOne, kWhole, kDifferent, kByWeight, kByWeightAndMore, kLevels };

struct Kind {
  const char* name;
  Effort effort;
  int dependencies;
  int64_t capacity;  // in thousandths of the mean effort of a step
  int tight = 0;     // 1: as many years as the cheapest plan needs, 2: one fewer
  int max_rise = 0;
};

constexpr Kind kKinds[] = {
    {"default-effort", Effort::kOne, 20, 12'000},
    {"whole-efforts", Effort::kWhole, 30, 10'000},
    {"all-different", Effort::kDifferent, 40, 10'000},
    {"free", Effort::kDifferent, 0, 10'000},
    {"dense", Effort::kDifferent, 120, 10'000},
    {"dense-whole", Effort::kWhole, 120, 10'000},
    {"denser", Effort::kDifferent, 300, 10'000},
    {"by-weight", Effort::kByWeight, 30, 10'000},
    {"by-weight-and-more", Effort::kByWeightAndMore, 30, 10'000},
    {"by-level", Effort::kLevels, 40, 10'000},
    {"small-years", Effort::kDifferent, 40, 2'500},
    {"tight-years", Effort::kWhole, 30, 10'000, 1},
    {"tight-different", Effort::kDifferent, 40, 6'000, 1},
    {"too-few-years", Effort::kDifferent, 40, 6'000, 2},
    {"one-level-a-year", Effort::kWhole, 30, 10'000, 1, 1},
};

ImproveRequest RequestFor(const Instrument& spbe, const Kind& kind, Dice& dice) {
  Levels levels;
  for (size_t i = 0; i < spbe.items.size(); ++i) levels.push_back(Ratio{dice.From(1, 3), 1});
  ImproveRequest request = RequestOf(spbe, levels);
  int64_t sum = 0, steps = 0;
  for (size_t i = 0; i < spbe.items.size(); ++i)
    for (size_t l = 0; l < 5; ++l) {
      const int64_t weight =
          *spbe.items[i].weight.Round(2) == Decimal{} ? 1 : spbe.items[i].weight.Round(2)->units;
      int64_t& micro = request.efforts[i][l].micro;
      switch (kind.effort) {
        case Effort::kOne:
          break;
        case Effort::kWhole:
          micro = dice.From(1, 9) * kMicro;
          break;
        case Effort::kDifferent:
          micro = dice.From(500'000, 9'000'000);
          break;
        case Effort::kByWeight:
          micro = weight * 10'000;
          break;
        case Effort::kByWeightAndMore:
          micro = weight * 10'000 + dice.From(0, 100'000);
          break;
        case Effort::kLevels:
          micro = static_cast<int64_t>(l + 1) * kMicro;
          break;
      }
      sum += micro;
      ++steps;
    }
  request.capacity_micro = std::max<int64_t>(sum / steps * kind.capacity / 1000, 9 * kMicro);
  for (int d = 0; d < kind.dependencies; ++d) {
    const int item = static_cast<int>(dice.From(0, 46));
    const int other = static_cast<int>((item + dice.From(1, 46)) % 47);
    const int64_t level = dice.From(2, 5);
    request.dependencies.push_back({item, Ratio{level, 1}, other, Ratio{dice.From(1, level), 1}});
  }
  if (kind.max_rise > 0) request.max_rise_per_year = kind.max_rise;
  return request;
}

struct Times {
  std::vector<double> ms;
  double worst = 0;
  uint64_t worst_request = 0;
  int unproven_effort = 0, unproven_years = 0, refused = 0;
};

void Measure(const Instrument& spbe, const Kind& kind, uint64_t seed, Times& times) {
  Dice dice(seed);
  ImproveRequest request = RequestFor(spbe, kind, dice);
  const int64_t target = dice.From(280, 420) * 10'000;
  if (kind.tight > 0) {
    const Result<ImprovePlan> free = ShortestWay(spbe, request, target);
    if (free.ok()) request.years = std::max(1, free->years - (kind.tight - 1));
  }
  const double begin = ProcessorMs();
  const Result<ImprovePlan> plan = ShortestWay(spbe, request, target);
  const double end = ProcessorMs();
  if (!plan.ok()) std::abort();
  times.ms.push_back(end - begin);
  times.unproven_effort += !plan->effort_proven;
  times.unproven_years += !plan->years_proven;
  times.refused += !plan->reached;
  if (times.ms.back() > times.worst) {
    times.worst = times.ms.back();
    times.worst_request = seed;
  }
}

// The whole curve of one request: every printed index.
void MeasureCurve(const Instrument& spbe, const Kind& kind) {
  Dice dice(1);
  ImproveRequest request = RequestFor(spbe, kind, dice);
  request.capacity_micro.reset();
  const double begin = ProcessorMs();
  const Result<std::vector<CurvePoint>> curve = Curve(spbe, request);
  const double end = ProcessorMs();
  if (!curve.ok()) std::abort();
  std::cout << fmt::format("curve of {:<20} {:>6} points {:>10.2f} ms\n", kind.name, curve->size(),
                           end - begin);
}

}  // namespace

int main(int argc, char** argv) {
  const int requests = argc > 1 ? std::atoi(argv[1]) : 200;
  const Instrument spbe = Spbe();
  std::cout << fmt::format("{:<20} {:>10} {:>10} {:>10} {:>10} {:>10} {:>10}\n", "kind", "median ms",
                           "worst ms", "request", "effort?", "years?", "refused");
  for (const Kind& kind : kKinds) {
    if (argc > 2 && std::string(argv[2]) != kind.name) continue;
    Times times;
    for (int i = 1; i <= requests; ++i) Measure(spbe, kind, static_cast<uint64_t>(i), times);
    std::ranges::sort(times.ms);
    std::cout << fmt::format("{:<20} {:>10.2f} {:>10.2f} {:>10} {:>10} {:>10} {:>10}\n", kind.name,
                             times.ms[times.ms.size() / 2], times.worst, times.worst_request,
                             times.unproven_effort, times.unproven_years, times.refused)
              << std::flush;
  }
  for (const Kind& kind : {kKinds[0], kKinds[2], kKinds[4]}) MeasureCurve(spbe, kind);
}
