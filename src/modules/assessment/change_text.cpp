#include "modules/assessment/change_text.h"

#include <algorithm>

namespace sinergi::assessment {
namespace {

constexpr int kMostDigits = 4;
constexpr size_t kItemsNamed = 3;

int64_t Units(const Ratio& value, int digits) {
  const std::optional<Decimal> rounded = value.Round(digits);
  return rounded ? rounded->units : 0;
}

Ratio Sum(const Change& change, std::initializer_list<Cause> causes) {
  Ratio sum;
  for (const Cause cause : causes) sum = Add(sum, change.Of(cause)).value_or(sum);
  return sum;
}
Ratio OfInstrument(const Change& change) {
  return Sum(change, {Cause::kNew, Cause::kDropped, Cause::kWeights});
}

std::string IndexText(const Ratio& index, int places) {
  return PrintDecimal(Units(index, places), places, places);
}

std::string_view Direction(const Ratio& difference) {
  return difference.IsZero() ? "compare.stayed" : difference.numerator > 0 ? "compare.rose" : "compare.fell";
}

// "naik 0,12"
std::string Moved(const Wording& wording, const Ratio& difference, int digits) {
  const int64_t units = Units(difference, digits);
  return wording.texts.Get(wording.lang, Direction(difference),
                           {PrintDecimal(units < 0 ? -units : units, digits, digits)});
}

std::string FirstSentence(const Wording& wording, const Ratio& before, const Ratio& after,
                          const std::string& moved, const Instrument& from, const Instrument& to) {
  const std::string start = IndexText(before, from.places), end = IndexText(after, to.places);
  if (from.id == to.id)
    return wording.texts.Get(wording.lang, "compare.moved_same",
                             {moved, start, end, InLanguage(to.title, wording.lang)});
  return wording.texts.Get(
      wording.lang, "compare.moved_between",
      {moved, start, InLanguage(from.title, wording.lang), end, InLanguage(to.title, wording.lang)});
}

// The items that moved the index most one way: "5 Pusat Data (+0,08), …"; "" when none did.
std::string Movers(const Wording& wording, const Change& change, const Instrument& instrument, bool up,
                   int digits) {
  std::vector<const ItemEffect*> items;
  for (const ItemEffect& item : change.items)
    if (!item.effect.IsZero() && (item.effect.numerator > 0) == up) items.push_back(&item);
  std::ranges::stable_sort(items, [&](const ItemEffect* a, const ItemEffect* b) {
    const Ratio apart = Subtract(a->effect, b->effect).value_or(Ratio{});
    return up ? apart.numerator > 0 : apart.numerator < 0;
  });
  std::string names;
  for (size_t i = 0; i < std::min(items.size(), kItemsNamed); ++i) {
    const Item& item = instrument.items[static_cast<size_t>(items[i]->item)];
    names += fmt::format("{}{} {} ({})", i == 0 ? "" : ", ", item.code, InLanguage(item.name, wording.lang),
                         SignedText(items[i]->effect, digits));
  }
  return names;
}

std::string WhyOfLevels(const Wording& wording, const Change& change, const Instrument& instrument,
                        int digits) {
  const std::string up = Movers(wording, change, instrument, true, digits),
                    down = Movers(wording, change, instrument, false, digits);
  if (up.empty() && down.empty()) return wording.texts.Get(wording.lang, "compare.no_item_moved");
  if (down.empty()) return wording.texts.Get(wording.lang, "compare.movers_up", {up});
  if (up.empty()) return wording.texts.Get(wording.lang, "compare.movers_down", {down});
  return wording.texts.Get(wording.lang, "compare.movers", {up, down});
}

std::string NewcomersText(const Wording& wording, const Newcomers& newcomers) {
  return wording.texts.Get(wording.lang, "compare.newcomers",
                           {PrintDecimal(Units(newcomers.weight, 4), 4, 4, Zeros::kTrim),
                            SignedText(newcomers.low, 2), SignedText(newcomers.high, 2)});
}

}  // namespace

std::string SignedText(const Ratio& value, int digits) {
  const int64_t units = Units(value, digits);
  const std::string_view sign = units > 0 ? "+" : units < 0 ? "−" : "";
  return fmt::format("{}{}", sign, PrintDecimal(units < 0 ? -units : units, digits, digits));
}

int DigitsOf(const Change& change, const Instrument& from, const Instrument& to) {
  if (from.kami && to.kami) return 0;  // points
  for (int digits = 2; digits < kMostDigits; ++digits) {
    int64_t parts = 0;
    for (const Cause cause : kCauses) parts += Units(change.Of(cause), digits);
    const int64_t difference = Units(change.difference, digits);
    const bool adds_up =
        parts == difference &&
        Units(change.Of(Cause::kBoth), digits) + Units(OfInstrument(change), digits) == difference;
    const bool as_printed = digits != from.places || digits != to.places ||
                            Units(change.to, digits) - Units(change.from, digits) == difference;
    if (adds_up && as_printed) return digits;
  }
  return kMostDigits;
}

std::vector<std::string> ChangeSentences(const Wording& wording, const Change& change, const Instrument& from,
                                         const Instrument& to) {
  const int digits = DigitsOf(change, from, to);
  const std::string first =
      FirstSentence(wording, change.from, change.to, Moved(wording, change.difference, digits), from, to);
  if (from.id == to.id) return {first, WhyOfLevels(wording, change, to, digits)};
  const auto text = [&](Cause cause) { return SignedText(change.Of(cause), digits); };
  return {first, wording.texts.Get(wording.lang, "compare.why_between",
                                   {text(Cause::kBoth), SignedText(OfInstrument(change), digits),
                                    text(Cause::kNew), text(Cause::kDropped), text(Cause::kWeights)})};
}

Reach ReachOfTotals(const Wording& wording, const TotalsChange& change, const Instrument& from,
                    const Instrument& to) {
  Reach reach;
  reach.can.push_back(
      FirstSentence(wording, change.from, change.to, Moved(wording, change.difference, 2), from, to));
  for (const DomainEffect& domain : change.domains)
    reach.can.push_back(
        wording.texts.Get(wording.lang, "compare.domain_moved",
                          {InLanguage(to.groups[domain.group].name, wording.lang), IndexText(domain.from, 2),
                           IndexText(domain.to, 2), SignedText(domain.effect, kMostDigits)}));
  if (change.newcomers) reach.can.push_back(NewcomersText(wording, *change.newcomers));
  reach.cannot.push_back(wording.texts.Get(wording.lang, "compare.cannot_items"));
  if (from.id != to.id) reach.cannot.push_back(wording.texts.Get(wording.lang, "compare.cannot_parts"));
  return reach;
}

std::vector<std::string> TotalsSentences(const Wording& wording, const TotalsChange& change,
                                         const Instrument& from, const Instrument& to) {
  const std::string first =
      FirstSentence(wording, change.from, change.to, Moved(wording, change.difference, 2), from, to);
  if (from.id != to.id) {
    const std::string bounds = change.newcomers ? " " + NewcomersText(wording, *change.newcomers) : "";
    return {first, wording.texts.Get(wording.lang, "compare.cannot_parts") + bounds};
  }
  std::string domains;
  for (const DomainEffect& domain : change.domains)
    domains +=
        fmt::format("{}{} {}", domains.empty() ? "" : ", ",
                    InLanguage(to.groups[domain.group].name, wording.lang), SignedText(domain.effect, 2));
  if (domains.empty()) return {first, wording.texts.Get(wording.lang, "compare.cannot_items")};
  return {first, wording.texts.Get(wording.lang, "compare.by_domain", {domains})};
}

}  // namespace sinergi::assessment
