// Nomenclature in the database: versions by year, the map of predecessors, and series of money along it.
//
// Verbs run inside the caller's Write, need Right::kPlan for the whole government, and write their audit
// entry.
#pragma once

#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "base/money.h"
#include "modules/planning/nomenclature/nomenclature.h"
#include "modules/planning/planning_context.h"
#include "platform/sql/database.h"

namespace sinergi::planning {

struct NomenclatureImport {
  int added = 0, changed = 0, same = 0, links = 0;
};
// Adds to the year's version and replaces what its codes say; takes no code away. Suggestions are made
// against the nearest versions before and after. planning.years_wrong, kernel.forbidden.
Result<NomenclatureImport> ImportNomenclature(sql::Connection& c, const PlanningContext& context, int year,
                                              const NomenclatureFile& file);

std::vector<int> NomenclatureYears(sql::Connection& c, int64_t government_id);
std::vector<NomenclatureCode> CodesIn(sql::Connection& c, int64_t government_id, int year);
std::unordered_set<std::string> CodesOfYear(sql::Connection& c, int64_t government_id, int year);
// By code or words of the name, at most `most`; by code.
std::vector<NomenclatureCode> SearchCodes(sql::Connection& c, int64_t government_id, int year,
                                          std::string_view words, int most);
std::optional<NomenclatureCode> FindCode(sql::Connection& c, int64_t government_id, int year,
                                         std::string_view code);

std::vector<CodeLink> ListLinks(sql::Connection& c, int64_t government_id);
// Suggestions of a year that wait for a decision.
std::vector<CodeLink> OpenLinks(sql::Connection& c, int64_t government_id, int year, int most);
// Confirms, refuses, or adds a link of a person's own. planning.link_unknown: one of its codes does not stand
// in its version.
Status DecideLink(sql::Connection& c, const PlanningContext& context, const CodeLink& link);

// One year of a series: the codes, and what the plans that are measured give them.
struct SeriesYear {
  int year = 0;
  std::vector<std::string> codes;
  Money ceiling, realised;
  int plans = 0;  // that have one of the codes
};
std::vector<SeriesYear> LoadSeries(sql::Connection& c, int64_t government_id, int year,
                                   const std::string& code);

}  // namespace sinergi::planning
