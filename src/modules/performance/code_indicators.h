// Indicators at codes of the nomenclature, for the series of a code: what each promised and reached by the end of its
// year, in every plan that the visitor may read.
#pragma once

#include "modules/performance/services.h"
#include "modules/planning/outside.h"

namespace sinergi::performance {

// `services` must outlive what is answered.
planning::CodeIndicatorSource CodeIndicators(PerformanceServices& services);

}  // namespace sinergi::performance
