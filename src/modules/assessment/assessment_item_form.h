// An answer as it comes from the form of the item page: fields value, met (several), explanation,
// row_version.
#pragma once

#include "modules/assessment/assessment.h"
#include "platform/http/message.h"

namespace sinergi::assessment {

// Errors: assessment.answer_invalid with fields value, met (assessment.value_unreadable {0}=text),
// row_version.
Result<Answer> ReadAnswer(const http::Form& form);
// The same from texts of any origin.
Result<Answer> ReadAnswer(std::string_view value, const std::vector<std::string>& met,
                          std::string_view explanation, std::string_view row_version);

// With the value as it is kept (typed_value.h): an item of points is typed in points.
Result<Answer> KeptAnswer(const Instrument& instrument, size_t item, Result<Answer> typed);

}  // namespace sinergi::assessment
