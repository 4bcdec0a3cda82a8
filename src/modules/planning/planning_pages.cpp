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
  web.navigation.push_back({"/planning", "nav.planning", kernel::Right::kRead});
}

}  // namespace sinergi::planning
