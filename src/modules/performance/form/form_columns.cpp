#include "modules/performance/form/form_columns.h"

#include <set>

#include "base/text.h"
#include "modules/performance/form/form_roles.h"
#include "modules/performance/form/form_sources.h"

namespace sinergi::performance::form {
namespace {

constexpr size_t kMostColumns = 60;

std::optional<Format> ParseFormat(std::string_view name) {
  if (name == "text") return Format::kText;
  if (name == "quantity") return Format::kQuantity;
  if (name == "money") return Format::kMoney;
  if (name == "percent") return Format::kPercent;
  return {};
}

bool SideFits(SideRule rule, Side side) {
  if (rule == SideRule::kOnlyK) return side == Side::kK;
  if (rule == SideRule::kOnlyRp) return side == Side::kRp;
  return side == Side::kSingle;
}

Format DefaultFormat(Side side) {
  return side == Side::kRp ? Format::kMoney : side == Side::kK ? Format::kQuantity : Format::kText;
}

// A slot from its text: a word of the plan, or a formula whose references are followed later.
void AddSlot(const YAML::Node& column, Side side, std::optional<Format> format, Form& form,
             files::Faults& faults) {
  const YAML::Node value = column[std::string(KeyOf(side))];
  std::optional<Expression> expression = ReadExpression(value, faults);
  Slot slot;
  slot.column = form.columns.size() - 1;
  slot.side = side;
  slot.format = format.value_or(DefaultFormat(side));
  if (expression) {
    const bool formula = !ColumnsOf(*expression).empty();
    const SourceWord* word = formula ? nullptr : FindSource(Canonical(*expression), Place::kCell);
    if (formula) {
      slot.role = Role::kArithmetic;
    } else if (word == nullptr) {
      faults.Add(value.Mark(), "form.unknown_source", {Canonical(*expression)});
    } else if (!SideFits(word->side, side)) {
      faults.Add(value.Mark(), "form.wrong_side", {Canonical(*expression), std::string(KeyOf(side))});
    } else {
      slot.source = word->source;
      slot.quarter = word->quarter;
      slot.format = word->format;
    }
    slot.expression = std::move(*expression);
  }
  form.slots.push_back(std::move(slot));
}

void ReadNumber(const YAML::Node& node, Column& column, const Form& form, files::Faults& faults) {
  const YAML::Node n = node["n"];
  if (!n) return faults.Add(node.Mark(), "data_file.missing_key", {"n"});
  try {
    column.number = n.as<int>();
  } catch (const YAML::Exception&) {
    return faults.Add(n.Mark(), "data_file.bad_number", {"n"});
  }
  if (column.number < 1 || column.number > 999) faults.Add(n.Mark(), "data_file.bad_number", {"n"});
  if (!form.columns.empty() && column.number <= form.columns.back().number)
    faults.Add(n.Mark(), "form.column_order", {std::to_string(column.number)});
}

void ReadWidth(const YAML::Node& node, Column& column, files::Faults& faults) {
  const YAML::Node width = node["width"];
  if (!width) return;
  try {
    column.width = width.as<double>();
  } catch (const YAML::Exception&) {
    column.width = 0;
  }
  if (!(column.width >= 2 && column.width <= 120))
    faults.Add(width.Mark(), "data_file.bad_number", {"width"});
}

std::optional<Format> ReadFormat(const YAML::Node& node, files::Faults& faults) {
  const std::string name = files::OptionalText(node, "format", faults);
  if (name.empty()) return {};
  const std::optional<Format> format = ParseFormat(name);
  if (!format) faults.Add(node["format"].Mark(), "form.unknown_format", {name});
  return format;
}

// "8+9+10+11" beside the number, from the side that is a formula.
std::string FormulaLabel(const Slot& slot) {
  if (slot.role == Role::kSource) return "";
  std::string label;
  for (const char c : Canonical(slot.expression))
    if (c != '[' && c != ']') label += c == '*' ? std::string("×") : std::string(1, c);
  return label;
}

void ReadColumn(const YAML::Node& node, Form& form, files::Faults& faults) {
  if (!node.IsMap()) return faults.Add(node.Mark(), "data_file.not_a_map", {"columns"});
  files::CheckKeys(node, {"n", "title", "group", "value", "K", "Rp", "format", "width"}, faults);
  Column column;
  ReadNumber(node, column, form, faults);
  column.title = files::RequiredText(node, "title", faults);
  column.group = files::OptionalText(node, "group", faults);
  ReadWidth(node, column, faults);
  const std::optional<Format> format = ReadFormat(node, faults);
  column.first_slot = static_cast<int>(form.slots.size());
  form.columns.push_back(column);
  if (node["value"] && (node["K"] || node["Rp"])) faults.Add(node["value"].Mark(), "form.value_beside_pair");
  if (node["value"]) {
    AddSlot(node, Side::kSingle, format, form, faults);
  } else {
    if (node["K"]) AddSlot(node, Side::kK, format, form, faults);
    if (node["Rp"]) AddSlot(node, Side::kRp, format, form, faults);
  }
  Column& stored = form.columns.back();
  stored.slots = static_cast<int>(form.slots.size()) - stored.first_slot;
  if (stored.slots == 0) return faults.Add(node.Mark(), "data_file.missing_key", {"value"});
  stored.formula = FormulaLabel(form.slots[static_cast<size_t>(stored.first_slot)]);
}

}  // namespace

std::string_view KeyOf(Side side) {
  return side == Side::kK ? "K" : side == Side::kRp ? "Rp" : "value";
}

int Form::SlotOf(int column_number, Side side) const {
  for (const Column& column : columns) {
    if (column.number != column_number) continue;
    for (int i = column.first_slot; i < column.first_slot + column.slots; ++i) {
      const Side at = slots[static_cast<size_t>(i)].side;
      if (at == side || at == Side::kSingle) return i;
    }
  }
  return -1;
}

std::optional<Expression> ReadExpression(const YAML::Node& value, files::Faults& faults) {
  if (!value.IsScalar()) {
    faults.Add(value.Mark(), "data_file.not_a_text", {"value"});
    return {};
  }
  std::variant<Expression, ExpressionError> parsed = ParseExpression(value.Scalar());
  if (auto* expression = std::get_if<Expression>(&parsed)) return std::move(*expression);
  ExpressionError& error = std::get<ExpressionError>(parsed);
  faults.Add(value.Mark(), error.code, std::move(error.args),
             static_cast<int>(error.at) + files::QuoteOf(value));
  return {};
}

void ReadColumns(const YAML::Node& columns, Form& form, files::Faults& faults) {
  if (!columns.IsSequence() || columns.size() == 0)
    return faults.Add(columns.Mark(), "data_file.not_a_list", {"columns"});
  if (columns.size() > kMostColumns) return faults.Add(columns.Mark(), "data_file.too_many", {"columns"});
  for (const YAML::Node& node : columns) ReadColumn(node, form, faults);
  if (!form.slots.empty() && form.slots.front().side != Side::kSingle)
    faults.Add(columns[0].Mark(), "form.first_column");
  FollowReferences(columns, form, faults);
  if (faults.empty()) FindRoles(form);
}

}  // namespace sinergi::performance::form
