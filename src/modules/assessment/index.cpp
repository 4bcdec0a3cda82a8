#include "modules/assessment/index.h"

#include "base/ensure.h"

namespace sinergi::assessment {
namespace {

// Σ weight × level of the items a predicate takes; empty when it leaves 128 bits.
template <class Takes>
std::optional<Ratio> WeightedSum(const Instrument& instrument, const Levels& levels, Takes takes) {
  Ratio sum;
  for (size_t i = 0; i < instrument.items.size(); ++i) {
    if (!levels[i] || !takes(instrument.items[i])) continue;
    const std::optional<Ratio> part = Multiply(instrument.items[i].weight, *levels[i]);
    const std::optional<Ratio> next = part ? Add(sum, *part) : std::nullopt;
    if (!next) return {};
    sum = *next;
  }
  return sum;
}

bool Within(const Instrument& instrument, int group, int wanted) {
  for (; group >= 0; group = instrument.groups[static_cast<size_t>(group)].parent)
    if (group == wanted) return true;
  return false;
}

std::optional<GroupIndex> Figure(const Instrument& instrument, const Levels& levels, int group) {
  GroupIndex figure;
  const auto takes = [&](const Item& item) { return group < 0 || Within(instrument, item.group, group); };
  for (size_t i = 0; i < instrument.items.size(); ++i) {
    if (!takes(instrument.items[i])) continue;
    ++figure.items;
    figure.answered += levels[i].has_value();
  }
  const std::optional<Ratio> sum = WeightedSum(instrument, levels, takes);
  if (!sum) return {};
  const Ratio whole = group < 0 ? Ratio{100, 1} : instrument.groups[static_cast<size_t>(group)].weight;
  const std::optional<Ratio> exact = Divide(*sum, whole);
  const std::optional<Decimal> printed = exact ? exact->Round(instrument.places) : std::nullopt;
  if (!printed) return {};
  figure.exact = *exact;
  figure.printed = *printed;
  return figure;
}

// a >= b; empty differences cannot be: both are small.
bool AtLeast(const Ratio& a, const Ratio& b) {
  const std::optional<Ratio> difference = Subtract(a, b);
  return difference && difference->numerator >= 0;
}

}  // namespace

int PredicateOfIndex(const Instrument& instrument, const Ratio& exact, int year) {
  Ratio compared = exact;
  if (instrument.PredicateRuleOf(year) == PredicateOf::kRounded) {
    Int128 scale = 1;
    for (int i = 0; i < instrument.places; ++i) scale *= 10;
    if (const std::optional<Decimal> printed = exact.Round(instrument.places))
      compared = *Ratio::Of(printed->units, scale);
  }
  const int last = static_cast<int>(instrument.predicates.size()) - 1;
  for (int i = 0; i < last; ++i)
    if (AtLeast(compared, instrument.predicates[static_cast<size_t>(i)].from)) return i;
  return last;
}

Result<Index> ComputeIndex(const Instrument& instrument, const Levels& levels, int year) {
  ENSURE(levels.size() == instrument.items.size());
  const Error too_fine{ErrorKind::kInvalid, "assessment.too_fine"};
  const std::optional<GroupIndex> total = Figure(instrument, levels, -1);
  if (!total) return too_fine;
  Index index{total->exact, total->printed, total->answered, total->items, 0, {}};
  index.predicate = PredicateOfIndex(instrument, index.exact, year);
  for (size_t g = 0; g < instrument.groups.size(); ++g) {
    const std::optional<GroupIndex> figure = Figure(instrument, levels, static_cast<int>(g));
    if (!figure) return too_fine;
    index.groups.push_back(*figure);
  }
  return index;
}

}  // namespace sinergi::assessment
