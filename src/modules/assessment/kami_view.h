// What an assessment by Indeks KAMI shows in place of aspects: the category of the electronic system and what its
// statuses need, and every area with its points, maturity and the thresholds of each level.
#pragma once

#include "kernel/web.h"
#include "modules/assessment/assessment_sheet.h"

namespace sinergi::assessment {

// Fills the section KAMI of assessment/kami_result. The sheet's instrument is one of KAMI.
void FillKami(const kernel::Visit& v, const Sheet& sheet, const Levels& levels,
              ctemplate::TemplateDictionary& page);

}  // namespace sinergi::assessment
