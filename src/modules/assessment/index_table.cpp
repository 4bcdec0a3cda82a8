#include "modules/assessment/index_table.h"

#include <limits>
#include <numeric>

#include "base/ensure.h"

namespace sinergi::assessment {
namespace {

constexpr Int128 kWholePercent = 100;

// The least common multiple, as long as it stays in 64 bits.
std::optional<Int128> CommonMultiple(Int128 a, Int128 b) {
  constexpr Int128 kMost = std::numeric_limits<int64_t>::max();
  if (a > kMost || b > kMost) return {};
  const Int128 multiple = a / std::gcd(static_cast<int64_t>(a), static_cast<int64_t>(b)) * b;
  return multiple <= kMost ? std::optional(multiple) : std::nullopt;
}

std::optional<GroupIndex> RoundedIndex(Int128 weighted, Int128 whole, int answered, int items, int places) {
  const std::optional<Ratio> exact = Ratio::Of(weighted, whole);
  const std::optional<Decimal> printed = exact ? exact->Round(places) : std::nullopt;
  if (!printed) return {};
  return GroupIndex{*exact, *printed, answered, items};
}

}  // namespace

IndexTable::IndexTable(const Instrument& instrument)
    : instrument_(instrument), group_weights_(instrument.groups.size()) {
  Int128 common = 1;
  for (const Item& item : instrument.items) {
    const std::optional<Int128> next = CommonMultiple(common, item.weight.denominator);
    if (!next) return;
    common = *next;
  }
  for (const Item& item : instrument.items) {
    Int128 weight = 0;
    if (__builtin_mul_overflow(item.weight.numerator, common / item.weight.denominator, &weight) ||
        weight > std::numeric_limits<int64_t>::max())
      return;
    weights_.push_back(static_cast<int64_t>(weight));
    for (int g = item.group; g >= 0; g = instrument.groups[static_cast<size_t>(g)].parent)
      group_weights_[static_cast<size_t>(g)] += weight;
  }
  denominator_ = common;
}

// False when a sum leaves 128 bits.
bool IndexTable::AddItems(const Levels& levels, Int128 finest, std::vector<Sum>& groups, Sum& total) const {
  for (size_t i = 0; i < levels.size(); ++i) {
    Int128 part = 0;
    if (levels[i] && (__builtin_mul_overflow(levels[i]->numerator, finest / levels[i]->denominator, &part) ||
                      __builtin_mul_overflow(part, static_cast<Int128>(weights_[i]), &part)))
      return false;
    const auto add = [&](Sum& into) {
      ++into.items;
      into.answered += levels[i].has_value();
      return !__builtin_add_overflow(into.weighted, part, &into.weighted);
    };
    if (!add(total)) return false;
    for (int g = instrument_.items[i].group; g >= 0; g = instrument_.groups[static_cast<size_t>(g)].parent)
      if (!add(groups[static_cast<size_t>(g)])) return false;
  }
  return true;
}

Result<Index> IndexTable::Compute(const Levels& levels, int year) const {
  ENSURE(levels.size() == instrument_.items.size());
  if (!instrument_.weights_known)
    return Error{ErrorKind::kInvalid, "assessment.weights_missing", {instrument_.id}};
  const Error too_fine{ErrorKind::kInvalid, "assessment.too_fine"};
  if (denominator_ == 0) return too_fine;
  Int128 finest = 1;  // denominator of all levels
  for (const std::optional<Ratio>& level : levels) {
    if (!level || level->denominator == 1) continue;
    const std::optional<Int128> next = CommonMultiple(finest, level->denominator);
    if (!next) return too_fine;
    finest = *next;
  }
  std::vector<Sum> sums(instrument_.groups.size());
  Sum all;
  if (!AddItems(levels, finest, sums, all)) return too_fine;
  Int128 whole = 0;
  if (__builtin_mul_overflow(denominator_ * finest, kWholePercent, &whole)) return too_fine;
  const auto total = RoundedIndex(all.weighted, whole, all.answered, all.items, instrument_.places);
  if (!total) return too_fine;
  Index index{total->exact, total->printed, total->answered, total->items, 0, {}};
  index.predicate = PredicateOfIndex(instrument_, index.exact, year);
  index.groups.reserve(sums.size());
  for (size_t g = 0; g < sums.size(); ++g) {
    if (__builtin_mul_overflow(group_weights_[g], finest, &whole)) return too_fine;
    const auto figure =
        RoundedIndex(sums[g].weighted, whole, sums[g].answered, sums[g].items, instrument_.places);
    if (!figure) return too_fine;
    index.groups.push_back(*figure);
  }
  return index;
}

}  // namespace sinergi::assessment
