// Records as JSON, for other programs: whole numbers and decimals travel as texts in point style, dates as
// 2024-03-01, choices by their names, tables as lists of objects. What is personal is left out, and named in
// "hidden", unless it may be shown.
#pragma once

#include <boost/json.hpp>

#include "modules/register/register_words.h"

namespace sinergi::registers {

boost::json::object RecordJson(const Printing& how, const Record& record, Personal personal);

// {"wanted": "…", "channels": ["web", "post"], "items": [{"name": "…", "price": "1500.50"}]} as typed texts.
// null empties a field. Errors: register.record_invalid with a fault a field (register.field.not_text for
// what is no text, no yes or no and no list of these).
Result<Typed> TypedFromJson(const Definition& definition, const boost::json::object& fields);

}  // namespace sinergi::registers
