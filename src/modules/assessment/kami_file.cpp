// Reads a file of `aggregation: kami`.
#include <algorithm>

#include "base/ensure.h"
#include "modules/assessment/instrument_number.h"
#include "modules/assessment/instrument_reading.h"
#include "modules/assessment/kami.h"
#include "platform/files/embedded.h"

namespace sinergi::assessment {
namespace {

constexpr int kQuestionsMost = 500, kPointsMost = 100'000, kStagePointsMost = 100;
constexpr size_t kAreasMost = 50;
constexpr std::string_view kRoman[] = {"", "I", "II", "III", "IV", "V"};

class KamiReader {
 public:
  KamiReader(Kami& kami, files::Faults& faults) : kami_(kami), faults_(faults) {}

  void Run(const files::Node& root) {
    files::CheckKeys(root,
                     {"instrument", "aggregation", "title", "basis", "valid", "draft", "sources", "levels",
                      "stages", "category", "areas", "supplement", "max"},
                     faults_);
    InstrumentReading reading{kami_.about, faults_};
    ReadHead(root, reading);
    if (Has(root, "levels")) ReadScales(root["levels"], reading);
    kami_.answer_scale = Scale("answer", root, {0, 1, 2, 3});
    if (Has(root, "stages")) ReadStages(root["stages"]);
    if (Has(root, "areas") && IsList(root["areas"], "areas", faults_))
      for (const files::Node& area : root["areas"]) ReadArea(area);
    int sum = 0;
    for (const KamiArea& area : kami_.areas) sum += area.max;
    kami_.max = Maximum(root, sum);
    if (Has(root, "category")) ReadCategories(root["category"]);
    if (Has(root, "supplement")) ReadSupplement(root["supplement"]);
  }

 private:
  bool Has(const files::Node& map, const char* key) {
    if (!map[key]) faults_.Add(map.Mark(), "data_file.missing_key", {key});
    return static_cast<bool>(map[key]);
  }

  int Whole(const files::Node& node, int most) {
    const std::optional<Ratio> number = ReadRatio(node.IsScalar() ? node.Scalar() : "");
    if (number && number->denominator == 1 && number->numerator <= most)
      return static_cast<int>(number->numerator);
    faults_.Add(node.Mark(), "instrument.bad_whole", {node.IsScalar() ? node.Scalar() : ""});
    return 0;
  }
  int Whole(const files::Node& map, const char* key, int most) {
    return Has(map, key) ? Whole(map[key], most) : 0;
  }

  // `max` is a check on what the questions come to.
  int Maximum(const files::Node& map, int computed) {
    const int written = Whole(map, "max", kPointsMost);
    if (map["max"] && written != computed)
      faults_.Add(map["max"].Mark(), "instrument.max_differs",
                  {std::to_string(written), std::to_string(computed)});
    return computed;
  }

  // Answers are numbered 0–3 by every stage; a category's are free.
  int Scale(const std::string& name, const files::Node& node, const std::vector<int>& levels) {
    const int at = FindScale(kami_.about, name);
    const bool whole =
        at >= 0 && std::ranges::all_of(kami_.about.scales[static_cast<size_t>(at)].levels,
                                       [](const Level& level) { return level.value.denominator == 1; });
    bool same = whole;
    if (whole && !levels.empty()) {
      const std::vector<Level>& has = kami_.about.scales[static_cast<size_t>(at)].levels;
      same = has.size() == levels.size();
      for (size_t i = 0; same && i < levels.size(); ++i) same = has[i].value == Ratio{levels[i], 1};
    }
    if (!same) faults_.Add(node.Mark(), "instrument.unknown_levels", {name});
    return std::max(at, 0);
  }

  void ReadStages(const files::Node& stages) {
    if (!IsMap(stages, "stages", faults_)) return;
    files::CheckKeys(stages, {"1", "2", "3"}, faults_);
    for (const char* stage : {"1", "2", "3"}) {
      const files::Node points = stages[stage];
      if (!points || !points.IsSequence() || points.size() != 4) {
        faults_.Add((points ? points : stages).Mark(), "instrument.bad_stage", {stage});
        continue;
      }
      auto& of = kami_.points[static_cast<size_t>(stage[0] - '0')];
      for (size_t answer = 0; answer < 4; ++answer) of[answer] = Whole(points[answer], kStagePointsMost);
      if (!std::ranges::is_sorted(of)) faults_.Add(points.Mark(), "instrument.bad_stage", {stage});
    }
  }

