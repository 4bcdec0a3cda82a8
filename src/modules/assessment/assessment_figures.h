// Figures of an assessment as pages draw them: the aspects as a table with bars and as a radar, the years as
// a line. Fill sections of the page that includes the parts assessment/assessment_aspects and
// assessment/assessment_trend.
#pragma once

#include "kernel/web.h"
#include "modules/assessment/assessment_services.h"
#include "modules/assessment/assessment_sheet.h"
#include "modules/assessment/target.h"

namespace sinergi::assessment {

void FillAspects(const kernel::Visit& v, const Sheet& sheet, const Index& index,
                 ctemplate::TemplateDictionary& page);
void FillTrend(const kernel::Visit& v, AssessmentServices& services, const std::vector<TrendYear>& trend,
               ctemplate::TemplateDictionary& page);

}  // namespace sinergi::assessment
