// The columns of a form file: their values parsed, their references followed, their roles found.
#pragma once

#include <yaml-cpp/yaml.h>

#include "modules/performance/form/form.h"
#include "modules/performance/form/form_faults.h"

namespace sinergi::performance::form {

// Fills form.columns and form.slots from the node "columns".
void ReadColumns(const YAML::Node& columns, Form& form, Faults& faults);

// What a value says; nothing (and a fault) when it cannot be read.
std::optional<Expression> ReadExpression(const YAML::Node& value, Faults& faults);

// 1 when a scalar stands in quotes: its text begins one character later.
int QuoteOf(const YAML::Node& scalar);

// True when the key is one of `known`; a fault at its place otherwise. Doubled keys are a fault too.
void CheckKeys(const YAML::Node& map, std::initializer_list<std::string_view> known, Faults& faults);
// The text of a key that must be there; "" and a fault at the map's place when it is missing or no text.
std::string RequiredText(const YAML::Node& map, const char* key, Faults& faults);
std::string OptionalText(const YAML::Node& map, const char* key, Faults& faults);

}  // namespace sinergi::performance::form