  // II … V, or a fault.
  int ReadMaturity(const files::Node& node) {
    const std::string word = node.IsScalar() ? node.Scalar() : "";
    for (int level = kKamiFirst; level <= kKamiLast; ++level)
      if (word == kRoman[level]) return level;
    faults_.Add(node.Mark(), "data_file.unknown_word", {word, "II, III, IV, V"});
    return 0;
  }

  void ReadQuestions(const files::Node& questions, KamiArea& area) {
    if (!IsMap(questions, "questions", faults_)) return;
    for (const auto& entry : questions.entries()) {
      const int maturity = ReadMaturity(entry.first);
      if (!IsMap(entry.second, "questions", faults_)) continue;
      files::CheckKeys(entry.second, {"1", "2", "3"}, faults_);
      for (const auto& cell : entry.second.entries()) {
        const int stage = Whole(cell.first, 3), count = Whole(cell.second, kQuestionsMost);
        const bool twice = std::ranges::any_of(area.cells, [&](const KamiCell& other) {
          return other.maturity == maturity && other.stage == stage;
        });
        if (twice) faults_.Add(cell.first.Mark(), "instrument.doubled_level", {std::to_string(stage)});
        if (maturity > 0 && stage > 0) area.cells.push_back({maturity, stage, count});
        area.max += count * kami_.points[static_cast<size_t>(stage)][3];
      }
    }
  }

  void ReadSteps(const files::Node& steps, KamiArea& area) {
    if (!IsMap(steps, "maturity", faults_)) return;
    for (const auto& entry : steps.entries()) {
      const int maturity = ReadMaturity(entry.first);
      if (!entry.second.IsSequence() || entry.second.size() != 2) {
        faults_.Add(entry.second.Mark(), "instrument.bad_step");
        continue;
      }
      const KamiStep step{Whole(entry.second[0], kPointsMost), Whole(entry.second[1], kPointsMost)};
      if (step.plus > step.full) faults_.Add(entry.second.Mark(), "instrument.bad_step");
      area.steps[static_cast<size_t>(maturity)] = step;
    }
  }

  void ReadArea(const files::Node& node) {
    if (!IsMap(node, "areas", faults_)) return;
    files::CheckKeys(
        node, {"area", "name", "questions", "max", "required", "third_from", "maturity", "fourth_from"},
        faults_);
    if (kami_.areas.size() >= kAreasMost) return faults_.Add(node.Mark(), "data_file.too_many", {"areas"});
    KamiArea area;
    area.code = Code(node);
    area.name = ReadLabel(node, "name", faults_);
    if (Has(node, "questions")) ReadQuestions(node["questions"], area);
    area.max = Maximum(node, area.max);
    if (node["required"]) area.required = Whole(node["required"], kPointsMost);
    area.third_from = Whole(node, "third_from", kPointsMost);
    if (node["fourth_from"]) area.fourth_from = Whole(node["fourth_from"], kPointsMost);
    if (Has(node, "maturity")) ReadSteps(node["maturity"], area);
    kami_.areas.push_back(std::move(area));
  }

  std::string Code(const files::Node& node) {
    const std::string code = files::RequiredText(node, "area", faults_);
    bool twice = code == kami_.category_sheet.code;
    for (const KamiArea& area : kami_.areas) twice |= area.code == code;
    if (!code.empty() && (twice || !IsCode(code)))
      faults_.Add(node["area"].Mark(), twice ? "instrument.doubled_code" : "instrument.bad_code", {code});
    return code;
  }

  void ReadCategories(const files::Node& node) {
    if (!IsMap(node, "category", faults_)) return;
    files::CheckKeys(node, {"area", "name", "questions", "levels", "bounds"}, faults_);
    kami_.category_sheet = {Code(node), ReadLabel(node, "name", faults_),
                            Whole(node, "questions", kQuestionsMost), 0};
    kami_.category_scale = Scale(files::RequiredText(node, "levels", faults_), node, {});
    if (!Has(node, "bounds") || !IsList(node["bounds"], "bounds", faults_)) return;
    for (const files::Node& bound : node["bounds"]) ReadCategory(bound);
  }

