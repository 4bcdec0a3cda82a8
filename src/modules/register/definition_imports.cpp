// Layouts of files that another program writes: which heading stands for which field, which word for which option.
#include <algorithm>

#include "base/text.h"
#include "modules/register/definition_parts.h"
#include "modules/register/names.h"

namespace sinergi::registers {
namespace {

class LayoutReader {
 public:
  LayoutReader(const Definition& definition, files::Faults& faults)
      : definition_(definition), faults_(faults) {}

  FileLayout Read(const files::Node& name, const files::Node& map) {
    layout_ = {};
    layout_.name = ReadName(name, faults_);
    if (!IsMap(map, layout_.name)) return layout_;
    files::CheckKeys(map, {"title", "columns", "words", "fills", "key", "moments", "days_off"}, faults_);
    for (const char* key : {"title", "columns"})
      if (!map[key]) faults_.Add(map.Mark(), "data_file.missing_key", {key});
    layout_.title = OptionalLabel(map, "title", faults_);
    if (map["columns"]) Heads(map["columns"]);
    if (map["words"]) Words(map["words"]);
    if (map["fills"]) Fills(map["fills"]);
    if (map["moments"]) ReadMoments(map["moments"]);
    if (map["days_off"]) ReadDaysOff(map["days_off"]);
    layout_.key = Fields(map, "key");
    return layout_;
  }

 private:
  bool IsMap(const files::Node& node, const std::string& name) {
    if (!node.IsMap()) faults_.Add(node.Mark(), "data_file.not_a_map", {name});
    return node.IsMap();
  }

  // A field that a file may say, in one column of it.
  const Field* Typed(const files::Node& word) {
    const Field* field = word.IsScalar() ? definition_.FieldNamed(word.Scalar()) : nullptr;
    const std::string_view type = field == nullptr ? "" : field->type->name();
    if (type == "computed" || type == "files" || type == "table") field = nullptr;
    if (field == nullptr || field->retired)
      faults_.Add(word.Mark(), "register.unknown_field", {word.IsScalar() ? word.Scalar() : ""});
    return field;
  }
  std::vector<std::string> Fields(const files::Node& map, const char* key) {
    CheckWords(
        map, key, [&](std::string_view word) { return definition_.FieldNamed(word) != nullptr; },
        "register.unknown_field", faults_);
    return ReadWords(map, key, faults_);
  }
  std::string OneField(const files::Node& map, const char* key) {
    if (!map[key]) return faults_.Add(map.Mark(), "data_file.missing_key", {key}), "";
    const Field* field = Typed(map[key]);
    return field == nullptr ? "" : field->name;
  }
  static std::vector<std::string> Folded(std::vector<std::string> heads) {
    for (std::string& head : heads) head = FoldText(head);
    return heads;
  }

  void Heads(const files::Node& columns) {
    if (!IsMap(columns, "columns")) return;
    for (const auto& entry : columns.entries())
      if (const Field* field = Typed(entry.first); field != nullptr)
        layout_.heads[field->name] = Folded(ReadWords(columns, field->name.c_str(), faults_));
  }

  void Words(const files::Node& words) {
    if (!IsMap(words, "words")) return;
    for (const auto& entry : words.entries()) {
      const Field* field = Typed(entry.first);
      if (field == nullptr || !IsMap(entry.second, field->name)) continue;
      for (const auto& word : entry.second.entries()) {
        const std::string typed = word.second.IsScalar() ? word.second.Scalar() : "";
        const auto& options = field->options;
        const bool known = options.empty() || std::ranges::any_of(options, [&](const FieldOption& option) {
                             return option.name == typed;
                           });
        if (!known) faults_.Add(word.second.Mark(), "register.unknown_option", {typed});
        layout_.words[field->name][FoldText(word.first.Scalar())] = typed;
      }
    }
  }

  void Fills(const files::Node& fills) {
    if (!IsMap(fills, "fills")) return;
    const expression::Names names = definition_.Names();
    for (const auto& entry : fills.entries()) {
      const Field* field = Typed(entry.first);
      if (field == nullptr) continue;
      auto value =
          ReadExpression(fills, field->name.c_str(), names, expression::Type::Kind::kNothing, faults_);
      if (value) layout_.fills.emplace_back(field->name, std::move(*value));
    }
  }

  void ReadMoments(const files::Node& map) {
    if (!IsMap(map, "moments")) return;
    files::CheckKeys(map, {"columns", "day", "first", "last"}, faults_);
    FileLayout::Moments moments;
    moments.heads = Folded(ReadWords(map, "columns", faults_));
    moments.day = OneField(map, "day");
    moments.first = OneField(map, "first");
    moments.last = OneField(map, "last");
    layout_.moments = std::move(moments);
  }

  void ReadDaysOff(const files::Node& map) {
    if (!IsMap(map, "days_off")) return;
    files::CheckKeys(map, {"day", "without"}, faults_);
    layout_.days_off = FileLayout::DaysOff{OneField(map, "day"), Fields(map, "without")};
  }

  const Definition& definition_;
  files::Faults& faults_;
  FileLayout layout_;
};

}  // namespace

void ReadLayouts(const files::Node& imports, Definition& definition, files::Faults& faults) {
  if (!imports) return;
  if (!imports.IsMap()) return faults.Add(imports.Mark(), "data_file.not_a_map", {"imports"});
  LayoutReader reader(definition, faults);
  for (const auto& entry : imports.entries())
    definition.layouts.push_back(reader.Read(entry.first, entry.second));
}

}  // namespace sinergi::registers
