// Findings of workbooks and imports as lines and as JSON.
#pragma once

#include <string>

#include <boost/json.hpp>

#include "modules/performance/workbook/finding.h"
#include "platform/files/texts.h"

namespace sinergi::app {

// "SALAH    K84  K84 tidak menjumlahkan baris …: tertulis …, seharusnya …"
std::string FindingLine(const performance::Finding& finding, Lang lang);
// {"sheet", "cell": "K84", "kind", "found", "expected", "text"}: a contract with other tools.
boost::json::object FindingJson(const performance::Finding& finding, Lang lang);

}  // namespace sinergi::app
