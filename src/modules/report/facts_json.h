// ReportFacts as JSON and back: how they are frozen with a report, and what the API answers. Scores are whole millionths,
// money whole sen, both as texts, so that no reader makes a floating number of them.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "modules/report/facts.h"

namespace sinergi::report {

boost::json::object FactsJson(const ReportFacts& facts);
// Of what FactsJson wrote; empty when it is anything else.
std::optional<ReportFacts> ReadFacts(const std::string& text);

}  // namespace sinergi::report
