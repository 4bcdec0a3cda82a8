// What the two pages of the road map share: the wish that stands, and the shortest way that follows from it.
#pragma once

#include "kernel/web.h"
#include "modules/assessment/assessment_road_map.h"
#include "modules/assessment/assessment_services.h"

namespace sinergi::assessment {

// The one saved, else one made from the targets. assessment.too_fine.
Result<RoadWish> WishFor(const kernel::Visit& v, const Sheet& sheet);
Result<ImprovePlan> WayOf(const kernel::Visit& v, const Sheet& sheet, const RoadWish& wish);
std::string ResponsibleText(const Rise& rise);

void AddAdoptPages(kernel::Web& web, http::Router& router, AssessmentServices& services);  // …/road-map/plan

}  // namespace sinergi::assessment
