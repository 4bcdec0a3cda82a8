#include "modules/assessment/published_check.h"

#include <algorithm>
#include <numeric>

#include "base/decimal.h"
#include "modules/assessment/change_exact.h"
#include "modules/assessment/index.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/totals.h"

namespace sinergi::assessment {
namespace {

constexpr Int128 kMostSums = 1'000'000;

Ratio Micro(int64_t micro) {
  return *Ratio::Of(micro, kMicro);
}

// Printed like the index, in micro.
std::optional<int64_t> Printed(const Ratio& exact, int places) {
  const std::optional<Decimal> rounded = exact.Round(places);
  if (!rounded) return {};
  int64_t micro = rounded->units;
  for (int i = places; i < 6; ++i) micro *= 10;
  return micro;
}

// Whole levels of an item, 0 (not assessed) among them; empty when it has others.
std::vector<int64_t> WholeLevels(const LevelScale& scale) {
  std::vector<int64_t> levels{0};
  for (const Level& level : scale.levels) {
    if (scale.decimals || scale.points || level.value.denominator != 1 || level.value.numerator > 100)
      return {};
    levels.push_back(static_cast<int64_t>(level.value.numerator));
  }
  return levels;
}

std::string Text(int64_t micro) {
  return PrintDecimal(micro, 6, 6, Zeros::kTrim);
}

}  // namespace

PublishedCheck::PublishedCheck(const Instrument& instrument)
    : instrument_(instrument), domains_(DomainsOf(instrument)), half_(kMicro / 2) {
  for (int i = 0; i < instrument.places; ++i) half_ /= 10;
  for (const size_t group : domains_) possible_.push_back(PossibleOf(group));
}

// Every sum of weight × level that a domain can have, by what it prints as.
PublishedCheck::Possible PublishedCheck::PossibleOf(size_t group) const {
  Int128 common = 1, most = 0;
  std::vector<const Item*> items;
  for (const Item& item : instrument_.items) {
    if (!IsWithin(instrument_, item.group, static_cast<int>(group))) continue;
    if (item.weight.denominator > kMostSums) return {};
    common = std::lcm(static_cast<int64_t>(common), static_cast<int64_t>(item.weight.denominator));
    if (common > kMostSums) return {};
    items.push_back(&item);
  }
  std::vector<bool> reached{true};
  for (const Item* item : items) {
    const std::vector<int64_t> levels = WholeLevels(instrument_.scales[static_cast<size_t>(item->scale)]);
    const Int128 weight = item->weight.numerator * (common / item->weight.denominator);
    if (levels.empty() || weight > kMostSums) return {};
    most += weight * *std::ranges::max_element(levels);
    if (most > kMostSums) return {};
    std::vector<bool> next(static_cast<size_t>(most) + 1);
    for (size_t sum = 0; sum < reached.size(); ++sum)
      for (const int64_t level : levels)
        if (reached[sum]) next[sum + static_cast<size_t>(weight * level)] = true;
    reached = std::move(next);
  }
  Possible possible;
  const Exact whole = Exact{instrument_.groups[group].weight} * Exact{Ratio{common, 1}};
  for (size_t sum = 0; sum < reached.size(); ++sum) {
    if (!reached[sum]) continue;
    const Exact value = Exact{Ratio{static_cast<Int128>(sum), 1}} / whole;
    if (!value.value) return {};
    const auto printed = Printed(*value.value, instrument_.places);
    const auto [at, added] = possible.try_emplace(printed.value_or(0), Span{*value.value, *value.value});
    if (!added) at->second.high = *value.value;
  }
  return possible;
}

std::optional<PublishedCheck::Span> PublishedCheck::IndexSpan(const PublishedResult& result) const {
  if (domains_.empty() || result.domains.size() != domains_.size()) return {};
  Exact low, high;
  for (size_t i = 0; i < domains_.size(); ++i) {
    if (!result.domains[i]) return {};
    const int64_t value = *result.domains[i];
    const auto known = possible_[i].find(value);
    const Span span = known != possible_[i].end()
                          ? known->second
                          : Span{Micro(std::max<int64_t>(0, value - half_)), Micro(value + half_)};
    const Exact share = Exact{instrument_.groups[domains_[i]].weight} / Exact{Ratio{100, 1}};
    low = low + share * Exact{span.low};
    high = high + share * Exact{span.high};
  }
  if (!low.value || !high.value) return {};
  return Span{*low.value, *high.value};
}

std::vector<int> PublishedCheck::PredicatesOf(const PublishedResult& result) const {
  Ratio low = Micro(result.index_micro), high = low;
  // Behind a rounded index stands an exact one, at most half a place away.
  if (instrument_.PredicateRuleOf(result.year) == PredicateOf::kExact) {
    const Ratio least = Micro(std::max<int64_t>(0, result.index_micro - half_)),
                most = Micro(result.index_micro + half_ - 1);
    const std::optional<Span> span = IndexSpan(result);
    const bool follows = span && AtLeast(most, span->low) && AtLeast(span->high, least);
    if (follows) low = AtLeast(span->low, least) ? span->low : least;
    if (follows) high = AtLeast(span->high, most) ? most : span->high;
  }
  std::vector<int> predicates;
  const int last = PredicateOfIndex(instrument_, low, result.year);
  for (int p = PredicateOfIndex(instrument_, high, result.year); p <= last; ++p) predicates.push_back(p);
  return predicates;
}

std::vector<Doubt> PublishedCheck::DoubtsOf(const PublishedResult& result) const {
  std::vector<Doubt> doubts;
  for (size_t i = 0; i < std::min(domains_.size(), result.domains.size()); ++i) {
    const auto& value = result.domains[i];
    if (value && !possible_[i].empty() && !possible_[i].contains(*value))
      doubts.push_back(
          {"published.domain_impossible", {instrument_.groups[domains_[i]].name.id, Text(*value)}});
  }
  if (const std::optional<Span> span = IndexSpan(result)) {
    const auto low = Printed(span->low, instrument_.places), high = Printed(span->high, instrument_.places);
    if (low && high && (result.index_micro < *low || result.index_micro > *high))
      doubts.push_back({"published.index_unexplained", {Text(result.index_micro), Text(*low), Text(*high)}});
  }
  const std::vector<int> allowed = PredicatesOf(result);
  const auto named = [&](int p) {
    return instrument_.predicates[static_cast<size_t>(p)].name.id == result.predicate;
  };
  if (!result.predicate.empty() && std::ranges::none_of(allowed, named))
    doubts.push_back(
        {"published.predicate_unexplained",
         {result.predicate, instrument_.predicates[static_cast<size_t>(allowed.front())].name.id}});
  const auto outside = [&](const std::optional<Date>& day, bool before) {
    return day && (before ? result.year < day->year : result.year > day->year);
  };
  if (outside(instrument_.valid_from, true) || outside(instrument_.valid_to, false))
    doubts.push_back({"published.year_outside", {std::to_string(result.year), instrument_.title.id}});
  return doubts;
}

}  // namespace sinergi::assessment
