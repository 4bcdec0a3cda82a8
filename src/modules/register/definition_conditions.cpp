#include <set>

#include "modules/register/definition_parts.h"
#include "modules/register/names.h"
#include "modules/register/record_columns.h"
#include "platform/expression/to_sql.h"

namespace sinergi::registers {
namespace {

using ExpressionKind = expression::Type::Kind;

// Places of the text and of what is wrong in it: the scalar's own place, some characters on.
void AddFault(const files::Node& node, const expression::Fault& fault, files::Faults& faults) {
  faults.Add(node.Mark(), fault.code, fault.args, static_cast<int>(fault.at) + files::QuoteOf(node));
}

// A computed field sees the fields above it, so that nothing goes round in a circle.
void ReadComputedValue(const files::Node& map, size_t index, Definition& definition, files::Faults& faults) {
  Field& field = definition.fields[index];
  if (!map["value"]) return faults.Add(map.Mark(), "data_file.missing_key", {"value"});
  expression::Names names;
  for (const auto& [name, type] : definition.Names()) {
    bool above = false;
    for (size_t i = 0; i < index; ++i) {
      const std::string& other = definition.fields[i].name;
      above |= name == other || name.starts_with(other + ".");
    }
    if (above) names[name] = type;
  }
  field.computed = ReadExpression(map, "value", names, ExpressionKind::kNothing, faults);
}

void ReadFieldConditions(const files::Node& fields, Definition& definition, files::Faults& faults) {
  size_t index = 0;
  for (const auto& entry : fields.entries()) {
    if (index == definition.fields.size()) return;
    const files::Node map = entry.second;
    Field& field = definition.fields[index];
    if (!map.IsMap()) return;
    const expression::Names names = definition.Names();
    if (field.type->name() == "computed") ReadComputedValue(map, index, definition, faults);
    field.required_if = ReadExpression(map, "required_if", names, ExpressionKind::kYesNo, faults);
    field.shown_if = ReadExpression(map, "shown_if", names, ExpressionKind::kYesNo, faults);
    field.default_value = ReadExpression(map, "default", names, ExpressionKind::kNothing, faults);
    ++index;
  }
}

void ReadActConditions(const files::Node& acts, Definition& definition, files::Faults& faults) {
  const expression::Names names = definition.Names();
  for (Act& act : definition.acts) {
    const files::Node map = acts[act.name];
    if (!map || !map.IsMap()) continue;
    act.when = ReadExpression(map, "when", names, ExpressionKind::kYesNo, faults);
    const files::Node sets = map["sets"];
    if (!sets) continue;
    if (!sets.IsMap()) {
      faults.Add(sets.Mark(), "data_file.not_a_map", {"sets"});
      continue;
    }
    for (const auto& entry : sets.entries()) {
      const std::string field = entry.first.IsScalar() ? entry.first.Scalar() : "";
      if (definition.FieldNamed(field) == nullptr) {
        faults.Add(entry.first.Mark(), "register.unknown_field", {field});
        continue;
      }
      std::optional<expression::Expression> value =
          ReadExpression(sets, field.c_str(), names, ExpressionKind::kNothing, faults);
      if (value) act.sets.emplace_back(field, std::move(*value));
    }
  }
}

// A state that no act and no beginning reaches is a slip of the pen.
void FindUnreachable(const files::Node& states, const Definition& definition, files::Faults& faults) {
  std::set<std::string_view> reached;
  if (!definition.states.empty()) reached.insert(definition.states[0].name);
  for (const Act& act : definition.acts) reached.insert(act.to);
  for (const auto& entry : states.entries()) {
    const std::string name = entry.first.IsScalar() ? entry.first.Scalar() : "";
    if (!reached.contains(name)) faults.Add(entry.first.Mark(), "register.unreached_state", {name});
  }
}

}  // namespace

std::optional<expression::Expression> ReadExpression(const files::Node& map, const char* key,
                                                     const expression::Names& names, ExpressionKind wanted,
                                                     files::Faults& faults) {
  const files::Node node = map[key];
  if (!node) return {};
  if (!node.IsScalar()) {
    faults.Add(node.Mark(), "data_file.not_a_text", {key});
    return {};
  }
  std::variant<expression::Expression, expression::Fault> read =
      expression::Read(node.Scalar(), names, wanted);
  if (const auto* fault = std::get_if<expression::Fault>(&read)) {
    AddFault(node, *fault, faults);
    return {};
  }
  return std::move(std::get<expression::Expression>(read));
}

std::optional<expression::Expression> ReadSelection(const files::Node& map, const char* key, Selects what,
                                                    const Definition& definition, files::Faults& faults) {
  std::optional<expression::Expression> read =
      ReadExpression(map, key, definition.Names(), ExpressionKind::kYesNo, faults);
  if (!read) return {};
  const auto columns = [&](std::string_view name) -> std::optional<expression::Column> {
    if (name == "today" && what == Selects::kList) return expression::Column{"today", 0};
    return ColumnOfName(definition, name);
  };
  const auto sql = expression::ToSql(*read, columns);
  if (const auto* fault = std::get_if<expression::Fault>(&sql)) {
    AddFault(map[key], *fault, faults);
    return {};
  }
  return read;
}

void ReadConditions(const files::Node& root, Definition& definition, files::Faults& faults) {
  if (root["fields"].IsMap()) ReadFieldConditions(root["fields"], definition, faults);
  if (root["acts"] && root["acts"].IsMap()) ReadActConditions(root["acts"], definition, faults);
  if (root["states"].IsMap()) FindUnreachable(root["states"], definition, faults);
  const auto field = [&](std::string_view word) { return definition.FieldNamed(word) != nullptr; };
  CheckWords(root, "title_field", field, "register.unknown_field", faults);
  CheckWords(root, "unit_from", field, "register.unknown_field", faults);
}

}  // namespace sinergi::registers
