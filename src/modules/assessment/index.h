// Index: the figures of an instrument from the levels of its items: total, domains, aspects, predicate. Exact
// rationals, rounded half-up once at the end (never from rounded domains). Pure.
//
//   Result<Index> index = ComputeIndex(spbe, levels, 2023);
//   index->exact            // 3329/1000
//   index->printed.Plain()  // "3.33"
//
// Source: performance rules "Instruments"; PermenPANRB 59/2020 BAB III (index = Σ domain × weight),
// PermenPANRB 5/2018.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "modules/assessment/instrument.h"

namespace sinergi::assessment {

// Value per item, in the order of Instrument::items; empty: not answered, which counts as 0.
using Levels = std::vector<std::optional<Ratio>>;

struct GroupIndex {
  Ratio exact;      // Σ level × weight / weight of the group
  Decimal printed;  // rounded half-up to the instrument's places
  int answered = 0, items = 0;
};

struct Index {
  Ratio exact;
  Decimal printed;
  int answered = 0, items = 0;
  int predicate = 0;               // index into Instrument::predicates; -1: none yet (KAMI)
  std::vector<GroupIndex> groups;  // as Instrument::groups
};

// assessment.too_fine when the exact fraction leaves 128 bits; assessment.weights_missing {0}=instrument
// while its weights are not known. Levels come from ReadLevels or have been checked against the item's scale.
// `year` 0 or any year the file does not name: the instrument's own rule of predicates.
Result<Index> ComputeIndex(const Instrument& instrument, const Levels& levels, int year);

// Predicate of an index by the rule of its year.
int PredicateOfIndex(const Instrument& instrument, const Ratio& exact, int year);

}  // namespace sinergi::assessment
