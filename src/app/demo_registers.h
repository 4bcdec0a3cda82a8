// Example records of every register that ships (data/demo/registers/<id>.yaml), made and carried on through the
// registers' own verbs, each act on its day, so that numbers, history, clocks and figures are real; and the
// indicators of the example plan that their figures feed.
//
//   unit: PIKP                                   # whose records they are
//   shared: {kind: complaint}                    # fields of every row
//   rows:
//     - times: 17                                # so many records, from `on`, `every` days apart …
//       first: 1                                 # … {n} counts from here
//       on: 2024-07-01
//       every: 4
//       key: "laporan{n}"                        # what links of other files call it: complaints/laporan1
//       fields: {subject: "Lampu padam {n}", received_on: "{day-1}"}
//       acts: [{act: forward, after: 1, fields: {agency: PIKP}}]    # days after it was made
//   feeds: [{figure: answered_share, indicator: Name of the indicator}]
#pragma once

#include "kernel/government.h"
#include "modules/register/feed.h"
#include "modules/register/register_service.h"
#include "platform/files/store.h"

namespace sinergi::app {

struct ExampleRegisters {
  const kernel::Government& government;
  const registers::Registers& registers;
  const files::ContentStore& store;
  performance::PlanHead plan;
  Period fed;  // the quarter whose realisations are taken over, submitted and verified
};
// Inside a Write. Throws Refused.
void LoadExampleRegisters(sql::Connection& c, const performance::ActContext& context,
                          const ExampleRegisters& example);

}  // namespace sinergi::app
