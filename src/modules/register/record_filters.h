// What a list of records is narrowed by, as a WHERE over the table r: the view's own selection, the units that
// somebody may see, the filters of record_list.h and the words searched for.
#pragma once

#include "modules/register/conditions.h"
#include "modules/register/record_list.h"

namespace sinergi::registers {

// Whether lists are narrowed by this number: its column has an index.
bool IsNumberFilter(const Field& field);

// A list narrowed or sorted by what somebody may not see would tell it.
bool MayUse(const Definition& definition, const ListQuery& query, std::string_view name);

// register.bad_filter with the name of one that is unknown or cannot be read. Asks the tables which index is the
// narrowest and which records have the words.
Result<Conditions> ListWhere(sql::Connection& c, int64_t government_id, const Definition& definition,
                             const ListView& view, const ListQuery& query, const Date& today);

}  // namespace sinergi::registers
