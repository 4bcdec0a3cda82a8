// The example's performance agreements: the head of agency and two divisions, signed; a member of staff's still a draft.
#pragma once

#include "modules/performance/public.h"

namespace sinergi::app {

// Throws Refused.
void LoadExampleAgreements(sql::Connection& c, const performance::ActContext& context, int64_t agency_id,
                           int year);

}  // namespace sinergi::app
