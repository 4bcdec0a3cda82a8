// What the readers of an instrument file share while one file is read. Not for use outside of them.
//
// Thread rule: belongs to the thread that reads. Errors: faults, each at its place.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "modules/assessment/instrument.h"
#include "platform/files/data_file.h"

namespace sinergi::assessment {

constexpr std::string_view kInstrumentFolder = "data/instruments/";

// Texts by level: criteria or evidence; an empty text is one that is not known yet.
using LevelTexts = std::vector<std::pair<Ratio, std::string>>;

enum class WeightKind {
  kPercent,  // each item's weight is percent of the index
  kNested,   // percent of the group above it, group by group (EPSS)
  kByYear    // set each year by the evaluator, so not in the file (KIP)
};

struct InstrumentReading {
  Instrument& instrument;
  files::Faults& faults;
  std::map<std::string, LevelTexts> criteria = {}, evidence = {};  // sets that items name
  WeightKind weights = WeightKind::kPercent;
};

// A text, or both languages: {id: …, en: …}.
Label ReadLabel(const files::Node& map, const char* key, files::Faults& faults);
Label LabelOf(const files::Node& node, const char* key, files::Faults& faults);
std::string TextOf(const files::Node& node, const char* key, files::Faults& faults);
// A weight or bound: instrument.bad_weight / bad_bound … at its place when it cannot be read.
std::optional<Ratio> NumberOf(const files::Node& node, std::string_view fault, files::Faults& faults);
bool IsCode(std::string_view code);                                // 1–20 letters, digits, . _ -
int FindScale(const Instrument& instrument, std::string_view id);  // -1 when there is none
// A list with something in it, and not more than that, or a fault.
constexpr size_t kListMost = 2000;
bool IsList(const files::Node& node, const char* key, files::Faults& faults, size_t most = kListMost);
bool IsMap(const files::Node& node, const char* key, files::Faults& faults);

// instrument, title, basis, draft, valid, sources.
void ReadHead(const files::Node& root, InstrumentReading& reading);
void ReadScales(const files::Node& levels, InstrumentReading& reading);
// The sets below `criteria:` or `evidence:` of the root.
void ReadTextSets(const files::Node& sets, const char* key, std::map<std::string, LevelTexts>& into,
                  files::Faults& faults);
// What an item says: the name of a set, or texts by level, with `like:` a set they begin from.
LevelTexts ReadTexts(const files::Node& node, const char* key, const std::map<std::string, LevelTexts>& sets,
                     files::Faults& faults);
// Groups, items and their weights.
void ReadTree(const files::Node& tree, InstrumentReading& reading);

}  // namespace sinergi::assessment
