// The roles of a register: what each may do, who holds it by name in which unit, and for whoever administers:
// giving and taking it.
#pragma once

#include "modules/register/register_visit.h"

namespace sinergi::registers {

void AddRolePages(kernel::Web& web, http::Router& router, const Registers& registers);

}  // namespace sinergi::registers
