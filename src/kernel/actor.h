// Actor: who acts: an account with its roles, each scoped to a unit and everything below it. Rights are asked, roles never.
//
//   if (!actor.May(Right::kVerify, units, indicator.unit_id)) return Forbidden();
//
// One table (actor.cpp) says which role holds which right.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "kernel/unit.h"

namespace sinergi::kernel {

// Stored by name. unit 0 in a grant means the whole government.
enum class Role { kOfficer, kVerifier, kPlanner, kHead, kEvaluator, kAdministrator, kAuditor };
std::string_view Name(Role role);  // "officer", "verifier", "planner", "head", "evaluator", "administrator", "auditor"
std::optional<Role> ParseRole(std::string_view name);
// Administrators and auditors are granted the whole government only.
bool IsForWholeGovernment(Role role);

enum class Right {
  kRead,        // see plans, figures, dashboards of the unit
  kEnter,       // enter and submit measurements
  kVerify,      // verify, return, lock measurements; open a correction of a locked one
  kPlan,        // import, change plan, indicators, targets, ceilings; dates of quarters
  kEvaluate,    // write evaluation remarks, follow-ups; sees all of the government
  kAdminister,  // units, people, accounts, roles, settings
  kAudit,       // read the audit trail
};

struct Grant {
  Role role = Role::kOfficer;
  int64_t unit_id = 0;
};

struct Actor {
  int64_t government_id = 0;
  int64_t account_id = 0;  // 0: the command line
  std::string login, name;
  std::vector<Grant> grants;

  // unit_id 0 asks for the whole government: a grant of one unit does not hold there.
  bool May(Right right, const UnitTree& units, int64_t unit_id) const;
  bool MayAnywhere(Right right) const;
  // Units that a list may show: those where the right holds.
  std::vector<int64_t> UnitsWith(Right right, const UnitTree& units) const;
  // A text that is equal for actors who may see the same: part of a cache key.
  std::string RightsKey() const;
};

// The operator at the command line: may do everything, and is named "cli" in the audit trail.
Actor CommandLineActor(int64_t government_id);

inline Error Forbidden() { return {ErrorKind::kForbidden, "kernel.forbidden"}; }

}  // namespace sinergi::kernel
