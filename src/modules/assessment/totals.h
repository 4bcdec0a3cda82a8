// Totals: what is published of an assessment whose items are not: its index and, mostly, its domains; and
// what two of them can tell about a change. They can tell less than the items, and say so.
//
//   Result<Totals> now = ReadTotals(spbe_2020, "code,value\nindex,2.44\n", "2021.csv");
//   TotalsChange change = *ExplainTotals({spbe_2018, *before}, {spbe_2020, *now}, &crosswalk);
//   change.newcomers->low    // all new items at their lowest level would have moved the index by that much
//
// Pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "modules/assessment/crosswalk.h"
#include "modules/assessment/index.h"

namespace sinergi::assessment {

struct Totals {
  Ratio index;
  bool index_published = true;                // false: put together from the domains
  std::vector<std::optional<Ratio>> domains;  // as the instrument's domains, in their order
};

// The uppermost groups, by index into Instrument::groups: domains, or aspects where there are no domains.
std::vector<size_t> DomainsOf(const Instrument& instrument);

// Does the CSV give an index or domains instead of items? (A code "index", "indeks", or "D1", "domain 1".)
bool HoldsTotals(std::string_view bytes);

// A CSV with the columns code and value: "index" and the domains' codes ("D1", "domain 1", "1"). Without an
// index all domains must be there. assessment.bad_totals {0}=file with one FieldError a fault, its field
// "file:line": assessment.total_code_unknown, assessment.code_doubled, assessment.total_unreadable,
// assessment.column_missing, assessment.totals_missing.
Result<Totals> ReadTotals(const Instrument& instrument, std::string_view bytes, std::string_view file_name);
Totals TotalsFrom(const Instrument& instrument, const Index& index);  // as it would be published

struct PublishedTotals {
  const Instrument& instrument;
  const Totals& totals;
};

struct DomainEffect {
  size_t group = 0;  // index into the groups of both
  Ratio from, to, effect;
};

// What the new items can have done to the index, by the crosswalk and their scales.
struct Newcomers {
  Ratio weight;     // percent of the new index
  Ratio low, high;  // from … to
};

struct TotalsChange {
  Ratio from, to, difference;
  std::vector<DomainEffect> domains;  // of one instrument: from the published, rounded domains
  Ratio rounding;                     // difference less the domains' effects
  std::optional<Newcomers> newcomers;
};

// walk: null when there is none. assessment.too_fine, assessment.weights_missing.
Result<TotalsChange> ExplainTotals(const PublishedTotals& from, const PublishedTotals& to,
                                   const Crosswalk* walk);

}  // namespace sinergi::assessment
