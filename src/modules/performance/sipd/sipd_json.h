// The rows of a JSON export, as SIPD and SIPKD hand them out: an array of objects, or one under "data".
#pragma once

#include <boost/json/array.hpp>

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/performance/sipd/sipd_row.h"

namespace sinergi::performance::sipd {

Error SipdRefusal(std::string_view code, std::vector<std::string> args = {});

// Errors: sipd.too_large {0}=MB, sipd.bad_encoding, sipd.bad_json {0}=reason, sipd.not_rows, sipd.too_many_rows {0}.
Result<boost::json::array> ParseSipdRows(std::string_view json);

// Rows that look into `array`; what is no object is a finding.
std::vector<SipdRow> ReadSipdRows(const boost::json::array& array, Findings& findings);

}  // namespace sinergi::performance::sipd
