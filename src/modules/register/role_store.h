// Roles of the registers held by name (register_grant): who holds "ppid_officer" in a unit and everything
// below it; unit 0: the whole government. A role is the same in every register that names it.
//
//   GrantRole(c, context, definition, {.role = "ppid_officer", .account_id = 12, .unit_id = 7});
//
// Where somebody holds a role by name, the kernel's roles that stand for it hold it no longer
// (record_rights.h).
// Who may: whoever administers the government. Errors: kernel.forbidden, register.unknown_role {0}=role,
// kernel.account_unknown, kernel.unit_unknown. Inside the caller's Write, with the audit entry.
#pragma once

#include "modules/register/record.h"

namespace sinergi::registers {

struct NamedRole {
  std::string role;
  int64_t account_id = 0, unit_id = 0;
  std::string login = {}, name = {};  // of the account
};
// Of the definition's own roles; by role, then log-in.
std::vector<NamedRole> ListNamedRoles(sql::Connection& c, int64_t government_id,
                                      const Definition& definition);
Status GrantRole(sql::Connection& c, const RecordContext& context, const Definition& definition,
                 const NamedRole& wanted);
Status RevokeRole(sql::Connection& c, const RecordContext& context, const Definition& definition,
                  const NamedRole& held);
// The roles a register brings along; the kernel's are given to people elsewhere.
std::vector<const RegisterRole*> OwnRoles(const Definition& definition);

}  // namespace sinergi::registers
