// Explanation: how a figure came about: inputs, rule, setting and source, exact ratio, rounding, weights, and
// down to the measurements with their history and evidence.
#pragma once

#include "kernel/web.h"
#include "modules/performance/services.h"

namespace sinergi::performance {

void AddExplainPages(kernel::Web& web, http::Router& router, PerformanceServices& services);
// Its two halves.
void AddExplainNodePage(kernel::Web& web, http::Router& router, PerformanceServices& services);
void AddExplainIndicatorPage(kernel::Web& web, http::Router& router, PerformanceServices& services);

// What the address names, within its plan and quarter. The viewer may read the responsible unit.
struct Explained {
  std::shared_ptr<const PlanYear> plan;
  std::shared_ptr<const Evaluation> evaluation;
  std::vector<std::shared_ptr<const PlanYear>> before;  // the agency's plans of up to three years before
  Period period;
  int index = -1;  // of the node or the indicator
  int64_t unit_id = 0;
};
Result<Explained> FindExplained(const kernel::Visit& v, PerformanceServices& services, int64_t plan_id,
                                bool node);

// "Program 2.16.02 …" of a node with the path above it.
void FillPath(const kernel::Visit& v, const PlanYear& plan, int node, Period period,
              ctemplate::TemplateDictionary& page);

}  // namespace sinergi::performance
