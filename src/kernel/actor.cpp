#include "kernel/actor.h"

#include <algorithm>
#include <set>

namespace sinergi::kernel {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 7> kRoles{{
    {Role::kOfficer, "officer"},
    {Role::kVerifier, "verifier"},
    {Role::kPlanner, "planner"},
    {Role::kHead, "head"},
    {Role::kEvaluator, "evaluator"},
    {Role::kAdministrator, "administrator"},
    {Role::kAuditor, "auditor"},
}};

// How far a right of a role reaches: not at all, over the grant's unit and all below it, or over everything.
enum class Reach { kNone, kUnit, kAll };
constexpr Reach kNo = Reach::kNone, kUnit = Reach::kUnit, kAll = Reach::kAll;

// The one table of rights.
constexpr Reach kTable[7][7] = {
    // read, enter, verify, plan, evaluate, administer, audit
    {kUnit, kUnit, kNo, kNo, kNo, kNo, kNo},  // officer
    {kUnit, kNo, kUnit, kNo, kNo, kNo, kNo},  // verifier
    {kUnit, kNo, kNo, kUnit, kNo, kNo, kNo},  // planner
    {kUnit, kNo, kNo, kNo, kNo, kNo, kNo},    // head
    {kAll, kNo, kNo, kNo, kUnit, kNo, kNo},   // evaluator
    {kUnit, kNo, kNo, kNo, kNo, kUnit, kNo},  // administrator
    {kUnit, kNo, kNo, kNo, kNo, kNo, kUnit},  // auditor
};
static_assert(static_cast<int>(Role::kAuditor) + 1 == std::size(kTable));
static_assert(static_cast<int>(Right::kAudit) + 1 == std::size(kTable[0]));

Reach ReachOf(Role role, Right right) {
  return kTable[static_cast<int>(role)][static_cast<int>(right)];
}

bool Covers(const Grant& grant, Right right, const UnitTree& units, int64_t unit_id) {
  const Reach reach = ReachOf(grant.role, right);
  if (reach == Reach::kNone) return false;
  if (reach == Reach::kAll || grant.unit_id == 0) return true;
  return unit_id != 0 && units.IsWithin(unit_id, grant.unit_id);
}

}  // namespace

std::string_view Name(Role role) {
  return kRoles[static_cast<size_t>(role)].second;
}

std::optional<Role> ParseRole(std::string_view name) {
  for (const auto& [role, its_name] : kRoles) {
    if (its_name == name) return role;
  }
  return {};
}

bool IsForWholeGovernment(Role role) {
  return role == Role::kAdministrator || role == Role::kAuditor;
}

bool Actor::May(Right right, const UnitTree& units, int64_t unit_id) const {
  return std::any_of(grants.begin(), grants.end(),
                     [&](const Grant& grant) { return Covers(grant, right, units, unit_id); });
}

bool Actor::MayAnywhere(Right right) const {
  return std::any_of(grants.begin(), grants.end(),
                     [&](const Grant& grant) { return ReachOf(grant.role, right) != Reach::kNone; });
}

std::vector<int64_t> Actor::UnitsWith(Right right, const UnitTree& units) const {
  std::vector<int64_t> ids;
  for (const Unit& unit : units.units()) {
    if (May(right, units, unit.id)) ids.push_back(unit.id);
  }
  return ids;
}

std::string Actor::RightsKey() const {
  std::set<std::pair<int, int64_t>> unique;
  for (const Grant& grant : grants) unique.emplace(static_cast<int>(grant.role), grant.unit_id);
  std::string key = std::to_string(government_id);
  for (const auto& [role, unit_id] : unique) key += fmt::format("|{}:{}", role, unit_id);
  return key;
}

Actor CommandLineActor(int64_t government_id) {
  Actor actor{government_id, 0, "cli", "cli", {}};
  for (const auto& [role, name] : kRoles) actor.grants.push_back({role, 0});
  return actor;
}

}  // namespace sinergi::kernel
