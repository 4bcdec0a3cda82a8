// sinergi instrument list | show | check: the instruments that ship, and files of one's own. No database.
#include <algorithm>
#include <iostream>

#include <boost/json.hpp>

#include "app/instrument_choice.h"
#include "app/label_json.h"
#include "modules/assessment/crosswalk.h"
#include "modules/assessment/instrument_file.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/instrument_scoring.h"

namespace sinergi::app {
namespace {

namespace json = boost::json;
using assessment::Instrument;
using assessment::RatioText;

json::value DateJson(const std::optional<Date>& date) {
  return date ? json::value(date->Iso()) : json::value();
}

json::object HeadJson(const ChosenInstrument& chosen) {
  const Instrument& about = chosen.About();
  const size_t items = chosen.kami ? KamiCodes(*chosen.kami).size() : about.items.size();
  return {{"id", about.id},
          {"title", LabelJson(about.title)},
          {"basis", about.basis},
          {"valid_from", DateJson(about.valid_from)},
          {"valid_to", DateJson(about.valid_to)},
          {"draft", about.draft},
          {"aggregation", chosen.kami ? "kami" : "weighted_mean"},
          {"items", items}};
}

json::array SourcesJson(const Instrument& instrument) {
  json::array sources;
  for (const assessment::SourceMark& source : instrument.sources)
    sources.push_back(json::object{{"of", source.of}, {"mark", source.mark}, {"note", source.note}});
  return sources;
}

json::array LevelsJson(const Instrument& instrument) {
  json::array scales;
  for (const assessment::LevelScale& scale : instrument.scales) {
    json::array levels;
    for (const assessment::Level& level : scale.levels)
      levels.push_back(json::object{{"value", RatioText(level.value)}, {"name", LabelJson(level.name)}});
    scales.push_back(json::object{{"id", scale.id},
                                  {"decimals", scale.decimals},
                                  {"points", scale.points},
                                  {"levels", std::move(levels)}});
  }
  return scales;
}

json::array CriteriaJson(const assessment::Item& item) {
  json::array criteria;
  for (const assessment::Criterion& each : item.criteria)
    criteria.push_back(json::object{{"level", RatioText(each.level)},
                                    {"text", each.text.empty() ? json::value() : json::value(each.text)},
                                    {"evidence", each.evidence}});
  return criteria;
}

json::array ItemsJson(const Instrument& instrument) {
  json::array items;
  for (const assessment::Item& item : instrument.items) {
    json::array functions, parts;
    for (const std::string& each : item.functions) functions.emplace_back(each);
    for (const assessment::Part& part : item.parts)
      parts.push_back(json::object{
          {"code", part.code}, {"name", LabelJson(part.name)}, {"weight", RatioText(part.weight)}});
    items.push_back(json::object{{"code", item.code},
                                 {"name", LabelJson(item.name)},
                                 {"group", instrument.groups[static_cast<size_t>(item.group)].code},
                                 {"weight", RatioText(item.weight)},
                                 {"levels", instrument.scales[static_cast<size_t>(item.scale)].id},
                                 {"for", std::move(functions)},
                                 {"source", item.source},
                                 {"criteria", CriteriaJson(item)},
                                 {"parts", std::move(parts)}});
  }
  return items;
}

json::object InstrumentJson(const ChosenInstrument& chosen) {
  const Instrument& instrument = chosen.About();
  json::object body = HeadJson(chosen);
  body["sources"] = SourcesJson(instrument);
  body["levels"] = LevelsJson(instrument);
  if (chosen.kami) {
    json::array codes;
    for (const std::string& code : KamiCodes(*chosen.kami)) codes.emplace_back(code);
    body["codes"] = std::move(codes);
    return body;
  }
  json::array groups, predicates, scorings;
  for (const assessment::Group& group : instrument.groups)
    groups.push_back(
        json::object{{"kind", group.kind == assessment::Group::Kind::kDomain ? "domain" : "aspect"},
                     {"code", group.code},
                     {"name", LabelJson(group.name)},
                     {"weight", RatioText(group.weight)}});
  for (const assessment::PredicateBound& bound : instrument.predicates)
    predicates.push_back(json::object{
        {"from", RatioText(bound.from)}, {"above", bound.above}, {"name", LabelJson(bound.name)}});
  for (const assessment::Scoring& way : instrument.scorings)
    scorings.push_back(json::object{{"id", way.id}, {"title", LabelJson(way.title)}});
  body["weights_known"] = instrument.weights_known;
  body["places"] = instrument.places;
  body["predicates"] = std::move(predicates);
  body["scorings"] = std::move(scorings);
  body["groups"] = std::move(groups);
  body["tree"] = ItemsJson(instrument);
  return body;
}

std::string Validity(const Instrument& about) {
  if (!about.valid_from && !about.valid_to) return "";
  return (about.valid_from ? about.valid_from->Iso() + " –" : "–") +
         (about.valid_to ? " " + about.valid_to->Iso() : "");
}

void PrintHead(const Globals& globals, const Instrument& about) {
  std::cout << about.id << ": " << InLanguage(about.title, globals.lang) << "\n" << about.basis << "\n";
  if (const std::string validity = Validity(about); !validity.empty())
    std::cout << T(globals, "instrument.valid", {validity}) << "\n";
  if (about.draft) std::cout << T(globals, "assess.note_draft") << "\n";
  for (const assessment::SourceMark& source : about.sources)
    std::cout << "  " << source.of << ": " << T(globals, "instrument.mark_" + source.mark)
              << (source.note.empty() ? "" : ". " + source.note) << "\n";
}

void PrintItem(const Globals& globals, const assessment::Item& item) {
  std::cout << "    " << item.code << " " << InLanguage(item.name, globals.lang);
  if (!item.weight.IsZero()) std::cout << " (" << RatioText(item.weight) << " %)";
  std::cout << "\n";
  if (!item.source.empty()) std::cout << "        ← " << item.source << "\n";
  for (const assessment::Criterion& each : item.criteria) {
    const bool unknown = each.text.empty();
    std::cout << "        " << RatioText(each.level) << "  "
              << (unknown ? T(globals, "instrument.not_available") : each.text) << "\n";
    if (!each.evidence.empty())
      std::cout << "           " << T(globals, "instrument.evidence", {each.evidence}) << "\n";
  }
  for (const assessment::Part& part : item.parts)
    std::cout << "        " << part.code << " " << InLanguage(part.name, globals.lang) << " ("
              << RatioText(part.weight) << " %)\n";
}

void PrintTree(const Globals& globals, const Instrument& instrument) {
  int group = -1, printed = -1;
  for (const assessment::Item& item : instrument.items) {
    group = item.group;
    // The groups that begin here.
    for (int g = printed + 1; g <= group; ++g) {
      const assessment::Group& begun = instrument.groups[static_cast<size_t>(g)];
      std::cout << (begun.parent >= 0 ? "  " : "") << begun.code << " "
                << InLanguage(begun.name, globals.lang);
      if (!begun.weight.IsZero()) std::cout << " (" << RatioText(begun.weight) << " %)";
      std::cout << "\n";
    }
    printed = std::max(printed, group);
    PrintItem(globals, item);
  }
}

std::vector<ChosenInstrument> AllShipped() {
  std::vector<std::string> ids = assessment::ShippedInstrumentIds();
  for (std::string& id : assessment::ShippedKamiIds()) ids.push_back(std::move(id));
  std::sort(ids.begin(), ids.end());
  std::vector<ChosenInstrument> all;
  for (const std::string& id : ids) all.push_back(*ChooseInstrument(id));
  return all;
}

}  // namespace

int ListInstruments(const Globals& globals) {
  json::array list;
  for (const ChosenInstrument& each : AllShipped()) {
    const Instrument& about = each.About();
    list.push_back(HeadJson(each));
    if (globals.json) continue;
    std::string line = about.id;
    for (const std::string& part : {InLanguage(about.title, globals.lang), about.basis, Validity(about)})
      if (!part.empty()) line += "  " + part;
    std::cout << line << "\n";
  }
  if (globals.json) std::cout << json::serialize(list) << "\n";
  return kDone;
}

int ShowInstrument(const Globals& globals, const InstrumentOptions& options) {
  Result<ChosenInstrument> chosen = ChooseInstrument(options.name);
  if (chosen.ok() && chosen->instrument && !options.scoring.empty()) {
    Result<Instrument> scored = ScoredBy(*chosen->instrument, options.scoring);
    if (!scored.ok()) return Fail(globals, scored.error());
    chosen->instrument = std::move(*scored);
  }
  if (!chosen.ok()) return FailWithPlaces(globals, chosen.error());
  if (globals.json) {
    std::cout << json::serialize(InstrumentJson(*chosen)) << "\n";
    return kDone;
  }
  PrintHead(globals, chosen->About());
  if (chosen->kami) {
    for (const std::string& code : KamiCodes(*chosen->kami)) std::cout << "  " << code << "\n";
  } else {
    PrintTree(globals, *chosen->instrument);
  }
  return kDone;
}

namespace {

// What is in a file without faults: its id and how many items, or pairs, it has.
struct Checked {
  std::string id;
  size_t items = 0;
};

Result<Checked> CheckFile(const std::string& file) {
  const Result<std::string> yaml = ReadFile(file);
  if (!yaml.ok()) return yaml.error();
  if (assessment::IsCrosswalkFile(*yaml)) {
    const Result<assessment::Crosswalk> walk = assessment::ReadCrosswalk(*yaml, file);
    if (!walk.ok()) return walk.error();
    return Checked{walk->id, walk->pairs.size()};
  }
  const Result<ChosenInstrument> chosen = ReadInstrumentText(*yaml, file);
  if (!chosen.ok()) return chosen.error();
  const size_t items = chosen->kami ? KamiCodes(*chosen->kami).size() : chosen->instrument->items.size();
  return Checked{chosen->About().id, items};
}

}  // namespace

// Faults are the answer, so they go to standard output; that there are some goes to the other.
int CheckInstrument(const Globals& globals, const std::string& file) {
  const Result<Checked> checked = CheckFile(file);
  if (!checked.ok()) {
    if (globals.json || checked.error().fields.empty()) return FailWithPlaces(globals, checked.error());
    std::cout << FaultLines(globals, checked.error());
    std::cerr << "sinergi: " << T(globals, "error." + checked.error().code, {file}) << "\n";
    return kRefused;
  }
  if (globals.json) {
    std::cout << json::serialize(json::object{{"file", file}, {"id", checked->id}, {"items", checked->items}})
              << "\n";
  } else {
    std::cout << T(globals, "instrument.clean", {file, checked->id, std::to_string(checked->items)}) << "\n";
  }
  return kDone;
}

}  // namespace sinergi::app
