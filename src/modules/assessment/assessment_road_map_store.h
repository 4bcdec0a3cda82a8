// The wish behind a road map in the database, and the way of its steps into a plan.
#pragma once

#include "modules/assessment/assessment_road_map.h"
#include "modules/assessment/assessment_store.h"

namespace sinergi::assessment {

std::optional<RoadWish> FindWish(sql::Connection& c, int64_t government_id, int64_t assessment_id);

// Planners and who leads the assessment.
bool MayWish(const kernel::Actor& actor, const kernel::UnitTree& units, const AssessmentHead& head);
// Errors: those of CheckWish, assessment.changed when the row version is not the newest.
Status SaveWish(sql::Connection& c, const ActContext& context, const Instrument& instrument,
                int64_t assessment_id, const RoadWish& wish);

// What becomes of a road map in a plan: an indicator a step; or one for the index, and the steps as actions
// that are followed every quarter but weigh nothing (weight 0).
enum class Adoption { kSteps, kIndex };
struct AdoptWish {
  int64_t node_id = 0;
  Adoption how = Adoption::kSteps;
  std::vector<Rise> rises;
  std::string target;  // the index as it shall be printed, for kIndex
};
// Adds the indicators below the node (a second time adds nothing) and, for kIndex, links the index indicator.
// Errors: assessment.nothing_picked, those of performance::AddIndicators.
Result<performance::AddedIndicators> AdoptRoadMap(sql::Connection& c, const ActContext& context,
                                                  const Sheet& sheet, const AdoptWish& wish);

}  // namespace sinergi::assessment