  void ReadCategory(const files::Node& node) {
    if (!IsMap(node, "bounds", faults_)) return;
    files::CheckKeys(node, {"from", "name", "status"}, faults_);
    KamiCategory category{Whole(node, "from", kPointsMost), ReadLabel(node, "name", faults_), {}};
    if (!kami_.categories.empty() && category.from >= kami_.categories.back().from)
      faults_.Add(node.Mark(), "instrument.bounds_order", {std::to_string(category.from)});
    if (!Has(node, "status") || !IsList(node["status"], "status", faults_)) return;
    for (const files::Node& each : node["status"]) {
      if (!each.IsSequence() || each.size() != 2) {
        faults_.Add(each.Mark(), "instrument.limits_order");
        continue;
      }
      KamiStatus status{Whole(each[0], kPointsMost), LabelOf(each[1], "status", faults_)};
      if (!category.statuses.empty() && status.to <= category.statuses.back().to)
        faults_.Add(each.Mark(), "instrument.limits_order");
      category.statuses.push_back(std::move(status));
    }
    if (category.statuses.empty() || category.statuses.back().to != kami_.max)
      faults_.Add(node["status"].Mark(), "instrument.limits_order");
    kami_.categories.push_back(std::move(category));
  }

  void ReadSupplement(const files::Node& node) {
    if (!IsMap(node, "supplement", faults_)) return;
    files::CheckKeys(node, {"area", "name", "questions", "max"}, faults_);
    kami_.supplement = {Code(node), ReadLabel(node, "name", faults_),
                        Whole(node, "questions", kQuestionsMost), 0};
    kami_.supplement.max = Maximum(node, kami_.supplement.questions * 3);
  }

  Kami& kami_;
  files::Faults& faults_;
};

std::vector<std::string_view> ShippedPaths() {
  std::vector<std::string_view> paths;
  for (const files::EmbeddedFile& file : files::AllEmbedded())
    if (file.path.starts_with(kInstrumentFolder) && IsKamiFile(file.plain)) paths.push_back(file.path);
  return paths;
}

}  // namespace

std::string_view KamiLevelName(int maturity) {
  return kRoman[maturity];
}

std::vector<std::string> KamiCodes(const Kami& kami) {
  std::vector<std::string> codes;
  const auto add = [&](const std::string& lead, int questions) {
    for (int i = 1; i <= questions; ++i) codes.push_back(lead + "." + std::to_string(i));
  };
  add(kami.category_sheet.code, kami.category_sheet.questions);
  for (const KamiArea& area : kami.areas)
    for (const KamiCell& cell : area.cells)
      add(area.code + "." + std::string(kRoman[cell.maturity]) + "." + std::to_string(cell.stage),
          cell.questions);
  add(kami.supplement.code, kami.supplement.questions);
  return codes;
}

Result<Kami> ReadKami(std::string_view yaml, std::string_view file_name) {
  Kami kami;
  const Status read = files::ReadDataFile(
      yaml, file_name,
      [&](const files::Node& root, files::Faults& faults) { KamiReader(kami, faults).Run(root); });
  if (!read.ok()) return read.error();
  return kami;
}

// The mark of such a file stands in a line of its own, before anything deep.
bool IsKamiFile(std::string_view yaml) {
  return yaml.starts_with("aggregation: kami") || yaml.find("\naggregation: kami") != yaml.npos;
}

Result<Kami> ShippedKami(std::string_view id) {
  for (const std::string_view path : ShippedPaths()) {
    if (path.substr(kInstrumentFolder.size()) != std::string(id) + ".yaml") continue;
    Result<Kami> kami = ReadKami(files::FindEmbedded(path)->plain, path);
    ENSURE(kami.ok());
    return kami;
  }
  return Error{ErrorKind::kNotFound, "assessment.instrument_unknown", {std::string(id)}};
}

std::vector<std::string> ShippedKamiIds() {
  std::vector<std::string> ids;
  for (const std::string_view path : ShippedPaths())
    ids.emplace_back(path.substr(kInstrumentFolder.size(), path.size() - kInstrumentFolder.size() - 5));
  return ids;
}

}  // namespace sinergi::assessment
