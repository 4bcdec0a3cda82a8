// Import: takes a PlanYear that an importer read from a file into the database: first as a preview of what is new, changed and
// no longer there, then, when confirmed, as one transaction. Taking the same file in twice changes nothing.
//
// Nodes are recognised by their code, without one by their names from the root; indicators by their name below their node.
// What the file does not say (an empty quantity, no weight) leaves the stored value alone; what is stored but not in the file
// stays and is listed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "modules/performance/performance_store.h"
#include "modules/performance/plan_year.h"

namespace sinergi::performance {

struct PlanChange {
  enum class Kind { kNew, kChanged, kMissing, kRefused };
  Kind kind = Kind::kNew;
  std::string what;   // "node", "indicator", "target", "money", "measurement"
  std::string place;  // code or name of the node, and the indicator's name
  std::string field;  // text key suffix: "ceiling_original", "target_year" …
  std::string before, after;
};

std::string_view TextKey(PlanChange::Kind kind);  // "interface.change_new" …

// What taking `imported` in would change, against what is stored now (null: no plan yet).
std::vector<PlanChange> Compare(const PlanYear* stored, const PlanYear& imported);

struct ImportResult {
  int64_t plan_id = 0;
  int applied = 0;  // changes written; 0 when all was there already
};
// Writes the changes for the agency `unit_id`. Measurements that are locked or newer in the database are not overwritten:
// they are listed as kRefused by Compare. Needs Right::kPlan at the unit. Errors: kernel.forbidden, performance.import_unit_unknown,
// performance.import_amounts_too_large (together beyond Rp 92 quadrillion).
Result<ImportResult> ApplyImport(sql::Connection& c, const ActContext& context, int64_t unit_id, const PlanYear& imported);

}  // namespace sinergi::performance
