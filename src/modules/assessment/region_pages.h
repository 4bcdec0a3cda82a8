// What the three files of region pages share. Only for region_*.cpp and the benchmark.
#pragma once

#include "kernel/web.h"
#include "modules/assessment/assessment_services.h"
#include "modules/assessment/published_store.h"
#include "modules/assessment/region.h"

namespace sinergi::assessment {

using Shelf = std::shared_ptr<InstrumentShelf>;

void AddRegionListPages(kernel::Web& web, http::Router& router, const Shelf& shelf);   // /region, /region.csv
void AddRegionResultPage(kernel::Web& web, http::Router& router, const Shelf& shelf);  // /region/{id}
void AddRegionImportPages(kernel::Web& web, http::Router& router, const Shelf& shelf);  // /region/import

std::string MicroText(const std::optional<int64_t>& micro);        // "3,75", "–"
std::string MicroChangeText(const std::optional<int64_t>& micro);  // "+0,12", "−0,73", "0,00", "–"
// Class of a tag: "good" for the upper predicates, "warn" for the last but one, "bad" for the last.
std::string_view PredicateTag(const Instrument& instrument, std::string_view predicate);
// The domains' names in the language of the visit.
std::vector<std::string> DomainNames(const Instrument& instrument, Lang lang);
// One line of the table (section ROW of assessment/region), and the line; the region's own cell (REGION_CELL) stays
// hidden.
ctemplate::TemplateDictionary& FillRegionRow(const Instrument& instrument,
                                             const std::vector<std::string>& domains, const RegionRow& row,
                                             bool own, ctemplate::TemplateDictionary& page);
// All results of a year, whatever the instrument.
std::vector<PublishedResult> ListYear(sql::Connection& c, int64_t government_id, int year,
                                      const std::vector<PublishedSet>& sets);
bool MayImport(const kernel::Visit& v);

}  // namespace sinergi::assessment
