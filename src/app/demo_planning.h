// The example's planning documents, data/demo/documents.yaml with a sheet for each, through the store's own verbs.
#pragma once

#include "modules/planning/planning_context.h"
#include "platform/sql/database.h"

namespace sinergi::app {

// Throws Refused when a document of the example cannot be kept.
void LoadExampleDocuments(sql::Connection& c, const planning::PlanningContext& context, int64_t agency_id);

}  // namespace sinergi::app
