// Merge: what a stored plan becomes when an imported one is laid over it, and the list of what that changes. Pure.
//
// Nodes are the same when their codes are (without code: their names from the root); indicators when their names below the same
// node are. A zero amount or an empty quantity in the import says nothing and changes nothing, but a month that the file says is
// nothing (Node::no_realised) is cleared. A reported figure that someone has
// submitted, verified or locked is not overwritten by a file: the difference is listed as refused, for a person to settle.
//
// Amounts of one day (PlanYear::as_of): the ceiling lies over the one in force on that day; of what was realised up to it, the
// part that earlier months do not hold yet becomes that month's, so that absorption is right from then on and no split over
// earlier months is invented. When earlier months already hold more, nothing is taken and the difference is refused. Names stay.
#pragma once

#include <utility>
#include <vector>

#include "modules/performance/import_store.h"
#include "modules/performance/plan_year.h"

namespace sinergi::performance {

struct MergedPlan {
  // Stored nodes and indicators first, in their order, then the new ones (id 0); not in depth-first order.
  PlanYear plan;
  std::vector<bool> node_touched, indicator_touched;
  std::vector<std::pair<int, int>> measured;  // indicator, quarter: measurements to write
  std::vector<PlanChange> changes;
};

MergedPlan Merge(const PlanYear* stored, const PlanYear& imported);

}  // namespace sinergi::performance
