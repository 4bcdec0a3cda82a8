#include "modules/register/field/options.h"

#include <algorithm>

#include "base/text.h"
#include "modules/register/names.h"

namespace sinergi::registers {

void ReadOptions(const files::Node& map, Field& field, files::Faults& faults) {
  const files::Node options = map["options"];
  if (!options) return faults.Add(map.Mark(), "data_file.missing_key", {"options"});
  if (!options.IsMap() || options.size() == 0)
    return faults.Add(options.Mark(), "data_file.not_a_map", {"options"});
  for (const auto& entry : options.entries()) {
    FieldOption option;
    option.name = ReadName(entry.first, faults);
    option.title = ReadLabel(entry.second, option.name, faults);
    option.retired = entry.second["retired"].YesNo().value_or(false);
    if (OptionNamed(field, option.name))
      faults.Add(entry.first.Mark(), "data_file.doubled_key", {option.name});
    field.options.push_back(std::move(option));
  }
}

const FieldOption* OptionNamed(const Field& field, std::string_view name) {
  const auto found = std::find_if(field.options.begin(), field.options.end(),
                                  [&](const FieldOption& option) { return option.name == name; });
  return found == field.options.end() ? nullptr : &*found;
}

const FieldOption* OptionTyped(const Field& field, std::string_view typed) {
  if (const FieldOption* named = OptionNamed(field, typed)) return named;
  const std::string folded = FoldText(typed);
  const auto found = std::find_if(field.options.begin(), field.options.end(), [&](const FieldOption& option) {
    return FoldText(option.title.id) == folded ||
           (!option.title.en.empty() && FoldText(option.title.en) == folded);
  });
  return found == field.options.end() ? nullptr : &*found;
}

std::vector<std::string> OptionNames(const Field& field) {
  std::vector<std::string> names;
  for (const FieldOption& option : field.options) names.push_back(option.name);
  return names;
}

}  // namespace sinergi::registers
