#include "modules/register/field.h"

#include <algorithm>

namespace sinergi::registers {

bool FieldValue::empty() const {
  const auto nothing = [](const Cell& cell) {
    const std::string* text = std::get_if<std::string>(&cell);
    return std::holds_alternative<std::monostate>(cell) || (text != nullptr && text->empty());
  };
  return rows.empty() && std::all_of(cells.begin(), cells.end(), nothing);
}

}  // namespace sinergi::registers
