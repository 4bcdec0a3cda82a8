// The tree of an instrument file: domains, aspects, items, parts, and what their weights come to.
#include <algorithm>
#include <set>

#include "modules/assessment/instrument_number.h"
#include "modules/assessment/instrument_reading.h"

namespace sinergi::assessment {
namespace {

constexpr size_t kGroupsMost = 200, kItemsMost = 1000, kPartsMost = 100, kFunctionsMost = 20;

// What a group hands down to its items.
struct Given {
  int scale = 0;
  std::vector<std::string> functions;
  LevelTexts criteria, evidence;
  Ratio share{1, 1};  // of the index, where weights are nested
};

class TreeReader {
 public:
  explicit TreeReader(InstrumentReading& reading)
      : reading_(reading), instrument_(reading.instrument), faults_(reading.faults) {}

  void Run(const files::Node& tree) {
    if (!IsList(tree, "tree", faults_)) return;
    for (const files::Node& node : tree) ReadGroup(node, -1, Given{DefaultScale(), {}, {}, {}, {1, 1}});
    CheckSum(tree, Sum(0, instrument_.items.size()));
    if (reading_.weights == WeightKind::kNested) CheckNested(tree, "weight");
  }

 private:
  // One scale need not be named.
  int DefaultScale() const { return instrument_.scales.size() == 1 ? 0 : -1; }

  Ratio Sum(size_t first, size_t last) const {
    Ratio sum;
    for (size_t i = first; i < last; ++i) sum = Add(sum, instrument_.items[i].weight).value_or(Ratio{});
    return sum;
  }

  void CheckSum(const files::Node& tree, const Ratio& sum) {
    if (reading_.weights == WeightKind::kPercent && sum != kWhole)
      faults_.Add(tree.Mark(), "instrument.weights_sum", {RatioText(sum)});
  }

  // Nested weights: what stands below one group sums to 100.
  void CheckNested(const files::Node& list, const char* key) {
    Ratio sum;
    for (const files::Node& node : list) {
      const std::optional<Ratio> weight =
          node.IsMap() && node[key] && node[key].IsScalar() ? ReadRatio(node[key].Scalar()) : std::nullopt;
      sum = Add(sum, weight.value_or(Ratio{})).value_or(Ratio{});
    }
    if (sum != kWhole) faults_.Add(list.Mark(), "instrument.weights_sum", {RatioText(sum)});
  }

  std::string ReadCode(const files::Node& map, const char* key) {
    const std::string code = files::RequiredText(map, key, faults_);
    if (!code.empty() && !IsCode(code)) faults_.Add(map[key].Mark(), "instrument.bad_code", {code});
    return code;
  }

  Given Inherit(const files::Node& node, Given given) {
    if (node["levels"]) {
      const std::string name = TextOf(node["levels"], "levels", faults_);
      given.scale = FindScale(instrument_, name);
      if (given.scale < 0) faults_.Add(node["levels"].Mark(), "instrument.unknown_levels", {name});
    }
    if (node["for"] && IsList(node["for"], "for", faults_, kFunctionsMost)) {
      given.functions.clear();
      for (const files::Node& each : node["for"]) given.functions.push_back(TextOf(each, "for", faults_));
    }
    if (node["criteria"])
      given.criteria = ReadTexts(node["criteria"], "criteria", reading_.criteria, faults_);
    if (node["evidence"])
      given.evidence = ReadTexts(node["evidence"], "evidence", reading_.evidence, faults_);
    return given;
  }

  void ReadGroup(const files::Node& node, int parent, Given given) {
    if (!IsMap(node, "tree", faults_)) return;
    const bool domain = parent < 0 && static_cast<bool>(node["domain"]);
    const char* kind = domain ? "domain" : "aspect";
    files::CheckKeys(node,
                     {kind, "name", "weight", "levels", "for", "criteria", "evidence",
                      domain ? "aspects" : "items", "items"},
                     faults_);
    if (instrument_.groups.size() >= kGroupsMost)
      return faults_.Add(node.Mark(), "data_file.too_many", {kind});
    Group group{domain ? Group::Kind::kDomain : Group::Kind::kAspect,
                ReadCode(node, kind),
                ReadLabel(node, "name", faults_),
                parent,
                {}};
    for (const Group& other : instrument_.groups)
      if (!group.code.empty() && other.code == group.code && other.kind == group.kind)
        faults_.Add(node[kind].Mark(), "instrument.doubled_code", {group.code});
    const int at = static_cast<int>(instrument_.groups.size());
    const size_t first = instrument_.items.size();
    instrument_.groups.push_back(group);
    given = Inherit(node, std::move(given));
    if (reading_.weights == WeightKind::kNested) given.share = Nest(node, given.share);
    ReadBelow(node, at, domain, given);
    Ratio& weight = instrument_.groups[static_cast<size_t>(at)].weight;
    weight = Sum(first, instrument_.items.size());
    CheckGroupWeight(node, weight);
  }

  void ReadBelow(const files::Node& node, int at, bool domain, const Given& given) {
    const bool aspects = domain && static_cast<bool>(node["aspects"]);
    const char* key = aspects ? "aspects" : "items";
    if (aspects && node["items"]) faults_.Add(node["items"].Mark(), "instrument.aspects_or_items");
    if (!node[key]) return faults_.Add(node.Mark(), "data_file.missing_key", {key});
    if (!IsList(node[key], key, faults_)) return;
    for (const files::Node& each : node[key])
      aspects ? ReadGroup(each, at, given) : ReadItem(each, at, given);
    if (reading_.weights == WeightKind::kNested) CheckNested(node[key], "weight");
  }

