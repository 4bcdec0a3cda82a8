// Papers of a register as a whole: the register book of a period with its columns as the regulation has them,
// and the report of a year, computed from the records.
//
//   Result<PaperSheet> book = BookSheet({here, c, context, Personal::kShown}, paper, span.days);
//   Result<PaperSheet> report = ReportSheet({here, c, context}, paper, paper.text, 2024);
//
// Of the units whose records may be read; personal values are dots and personal figures are left out unless
// they may be shown. Errors: kernel.forbidden, register.export_too_large {0}=most, those of ListRecords.
// Inside a Read or Write.
#pragma once

#include "modules/register/paper_record.h"
#include "modules/register/record_figures.h"

namespace sinergi::registers {

constexpr int kBookMost = 5000;

struct PeriodScene {
  const Here& here;
  sql::Connection& c;
  const RecordContext& context;
  Personal personal = Personal::kMasked;
};

Result<PaperSheet> BookSheet(const PeriodScene& scene, const Paper& paper, const Days& days);
Result<PaperSheet> ReportSheet(const PeriodScene& scene, const Paper& paper, const PaperText& text, int year);
// Personal fields that the book's columns show.
std::vector<std::string> PersonalIn(const Paper& book, const Definition& definition);

}  // namespace sinergi::registers
