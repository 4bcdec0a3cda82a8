// ImportSipdRenja: an agency's Renja as SIPD-RI hands it out (JSON, one row a sub-activity), as a PlanYear.
//
//   Result<SipdImport> got = ImportSipdRenja(json, {"renja-2026.json"});
//   got->plan.nodes.size();  got->findings[0].cell   // "[12].target_akhir"
//
// Nothing is guessed: where the file is ambiguous (several indicators in one text with lists of targets
// beside it) the target stays empty and a finding lists the candidates. A row that cannot be right (doubled,
// negative, no code) is not taken and is a finding. Only the columns of the plan are read; personal ones
// never. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/performance/plan_year.h"
#include "modules/performance/workbook/finding.h"

namespace sinergi::performance::sipd {

struct SipdOptions {
  std::string file_name = {};    // into Finding::sheet
  std::string agency_code = {};  // which agency, when the file holds several
  int year = 0;                  // of the plan, when the file does not say it
};

struct SipdImport {
  PlanYear plan;
  std::vector<Finding> findings;
  int rows = 0, taken = 0;  // of the agency: in the file, taken over
};

// Errors: sipd.too_large {0}=MB, sipd.bad_encoding, sipd.bad_json {0}=reason, sipd.not_rows,
// sipd.too_many_rows {0}, sipd.several_agencies {0}=codes, sipd.several_years {0}, sipd.nothing_taken
// {0}=first finding's place.
Result<SipdImport> ImportSipdRenja(std::string_view json, const SipdOptions& options = {});

}  // namespace sinergi::performance::sipd
