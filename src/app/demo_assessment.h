// The example region's assessments (data/demo/assessments.yaml): two closed SPBE years under two instruments,
// one year under way, and the targets of the RPJMD. Made by the same verbs as by hand; the levels are made up
// and marked so.
#pragma once

#include "base/result.h"
#include "modules/performance/public.h"
#include "platform/sql/database.h"

namespace sinergi::app {

Status LoadExampleAssessments(sql::Connection& c, const performance::ActContext& context);

}  // namespace sinergi::app
