#include <algorithm>
#include <array>

#include "base/text.h"
#include "modules/register/definition_parts.h"
#include "modules/register/names.h"

namespace sinergi::registers {

bool IsColumn(const Definition& definition, std::string_view word) {
  if (word == "number" || word == "state" || word == "unit" || word == "made" || word == "state_since")
    return true;
  if (definition.FieldNamed(word)) return true;
  const size_t dot = word.find('.');
  if (dot == word.npos || definition.ClockNamed(word.substr(0, dot)) == nullptr) return false;
  const std::string_view fact = word.substr(dot + 1);
  return fact == "due" || fact == "days";
}

namespace {

struct KindWord {
  std::string_view key;
  FigureOf::Kind kind;
};
constexpr std::array<KindWord, 8> kKinds = {{{"count", FigureOf::Kind::kCount},
                                             {"sum", FigureOf::Kind::kSum},
                                             {"mean", FigureOf::Kind::kMean},
                                             {"median", FigureOf::Kind::kMedian},
                                             {"percentile", FigureOf::Kind::kPercentile},
                                             {"distinct", FigureOf::Kind::kDistinct},
                                             {"latest", FigureOf::Kind::kLatest},
                                             {"share", FigureOf::Kind::kShare}}};

// "clock answer met": the clock's name where the fact is the wanted one.
std::string ClockWithFact(std::string_view text, std::string_view fact) {
  const std::vector<std::string_view> words = Split(text, ' ');
  return words.size() == 3 && words[0] == "clock" && words[2] == fact ? std::string(words[1]) : "";
}

class FigureReader {
 public:
  FigureReader(const Definition& definition, files::Faults& faults)
      : definition_(definition), faults_(faults) {}

  FigureOf Read(const files::Node& name, const files::Node& map) {
    figure_ = FigureOf();
    figure_.name = ReadName(name, faults_);
    if (!map.IsMap()) {
      faults_.Add(map.Mark(), "data_file.not_a_map", {figure_.name});
      return figure_;
    }
    files::CheckKeys(map,
                     {"title", "unit", "count", "sum", "mean", "median", "percentile", "p", "distinct",
                      "latest", "share", "among", "where", "entered", "dated_by", "standing", "by"},
                     faults_);
    figure_.title = OptionalLabel(map, "title", faults_);
    if (!map["title"]) faults_.Add(map.Mark(), "data_file.missing_key", {"title"});
    figure_.unit = OptionalLabel(map, "unit", faults_);
    What(map);
    When(map);
    figure_.where = ReadSelection(map, "where", Selects::kFigure, definition_, faults_);
    figure_.group_by = ReadWords(map, "by", faults_);
    CheckWords(
        map, "by", [&](std::string_view word) { return CanGroup(word); }, "register.cannot_group", faults_);
    return std::move(figure_);
  }

 private:
  bool CanGroup(std::string_view word) const {
    if (word == "unit" || word == "state") return true;
    const Field* field = definition_.FieldNamed(word);
    if (field == nullptr || field->personal) return false;
    const std::string_view type = field->type->name();
    return type == "choice" || type == "region" || type == "code" || type == "unit" || type == "yes_no";
  }

  void What(const files::Node& map) {
    int found = 0;
    for (const KindWord& word : kKinds) {
      if (!map[std::string(word.key)]) continue;
      ++found;
      figure_.kind = word.kind;
      Of(map, map[std::string(word.key)], std::string(word.key));
    }
    if (found != 1) faults_.Add(map.Mark(), "register.one_figure", {figure_.name});
  }

  void Of(const files::Node& map, const files::Node& node, const std::string& key) {
    const std::string text = node.IsScalar() ? node.Scalar() : "";
    if (figure_.kind == FigureOf::Kind::kCount) {
      if (text != "records") faults_.Add(node.Mark(), "data_file.unknown_word", {text, "records"});
      return;
    }
    if (figure_.kind == FigureOf::Kind::kShare) return Share(map, node, text);
    figure_.clock = ClockWithFact(text, "days");
    if (figure_.clock.empty()) figure_.field = text;
    if (figure_.kind == FigureOf::Kind::kPercentile) Percentile(map);
    const Field* field = definition_.FieldNamed(figure_.field);
    const bool number = figure_.kind != FigureOf::Kind::kDistinct;
    const bool known = !figure_.clock.empty() ? definition_.ClockNamed(figure_.clock) != nullptr
                                              : field != nullptr && (!number || field->type->Places() >= 0);
    if (!known) faults_.Add(node.Mark(), "register.cannot_count", {text, key});
  }

  void Percentile(const files::Node& map) {
    const files::Node p = map["p"];
    if (!p) return faults_.Add(map.Mark(), "data_file.missing_key", {"p"});
    const int64_t percentile = p.Whole().value_or(0);
    if (percentile < 1 || percentile > 99) faults_.Add(p.Mark(), "data_file.bad_number", {"p"});
    figure_.percentile = static_cast<int>(percentile);
  }

  // "clock answer met" among "clock answer ended", or two conditions.
  void Share(const files::Node& map, const files::Node& node, const std::string& text) {
    for (const auto& [fact, kind] :
         {std::pair("met", FigureOf::Kind::kMet), std::pair("late", FigureOf::Kind::kLate)}) {
      const std::string clock = ClockWithFact(text, fact);
      if (clock.empty()) continue;
      figure_.kind = kind;
      figure_.clock = clock;
      if (definition_.ClockNamed(clock) == nullptr)
        faults_.Add(node.Mark(), "register.unknown_clock", {clock});
      return;
    }
    figure_.share = ReadSelection(map, "share", Selects::kFigure, definition_, faults_);
    figure_.among = ReadSelection(map, "among", Selects::kFigure, definition_, faults_);
  }

