// ImportSipkd: ceilings and realisation of sub-activities as SIPKD hands them out (JSON, one row a sub-activity), as a PlanYear.
//
//   const auto got = ImportSipkd(json, {{}, "2.16.2.20.2.21.03.0000"});
//   got->plan.as_of                              // 2025-08-02: the day the amounts are of
//   got->plan.nodes.back().money.realised[7]     // from January to that day, in August
//
// A code is put together from the agency's field of government, KDPRGRM and KDSUBKEG, without their dots and underscores at the
// end. Support programmes (01) belong to the agency's first field. Which field another key (IDURUSAN) means, the agencies
// of one field in the same file tell; what then remains is taken in the order of the keys, and said. SIPKD does not name
// sub-activities: their names stay empty. Of several days in a file the last one counts. Pure.
#pragma once

#include "modules/performance/sipd/sipd_renja.h"

namespace sinergi::performance::sipd {

// Errors: those of ImportSipdRenja, sipd.sipkd_no_date {0}=place {1}=found.
Result<SipdImport> ImportSipkd(std::string_view json, const SipdOptions& options = {});

// "2.16.2.20.2.21.03." as the other systems write it: "2.16.2.20.2.21.03.0000".
std::string SipkdAgencyCode(std::string_view unit_code);

}  // namespace sinergi::performance::sipd
