// The options of choice fields: `options: {person: Perorangan, legal_body: {id: Badan hukum, en: Legal
// body}}`.
#pragma once

#include "modules/register/field.h"

namespace sinergi::registers {

void ReadOptions(const files::Node& map, Field& field, files::Faults& faults);
const FieldOption* OptionNamed(const Field& field, std::string_view name);
// By name, or by its title in either language (imports).
const FieldOption* OptionTyped(const Field& field, std::string_view typed);
std::vector<std::string> OptionNames(const Field& field);

}  // namespace sinergi::registers
