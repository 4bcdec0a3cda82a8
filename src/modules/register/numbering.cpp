#include "modules/register/numbering.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "modules/register/definition_parts.h"
#include "modules/register/names.h"

namespace sinergi::registers {
namespace {

using PartKind = Numbering::Part::Kind;

constexpr std::array<std::string_view, 12> kRoman = {"I",   "II",   "III", "IV", "V",  "VI",
                                                     "VII", "VIII", "IX",  "X",  "XI", "XII"};

std::optional<Numbering::Part> ReadPlace(std::string_view place) {
  if (place == "seq") return Numbering::Part{PartKind::kSequence, "", 1};
  if (place.size() == 5 && place.starts_with("seq:") && place[4] >= '1' && place[4] <= '9')
    return Numbering::Part{PartKind::kSequence, "", place[4] - '0'};
  if (place == "year") return Numbering::Part{PartKind::kYear, "", 0};
  if (place == "month") return Numbering::Part{PartKind::kMonth, "", 0};
  if (place == "month:roman") return Numbering::Part{PartKind::kMonthRoman, "", 0};
  if (place == "unit") return Numbering::Part{PartKind::kUnitCode, "", 0};
  if (IsName(place)) return Numbering::Part{PartKind::kField, std::string(place), 0};
  return {};
}

}  // namespace

std::optional<std::vector<Numbering::Part>> ReadPattern(std::string_view pattern) {
  std::vector<Numbering::Part> parts;
  bool sequence = false;
  while (!pattern.empty()) {
    const size_t open = pattern.find('{');
    if (open != 0) {
      parts.push_back({PartKind::kText, std::string(pattern.substr(0, open)), 0});
      pattern.remove_prefix(std::min(open, pattern.size()));
      continue;
    }
    const size_t close = pattern.find('}');
    const std::optional<Numbering::Part> part =
        close == pattern.npos ? std::nullopt : ReadPlace(pattern.substr(1, close - 1));
    if (!part) return {};
    sequence |= part->kind == PartKind::kSequence;
    parts.push_back(*part);
    pattern.remove_prefix(close + 1);
  }
  return sequence ? std::optional(std::move(parts)) : std::nullopt;
}

std::string NumberOf(const Numbering& numbering, const NumberFacts& facts) {
  std::string number;
  for (const Numbering::Part& part : numbering.parts) {
    switch (part.kind) {
      case PartKind::kText:
        number += part.text;
        break;
      case PartKind::kSequence:
        number += fmt::format("{:0{}}", facts.sequence, part.width);
        break;
      case PartKind::kYear:
        number += std::to_string(facts.on.year);
        break;
      case PartKind::kMonth:
        number += fmt::format("{:02}", facts.on.month);
        break;
      case PartKind::kMonthRoman:
        number += kRoman[static_cast<size_t>(facts.on.month - 1)];
        break;
      case PartKind::kUnitCode:
        number += facts.unit_code;
        break;
      case PartKind::kField:
        number += facts.field(part.text);
        break;
    }
  }
  return number;
}

namespace {

std::optional<int64_t> TakeDigits(std::string_view& text, size_t least, size_t most) {
  size_t count = 0;
  int64_t value = 0;
  while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9')
    value = value * 10 + (text[count++] - '0');
  if (count < least) return {};
  text.remove_prefix(count);
  return value;
}

std::optional<int> TakeRoman(std::string_view& text) {
  const size_t end = std::min(text.find_first_not_of("IVX"), text.size());
  const auto found = std::find(kRoman.begin(), kRoman.end(), text.substr(0, end));
  if (found == kRoman.end()) return {};
  text.remove_prefix(end);
  return static_cast<int>(found - kRoman.begin()) + 1;
}

// What a place in braces other than the sequence and the date says: up to the text that follows it.
bool SkipTo(const std::vector<Numbering::Part>& parts, size_t at, std::string_view& text) {
  if (at + 1 == parts.size()) return text = {}, true;
  if (parts[at + 1].kind != PartKind::kText) return false;
  const size_t end = text.find(parts[at + 1].text);
  if (end == text.npos || end == 0) return false;
  text.remove_prefix(end);
  return true;
}

bool TakePart(const std::vector<Numbering::Part>& parts, size_t at, std::string_view& text,
              GivenNumber& given) {
  switch (parts[at].kind) {
    case PartKind::kText:
      if (!text.starts_with(parts[at].text)) return false;
      text.remove_prefix(parts[at].text.size());
      return true;
    case PartKind::kSequence: {
      const auto sequence = TakeDigits(text, static_cast<size_t>(parts[at].width), 15);
      given.sequence = sequence.value_or(0);
      return sequence.has_value();
    }
    case PartKind::kYear:
      given.year = TakeDigits(text, 4, 4);
      return given.year && *given.year >= 1900 && *given.year <= 2200;
    case PartKind::kMonth:
      given.month = TakeDigits(text, 2, 2);
      return given.month && *given.month >= 1 && *given.month <= 12;
    case PartKind::kMonthRoman:
      given.month = TakeRoman(text);
      return given.month.has_value();
    case PartKind::kUnitCode:
    case PartKind::kField:
      return SkipTo(parts, at, text);
  }
  return false;
}

}  // namespace

std::optional<GivenNumber> ReadNumber(const Numbering& numbering, std::string_view number) {
  GivenNumber given;
  for (size_t at = 0; at < numbering.parts.size(); ++at)
    if (!TakePart(numbering.parts, at, number, given)) return {};
  return number.empty() ? std::optional(given) : std::nullopt;
}

std::string ScopeOf(const Numbering& numbering, const Date& on, int64_t unit_id) {
  std::string scope = numbering.per_year || numbering.per_month ? std::to_string(on.year) : "";
  if (numbering.per_month) scope += fmt::format("-{:02}", on.month);
  if (numbering.per_unit) scope += "/" + std::to_string(unit_id);
  return scope;
}

void ReadNumbering(const files::Node& node, Definition& definition, files::Faults& faults) {
  if (!node.IsMap()) return faults.Add(node.Mark(), "data_file.not_a_map", {"number"});
  files::CheckKeys(node, {"pattern", "per", "given_at", "imported"}, faults);
  const std::string pattern = files::RequiredText(node, "pattern", faults);
  const std::optional<std::vector<Numbering::Part>> parts = ReadPattern(pattern);
  if (!parts && node["pattern"]) faults.Add(node["pattern"].Mark(), "register.bad_number", {pattern});
  definition.numbering.parts = parts.value_or(std::vector<Numbering::Part>());
  for (const Numbering::Part& part : definition.numbering.parts)
    if (part.kind == PartKind::kField && definition.FieldNamed(part.text) == nullptr)
      faults.Add(node["pattern"].Mark(), "register.unknown_field", {part.text});
  if (node["per"]) definition.numbering.per_year = false;
  for (const std::string& word : ReadWords(node, "per", faults)) {
    definition.numbering.per_unit |= word == "unit";
    definition.numbering.per_year |= word == "year";
    definition.numbering.per_month |= word == "month";
    if (word != "government" && word != "unit" && word != "year" && word != "month")
      faults.Add(node["per"].Mark(), "data_file.unknown_word", {word, "government, unit, year, month"});
  }
  if (node["imported"]) {
    const std::string word = files::OptionalText(node, "imported", faults);
    definition.numbering.imported = word == "true";
    if (word != "true" && word != "false") faults.Add(node["imported"].Mark(), "register.not_yes_no", {});
  }
  definition.numbering.given_at = files::OptionalText(node, "given_at", faults);
  CheckWords(
      node, "given_at", [&](std::string_view word) { return definition.ActNamed(word) != nullptr; },
      "register.unknown_act", faults);
}

}  // namespace sinergi::registers
