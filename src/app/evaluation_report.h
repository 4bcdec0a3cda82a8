// What `sinergi evaluate` prints of an evaluation: totals, means, predicate, divisions and rows, as text or
// as JSON.
//
// JSON keys are a contract with other tools: they are added to, never renamed; decimals are strings.
#pragma once

#include <string>
#include <vector>

#include "modules/performance/evaluation.h"
#include "platform/files/texts.h"

namespace sinergi::app {

struct ReportInput {
  const performance::PlanYear& plan;
  const performance::Evaluation& evaluation;
  std::vector<int> node_rows =
      {};  // row of each node in the file it came from, from 1; empty: from the database
  std::vector<int> indicator_rows = {};
};

std::string PrintReport(const ReportInput& input, Lang lang);
std::string ReportJson(const ReportInput& input, Lang lang);

}  // namespace sinergi::app
