// A nation made up from numbers drawn at random: governments of 40 agencies with 5 divisions each,
// programmes, activities and sub-activities with two indicators a node, quarters with gaps, spending by
// month. For measuring, never for figures.
//
//   NationSample sample(22, 1, 2025);
//   sample.Organisations(), sample.Government(0)
//
// Invariants: the same number, seed and year give the same nation on every machine; each government is drawn
// from its own stream, so that it has the same plans in a nation of any size. Pure; thread-safe.
#pragma once

#include "app/rollup/nation_tables.h"

namespace sinergi::app {

class NationSample {
 public:
  NationSample(int governments, uint64_t seed, int year)
      : governments_(governments), seed_(seed), year_(year) {}
  int governments() const { return governments_; }
  int provinces() const;
  std::vector<OrganisationRow> Organisations() const;
  // Nodes, indicators and money of one government (0, 1, …).
  NationTables Government(int government) const;

 private:
  int governments_;
  uint64_t seed_;
  int year_;
};

}  // namespace sinergi::app
