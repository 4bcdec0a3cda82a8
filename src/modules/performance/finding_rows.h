// Findings of the workbook readers as rows of a page: section FINDINGS with FINDING, faults before notes.
#pragma once

#include <vector>

#include "kernel/web.h"
#include "modules/performance/workbook/finding.h"

namespace sinergi::performance {

void FillFindings(const kernel::Visit& v, const std::vector<Finding>& findings,
                  ctemplate::TemplateDictionary& dict);

}  // namespace sinergi::performance