  void When(const files::Node& map) {
    figure_.entered = files::OptionalText(map, "entered", faults_);
    figure_.dated_by = files::OptionalText(map, "dated_by", faults_);
    figure_.standing = ReadYes(map, "standing", faults_);
    CheckWords(
        map, "entered", [&](std::string_view word) { return definition_.StateNamed(word) != nullptr; },
        "register.unknown_state", faults_);
    CheckWords(
        map, "dated_by",
        [&](std::string_view word) {
          const Field* field = definition_.FieldNamed(word);
          return field != nullptr && field->type->name() == "date";
        },
        "register.not_a_date_field", faults_);
    if (!figure_.entered.empty() && !figure_.dated_by.empty())
      faults_.Add(map["dated_by"].Mark(), "register.two_dates");
  }

  const Definition& definition_;
  files::Faults& faults_;
  FigureOf figure_;
};

// A list that may be shown to everybody: none of its columns is personal, and it says what it selects.
bool IsOpenList(const Definition& definition, std::string_view word) {
  for (const ListView& list : definition.lists) {
    if (list.name != word) continue;
    return list.where && std::none_of(list.columns.begin(), list.columns.end(), [&](const auto& column) {
             const Field* field = definition.FieldNamed(column);
             return field != nullptr && field->personal;
           });
  }
  return false;
}

ListView ReadList(const files::Node& name, const files::Node& map, const Definition& definition,
                  files::Faults& faults) {
  ListView list;
  list.name = ReadName(name, faults);
  const auto column = [&](std::string_view word) { return IsColumn(definition, word); };
  if (!map.IsMap()) {
    faults.Add(map.Mark(), "data_file.not_a_map", {list.name});
    return list;
  }
  files::CheckKeys(map, {"title", "columns", "where", "sort"}, faults);
  list.title = OptionalLabel(map, "title", faults);
  list.columns = ReadWords(map, "columns", faults);
  CheckWords(map, "columns", column, "register.unknown_column", faults);
  list.where = ReadSelection(map, "where", Selects::kList, definition, faults);
  list.sort = files::OptionalText(map, "sort", faults);
  CheckWords(
      map, "sort",
      [&](std::string_view word) { return column(word.starts_with('-') ? word.substr(1) : word); },
      "register.unknown_column", faults);
  return list;
}

}  // namespace

void ReadFigures(const files::Node& figures, Definition& definition, files::Faults& faults) {
  if (!figures) return;
  if (!figures.IsMap()) return faults.Add(figures.Mark(), "data_file.not_a_map", {"figures"});
  FigureReader reader(definition, faults);
  for (const auto& entry : figures.entries())
    definition.figures.push_back(reader.Read(entry.first, entry.second));
}

// Every register has a list "default".
void ReadLists(const files::Node& lists, Definition& definition, files::Faults& faults) {
  if (lists && !lists.IsMap()) return faults.Add(lists.Mark(), "data_file.not_a_map", {"lists"});
  if (lists)
    for (const auto& entry : lists.entries())
      definition.lists.push_back(ReadList(entry.first, entry.second, definition, faults));
  for (size_t i = 0; i < definition.lists.size(); ++i)
    if (definition.lists[i].name == "default") std::swap(definition.lists[0], definition.lists[i]);
  if (!definition.lists.empty() && definition.lists[0].name == "default") return;
  ListView all;
  all.name = "default";
  all.columns = {"number", "state", "made"};
  definition.lists.insert(definition.lists.begin(), std::move(all));
}

void ReadPublicPart(const files::Node& open, Definition& definition, files::Faults& faults) {
  if (!open) return;
  if (!open.IsMap()) return faults.Add(open.Mark(), "data_file.not_a_map", {"public"});
  files::CheckKeys(open,
                   {"submit", "follow", "asks", "shows", "submit_act", "acts", "list", "intro",
                    "incomplete_act", "linked"},
                   faults);
  PublicPart part;
  part.submit = ReadYes(open, "submit", faults);
  part.follow = ReadYes(open, "follow", faults);
  part.asks = ReadWords(open, "asks", faults);
  part.shows = ReadWords(open, "shows", faults);
  part.submit_act = files::OptionalText(open, "submit_act", faults);
  part.acts = ReadWords(open, "acts", faults);
  part.incomplete_act = files::OptionalText(open, "incomplete_act", faults);
  part.linked = ReadWords(open, "linked", faults);
  part.intro = OptionalLabel(open, "intro", faults);
  part.list = files::OptionalText(open, "list", faults);
  CheckWords(
      open, "list", [&](std::string_view word) { return IsOpenList(definition, word); },
      "register.not_an_open_list", faults);
  const auto act = [&](std::string_view word) { return definition.ActNamed(word) != nullptr; };
  CheckWords(
      open, "asks", [&](std::string_view word) { return definition.FieldNamed(word) != nullptr; },
      "register.unknown_field", faults);
  CheckWords(
      open, "shows", [&](std::string_view word) { return IsColumn(definition, word); },
      "register.unknown_column", faults);
  CheckWords(open, "submit_act", act, "register.unknown_act", faults);
  CheckWords(open, "incomplete_act", act, "register.unknown_act", faults);
  CheckWords(open, "acts", act, "register.unknown_act", faults);
  definition.open = std::move(part);
}

}  // namespace sinergi::registers
