#include "modules/register/numbering.h"

#include <fmt/format.h>

#include <array>

#include "modules/register/definition_parts.h"
#include "modules/register/names.h"

namespace sinergi::registers {
namespace {

using Kind = Numbering::Part::Kind;

constexpr std::array<std::string_view, 12> kRoman = {"I",   "II",   "III", "IV", "V",  "VI",
                                                     "VII", "VIII", "IX",  "X",  "XI", "XII"};

std::optional<Numbering::Part> ReadPlace(std::string_view place) {
  if (place == "seq") return Numbering::Part{Kind::kSequence, "", 1};
  if (place.size() == 5 && place.starts_with("seq:") && place[4] >= '1' && place[4] <= '9')
    return Numbering::Part{Kind::kSequence, "", place[4] - '0'};
  if (place == "year") return Numbering::Part{Kind::kYear, "", 0};
  if (place == "month") return Numbering::Part{Kind::kMonth, "", 0};
  if (place == "month:roman") return Numbering::Part{Kind::kMonthRoman, "", 0};
  if (place == "unit") return Numbering::Part{Kind::kUnitCode, "", 0};
  if (IsName(place)) return Numbering::Part{Kind::kField, std::string(place), 0};
  return {};
}

}  // namespace

std::optional<std::vector<Numbering::Part>> ReadPattern(std::string_view pattern) {
  std::vector<Numbering::Part> parts;
  bool sequence = false;
  while (!pattern.empty()) {
    const size_t open = pattern.find('{');
    if (open != 0) {
      parts.push_back({Kind::kText, std::string(pattern.substr(0, open)), 0});
      pattern.remove_prefix(std::min(open, pattern.size()));
      continue;
    }
    const size_t close = pattern.find('}');
    const std::optional<Numbering::Part> part =
        close == pattern.npos ? std::nullopt : ReadPlace(pattern.substr(1, close - 1));
    if (!part) return {};
    sequence |= part->kind == Kind::kSequence;
    parts.push_back(*part);
    pattern.remove_prefix(close + 1);
  }
  return sequence ? std::optional(std::move(parts)) : std::nullopt;
}

std::string NumberOf(const Numbering& numbering, const NumberFacts& facts) {
  std::string number;
  for (const Numbering::Part& part : numbering.parts) {
    switch (part.kind) {
      case Kind::kText:
        number += part.text;
        break;
      case Kind::kSequence:
        number += fmt::format("{:0{}}", facts.sequence, part.width);
        break;
      case Kind::kYear:
        number += std::to_string(facts.on.year);
        break;
      case Kind::kMonth:
        number += fmt::format("{:02}", facts.on.month);
        break;
      case Kind::kMonthRoman:
        number += kRoman[static_cast<size_t>(facts.on.month - 1)];
        break;
      case Kind::kUnitCode:
        number += facts.unit_code;
        break;
      case Kind::kField:
        number += facts.field(part.text);
        break;
    }
  }
  return number;
}

std::string ScopeOf(const Numbering& numbering, const Date& on, int64_t unit_id) {
  std::string scope = numbering.per_year || numbering.per_month ? std::to_string(on.year) : "";
  if (numbering.per_month) scope += fmt::format("-{:02}", on.month);
  if (numbering.per_unit) scope += "/" + std::to_string(unit_id);
  return scope;
}

void ReadNumbering(const YAML::Node& node, Definition& definition, files::Faults& faults) {
  if (!node.IsMap()) return faults.Add(node.Mark(), "data_file.not_a_map", {"number"});
  files::CheckKeys(node, {"pattern", "per", "given_at"}, faults);
  const std::string pattern = files::RequiredText(node, "pattern", faults);
  const std::optional<std::vector<Numbering::Part>> parts = ReadPattern(pattern);
  if (!parts && node["pattern"]) faults.Add(node["pattern"].Mark(), "register.bad_number", {pattern});
  definition.numbering.parts = parts.value_or(std::vector<Numbering::Part>());
  for (const Numbering::Part& part : definition.numbering.parts)
    if (part.kind == Kind::kField && definition.FieldNamed(part.text) == nullptr)
      faults.Add(node["pattern"].Mark(), "register.unknown_field", {part.text});
  if (node["per"]) definition.numbering.per_year = false;
  for (const std::string& word : ReadWords(node, "per", faults)) {
    definition.numbering.per_unit |= word == "unit";
    definition.numbering.per_year |= word == "year";
    definition.numbering.per_month |= word == "month";
    if (word != "government" && word != "unit" && word != "year" && word != "month")
      faults.Add(node["per"].Mark(), "data_file.unknown_word", {word, "government, unit, year, month"});
  }
  definition.numbering.given_at = files::OptionalText(node, "given_at", faults);
  CheckWords(
      node, "given_at", [&](std::string_view word) { return definition.ActNamed(word) != nullptr; },
      "register.unknown_act", faults);
}

}  // namespace sinergi::registers
