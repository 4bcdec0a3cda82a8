#include "modules/assessment/crosswalk.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/ensure.h"
#include "modules/assessment/instrument_file.h"
#include "modules/assessment/instrument_reading.h"
#include "platform/files/embedded.h"

namespace sinergi::assessment {
namespace {

constexpr std::string_view kStrengthWords[] = {"kuat", "sedang", "lemah", "baru"};
constexpr size_t kPairsMost = 2000;

class CrosswalkReader {
 public:
  CrosswalkReader(const Instrument& from, const Instrument& to, Crosswalk& walk, files::Faults& faults)
      : from_(from), to_(to), walk_(walk), faults_(faults) {}

  void Run(const files::Node& root) {
    files::CheckKeys(root, {"crosswalk", "from", "to", "pairs", "ended"}, faults_);
    walk_.id = files::RequiredText(root, "crosswalk", faults_);
    walk_.from = ReadInstrumentId(root, "from", from_);
    walk_.to = ReadInstrumentId(root, "to", to_);
    if (!root["pairs"]) return faults_.Add(root.Mark(), "data_file.missing_key", {"pairs"});
    if (!IsList(root["pairs"], "pairs", faults_)) return;
    if (root["pairs"].size() > kPairsMost)
      return faults_.Add(root["pairs"].Mark(), "data_file.too_many", {"pairs"});
    for (const files::Node& node : root["pairs"]) ReadPair(node);
    if (root["ended"] && IsList(root["ended"], "ended", faults_))
      for (const files::Node& node : root["ended"]) ReadEnded(node);
    if (faults_.empty()) CheckWhole(root);
    std::ranges::stable_sort(walk_.pairs, [&](const CrosswalkPair& a, const CrosswalkPair& b) {
      return to_.FindItem(a.to) < to_.FindItem(b.to);
    });
  }

 private:
  std::string ReadInstrumentId(const files::Node& root, const char* key, const Instrument& instrument) {
    const std::string id = files::RequiredText(root, key, faults_);
    if (!id.empty() && id != instrument.id)
      faults_.Add(root[key].Mark(), "data_file.unknown_word", {id, instrument.id});
    return id;
  }

  void CheckCode(const files::Node& node, const std::string& code, const Instrument& instrument) {
    if (!code.empty() && instrument.FindItem(code) < 0)
      faults_.Add(node.Mark(), "assessment.code_unknown", {code, instrument.id});
  }

  void ReadPair(const files::Node& node) {
    if (!IsMap(node, "pairs", faults_)) return;
    files::CheckKeys(node, {"to", "from", "strength", "mark"}, faults_);
    CrosswalkPair pair{files::OptionalText(node, "from", faults_), files::RequiredText(node, "to", faults_),
                       Strength::kNew, files::OptionalText(node, "mark", faults_)};
    const std::string word = files::RequiredText(node, "strength", faults_);
    const auto known = std::ranges::find(kStrengthWords, word);
    if (known == std::end(kStrengthWords)) {
      if (!word.empty())
        faults_.Add(node["strength"].Mark(), "data_file.unknown_word", {word, "kuat, sedang, lemah, baru"});
      return;
    }
    pair.strength = static_cast<Strength>(known - std::begin(kStrengthWords));
    if (pair.from.empty() != (pair.strength == Strength::kNew))
      faults_.Add(node["strength"].Mark(), "instrument.pair_strength", {word});
    CheckCode(node["to"], pair.to, to_);
    CheckCode(node["from"], pair.from, from_);
    if (!seen_.emplace(pair.from, pair.to).second)
      faults_.Add(node.Mark(), "instrument.doubled_code", {pair.from + " – " + pair.to});
    if (pair.strength == Strength::kNew) fresh_.insert(pair.to);
    walk_.pairs.push_back(std::move(pair));
  }

