#include "modules/planning/planning_pages.h"

namespace sinergi::planning {

void AddPlanningPages(kernel::Web& web, http::Router& router, const PlanningServices& services) {
  AddDocumentListPages(web, router, services);
  AddDocumentPage(web, router);
  AddDocumentNodePage(web, router, services);
  AddDocumentImportPages(web, router);
  AddDifferencePages(web, router);
  AddFindingPages(web, router, services);
  AddCeilingPages(web, router);
  AddNomenclaturePages(web, router, services);
  web.navigation.push_back({"/planning",
                            "planning.title",
                            kernel::Right::kRead,
                            kernel::NavGroup::kPlanning,
                            {"/nomenclature", "/proposals"}});
}

}  // namespace sinergi::planning
