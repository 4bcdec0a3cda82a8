// All pages of the registers and their API, with their entry in the navigation. `registers` must outlive the
// router; `own_papers` is the folder of a region's own texts of papers; `links` what a module above adds to the page of a record.
#pragma once

#include <filesystem>

#include "kernel/web.h"
#include "modules/register/outside.h"
#include "modules/register/register_service.h"

namespace sinergi::registers {

void AddRegisterPages(kernel::Web& web, http::Router& router, const Registers& registers,
                      const std::filesystem::path& own_papers = {}, const RecordLinkSource& links = {});

void AddRegisterIndexPage(kernel::Web& web, http::Router& router, const Registers& registers);
void AddRegisterListPage(kernel::Web& web, http::Router& router, const Registers& registers);
void AddRegisterExportPages(kernel::Web& web, http::Router& router, const Registers& registers);
void AddRegisterRecordPage(kernel::Web& web, http::Router& router, const Registers& registers,
                           const RecordLinkSource& links);
void AddRegisterFilePages(kernel::Web& web, http::Router& router, const Registers& registers);
void AddRegisterFormPages(kernel::Web& web, http::Router& router, const Registers& registers);
void AddRegisterActPages(kernel::Web& web, http::Router& router, const Registers& registers);
void AddRegisterImportPages(kernel::Web& web, http::Router& router, const Registers& registers);
void AddRegisterFigurePages(kernel::Web& web, http::Router& router, const Registers& registers);
void AddRankingPages(kernel::Web& web, http::Router& router, const Registers& registers);
void AddGatherPages(kernel::Web& web, http::Router& router, const Registers& registers);
void AddPublicSettingsPage(kernel::Web& web, http::Router& router, const Registers& registers);
void AddRegisterOptionsPage(kernel::Web& web, http::Router& router, const Registers& registers);

}  // namespace sinergi::registers
