// What assessments ask of a person now, for the task list of the home page: items of one's units to fill, stages that
// came back and why, items to judge, items on which stages do not agree, stages that are ready to be finished.
//
//   services.task_sources.push_back([&](const kernel::Visit& v) { return AssessmentTasks(v, assessment); });
#pragma once

#include "modules/assessment/assessment_services.h"
#include "modules/performance/outside.h"

namespace sinergi::assessment {

// In the order of the list of assessments; none for those that are closed or not the visitor's to see.
std::vector<performance::HomeTask> AssessmentTasks(const kernel::Visit& v, AssessmentServices& services);

}  // namespace sinergi::assessment
