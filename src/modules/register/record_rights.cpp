#include "modules/register/record_rights.h"

#include <algorithm>

#include "modules/register/names.h"

namespace sinergi::registers {
namespace {

bool HoldsAny(const RecordContext& context, const Definition& definition,
              const std::vector<std::string>& roles, int64_t unit_id) {
  return std::any_of(roles.begin(), roles.end(),
                     [&](const std::string& role) { return HoldsRole(context, definition, role, unit_id); });
}

// Every role that some act names.
std::vector<std::string> ActingRoles(const Definition& definition) {
  std::vector<std::string> roles;
  for (const Act& act : definition.acts)
    for (const std::string& role : act.by)
      if (role != kPublicRole) roles.push_back(role);
  return roles;
}

}  // namespace

bool GrantCovers(const RecordContext& context, int64_t grant_unit, int64_t unit_id) {
  return grant_unit == 0 || (unit_id != 0 && context.units.IsWithin(unit_id, grant_unit));
}

bool HoldsRole(const RecordContext& context, const Definition& definition, std::string_view role,
               int64_t unit_id) {
  if (context.citizen) return role == kPublicRole;
  if (context.actor.account_id == 0) return true;  // the operator at the command line
  for (const RoleGrant& grant : context.role_grants)
    if (grant.role == role && GrantCovers(context, grant.unit_id, unit_id)) return true;
  const bool named = std::any_of(context.named.begin(), context.named.end(), [&](const RoleGrant& grant) {
    return grant.role == role && GrantCovers(context, grant.unit_id, unit_id);
  });
  if (named) return false;  // whoever was named holds it alone
  for (const RegisterRole& known : definition.roles) {
    if (known.name != role) continue;
    for (const kernel::Grant& grant : context.actor.grants)
      if (HasWord(known.stands_for, kernel::Name(grant.role)) && GrantCovers(context, grant.unit_id, unit_id))
        return true;
  }
  return false;
}

// Until the office has taken it in, and again while the office waits for what is missing.
static bool AwaitsCitizen(const Definition& definition, const Record& record) {
  if (record.number.empty()) return true;
  const Act* submit = definition.ActNamed(definition.open->submit_act);
  return submit != nullptr && HasWord(submit->from, record.state);
}

bool MayMake(const RecordContext& context, const Definition& definition, int64_t unit_id) {
  if (context.citizen) return definition.open && definition.open->submit;
  return HoldsAny(context, definition,
                  definition.makers.empty() ? ActingRoles(definition) : definition.makers, unit_id);
}

bool MayEdit(const RecordContext& context, const Definition& definition, const Record& record) {
  const State* state = definition.StateNamed(record.state);
  if (context.citizen)
    return definition.open && state != nullptr && state->open && AwaitsCitizen(definition, record);
  const bool open = definition.edited_in.empty() ? state != nullptr && state->open
                                                 : HasWord(definition.edited_in, record.state);
  const std::vector<std::string> roles =
      definition.editors.empty() ? ActingRoles(definition) : definition.editors;
  return open && HoldsAny(context, definition, roles, record.unit_id);
}

bool MayTake(const RecordContext& context, const Definition& definition, const Act& act,
             const Record& record) {
  if (context.citizen && !(definition.open && HasWord(definition.open->acts, act.name))) return false;
  return HoldsAny(context, definition, act.by, record.unit_id);
}

bool MaySeePersonal(const RecordContext& context, const Definition& definition, int64_t unit_id) {
  return !context.citizen && HoldsAny(context, definition, ActingRoles(definition), unit_id);
}

}  // namespace sinergi::registers
