// Instruments made in code, for tests that must not rest on a data file.
//
//   const Instrument small = InstrumentOf({{"a", {50, 1}}, {"b", {50, 1}}});
//   const Instrument any = RandomInstrument(random, 12);   // fractional weights that sum to 100
#pragma once

#include <random>

#include "kit/rational.h"
#include "modules/assessment/index.h"

namespace sinergi::testkit {

using assessment::Instrument;
using assessment::Levels;

// Items in one domain, levels 0 to 5, predicates from 3 ("Baik") and below ("Kurang").
inline Instrument InstrumentOf(const std::vector<std::pair<std::string, Ratio>>& weights) {
  Instrument instrument;
  instrument.id = "made";
  instrument.title = {"Instrumen", "Instrument"};
  assessment::LevelScale scale{"process", {}, false};
  for (int level = 0; level <= 5; ++level) scale.levels.push_back({Ratio{level, 1}, {}});
  instrument.scales.push_back(scale);
  assessment::Group domain{assessment::Group::Kind::kDomain, "D1", {"Domain", "Domain"}, -1, {}};
  for (const auto& [code, weight] : weights) {
    domain.weight = *Add(domain.weight, weight);
    instrument.items.push_back({code, {"Butir " + code, "Item " + code}, 0, 0, weight, {}, {}});
  }
  instrument.groups.push_back(domain);
  instrument.predicates = {{Ratio{3, 1}, {"Baik", "Good"}}, {Ratio{}, {"Kurang", "Poor"}}};
  return instrument;
}

// Two domains, the second with two aspects; weights k/n of the whole.
inline Instrument RandomInstrument(std::mt19937& random, int items) {
  std::vector<int> parts;
  int all = 0;
  for (int i = 0; i < items; ++i) all += parts.emplace_back(1 + static_cast<int>(random() % 9));
  std::vector<std::pair<std::string, Ratio>> weights;
  for (int i = 0; i < items; ++i)
    weights.push_back({std::to_string(i + 1), *Ratio::Of(100 * parts[static_cast<size_t>(i)], all)});
  Instrument instrument = InstrumentOf(weights);
  using Kind = assessment::Group::Kind;
  instrument.groups = {{Kind::kDomain, "D1", {}, -1, {}},
                       {Kind::kDomain, "D2", {}, -1, {}},
                       {Kind::kAspect, "A1", {}, 1, {}},
                       {Kind::kAspect, "A2", {}, 1, {}}};
  for (int i = 0; i < items; ++i) {
    assessment::Item& item = instrument.items[static_cast<size_t>(i)];
    item.group = i * 3 / items == 0 ? 0 : i * 3 / items + 1;
    for (int g = item.group; g >= 0; g = instrument.groups[static_cast<size_t>(g)].parent) {
      Ratio& weight = instrument.groups[static_cast<size_t>(g)].weight;
      weight = *Add(weight, item.weight);
    }
  }
  return instrument;
}

// Whole levels 0 to 5, now and then none; with `decimals` also 3.25 and the like.
inline Levels RandomLevels(std::mt19937& random, size_t items, bool decimals = false) {
  Levels levels(items);
  for (auto& level : levels) {
    if (random() % 8 == 0) continue;
    level = decimals ? *Ratio::Of(static_cast<int>(random() % 501), 100)
                     : Ratio{static_cast<int>(random() % 6), 1};
  }
  return levels;
}

inline Rational Exactly(const Ratio& ratio) {
  return Rational(Whole(ratio.numerator), Whole(ratio.denominator));
}

// Σ weight × level / 100, the other way.
inline Rational PlainIndex(const Instrument& instrument, const Levels& levels) {
  Rational sum = 0;
  for (size_t i = 0; i < levels.size(); ++i)
    if (levels[i]) sum += Exactly(instrument.items[i].weight) * Exactly(*levels[i]);
  return sum / 100;
}

}  // namespace sinergi::testkit
