#include "modules/assessment/instrument_file.h"

#include <algorithm>
#include <map>

#include "base/ensure.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/instrument_reading.h"
#include "modules/assessment/instrument_scoring.h"
#include "modules/assessment/kami.h"
#include "platform/files/embedded.h"

namespace sinergi::assessment {
namespace {

constexpr int kPlacesMost = 6;

// A fault that lists what may stand there.
void OneOf(const files::Node& node, const std::string& word, const char* known, files::Faults& faults) {
  faults.Add(node.Mark(), "data_file.unknown_word", {word, known});
}

std::optional<Date> ReadDate(const files::Node& valid, const char* key, files::Faults& faults) {
  if (!valid[key]) return {};
  const std::string text = TextOf(valid[key], key, faults);
  const std::optional<Date> date = Date::Parse(text);
  if (!date) faults.Add(valid[key].Mark(), "instrument.bad_date", {text});
  return date;
}

void ReadValidity(const files::Node& valid, Instrument& instrument, files::Faults& faults) {
  if (!valid || !IsMap(valid, "valid", faults)) return;
  files::CheckKeys(valid, {"from", "to"}, faults);
  instrument.valid_from = ReadDate(valid, "from", faults);
  instrument.valid_to = ReadDate(valid, "to", faults);
  if (instrument.valid_from && instrument.valid_to && *instrument.valid_from > *instrument.valid_to)
    faults.Add(valid["to"].Mark(), "instrument.valid_order");
}

void ReadSources(const files::Node& sources, Instrument& instrument, files::Faults& faults) {
  if (!sources || !IsList(sources, "sources", faults)) return;
  for (const files::Node& node : sources) {
    if (!IsMap(node, "sources", faults)) continue;
    files::CheckKeys(node, {"of", "mark", "note"}, faults);
    SourceMark source{files::RequiredText(node, "of", faults), files::RequiredText(node, "mark", faults),
                      files::OptionalText(node, "note", faults)};
    const auto known = {"found", "derived", "memory", "draft", "missing"};
    if (!source.mark.empty() && std::ranges::find(known, source.mark) == known.end())
      OneOf(node["mark"], source.mark, "found, derived, memory, draft, missing", faults);
    instrument.sources.push_back(std::move(source));
  }
}

void ReadIndex(const files::Node& index, Instrument& instrument, files::Faults& faults) {
  if (!index || !IsMap(index, "index", faults)) return;
  files::CheckKeys(index, {"places", "rounding", "from"}, faults);
  if (const std::string word = files::OptionalText(index, "rounding", faults);
      index["rounding"] && word != "half_up")
    OneOf(index["rounding"], word, "half_up", faults);
  if (const std::string word = files::OptionalText(index, "from", faults); index["from"] && word != "levels")
    OneOf(index["from"], word, "levels", faults);
  if (!index["places"]) return;
  const std::optional<Ratio> places = NumberOf(index["places"], "instrument.bad_places", faults);
  if (!places) return;
  if (places->denominator != 1 || places->numerator > kPlacesMost)
    return faults.Add(index["places"].Mark(), "instrument.bad_places", {index["places"].Scalar()});
  instrument.places = static_cast<int>(places->numerator);
}

std::optional<PredicateOf> ReadRule(const files::Node& node, files::Faults& faults) {
  const std::string word = TextOf(node, "of", faults);
  if (word == "exact") return PredicateOf::kExact;
  if (word == "rounded") return PredicateOf::kRounded;
  if (!word.empty()) OneOf(node, word, "exact, rounded", faults);
  return {};
}

// "of: exact" or "of: {default: exact, 2023: rounded}".
void ReadRules(const files::Node& of, Instrument& instrument, files::Faults& faults) {
  if (!of) return;
  if (!of.IsMap()) {
    instrument.predicate_of = ReadRule(of, faults).value_or(PredicateOf::kExact);
    return;
  }
  for (const auto& entry : of.entries()) {
    const std::string key = entry.first.IsScalar() ? entry.first.Scalar() : "";
    const std::optional<PredicateOf> rule = ReadRule(entry.second, faults);
    const std::optional<Ratio> year = ReadRatio(key);
    if (key == "default") {
      instrument.predicate_of = rule.value_or(PredicateOf::kExact);
    } else if (!year || year->denominator != 1 || year->numerator < 1945 || year->numerator > 2999) {
      faults.Add(entry.first.Mark(), "instrument.bad_year", {key});
    } else {
      const int named = static_cast<int>(year->numerator);
      for (const auto& [other, unused] : instrument.by_year)
        if (other == named) faults.Add(entry.first.Mark(), "data_file.doubled_key", {key});
      instrument.by_year.emplace_back(named, rule.value_or(PredicateOf::kExact));
    }
  }
}

// [4.2, Memuaskan] from 4.2; ["> 90", AA, Sangat Memuaskan] above 90, with what the letters mean.
void ReadBound(const files::Node& node, Instrument& instrument, files::Faults& faults) {
  if (!node.IsSequence() || node.size() < 2 || node.size() > 3)
    return faults.Add(node.Mark(), "instrument.bad_bound", {node.IsScalar() ? node.Scalar() : ""});
  std::string text = node[0].IsScalar() ? node[0].Scalar() : "";
  PredicateBound bound;
  bound.above = text.starts_with(">");
  const std::optional<Ratio> from = ReadRatio(text.substr(bound.above ? 1 : 0));
  bound.name = LabelOf(node[1], "bounds", faults);
  if (node.size() == 3) bound.meaning = LabelOf(node[2], "bounds", faults);
  if (!from) return faults.Add(node[0].Mark(), "instrument.bad_bound", {text});
  bound.from = *from;
  if (!instrument.predicates.empty() && AtLeast(bound.from, instrument.predicates.back().from))
    faults.Add(node[0].Mark(), "instrument.bounds_order", {text});
  instrument.predicates.push_back(std::move(bound));
}

void ReadPredicates(const files::Node& root, Instrument& instrument, files::Faults& faults) {
  const files::Node predicate = root["predicate"];
  if (!predicate) return faults.Add(root.Mark(), "data_file.missing_key", {"predicate"});
  if (!IsMap(predicate, "predicate", faults)) return;
  files::CheckKeys(predicate, {"of", "bounds"}, faults);
  ReadRules(predicate["of"], instrument, faults);
  if (!predicate["bounds"]) return faults.Add(predicate.Mark(), "data_file.missing_key", {"bounds"});
  if (!IsList(predicate["bounds"], "bounds", faults)) return;
  for (const files::Node& bound : predicate["bounds"]) ReadBound(bound, instrument, faults);
}

void ReadScorings(const files::Node& scoring, Instrument& instrument, files::Faults& faults) {
  if (!scoring || !IsMap(scoring, "scoring", faults)) return;
  for (const auto& entry : scoring.entries()) {
    Scoring way;
    way.id = TextOf(entry.first, "scoring", faults);
    if (!IsMap(entry.second, way.id.c_str(), faults)) continue;
    for (const Scoring& other : instrument.scorings)
      if (other.id == way.id) faults.Add(entry.first.Mark(), "data_file.doubled_key", {way.id});
    files::CheckKeys(entry.second, {"title", "of", "levels"}, faults);
    way.title = ReadLabel(entry.second, "title", faults);
    const std::string of = files::RequiredText(entry.second, "of", faults);
    if (!of.empty() && of != "items" && of != "parts") OneOf(entry.second["of"], of, "items, parts", faults);
    way.parts = of == "parts";
    const std::string levels = files::RequiredText(entry.second, "levels", faults);
    const int scale = FindScale(instrument, levels);
    if (scale < 0 && !levels.empty())
      faults.Add(entry.second["levels"].Mark(), "instrument.unknown_levels", {levels});
    way.scale = std::max(scale, 0);
    instrument.scorings.push_back(std::move(way));
  }
}

// A way that scores parts needs them in every item.
void CheckScorings(const files::Node& scoring, const Instrument& instrument, files::Faults& faults) {
  if (instrument.scorings.front().parts) faults.Add(scoring.Mark(), "instrument.first_scoring");
  const bool parts = std::ranges::any_of(instrument.scorings, &Scoring::parts);
  for (const Item& item : instrument.items)
    if (parts && item.parts.empty()) faults.Add(scoring.Mark(), "instrument.no_parts", {item.code});
}

WeightKind ReadWeightKind(const files::Node& root, files::Faults& faults) {
  const std::string word = files::OptionalText(root, "weights", faults);
  if (word == "nested") return WeightKind::kNested;
  if (word == "by_year") return WeightKind::kByYear;
  if (root["weights"] && word != "percent") OneOf(root["weights"], word, "percent, nested, by_year", faults);
  return WeightKind::kPercent;
}

void ReadAll(const files::Node& root, Instrument& instrument, files::Faults& faults) {
  files::CheckKeys(root,
                   {"instrument", "title", "basis", "valid", "draft", "sources", "levels", "index",
                    "predicate", "weights", "scoring", "criteria", "evidence", "tree"},
                   faults);
  InstrumentReading reading{instrument, faults};
  ReadHead(root, reading);
  reading.weights = ReadWeightKind(root, faults);
  instrument.weights_known = reading.weights != WeightKind::kByYear;
  if (root["levels"])
    ReadScales(root["levels"], reading);
  else
    faults.Add(root.Mark(), "data_file.missing_key", {"levels"});
  ReadIndex(root["index"], instrument, faults);
  ReadPredicates(root, instrument, faults);
  ReadScorings(root["scoring"], instrument, faults);
  ReadTextSets(root["criteria"], "criteria", reading.criteria, faults);
  ReadTextSets(root["evidence"], "evidence", reading.evidence, faults);
  if (!root["tree"]) return faults.Add(root.Mark(), "data_file.missing_key", {"tree"});
  ReadTree(root["tree"], reading);
  if (!instrument.scorings.empty()) CheckScorings(root["scoring"], instrument, faults);
}

// All that ship, read once: they do not change while the program runs.
const std::map<std::string, Instrument, std::less<>>& Shipped() {
  static const std::map<std::string, Instrument, std::less<>> shipped = [] {
    std::map<std::string, Instrument, std::less<>> all;
    for (const files::EmbeddedFile& file : files::AllEmbedded()) {
      const bool one = file.path.starts_with(kInstrumentFolder) && file.plain.starts_with("instrument:");
      if (!one || IsKamiFile(file.plain)) continue;
      Result<Instrument> instrument = ReadInstrument(file.plain, file.path);
      ENSURE(instrument.ok());
      std::string id = instrument->id;
      all.emplace(std::move(id), std::move(*instrument));
    }
    return all;
  }();
  return shipped;
}

}  // namespace

void ReadHead(const files::Node& root, InstrumentReading& reading) {
  Instrument& instrument = reading.instrument;
  files::Faults& faults = reading.faults;
  instrument.id = files::RequiredText(root, "instrument", faults);
  if (!instrument.id.empty() && !IsCode(instrument.id))
    faults.Add(root["instrument"].Mark(), "instrument.bad_code", {instrument.id});
  instrument.title = ReadLabel(root, "title", faults);
  instrument.basis = files::RequiredText(root, "basis", faults);
  const std::string draft = files::OptionalText(root, "draft", faults);
  if (root["draft"] && draft != "true" && draft != "false")
    OneOf(root["draft"], draft, "true, false", faults);
  instrument.draft = draft == "true";
  ReadValidity(root["valid"], instrument, faults);
  ReadSources(root["sources"], instrument, faults);
}

Result<Instrument> ReadInstrument(std::string_view yaml, std::string_view file_name) {
  Instrument instrument;
  const Status read = files::ReadDataFile(
      yaml, file_name,
      [&](const files::Node& root, files::Faults& faults) { ReadAll(root, instrument, faults); });
  if (!read.ok()) return read.error();
  if (instrument.scorings.empty()) return instrument;
  return ScoredBy(instrument, instrument.scorings.front().id);
}

Result<Instrument> ShippedInstrument(std::string_view id) {
  const auto found = Shipped().find(id);
  if (found == Shipped().end())
    return Error{ErrorKind::kNotFound, "assessment.instrument_unknown", {std::string(id)}};
  return found->second;
}

std::vector<std::string> ShippedInstrumentIds() {
  std::vector<std::string> ids;
  for (const auto& [id, instrument] : Shipped()) ids.push_back(id);
  return ids;
}

}  // namespace sinergi::assessment
