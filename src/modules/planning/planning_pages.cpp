#include "modules/planning/planning_pages.h"

namespace sinergi::planning {

void AddPlanningPages(kernel::Web& web, http::Router& router) {
  AddDocumentListPages(web, router);
  AddDocumentPage(web, router);
  AddDocumentNodePage(web, router);
  AddDocumentImportPages(web, router);
  AddDifferencePages(web, router);
  AddFindingPages(web, router);
  AddCeilingPages(web, router);
  AddNomenclaturePages(web, router);
  web.navigation.push_back(
      {"/planning", "planning.title", kernel::Right::kRead, kernel::NavGroup::kPlanning, {"/nomenclature"}});
}

}  // namespace sinergi::planning
