// Targets of an index in the database, and the indicators of the plan that take their realisation from it.
//
// A closed assessment's index is offered, never taken by itself: a person who may enter the indicator takes
// it, and it becomes a draft realisation like any other, with the result as its evidence.
#pragma once

#include "kernel/evidence.h"
#include "modules/assessment/assessment_store.h"
#include "modules/assessment/target.h"

namespace sinergi::assessment {

std::vector<YearTarget> ListTargets(sql::Connection& c, int64_t government_id, std::string_view series,
                                    int64_t unit_id);
// Writes all targets of a series; a year that is missing is taken away. Needs Right::kPlan at the unit.
// Errors: assessment.target_invalid with fields "year1" … (assessment.year_range, assessment.year_twice),
// "target1" (assessment.target_range), "source1" (assessment.text_too_long).
Status SetTargets(sql::Connection& c, const ActContext& context, const std::string& series, int64_t unit_id,
                  const std::vector<YearTarget>& targets);

struct LinkedIndicator {
  int64_t indicator_id = 0, unit_id = 0;  // unit: responsible for the indicator
  int year = 0;
  std::string name;
};
std::vector<LinkedIndicator> ListLinks(sql::Connection& c, int64_t government_id, std::string_view series,
                                       int64_t unit_id);
// Needs Right::kPlan at the indicator's unit. performance.indicator_unknown.
Status LinkIndicator(sql::Connection& c, const ActContext& context, const std::string& series,
                     int64_t unit_id, int64_t indicator_id);
Status UnlinkIndicator(sql::Connection& c, const ActContext& context, int64_t indicator_id);

struct TakeWish {
  int64_t indicator_id = 0;
  int quarter = 4;
  int64_t row_version = 0;    // of the measurement, as it was seen
  kernel::Evidence evidence;  // of the result, stored already; its subject is set here
};
// Saves the index of a closed assessment as a draft realisation of a linked indicator of the same year.
// Errors: assessment.not_closed, assessment.not_linked, and those of SaveMeasurement and AddEvidence.
Result<performance::MeasurementRow> TakeRealisation(sql::Connection& c, const ActContext& context,
                                                    const AssessmentHead& head, const TakeWish& wish);

}  // namespace sinergi::assessment
