// The columns of a form file: their values parsed, their references followed, their roles found.
#pragma once

#include "modules/performance/form/form.h"
#include "platform/files/data_file.h"

namespace sinergi::performance::form {

// The key of a side's value in a column: "K", "Rp", "value".
std::string_view KeyOf(Side side);

// Fills form.columns and form.slots from the node "columns".
void ReadColumns(const files::Node& columns, const std::vector<int>& years, Form& form,
                 files::Faults& faults);

// What a value says; nothing (and a fault) when it cannot be read.
std::optional<Expression> ReadExpression(const files::Node& value, files::Faults& faults);

}  // namespace sinergi::performance::form
