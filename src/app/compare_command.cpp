#include <algorithm>
#include <iostream>

#include <boost/json.hpp>

#include "app/command.h"
#include "app/instrument_choice.h"
#include "modules/assessment/change_text.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/levels_file.h"

namespace sinergi::app {
namespace {

using assessment::Cause;
using assessment::Change;
using assessment::Crosswalk;
using assessment::Instrument;
using assessment::ItemEffect;
namespace json = boost::json;

constexpr int kPlaces = 4;  // of effects

// One of the two: its items, or only its totals.
struct Side {
  Instrument instrument;
  std::optional<assessment::Levels> levels;
  std::optional<assessment::Index> index;  // of the levels
  assessment::Totals totals;
};

Result<Side> ReadSide(const std::string& path, const std::string& id) {
  Result<ChosenInstrument> chosen = ChooseInstrument(id);
  if (!chosen.ok()) return chosen.error();
  if (!chosen->instrument) return Error{ErrorKind::kInvalid, "compare.no_weights", {id}};
  const Result<std::string> bytes = ReadFile(path);
  if (!bytes.ok()) return bytes.error();
  Side side{std::move(*chosen->instrument), {}, {}, {}};
  if (assessment::HoldsTotals(*bytes)) {
    Result<assessment::Totals> totals = assessment::ReadTotals(side.instrument, *bytes, path);
    if (!totals.ok()) return totals.error();
    side.totals = std::move(*totals);
    return side;
  }
  Result<assessment::Levels> levels = assessment::ReadLevels(side.instrument, *bytes, path);
  if (!levels.ok()) return levels.error();
  const Result<assessment::Index> index = assessment::ComputeIndex(side.instrument, *levels, 0);
  if (!index.ok()) return index.error();
  side.levels = std::move(*levels);
  side.index = *index;
  side.totals = assessment::TotalsFrom(side.instrument, *index);
  return side;
}

// Empty when nobody has said what became of the items.
std::optional<Crosswalk> WalkBetween(const Instrument& from, const Instrument& to) {
  if (from.id == to.id) return assessment::SameItems(from);
  if (const auto walk = assessment::ShippedCrosswalk(from.id, to.id); walk.ok()) return *walk;
  if (const auto back = assessment::ShippedCrosswalk(to.id, from.id); back.ok())
    return assessment::Inverse(*back, to);
  return {};
}

std::string Decimals(const Ratio& ratio) {
  const std::optional<Decimal> rounded = ratio.Round(kPlaces);
  return rounded ? rounded->Plain() : "";
}

std::string CodeOf(const Instrument& instrument, int item) {
  return item < 0 ? "" : instrument.items[static_cast<size_t>(item)].code;
}
json::value CodeJson(const Instrument& instrument, int item) {
  return item < 0 ? json::value() : json::value(CodeOf(instrument, item));
}

std::string_view StrengthName(assessment::Strength strength) {
  constexpr std::string_view kNames[] = {"strong", "medium", "weak", "new"};
  return kNames[static_cast<size_t>(strength)];
}

json::object SideJson(const Side& side, const Ratio& index) {
  const std::optional<Decimal> printed = index.Round(side.instrument.places);
  json::object told{{"instrument", side.instrument.id},
                    {"index", printed ? assessment::FixedText(*printed) : ""},
                    {"index_exact", assessment::RatioText(index)}};
  if (side.index) {
    told["answered"] = side.index->answered;
    told["items"] = side.index->items;
  }
  return told;
}

json::array Lines(const std::vector<std::string>& lines) {
  return json::array(lines.begin(), lines.end());
}

json::object Head(const Side& from, const Side& to, const Ratio& before, const Ratio& after,
                  const Ratio& difference) {
  return {{"from", SideJson(from, before)},
          {"to", SideJson(to, after)},
          {"difference", Decimals(difference)},
          {"difference_exact", assessment::RatioText(difference)}};
}

// Largest first; among equals in the order of the instrument.
std::vector<ItemEffect> BySize(std::vector<ItemEffect> items) {
  const auto size = [](const ItemEffect& item) {
    return item.effect.numerator < 0 ? Ratio{-item.effect.numerator, item.effect.denominator} : item.effect;
  };
  std::ranges::stable_sort(items, [&](const ItemEffect& a, const ItemEffect& b) {
    return !assessment::AtLeast(size(b), size(a));
  });
  return items;
}

json::object ChangeJson(const Globals& globals, const Side& from, const Side& to, const Change& change) {
  json::object told = Head(from, to, change.from, change.to, change.difference), parts;
  for (const Cause cause : assessment::kCauses) {
    const std::string name(assessment::Name(cause));
    parts[name] = Decimals(change.Of(cause));
    parts[name + "_exact"] = assessment::RatioText(change.Of(cause));
  }
  json::array items;
  for (const ItemEffect& item : BySize(change.items)) {
    json::object row{{"code", CodeJson(to.instrument, item.item)},
                     {"old_code", CodeJson(from.instrument, item.old_item)},
                     {"part", assessment::Name(item.cause)},
                     {"effect", Decimals(item.effect)},
                     {"effect_exact", assessment::RatioText(item.effect)}};
    if (item.item >= 0 && item.old_item >= 0) row["strength"] = StrengthName(item.strength);
    items.push_back(std::move(row));
  }
  told["parts"] = std::move(parts);
  told["items"] = std::move(items);
  told["sentences"] = Lines(
      assessment::ChangeSentences({Texts::Shipped(), globals.lang}, change, from.instrument, to.instrument));
  return told;
}

void PrintChange(const Globals& globals, const Side& from, const Side& to, const Change& change) {
  const int digits = assessment::DigitsOf(change, from.instrument, to.instrument);
  for (const std::string& line :
       assessment::ChangeSentences({Texts::Shipped(), globals.lang}, change, from.instrument, to.instrument))
    std::cout << line << "\n";
  std::cout << "\n";
  for (const Cause cause : assessment::kCauses)
    if (from.instrument.id != to.instrument.id)
      std::cout << fmt::format("{:>8}  {}\n", assessment::SignedText(change.Of(cause), digits),
                               T(globals, fmt::format("compare.part_{}", assessment::Name(cause))));
  std::cout << fmt::format("{:>8}  {}\n\n{}\n", assessment::SignedText(change.difference, digits),
                           T(globals, "compare.difference"), T(globals, "compare.items"));
  for (const ItemEffect& item : BySize(change.items)) {
    if (item.effect.IsZero()) break;
    const bool gone = item.item < 0;
    const assessment::Item& told = gone ? from.instrument.items[static_cast<size_t>(item.old_item)]
                                        : to.instrument.items[static_cast<size_t>(item.item)];
    const bool pair = !gone && item.old_item >= 0 && from.instrument.id != to.instrument.id;
    std::cout << fmt::format(
        "{:>8}  {} {} – {}{}\n", assessment::SignedText(item.effect, kPlaces), told.code,
        InLanguage(told.name, globals.lang),
        T(globals, fmt::format("compare.part_{}", assessment::Name(item.cause))),
        pair ? fmt::format(" (← {}, {})", CodeOf(from.instrument, item.old_item),
                           T(globals, fmt::format("compare.strength_{}", StrengthName(item.strength))))
             : "");
  }
}

json::object TotalsJson(const Globals& globals, const Side& from, const Side& to,
                        const assessment::TotalsChange& change) {
  const assessment::Wording wording{Texts::Shipped(), globals.lang};
  json::object told = Head(from, to, change.from, change.to, change.difference);
  json::array domains;
  for (const assessment::DomainEffect& domain : change.domains)
    domains.push_back(json::object{{"code", to.instrument.groups[domain.group].code},
                                   {"from", Decimals(domain.from)},
                                   {"to", Decimals(domain.to)},
                                   {"effect", Decimals(domain.effect)},
                                   {"effect_exact", assessment::RatioText(domain.effect)}});
  told["parts"] = nullptr;
  told["items"] = json::array();
  told["domains"] = std::move(domains);
  if (change.newcomers)
    told["new_items"] = json::object{{"weight", Decimals(change.newcomers->weight)},
                                     {"effect_from", Decimals(change.newcomers->low)},
                                     {"effect_to", Decimals(change.newcomers->high)}};
  const assessment::Reach reach = assessment::ReachOfTotals(wording, change, from.instrument, to.instrument);
  told["can"] = Lines(reach.can);
  told["cannot"] = Lines(reach.cannot);
  told["sentences"] = Lines(assessment::TotalsSentences(wording, change, from.instrument, to.instrument));
  return told;
}

void PrintTotals(const Globals& globals, const Side& from, const Side& to,
                 const assessment::TotalsChange& change) {
  const assessment::Wording wording{Texts::Shipped(), globals.lang};
  const assessment::Reach reach = assessment::ReachOfTotals(wording, change, from.instrument, to.instrument);
  std::cout << T(globals, "compare.can") << "\n";
  for (const std::string& line : reach.can) std::cout << "  " << line << "\n";
  std::cout << T(globals, "compare.cannot") << "\n";
  for (const std::string& line : reach.cannot) std::cout << "  " << line << "\n";
}

int CompareTotals(const Globals& globals, const Side& from, const Side& to, const Crosswalk* walk) {
  const auto change =
      assessment::ExplainTotals({from.instrument, from.totals}, {to.instrument, to.totals}, walk);
  if (!change.ok()) return Fail(globals, change.error());
  if (globals.json)
    std::cout << json::serialize(TotalsJson(globals, from, to, *change)) << "\n";
  else
    PrintTotals(globals, from, to, *change);
  return kDone;
}

}  // namespace

int Compare(const Globals& globals, const CompareOptions& options) {
  const Result<Side> from = ReadSide(options.before, options.from);
  if (!from.ok()) return FailWithPlaces(globals, from.error());
  const Result<Side> to = ReadSide(options.after, options.to);
  if (!to.ok()) return FailWithPlaces(globals, to.error());
  const std::optional<Crosswalk> walk = WalkBetween(from->instrument, to->instrument);
  if (!walk || !from->levels || !to->levels)
    return CompareTotals(globals, *from, *to, walk ? &*walk : nullptr);
  const Result<Change> change =
      assessment::ExplainChange({from->instrument, *from->levels}, {to->instrument, *to->levels}, *walk);
  if (!change.ok()) return Fail(globals, change.error());
  if (globals.json)
    std::cout << json::serialize(ChangeJson(globals, *from, *to, *change)) << "\n";
  else
    PrintChange(globals, *from, *to, *change);
  return kDone;
}

}  // namespace sinergi::app
