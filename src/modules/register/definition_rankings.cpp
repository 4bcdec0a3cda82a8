#include "modules/register/definition_parts.h"
#include "modules/register/names.h"
#include "modules/register/record_columns.h"

namespace sinergi::registers {
namespace {

constexpr int64_t kWholeWeight = 100 * kMicro;

// What a ranking may look at: kept in the record's row, the same every day, and nobody's secret.
bool IsOpenToRanking(const Definition& definition, std::string_view name) {
  const Field* field = definition.FieldNamed(name);
  return (field == nullptr || !field->personal) && ColumnOfName(definition, name).has_value();
}

class RankingReader {
 public:
  RankingReader(const Definition& definition, files::Faults& faults)
      : definition_(definition), faults_(faults) {}

  Ranking Read(const files::Node& name, const files::Node& map) {
    Ranking ranking;
    ranking.name = ReadName(name, faults_);
    if (!map.IsMap()) {
      faults_.Add(map.Mark(), "data_file.not_a_map", {ranking.name});
      return ranking;
    }
    files::CheckKeys(map, {"title", "basis", "where", "within", "criteria", "ties", "columns"}, faults_);
    ranking.title = OptionalLabel(map, "title", faults_);
    if (!map["title"]) faults_.Add(map.Mark(), "data_file.missing_key", {"title"});
    ranking.basis = OptionalLabel(map, "basis", faults_);
    ranking.where = ReadSelection(map, "where", Selects::kFigure, definition_, faults_);
    ranking.within = files::OptionalText(map, "within", faults_);
    CheckWords(
        map, "within",
        [&](std::string_view word) {
          return definition_.FieldNamed(word) != nullptr && IsOpenToRanking(definition_, word);
        },
        "register.not_for_ranking", faults_);
    ranking.columns = ReadWords(map, "columns", faults_);
    CheckWords(
        map, "columns", [&](std::string_view word) { return IsColumn(definition_, word); },
        "register.unknown_column", faults_);
    Criteria(map, ranking);
    Ties(map, ranking);
    return ranking;
  }

 private:
  void Criteria(const files::Node& map, Ranking& ranking) {
    const files::Node criteria = map["criteria"];
    if (!criteria) return faults_.Add(map.Mark(), "data_file.missing_key", {"criteria"});
    if (!criteria.IsMap()) return faults_.Add(criteria.Mark(), "data_file.not_a_map", {"criteria"});
    int64_t sum = 0;
    for (const auto& entry : criteria.entries()) {
      if (!One(entry.first, entry.second, ranking)) return;
      sum += ranking.criteria.back().weight_micro;
    }
    if (sum != kWholeWeight)
      faults_.Add(criteria.Mark(), "register.weights_not_whole", {PlainDecimal(sum, 6, Zeros::kTrim)});
  }

  bool One(const files::Node& name, const files::Node& map, Ranking& ranking) {
    const std::string called = ReadName(name, faults_);
    if (!map.IsMap()) {
      faults_.Add(map.Mark(), "data_file.not_a_map", {called});
      return false;
    }
    files::CheckKeys(map, {"title", "help", "weight", "score"}, faults_);
    const std::string weight = files::RequiredText(map, "weight", faults_);
    const std::optional<int64_t> micro = ReadDecimal(weight, 6, NumberStyle::kPoint);
    if (map["weight"] && (!micro || *micro <= 0 || *micro > kWholeWeight))
      faults_.Add(map["weight"].Mark(), "data_file.bad_number", {"weight"});
    if (!map["score"]) faults_.Add(map.Mark(), "data_file.missing_key", {"score"});
    std::optional<expression::Expression> score =
        ReadExpression(map, "score", definition_.Names(), expression::Type::Kind::kNumber, faults_);
    if (!score) return false;
    for (const std::string& used : score->NamesUsed())
      if (!IsOpenToRanking(definition_, used))
        faults_.Add(map["score"].Mark(), "register.not_for_ranking", {used});
    ranking.criteria.push_back({called, OptionalLabel(map, "title", faults_),
                                OptionalLabel(map, "help", faults_), micro.value_or(0), std::move(*score)});
    if (!map["title"]) faults_.Add(map.Mark(), "data_file.missing_key", {"title"});
    return true;
  }

  void Ties(const files::Node& map, Ranking& ranking) {
    for (const std::string& word : ReadWords(map, "ties", faults_)) {
      const bool downwards = word.starts_with('-');
      ranking.ties.push_back({word.substr(downwards ? 1 : 0), downwards});
    }
    const expression::Names names = definition_.Names();
    CheckWords(
        map, "ties",
        [&](std::string_view word) {
          const std::string_view column = word.starts_with('-') ? word.substr(1) : word;
          return names.contains(column) && IsOpenToRanking(definition_, column);
        },
        "register.not_for_ranking", faults_);
  }

  const Definition& definition_;
  files::Faults& faults_;
};

}  // namespace

void ReadRankings(const files::Node& rankings, Definition& definition, files::Faults& faults) {
  if (!rankings) return;
  if (!rankings.IsMap()) return faults.Add(rankings.Mark(), "data_file.not_a_map", {"rankings"});
  RankingReader reader(definition, faults);
  for (const auto& entry : rankings.entries())
    definition.rankings.push_back(reader.Read(entry.first, entry.second));
}

}  // namespace sinergi::registers
