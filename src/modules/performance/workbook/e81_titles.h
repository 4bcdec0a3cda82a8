// E81Titles: what the lines above (and at the top of) the table say: year, government, agency.
#pragma once

#include <string>

#include "modules/performance/workbook/cell_value.h"
#include "modules/performance/workbook/e81_layout.h"

namespace sinergi::performance {

struct E81Titles {
  int year = 0;  // 0: not said
  std::string government, agency;
};

E81Titles ReadTitles(const SheetView& view, const E81Layout& layout);

}  // namespace sinergi::performance
