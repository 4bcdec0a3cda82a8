// What the pages of assessments share: finding the assessment that the address names, who sees it, and words
// for stages, values and dates. Made for one request.
#pragma once

#include "kernel/web.h"
#include "modules/assessment/assessment_services.h"
#include "modules/assessment/assessment_store.h"
#include "platform/files/label_text.h"

namespace sinergi::assessment {

// Of the whole government: whoever may read anything there; of an agency: whoever reads some unit of it.
bool MaySee(const kernel::Actor& actor, const kernel::UnitTree& units, const AssessmentHead& head);

// The instrument as this assessment is filled: its scoring, and the weights of its year. Errors of the shelf;
// assessment.weights_missing {0}=instrument when those stored do not fit it any more.
Result<std::shared_ptr<const Instrument>> InstrumentFor(sql::Connection& c, int64_t government_id,
                                                        AssessmentServices& services,
                                                        const AssessmentHead& head);

// The assessment of {id} with its answers. Errors: assessment.unknown, kernel.forbidden, those of the shelf.
Result<Sheet> FindSheet(const kernel::Visit& v, AssessmentServices& services);

// The same where its index is a weighted mean: a road map to it can be computed. assessment.no_road_map.
Result<Sheet> FindMeanSheet(const kernel::Visit& v, AssessmentServices& services);

// The item of {item} in it; the right to read it is checked. assessment.item_unknown, kernel.forbidden.
Result<size_t> FindItem(const kernel::Visit& v, const Sheet& sheet);

std::optional<int64_t> ReadId(std::string_view text);

std::string StageText(const kernel::Visit& v, Stage stage);
std::string StandText(const kernel::Visit& v, const Position& at);  // the stage, or "ditetapkan"
std::string SubjectText(const kernel::Visit& v, int64_t unit_id);   // the agency or the government
std::string UnitText(const kernel::Visit& v, int64_t unit_id);      // "Belum dibagi" for 0
std::string PathOf(const AssessmentHead& head);                     // "/assessments/12"
std::string TitleOf(const kernel::Visit& v, const Sheet& sheet);    // "SPBE (PermenPANRB 59/2020) 2024"
// "3 – Terdefinisi"; the value alone where the scale has no name for it; "–" for none.
std::string LevelText(const kernel::Visit& v, const Instrument& instrument, size_t item,
                      const std::optional<Ratio>& value);
std::string PrintDay(const kernel::Visit& v, const Date& date);  // "18 September 2024"
// The predicate of an index by the instrument, in the visitor's language; "" where it has none.
std::string PredicateText(const kernel::Visit& v, const Instrument& instrument, int predicate);

// The person who asks, as the verbs want it. `units` must outlive it.
ActContext ContextOf(const kernel::Visit& v, const kernel::UnitTree& units);

}  // namespace sinergi::assessment
