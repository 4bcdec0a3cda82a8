// The figures of all registers for one unit and quarter, for the material of a meeting: letters settled, packages
// contracted, days attended … Only of registers with records there, only what the visitor may read, and nothing that is 0 or
// has no value.
#pragma once

#include "base/period.h"
#include "kernel/web.h"
#include "modules/register/register_service.h"

namespace sinergi::registers {

struct UnitFigure {
  std::string register_title, title, value, unit;
  std::string url;  // of the records behind it
};
// Of the unit with everything below it.
std::vector<UnitFigure> UnitFiguresOf(const kernel::Visit& v, const Registers& registers, int64_t unit_id,
                                      Period period);

}  // namespace sinergi::registers
