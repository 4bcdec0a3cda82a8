#include "modules/register/register_pages.h"

#include "modules/register/notice_page.h"
#include "modules/register/paper_page.h"
#include "modules/register/public_pages.h"
#include "modules/register/record_api.h"
#include "modules/register/role_page.h"

namespace sinergi::registers {

void AddRegisterPages(kernel::Web& web, http::Router& router, const Registers& registers,
                      const std::filesystem::path& own_papers, const RecordLinkSource& links) {
  AddRegisterIndexPage(web, router, registers);
  AddRegisterListPage(web, router, registers);
  AddRegisterExportPages(web, router, registers);
  AddRegisterFormPages(web, router, registers);
  AddRegisterRecordPage(web, router, registers, links);
  AddRegisterActPages(web, router, registers);
  AddRegisterFilePages(web, router, registers);
  AddRegisterOptionsPage(web, router, registers);
  AddRegisterImportPages(web, router, registers);
  AddRegisterFigurePages(web, router, registers);
  AddRankingPages(web, router, registers);
  AddGatherPages(web, router, registers);
  AddPaperPages(web, router, registers, own_papers);
  AddPaperPeriodPages(web, router, registers, own_papers);
  AddPaperCheckPage(web, router, registers);
  AddNoticePages(web, router, registers);
  AddRolePages(web, router, registers);
  AddRecordApi(web, router, registers);
  AddPublicPages(web, router, registers);
  AddPublicSettingsPage(web, router, registers);
}

}  // namespace sinergi::registers
