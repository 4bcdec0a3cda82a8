// Plain column formulas ("[6]+[12]", "[12]/[7]*100"): their value, exact, and their formula.
//
// An empty operand counts as nothing in a sum; a division by nothing or zero has no answer; a text among the
// operands neither.
#pragma once

#include <functional>
#include <optional>

#include "base/ratio.h"
#include "modules/performance/form/form_table.h"

namespace sinergi::performance::form {

struct Operand {
  std::optional<Ratio> value;
  bool text = false;  // something stands there, and it is no number
};

// The cell of slot `index` in table row `row`; `operand(slot)` gives the cells it stands on.
Cell ComputeCell(const Form& form, int index, int row, const std::function<Operand(int)>& operand);

}  // namespace sinergi::performance::form
