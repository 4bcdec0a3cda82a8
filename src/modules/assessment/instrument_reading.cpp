#include "modules/assessment/instrument_reading.h"

#include <algorithm>

#include "base/text.h"
#include "modules/assessment/instrument_number.h"

namespace sinergi::assessment {
namespace {

// An alias can repeat what stands once in the file, so everything that is copied is bounded.
constexpr size_t kTextMost = 2000, kLevelsMost = 20, kNamesMost = 20;

// "process: {1: Rintisan, …}": a level's name, or {id, en, also}.
void ReadScaleLevel(const files::Node& key, const files::Node& value, LevelScale& scale,
                    files::Faults& faults) {
  const std::optional<Ratio> number = NumberOf(key, "instrument.bad_level", faults);
  Level level{number.value_or(Ratio{}), {}, {}};
  if (value.IsMap()) {
    files::CheckKeys(value, {"id", "en", "also"}, faults);
    level.name = {files::RequiredText(value, "id", faults), files::OptionalText(value, "en", faults)};
    if (value["also"] && IsList(value["also"], "also", faults, kNamesMost))
      for (const files::Node& other : value["also"]) level.also.push_back(TextOf(other, "also", faults));
  } else {
    level.name.id = TextOf(value, "levels", faults);
  }
  if (!number) return;
  std::vector<std::string> names = level.also;
  names.push_back(level.name.id);
  for (const Level& other : scale.levels) {
    bool doubled = other.value == *number;
    for (const std::string& name : names)
      doubled |= FoldText(name) == FoldText(other.name.id) ||
                 std::ranges::any_of(
                     other.also, [&](const std::string& also) { return FoldText(also) == FoldText(name); });
    if (doubled) return faults.Add(key.Mark(), "instrument.doubled_level", {key.Scalar()});
  }
  scale.levels.push_back(std::move(level));
}

bool ReadFlag(const files::Node& node, const char* key, files::Faults& faults) {
  const std::string word = TextOf(node, key, faults);
  if (word != "true" && word != "false") faults.Add(node.Mark(), "data_file.unknown_word", {word, "true"});
  return word == "true";
}

}  // namespace

std::string TextOf(const files::Node& node, const char* key, files::Faults& faults) {
  if (node.IsScalar() && node.Scalar().size() > kTextMost) {
    faults.Add(node.Mark(), "instrument.text_too_long", {std::to_string(kTextMost)});
    return "";
  }
  if (node.IsScalar() && IsValidUtf8(node.Scalar()) && !TrimBlanks(node.Scalar()).empty())
    return node.Scalar();
  const bool empty = node.IsScalar() || node.IsNull();
  faults.Add(node.Mark(), empty ? "data_file.empty_text" : "data_file.not_a_text", {key});
  return "";
}

Label LabelOf(const files::Node& node, const char* key, files::Faults& faults) {
  if (!node.IsMap()) return {TextOf(node, key, faults), ""};
  files::CheckKeys(node, {"id", "en"}, faults);
  return {files::RequiredText(node, "id", faults), files::OptionalText(node, "en", faults)};
}

Label ReadLabel(const files::Node& map, const char* key, files::Faults& faults) {
  if (map[key]) return LabelOf(map[key], key, faults);
  faults.Add(map.Mark(), "data_file.missing_key", {key});
  return {};
}

std::optional<Ratio> NumberOf(const files::Node& node, std::string_view fault, files::Faults& faults) {
  const std::string text = node.IsScalar() ? node.Scalar() : "";
  const std::optional<Ratio> number = ReadRatio(text);
  if (!number) faults.Add(node.Mark(), fault, {Shorten(text, 40)});
  return number;
}

bool IsCode(std::string_view code) {
  return !code.empty() && code.size() <= 20 && std::ranges::all_of(code, [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
           c == '-' || c == '_';
  });
}

int FindScale(const Instrument& instrument, std::string_view id) {
  for (size_t i = 0; i < instrument.scales.size(); ++i)
    if (instrument.scales[i].id == id) return static_cast<int>(i);
  return -1;
}

bool IsList(const files::Node& node, const char* key, files::Faults& faults, size_t most) {
  if (node.IsSequence() && node.size() > 0 && node.size() <= most) return true;
  if (node.IsSequence() && node.size() > most) {
    faults.Add(node.Mark(), "data_file.too_many", {key});
    return false;
  }
  faults.Add(node.Mark(), "data_file.not_a_list", {key});
  return false;
}

bool IsMap(const files::Node& node, const char* key, files::Faults& faults) {
  if (node.IsMap()) return true;
  faults.Add(node.Mark(), "data_file.not_a_map", {key});
  return false;
}

void ReadScales(const files::Node& levels, InstrumentReading& reading) {
  files::Faults& faults = reading.faults;
  if (!IsMap(levels, "levels", faults)) return;
  for (const auto& entry : levels.entries()) {
    LevelScale scale;
    scale.id = TextOf(entry.first, "levels", faults);
    if (FindScale(reading.instrument, scale.id) >= 0)
      faults.Add(entry.first.Mark(), "data_file.doubled_key", {scale.id});
    if (!IsMap(entry.second, scale.id.c_str(), faults)) continue;
    for (const auto& level : entry.second.entries()) {
      const std::string key = level.first.IsScalar() ? level.first.Scalar() : "";
      if (key == "decimals") {
        scale.decimals = ReadFlag(level.second, "decimals", faults);
      } else if (key == "points") {
        scale.points = ReadFlag(level.second, "points", faults);
        scale.decimals = scale.decimals || scale.points;
      } else {
        ReadScaleLevel(level.first, level.second, scale, faults);
      }
    }
    std::ranges::sort(scale.levels,
                      [](const Level& a, const Level& b) { return !AtLeast(a.value, b.value); });
    if (scale.levels.size() > kLevelsMost) faults.Add(entry.first.Mark(), "data_file.too_many", {"levels"});
    if (scale.levels.size() < 2) faults.Add(entry.first.Mark(), "instrument.few_levels", {scale.id});
    reading.instrument.scales.push_back(std::move(scale));
  }
  if (reading.instrument.scales.empty()) faults.Add(levels.Mark(), "data_file.not_a_map", {"levels"});
}

LevelTexts ReadTexts(const files::Node& node, const char* key, const std::map<std::string, LevelTexts>& sets,
                     files::Faults& faults) {
  const auto named = [&](const files::Node& name) -> LevelTexts {
    const auto set = sets.find(TextOf(name, key, faults));
    if (set != sets.end()) return set->second;
    faults.Add(name.Mark(), "instrument.unknown_set", {name.IsScalar() ? name.Scalar() : ""});
    return {};
  };
  if (node.IsScalar()) return named(node);
  if (!IsMap(node, key, faults)) return {};
  LevelTexts texts = node["like"] ? named(node["like"]) : LevelTexts{};
  std::vector<Ratio> seen;
  for (const auto& entry : node.entries()) {
    if (entry.first.IsScalar() && entry.first.Scalar() == "like") continue;
    const std::optional<Ratio> level = NumberOf(entry.first, "instrument.bad_level", faults);
    if (!level) continue;
    if (std::ranges::find(seen, *level) != seen.end())
      faults.Add(entry.first.Mark(), "instrument.doubled_level", {entry.first.Scalar()});
    seen.push_back(*level);
    const std::string text = entry.second.IsNull() ? "" : TextOf(entry.second, key, faults);
    const auto given = std::ranges::find(texts, *level, &LevelTexts::value_type::first);
    if (given != texts.end()) {
      given->second = text;
    } else {
      texts.emplace_back(*level, text);
    }
  }
  return texts;
}

void ReadTextSets(const files::Node& sets, const char* key, std::map<std::string, LevelTexts>& into,
                  files::Faults& faults) {
  if (!sets || !IsMap(sets, key, faults)) return;
  for (const auto& entry : sets.entries()) {
    const std::string name = TextOf(entry.first, key, faults);
    if (into.contains(name)) faults.Add(entry.first.Mark(), "data_file.doubled_key", {name});
    into[name] = ReadTexts(entry.second, key, into, faults);
  }
}

}  // namespace sinergi::assessment
