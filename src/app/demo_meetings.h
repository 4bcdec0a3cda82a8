// The example's meetings, data/demo/meetings.yaml, through the verbs of the accounts that hold, report and accept: one that is
// over, with minutes, papers and decisions on their way, and one that is planned.
#pragma once

#include "modules/performance/public.h"
#include "platform/pages/templates.h"

namespace sinergi::app {

struct ExampleMeetings {
  const kernel::Government& government;
  const pages::Templates& templates;
  const performance::PlanHead& plan;
};
// Throws Refused when a meeting of the example cannot be kept.
void LoadExampleMeetings(sql::Connection& c, const performance::ActContext& context,
                         const ExampleMeetings& example);

}  // namespace sinergi::app
