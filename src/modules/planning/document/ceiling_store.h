// Indicative ceilings in the database: of an agency, or of one of its programmes, by year.
//
// SetCeiling runs inside the caller's Write, checks Right::kPlan for the whole government (who plans for an
// agency alone does not set its own ceiling), and writes its audit entry.
#pragma once

#include <vector>

#include "modules/planning/document/checklist.h"
#include "modules/planning/planning_context.h"
#include "platform/sql/database.h"

namespace sinergi::planning {

struct AgencyCeiling {
  int64_t unit_id = 0;
  std::string programme;  // "": the whole agency
  int year = 0;
  Money amount;
};

// By unit and programme. year 0: all years.
std::vector<AgencyCeiling> ListCeilings(sql::Connection& c, int64_t government_id, int year);
// Those of one agency as the checklist takes them.
std::vector<IndicativeCeiling> CeilingsOf(sql::Connection& c, int64_t government_id,
                                          const kernel::UnitTree& units, int64_t unit_id);

// No amount takes the ceiling away. Errors: kernel.forbidden, planning.ceiling_invalid with fields unit
// (planning.unit_wrong), programme (planning.programme_wrong), year (planning.years_wrong), amount
// (planning.amounts_too_large).
Status SetCeiling(sql::Connection& c, const PlanningContext& context, const AgencyCeiling& ceiling,
                  bool remove);

}  // namespace sinergi::planning
