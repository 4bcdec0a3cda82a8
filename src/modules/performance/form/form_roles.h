// What the formulas of a form mean: references followed and checked, and the roles that follow the rules of
// an indicator (year figure, across years, rate) told from plain arithmetic.
#pragma once

#include "modules/performance/form/form.h"
#include "platform/files/data_file.h"

namespace sinergi::performance::form {

// A fault for every reference to a column that is not there, has no such side or holds text, and for every
// circle.
void FollowReferences(const files::Node& columns, const Form& form, files::Faults& faults);

// Sets Slot::role and Slot::operands of the formulas. The form has no faults.
void FindRoles(Form& form);

}  // namespace sinergi::performance::form
