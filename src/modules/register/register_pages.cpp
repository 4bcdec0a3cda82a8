#include "modules/register/register_pages.h"

#include "modules/register/record_api.h"

namespace sinergi::registers {

void AddRegisterPages(kernel::Web& web, http::Router& router, const Registers& registers) {
  AddRegisterIndexPage(web, router, registers);
  AddRegisterListPage(web, router, registers);
  AddRegisterExportPages(web, router, registers);
  AddRegisterFormPages(web, router, registers);
  AddRegisterRecordPage(web, router, registers);
  AddRegisterActPages(web, router, registers);
  AddRegisterFilePages(web, router, registers);
  AddRegisterOptionsPage(web, router, registers);
  AddRegisterImportPages(web, router, registers);
  AddRegisterFigurePages(web, router, registers);
  AddRecordApi(web, router, registers);
}

}  // namespace sinergi::registers