  void ReadEnded(const files::Node& node) {
    const std::string code = TextOf(node, "ended", faults_);
    CheckCode(node, code, from_);
    const bool lives = std::ranges::find(walk_.pairs, code, &CrosswalkPair::from) != walk_.pairs.end();
    const bool twice = std::ranges::find(walk_.ended, code) != walk_.ended.end();
    if (!code.empty() && (lives || twice)) faults_.Add(node.Mark(), "instrument.doubled_code", {code});
    walk_.ended.push_back(code);
  }

  // Nothing forgotten on either side, and what is new comes from nowhere.
  void CheckWhole(const files::Node& root) {
    for (const Item& item : to_.items) {
      const auto pairs = std::ranges::count(walk_.pairs, item.code, &CrosswalkPair::to);
      if (pairs == 0) faults_.Add(root["pairs"].Mark(), "instrument.pair_missing", {item.code, to_.id});
      if (pairs > 1 && fresh_.contains(item.code))
        faults_.Add(root["pairs"].Mark(), "instrument.pair_strength", {item.code});
    }
    for (const Item& item : from_.items)
      if (std::ranges::find(walk_.pairs, item.code, &CrosswalkPair::from) == walk_.pairs.end() &&
          std::ranges::find(walk_.ended, item.code) == walk_.ended.end())
        faults_.Add(root["pairs"].Mark(), "instrument.pair_missing", {item.code, from_.id});
  }

  const Instrument &from_, &to_;
  Crosswalk& walk_;
  files::Faults& faults_;
  std::set<std::pair<std::string, std::string>> seen_ = {};
  std::set<std::string> fresh_ = {};
};

}  // namespace

std::string_view StrengthWord(Strength strength) {
  return kStrengthWords[static_cast<size_t>(strength)];
}

Result<Crosswalk> ReadCrosswalk(std::string_view yaml, std::string_view file_name, const Instrument& from,
                                const Instrument& to) {
  Crosswalk walk;
  const Status read =
      files::ReadDataFile(yaml, file_name, [&](const files::Node& root, files::Faults& faults) {
        CrosswalkReader(from, to, walk, faults).Run(root);
      });
  if (!read.ok()) return read.error();
  return walk;
}

Result<Crosswalk> ReadCrosswalk(std::string_view yaml, std::string_view file_name) {
  std::optional<Instrument> from, to;
  const Status read =
      files::ReadDataFile(yaml, file_name, [&](const files::Node& root, files::Faults& faults) {
        const auto named = [&](const char* key, std::optional<Instrument>& into) {
          const std::string id = files::RequiredText(root, key, faults);
          Result<Instrument> instrument = ShippedInstrument(id);
          if (instrument.ok()) {
            into = std::move(*instrument);
          } else if (!id.empty()) {
            faults.Add(root[key].Mark(), instrument.error().code, {id});
          }
        };
        named("from", from);
        named("to", to);
      });
  if (!read.ok()) return read.error();
  return ReadCrosswalk(yaml, file_name, *from, *to);
}

bool IsCrosswalkFile(std::string_view yaml) {
  return yaml.starts_with("crosswalk:") || yaml.find("\ncrosswalk:") != yaml.npos;
}

// crosswalk-spbe-2018-spbe-2020.yaml
Result<Crosswalk> ShippedCrosswalk(std::string_view from, std::string_view to) {
  const std::string path =
      "data/instruments/crosswalk-" + std::string(from) + "-" + std::string(to) + ".yaml";
  const files::EmbeddedFile* file = files::FindEmbedded(path);
  const Result<Instrument> older = ShippedInstrument(from), newer = ShippedInstrument(to);
  if (file == nullptr || !older.ok() || !newer.ok())
    return Error{ErrorKind::kNotFound, "assessment.crosswalk_unknown", {std::string(from), std::string(to)}};
  Result<Crosswalk> walk = ReadCrosswalk(file->plain, path, *older, *newer);
  ENSURE(walk.ok());
  return walk;
}

}  // namespace sinergi::assessment
