// Links to the pages of totals that a register makes or takes part in, for those who may open them.
#pragma once

#include "modules/register/register_visit.h"

namespace sinergi::registers {

struct GatherLink {
  std::string url, title;
};
std::vector<GatherLink> GatherLinksOf(const Here& here, const RecordContext& context);

}  // namespace sinergi::registers
