// The pages of papers: of one record, of a register as a whole, what was issued, and the check that everybody
// may make (/verifikasi). `registers` must outlive the router; `own_texts` is the folder of a region's own
// texts: "ppid-request.notice.txt" is printed in place of what the register's file says.
#pragma once

#include <filesystem>

#include "modules/register/paper_store.h"
#include "modules/register/register_visit.h"

namespace sinergi::registers {

void AddPaperPages(kernel::Web& web, http::Router& router, const Registers& registers,
                   const std::filesystem::path& own_texts);
void AddPaperPeriodPages(kernel::Web& web, http::Router& router, const Registers& registers,
                         const std::filesystem::path& own_texts);
void AddPaperCheckPage(kernel::Web& web, http::Router& router, const Registers& registers);

// The text to print: the region's own where it lies in the folder and has no faults, else the register's.
struct TextInUse {
  PaperText text;
  std::vector<std::string> faults;  // of the region's own, "ppid-request.notice.txt:3:12: …"
};
TextInUse TextOf(const kernel::Visit& v, const std::filesystem::path& own_texts, const Definition& definition,
                 const Paper& paper);

// A paper that was issued, as page or as PDF.
http::Response ShowIssued(Here& here, const IssuedPaper& paper);
http::Response SendIssued(Here& here, const IssuedPaper& paper);
// Of the route's {code}, and who reads it is told: of a record (or 0) of this register. http.not_found,
// kernel.forbidden.
Result<IssuedPaper> IssuedHere(Here& here, int64_t record_id);
void FillIssued(const Here& here, const std::vector<IssuedPaper>& issued, const std::string& path,
                ctemplate::TemplateDictionary& page);

}  // namespace sinergi::registers
