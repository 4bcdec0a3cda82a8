// The part of an assessment's page that offers its index to the indicators linked to it: sections TAKE.
#pragma once

#include "kernel/web.h"
#include "modules/assessment/assessment_sheet.h"

namespace sinergi::assessment {

void FillTakes(const kernel::Visit& v, const Sheet& sheet, ctemplate::TemplateDictionary& page);

}  // namespace sinergi::assessment
