// Indicators of a row, with targets where the file says plainly whose they are.
#pragma once

#include <vector>

#include "modules/performance/plan_year.h"
#include "modules/performance/sipd/sipd_row.h"

namespace sinergi::performance::sipd {

// Outcome indicators of the programme: names in one text, lists of figures beside it.
std::vector<Indicator> OutcomeIndicators(const SipdRow& row);
// Output indicators of the activity and of the sub-activity.
std::vector<Indicator> ActivityIndicators(const SipdRow& row);
std::vector<Indicator> SubActivityIndicators(const SipdRow& row);

}  // namespace sinergi::performance::sipd
