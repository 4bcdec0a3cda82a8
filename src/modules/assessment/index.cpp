#include "modules/assessment/index.h"

#include "modules/assessment/index_table.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/kami_instrument.h"

namespace sinergi::assessment {

int PredicateOfIndex(const Instrument& instrument, const Ratio& exact, int year) {
  Ratio compared = exact;
  if (instrument.PredicateRuleOf(year) == PredicateOf::kRounded) {
    Int128 scale = 1;
    for (int i = 0; i < instrument.places; ++i) scale *= 10;
    if (const std::optional<Decimal> printed = exact.Round(instrument.places))
      compared = *Ratio::Of(printed->units, scale);
  }
  const int last = static_cast<int>(instrument.predicates.size()) - 1;
  for (int i = 0; i < last; ++i) {
    const PredicateBound& bound = instrument.predicates[static_cast<size_t>(i)];
    if (bound.above ? !AtLeast(bound.from, compared) : AtLeast(compared, bound.from)) return i;
  }
  return last;
}

Result<Index> ComputeIndex(const Instrument& instrument, const Levels& levels, int year) {
  if (instrument.kami) return KamiIndexOf(instrument, levels);
  return IndexTable(instrument).Compute(levels, year);
}

}  // namespace sinergi::assessment
