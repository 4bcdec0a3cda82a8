// sinergi assess --instrument ID|FILE LEVELS.csv: the index of an instrument from its levels, without a
// database.
#include <iostream>

#include <boost/json.hpp>

#include "app/instrument_choice.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/instrument_scoring.h"
#include "modules/assessment/kami_index.h"
#include "modules/assessment/levels_file.h"

namespace sinergi::app {
namespace {

namespace json = boost::json;
using assessment::Group;
using assessment::GroupIndex;
using assessment::Index;
using assessment::Instrument;
using assessment::Levels;
using assessment::RatioText;

struct Assessed {
  const Instrument& instrument;
  const Levels& levels;
  const Index& index;
  int year = 0;  // 0: not named
};

bool ValidIn(const Instrument& instrument, int year) {
  if (year == 0) return true;
  return (!instrument.valid_from || instrument.valid_from->year <= year) &&
         (!instrument.valid_to || instrument.valid_to->year >= year);
}

// What a reader must know beside the figures.
std::vector<std::string> Notes(const Instrument& about, int year, int answered, int items) {
  std::vector<std::string> notes;
  if (!ValidIn(about, year)) notes.emplace_back("outside_validity");
  if (about.draft) notes.emplace_back("draft");
  if (answered < items) notes.emplace_back("unanswered");
  return notes;
}

void PrintNotes(const Globals& globals, const std::vector<std::string>& notes) {
  for (const std::string& note : notes) std::cout << T(globals, "assess.note_" + note) << "\n";
}

json::array NotesJson(const std::vector<std::string>& notes) {
  json::array array;
  for (const std::string& note : notes) array.emplace_back(note);
  return array;
}

std::string Shown(const Globals& globals, const Decimal& decimal) {
  return globals.lang == Lang::kId ? PrintDecimal(decimal.units, decimal.places, decimal.places)
                                   : assessment::FixedText(decimal);
}

// What a group brings to the index: 27 of the 30 of a SAKIP component.
std::string Contribution(const Instrument& instrument, const Group& group, const GroupIndex& figure) {
  const std::optional<Ratio> product = Multiply(figure.exact, group.weight);
  const std::optional<Ratio> part = product ? Divide(*product, Ratio{100, 1}) : std::nullopt;
  const std::optional<Decimal> printed = part ? part->Round(instrument.places) : std::nullopt;
  return printed ? assessment::FixedText(*printed) : "";
}

json::array GroupsJson(const Assessed& of, Group::Kind kind) {
  json::array array;
  for (size_t g = 0; g < of.instrument.groups.size(); ++g) {
    const Group& group = of.instrument.groups[g];
    const GroupIndex& figure = of.index.groups[g];
    if (group.kind != kind) continue;
    json::object object{{"code", group.code},
                        {"name", group.name.id},
                        {"value", assessment::FixedText(figure.printed)},
                        {"exact", RatioText(figure.exact)},
                        {"weight", RatioText(group.weight)},
                        {"contribution", Contribution(of.instrument, group, figure)},
                        {"answered", figure.answered},
                        {"items", figure.items}};
    if (group.parent >= 0) object["domain"] = of.instrument.groups[static_cast<size_t>(group.parent)].code;
    array.push_back(std::move(object));
  }
  return array;
}

json::array ItemsJson(const Assessed& of, json::array& unanswered) {
  json::array array;
  for (size_t i = 0; i < of.instrument.items.size(); ++i) {
    const assessment::Item& item = of.instrument.items[i];
    json::object object{{"code", item.code}, {"weight", RatioText(item.weight)}, {"value", nullptr}};
    if (of.levels[i]) {
      object["value"] = RatioText(*of.levels[i]);
      for (const assessment::Level& level : of.instrument.scales[static_cast<size_t>(item.scale)].levels)
        if (level.value == *of.levels[i]) object["level"] = level.name.id;
    } else {
      unanswered.emplace_back(item.code);
    }
    array.push_back(std::move(object));
  }
  return array;
}

std::string IndexJson(const Assessed& of) {
  const auto& predicate = of.instrument.predicates[static_cast<size_t>(of.index.predicate)];
  const bool rounded = of.instrument.PredicateRuleOf(of.year) == assessment::PredicateOf::kRounded;
  json::object body{{"instrument", of.instrument.id},
                    {"year", of.year == 0 ? json::value() : json::value(of.year)},
                    {"index", assessment::FixedText(of.index.printed)},
                    {"index_exact", RatioText(of.index.exact)},
                    {"predicate", predicate.name.id},
                    {"predicate_of", rounded ? "rounded" : "exact"},
                    {"answered", of.index.answered},
                    {"items_total", of.index.items}};
  if (!predicate.meaning.id.empty()) body["predicate_meaning"] = predicate.meaning.id;
  if (!of.instrument.scoring.empty()) body["scoring"] = of.instrument.scoring;
  body["domains"] = GroupsJson(of, Group::Kind::kDomain);
  body["aspects"] = GroupsJson(of, Group::Kind::kAspect);
  json::array unanswered;
  body["items"] = ItemsJson(of, unanswered);
  body["unanswered"] = std::move(unanswered);
  body["notes"] = NotesJson(Notes(of.instrument, of.year, of.index.answered, of.index.items));
  return json::serialize(body);
}

void PrintIndex(const Globals& globals, const Assessed& of) {
  const auto& predicate = of.instrument.predicates[static_cast<size_t>(of.index.predicate)];
  std::string named = InLanguage(predicate.name, globals.lang);
  if (!predicate.meaning.id.empty()) named += " (" + InLanguage(predicate.meaning, globals.lang) + ")";
  std::cout << InLanguage(of.instrument.title, globals.lang) << "\n"
            << T(globals, "assess.index",
                 {Shown(globals, of.index.printed), named, RatioText(of.index.exact)})
            << "\n"
            << T(globals, "assess.answered",
                 {std::to_string(of.index.answered), std::to_string(of.index.items)})
            << "\n";
  for (size_t g = 0; g < of.instrument.groups.size(); ++g) {
    const Group& group = of.instrument.groups[g];
    std::cout << (group.parent >= 0 ? "    " : "  ") << Shown(globals, of.index.groups[g].printed) << "  "
              << group.code << " " << InLanguage(group.name, globals.lang) << "\n";
  }
  PrintNotes(globals, Notes(of.instrument, of.year, of.index.answered, of.index.items));
}

Result<Instrument> Prepared(const Instrument& instrument, const AssessOptions& options) {
  Result<Instrument> prepared = instrument;
  if (!options.scoring.empty()) prepared = ScoredBy(*prepared, options.scoring);
  if (!prepared.ok() || options.weights.empty()) return prepared;
  const Result<std::string> bytes = ReadFile(options.weights);
  if (!bytes.ok()) return bytes.error();
  return WithWeights(*prepared, *bytes, options.weights);
}

int AssessIndex(const Globals& globals, const AssessOptions& options, const Instrument& chosen) {
  const Result<Instrument> instrument = Prepared(chosen, options);
  if (!instrument.ok()) return FailWithPlaces(globals, instrument.error());
  const Result<std::string> bytes = ReadFile(options.file);
  if (!bytes.ok()) return Fail(globals, bytes.error());
  const Result<Levels> levels = ReadLevels(*instrument, *bytes, options.file);
  if (!levels.ok()) return FailWithPlaces(globals, levels.error());
  const Result<Index> index = ComputeIndex(*instrument, *levels, options.year);
  if (!index.ok()) return Fail(globals, index.error());
  const Assessed assessed{*instrument, *levels, *index, options.year};
  if (globals.json) {
    std::cout << IndexJson(assessed) << "\n";
  } else {
    PrintIndex(globals, assessed);
  }
  return kDone;
}

std::string KamiJson(const assessment::Kami& kami, const assessment::KamiFigures& figures, int year) {
  const bool known = figures.category >= 0;
  json::array areas;
  for (size_t a = 0; a < kami.areas.size(); ++a) {
    const assessment::KamiAreaFigures& of = figures.areas[a];
    areas.push_back(json::object{{"code", kami.areas[a].code},
                                 {"name", kami.areas[a].name.id},
                                 {"value", std::to_string(of.points)},
                                 {"max", kami.areas[a].max},
                                 {"maturity", of.maturity},
                                 {"third_counts", of.third_counts},
                                 {"required_met", of.required_met},
                                 {"answered", of.answered},
                                 {"items", of.questions}});
  }
  json::object body{{"instrument", kami.about.id},
                    {"index", std::to_string(figures.total)},
                    {"index_exact", std::to_string(figures.total)},
                    {"max", kami.max},
                    {"predicate", known ? json::value(figures.status) : json::value()},
                    {"category_points", figures.category_points}};
  body["category"] =
      known ? json::value(kami.categories[static_cast<size_t>(figures.category)].name.id) : json::value();
  body["domains"] = std::move(areas);
  body["aspects"] = json::array();
  body["supplement"] = json::object{{"points", figures.supplement_points},
                                    {"percent", assessment::FixedText(figures.supplement_percent)},
                                    {"answered", figures.supplement_answered}};
  body["notes"] = NotesJson(Notes(kami.about, year, figures.answered, figures.questions));
  return json::serialize(body);
}

void PrintKami(const Globals& globals, const assessment::Kami& kami, const assessment::KamiFigures& figures,
               int year) {
  std::cout << InLanguage(kami.about.title, globals.lang) << "\n"
            << T(globals, "assess.points", {std::to_string(figures.total), std::to_string(kami.max)}) << "\n";
  if (figures.category >= 0) {
    const auto& category = kami.categories[static_cast<size_t>(figures.category)];
    std::cout << T(globals, "assess.kami_status", {InLanguage(category.name, globals.lang), figures.status})
              << "\n";
  } else {
    std::cout << T(globals, "assess.kami_no_category", {kami.category_sheet.code}) << "\n";
  }
  for (size_t a = 0; a < kami.areas.size(); ++a)
    std::cout << "  " << figures.areas[a].points << "/" << kami.areas[a].max << "  "
              << figures.areas[a].maturity << "  " << kami.areas[a].code << " "
              << InLanguage(kami.areas[a].name, globals.lang) << "\n";
  std::cout << T(globals, "assess.supplement", {Shown(globals, figures.supplement_percent)}) << "\n";
  PrintNotes(globals, Notes(kami.about, year, figures.answered, figures.questions));
}

int AssessKami(const Globals& globals, const AssessOptions& options, const assessment::Kami& kami) {
  if (!options.scoring.empty())
    return Fail(globals, {ErrorKind::kInvalid, "assessment.scoring_unknown", {options.scoring, "–"}});
  if (!options.weights.empty())
    return Fail(globals, {ErrorKind::kInvalid, "assessment.weights_fixed", {kami.about.id}});
  const Result<std::string> bytes = ReadFile(options.file);
  if (!bytes.ok()) return Fail(globals, bytes.error());
  const Result<assessment::KamiAnswers> answers = ReadKamiAnswers(kami, *bytes, options.file);
  if (!answers.ok()) return FailWithPlaces(globals, answers.error());
  const assessment::KamiFigures figures = ComputeKami(kami, *answers);
  if (globals.json) {
    std::cout << KamiJson(kami, figures, options.year) << "\n";
  } else {
    PrintKami(globals, kami, figures, options.year);
  }
  return kDone;
}

}  // namespace

int AssessCommand(const Globals& globals, const AssessOptions& options) {
  const Result<ChosenInstrument> chosen = ChooseInstrument(options.instrument);
  if (!chosen.ok()) return FailWithPlaces(globals, chosen.error());
  return chosen->kami ? AssessKami(globals, options, *chosen->kami)
                      : AssessIndex(globals, options, *chosen->instrument);
}

}  // namespace sinergi::app
