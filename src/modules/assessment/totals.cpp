#include "modules/assessment/totals.h"

#include <algorithm>

#include "modules/assessment/change_exact.h"
#include "modules/assessment/instrument_number.h"

namespace sinergi::assessment {
namespace {

Exact Of(const Ratio& ratio) {
  return {ratio};
}
Exact Highest(const Exact& a, const Exact& b) {
  return a.value && b.value && !AtLeast(*a.value, *b.value) ? b : a;
}
Exact Lowest(const Exact& a, const Exact& b) {
  return a.value && b.value && AtLeast(*a.value, *b.value) ? b : a;
}

// Weighted levels at least and at most, of some items.
struct Span {
  Exact weight, low, high;
  void Include(const Instrument& instrument, const Item& item) {
    const std::vector<Level>& levels = instrument.scales[static_cast<size_t>(item.scale)].levels;
    weight = weight + Of(item.weight);
    low = low + Of(item.weight) * Of(levels.front().value);
    high = high + Of(item.weight) * Of(levels.back().value);
  }
};

// The others cannot stand lower or higher than their scales: that narrows what the new ones can have.
std::optional<Newcomers> NewcomersOf(const PublishedTotals& from, const PublishedTotals& to,
                                     const Crosswalk& walk) {
  Span fresh, others;
  for (const Item& item : to.instrument.items) {
    const bool is_new = std::ranges::any_of(walk.pairs, [&](const CrosswalkPair& pair) {
      return pair.strength == Strength::kNew && pair.to == item.code;
    });
    (is_new ? fresh : others).Include(to.instrument, item);
  }
  const Exact all = Of(to.totals.index) * Of(kWhole), start = fresh.weight * Of(from.totals.index);
  const Exact low = (Highest(fresh.low, all - others.high) - start) / Of(kWhole);
  const Exact high = (Lowest(fresh.high, all - others.low) - start) / Of(kWhole);
  if (!low.value || !high.value || fresh.weight.value->IsZero() || !AtLeast(*high.value, *low.value))
    return {};
  return Newcomers{*fresh.weight.value, *low.value, *high.value};
}

Ratio PrintedRatio(const Decimal& decimal) {
  Int128 scale = 1;
  for (int i = 0; i < decimal.places; ++i) scale *= 10;
  return *Ratio::Of(decimal.units, scale);
}

}  // namespace

std::vector<size_t> DomainsOf(const Instrument& instrument) {
  std::vector<size_t> domains;
  for (size_t g = 0; g < instrument.groups.size(); ++g)
    if (instrument.groups[g].parent < 0) domains.push_back(g);
  return domains;
}

Totals TotalsFrom(const Instrument& instrument, const Index& index) {
  Totals totals{PrintedRatio(index.printed), true, {}};
  for (const size_t g : DomainsOf(instrument))
    totals.domains.emplace_back(PrintedRatio(index.groups[g].printed));
  return totals;
}

Result<TotalsChange> ExplainTotals(const PublishedTotals& from, const PublishedTotals& to,
                                   const Crosswalk* walk) {
  for (const Instrument* instrument : {&from.instrument, &to.instrument})
    if (!instrument->weights_known)
      return Error{ErrorKind::kInvalid, "assessment.weights_missing", {instrument->id}};
  TotalsChange change{from.totals.index, to.totals.index, {}, {}, {}, {}};
  const Exact difference = Of(to.totals.index) - Of(from.totals.index);
  Exact rest = difference;
  const std::vector<size_t> domains = DomainsOf(to.instrument);
  for (size_t i = 0; from.instrument.id == to.instrument.id && i < domains.size(); ++i) {
    if (!from.totals.domains[i] || !to.totals.domains[i]) continue;
    const Ratio before = *from.totals.domains[i], after = *to.totals.domains[i];
    const Exact effect = Of(to.instrument.groups[domains[i]].weight) * (Of(after) - Of(before)) / Of(kWhole);
    rest = rest - effect;
    if (rest.value) change.domains.push_back({domains[i], before, after, *effect.value});
  }
  if (!rest.value) return Error{ErrorKind::kInvalid, "assessment.too_fine"};
  change.difference = *difference.value;
  change.rounding = *rest.value;
  if (walk && from.instrument.id != to.instrument.id) change.newcomers = NewcomersOf(from, to, *walk);
  return change;
}

}  // namespace sinergi::assessment