  // Percent of the group above -> share of the index.
  Ratio Nest(const files::Node& node, const Ratio& share) {
    const std::optional<Ratio> weight = ReadWeight(node);
    const std::optional<Ratio> product = weight ? Multiply(share, *weight) : std::nullopt;
    return (product ? Divide(*product, kWhole) : std::nullopt).value_or(Ratio{});
  }

  std::optional<Ratio> ReadWeight(const files::Node& node) {
    if (!node["weight"]) {
      faults_.Add(node.Mark(), "data_file.missing_key", {"weight"});
      return {};
    }
    const std::optional<Ratio> weight = NumberOf(node["weight"], "instrument.bad_weight", faults_);
    if (!weight || (!weight->IsZero() && AtLeast(kWhole, *weight))) return weight;
    faults_.Add(node["weight"].Mark(), "instrument.bad_weight", {node["weight"].Scalar()});
    return {};
  }

  // A group's own weight is a check on its items: a misprint shows here.
  void CheckGroupWeight(const files::Node& node, const Ratio& sum) {
    if (!node["weight"] || reading_.weights == WeightKind::kNested) return;
    if (reading_.weights == WeightKind::kByYear)
      return faults_.Add(node["weight"].Mark(), "instrument.weight_not_needed");
    const std::optional<Ratio> weight = ReadWeight(node);
    if (weight && *weight != sum)
      faults_.Add(node["weight"].Mark(), "instrument.group_weight", {RatioText(*weight), RatioText(sum)});
  }

  void ReadItem(const files::Node& node, int group, Given given) {
    if (!IsMap(node, "items", faults_)) return;
    files::CheckKeys(node,
                     {"item", "name", "weight", "levels", "for", "criteria", "evidence", "source", "parts"},
                     faults_);
    if (instrument_.items.size() >= kItemsMost)
      return faults_.Add(node.Mark(), "data_file.too_many", {"item"});
    Item item;
    item.code = ReadCode(node, "item");
    if (!item.code.empty() && instrument_.FindItem(item.code) >= 0)
      faults_.Add(node["item"].Mark(), "instrument.doubled_code", {item.code});
    item.name = ReadLabel(node, "name", faults_);
    item.group = group;
    item.source = files::OptionalText(node, "source", faults_);
    given = Inherit(node, std::move(given));
    if (given.scale < 0 && !node["levels"]) faults_.Add(node.Mark(), "data_file.missing_key", {"levels"});
    item.scale = std::max(given.scale, 0);
    item.weight = ItemWeight(node, given);
    item.functions = given.functions;
    if (given.scale >= 0) item.criteria = Criteria(node, given);
    if (node["parts"]) ReadParts(node["parts"], item);
    instrument_.items.push_back(std::move(item));
  }

  Ratio ItemWeight(const files::Node& node, const Given& given) {
    switch (reading_.weights) {
      case WeightKind::kPercent:
        return ReadWeight(node).value_or(Ratio{});
      case WeightKind::kNested:
        return Multiply(Nest(node, given.share), kWhole).value_or(Ratio{});
      case WeightKind::kByYear:
        if (node["weight"]) faults_.Add(node["weight"].Mark(), "instrument.weight_not_needed");
    }
    return {};
  }

  std::vector<Criterion> Criteria(const files::Node& node, const Given& given) {
    std::vector<Criterion> criteria;
    const LevelScale& scale = instrument_.scales[static_cast<size_t>(given.scale)];
    const auto text_at = [](const LevelTexts& texts, const Ratio& level) {
      return std::ranges::find(texts, level, &LevelTexts::value_type::first);
    };
    for (const Level& level : scale.levels) {
      const auto text = text_at(given.criteria, level.value), evidence = text_at(given.evidence, level.value);
      const bool asked = text != given.criteria.end(), shown = evidence != given.evidence.end();
      if (asked || shown)
        criteria.push_back({level.value, asked ? text->second : "", shown ? evidence->second : ""});
    }
    for (const LevelTexts* texts : {&given.criteria, &given.evidence})
      for (const auto& [level, text] : *texts)
        if (std::ranges::find(scale.levels, level, &Level::value) == scale.levels.end())
          faults_.Add((node["criteria"] ? node["criteria"] : node).Mark(), "instrument.unknown_level",
                      {RatioText(level), scale.id});
    return criteria;
  }

  // Shares of the item in equal parts, unless each has a weight of its own.
  void ReadParts(const files::Node& parts, Item& item) {
    if (!IsList(parts, "parts", faults_, kPartsMost)) return;
    Ratio sum;
    size_t weighted = 0;
    for (const files::Node& node : parts) {
      if (!IsMap(node, "parts", faults_)) continue;
      files::CheckKeys(node, {"part", "name", "weight"}, faults_);
      Part part{ReadCode(node, "part"), ReadLabel(node, "name", faults_), {}};
      if (!part.code.empty() && !codes_of_parts_.insert(part.code).second)
        faults_.Add(node["part"].Mark(), "instrument.doubled_code", {part.code});
      if (node["weight"]) {
        part.weight = ReadWeight(node).value_or(Ratio{});
        ++weighted;
      } else {
        part.weight = Divide(item.weight, Ratio{static_cast<Int128>(parts.size()), 1}).value_or(Ratio{});
      }
      sum = Add(sum, part.weight).value_or(Ratio{});
      item.parts.push_back(std::move(part));
    }
    if (weighted > 0 && (weighted < parts.size() || sum != item.weight))
      faults_.Add(parts.Mark(), "instrument.parts_weight", {RatioText(sum), RatioText(item.weight)});
  }

  InstrumentReading& reading_;
  Instrument& instrument_;
  files::Faults& faults_;
  std::set<std::string> codes_of_parts_ = {};
};

}  // namespace

void ReadTree(const files::Node& tree, InstrumentReading& reading) {
  TreeReader(reading).Run(tree);
}

}  // namespace sinergi::assessment
