// The heading of a form as a grid, for workbook and page alike: which cell spans what in the four rows of the
// heading.
//
//   row 0 groups · row 1 titles · row 2 K and Rp · row 3 numbers ("12 = 8+9+10+11")
#pragma once

#include <string>
#include <vector>

#include "modules/performance/form/form.h"

namespace sinergi::performance::form {

struct HeadingCell {
  int row = 0, slot = 0;  // the upper left corner
  int rows = 1, slots = 1;
  std::string text;
  bool group = false;  // stands above several columns
};

constexpr int kHeadingRows = 4;

// Row by row from the left.
std::vector<HeadingCell> HeadingOf(const Form& form);

// Slots before the first pair: where footers have their title. At least one.
int LeadingSlots(const Form& form);

}  // namespace sinergi::performance::form
