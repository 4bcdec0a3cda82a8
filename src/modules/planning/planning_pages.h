// The pages of planning: documents with their versions, import, differences, findings, ceilings.
#pragma once

#include "kernel/web.h"
#include "modules/planning/outside.h"

namespace sinergi::planning {

// All of them, and their entry in the navigation.
void AddPlanningPages(kernel::Web& web, http::Router& router, const PlanningServices& services = {});

// One part each; called by AddPlanningPages.
void AddDocumentListPages(kernel::Web& web, http::Router& router, const PlanningServices& services);
void AddDocumentPage(kernel::Web& web, http::Router& router);  // with the two below
void AddIssuePages(kernel::Web& web, http::Router& router);
void AddStartPage(kernel::Web& web, http::Router& router);
void AddDocumentNodePage(kernel::Web& web, http::Router& router, const PlanningServices& services);
void AddDocumentImportPages(kernel::Web& web, http::Router& router);
void AddDifferencePages(kernel::Web& web, http::Router& router);
void AddFindingPages(kernel::Web& web, http::Router& router, const PlanningServices& services);
void AddCeilingPages(kernel::Web& web, http::Router& router);
void AddNomenclaturePages(kernel::Web& web, http::Router& router, const PlanningServices& services);

}  // namespace sinergi::planning
