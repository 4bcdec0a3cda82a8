// Crosscut (hubungan lintas unit): another unit or agency that contributes to an indicator of the plan, and with what
// (PermenPANRB 89/2021, crosscutting). Drawn in the tree of performance.
#pragma once

#include "modules/agreement/agreement_store.h"

namespace sinergi::agreement {

struct Crosscut {
  int64_t id = 0, indicator_id = 0, unit_id = 0;
  std::string role;  // "menyediakan data kependudukan"
};
std::vector<Crosscut> CrosscutsOf(sql::Connection& c, int64_t government_id, int64_t plan_id);

// By who prepares agreements where the indicator is at home. Errors: performance.indicator_unknown, kernel.forbidden,
// agreement.crosscut_exists; fields unit (agreement.unit_missing), role (agreement.role_missing).
Result<int64_t> AddCrosscut(sql::Connection& c, const ActContext& context, const Crosscut& wish);
Status RemoveCrosscut(sql::Connection& c, const ActContext& context,
                      int64_t id);  // agreement.crosscut_unknown

}  // namespace sinergi::agreement
