// PublishedCheck: can a published result be true? Levels are whole numbers, so a domain can only have certain
// values (under SPBE 2020 domains 1 and 2 have one decimal, domain 3 is a multiple of 1/11), and the index
// follows from the domains within what their rounding leaves open.
//
//   const PublishedCheck check(spbe_2020);
//   for (const Doubt& doubt : check.DoubtsOf(result)) …   // "index 3.79 does not follow: 3.75 to 3.75"
//
// A doubt is no fault: published tables have misprints, and they are shown, not mended. Instruments whose
// levels have decimals have every value. Pure; thread-safe after construction; the instrument must outlive
// it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/assessment/instrument.h"
#include "modules/assessment/published.h"

namespace sinergi::assessment {

// `code`: published.domain_impossible {0}=domain {1}=value; published.index_unexplained {0}=index {1}=lowest
// {2}=highest; published.predicate_unexplained {0}=predicate {1}=by the rule; published.year_outside
// {0}=year {1}=instrument.
struct Doubt {
  std::string code;
  std::vector<std::string> args;
};

class PublishedCheck {
 public:
  explicit PublishedCheck(const Instrument& instrument);
  std::vector<Doubt> DoubtsOf(const PublishedResult& result) const;
  // Predicates that the rule of the year allows for this index and these domains; highest first.
  std::vector<int> PredicatesOf(const PublishedResult& result) const;

 private:
  // The exact values behind one printed value.
  struct Span {
    Ratio low, high;
  };
  using Possible = std::map<int64_t, Span>;  // by printed value, in micro; empty: every value is possible

  Possible PossibleOf(size_t group) const;
  // Of the index, by its domains; empty when a domain is missing.
  std::optional<Span> IndexSpan(const PublishedResult& result) const;

  const Instrument& instrument_;
  std::vector<size_t> domains_;
  std::vector<Possible> possible_;  // by domain
  int64_t half_ = 0;                // of the last printed place, in micro
};

}  // namespace sinergi::assessment
