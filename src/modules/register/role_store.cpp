#include "modules/register/role_store.h"

#include <boost/json.hpp>

#include <algorithm>

#include "kernel/account.h"
#include "kernel/audit.h"
#include "kernel/ids.h"

namespace sinergi::registers {
namespace {

bool IsOwnRole(const Definition& definition, std::string_view role) {
  return std::ranges::any_of(OwnRoles(definition),
                             [&](const RegisterRole* own) { return own->name == role; });
}

void AuditRole(sql::Connection& c, const RecordContext& context, const Definition& definition,
               const char* act, const NamedRole& role) {
  const boost::json::object detail{
      {"role", role.role}, {"account", role.account_id}, {"unit", role.unit_id}, {"register", definition.id}};
  kernel::Record(c, context.actor, context.now,
                 {act, "account/" + std::to_string(role.account_id), boost::json::serialize(detail)});
}

Status Check(sql::Connection& c, const RecordContext& context, const Definition& definition,
             const NamedRole& wanted) {
  if (!context.actor.May(kernel::Right::kAdminister, context.units, 0)) return kernel::Forbidden();
  if (!IsOwnRole(definition, wanted.role))
    return Error{ErrorKind::kInvalid, "register.unknown_role", {wanted.role}};
  const auto account = kernel::FindAccountById(c, context.government.id, wanted.account_id);
  if (!account || account->disabled) return Error{ErrorKind::kInvalid, "kernel.account_unknown"};
  if (wanted.unit_id != 0 && context.units.Find(wanted.unit_id) == nullptr)
    return Error{ErrorKind::kInvalid, "kernel.unit_unknown"};
  return Ok();
}

}  // namespace

std::vector<const RegisterRole*> OwnRoles(const Definition& definition) {
  std::vector<const RegisterRole*> own;
  for (const RegisterRole& role : definition.roles)
    if (!kernel::ParseRole(role.name)) own.push_back(&role);
  return own;
}

std::vector<NamedRole> ListNamedRoles(sql::Connection& c, int64_t government_id,
                                      const Definition& definition) {
  std::vector<NamedRole> all;
  c.Query(
      "SELECT g.role, g.account_id, g.unit_id, a.login, a.name FROM register_grant g JOIN account a ON "
      "a.government_id = g.government_id AND a.id = g.account_id WHERE g.government_id = ? ORDER BY g.role, "
      "a.login, g.unit_id",
      {government_id}, [&](const sql::Row& row) {
        if (IsOwnRole(definition, row.Text(0)))
          all.push_back({row.String(0), row.Int(1), row.Int(2), row.String(3), row.String(4)});
      });
  return all;
}

Status GrantRole(sql::Connection& c, const RecordContext& context, const Definition& definition,
                 const NamedRole& wanted) {
  if (const Status fine = Check(c, context, definition, wanted); !fine.ok()) return fine;
  const int64_t added = c.Execute(
      "INSERT INTO register_grant (government_id, account_id, role, unit_id) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (government_id, account_id, role, unit_id) DO NOTHING",
      {context.government.id, wanted.account_id, wanted.role, wanted.unit_id});
  if (added == 0) return Ok();
  AuditRole(c, context, definition, "register.grant_role", wanted);
  kernel::BumpDataVersion(c, context.government.id);
  return Ok();
}

Status RevokeRole(sql::Connection& c, const RecordContext& context, const Definition& definition,
                  const NamedRole& held) {
  if (!context.actor.May(kernel::Right::kAdminister, context.units, 0)) return kernel::Forbidden();
  if (!IsOwnRole(definition, held.role))
    return Error{ErrorKind::kInvalid, "register.unknown_role", {held.role}};
  const int64_t removed = c.Execute(
      "DELETE FROM register_grant WHERE government_id = ? AND account_id = ? AND role = ? AND unit_id = ?",
      {context.government.id, held.account_id, held.role, held.unit_id});
  if (removed == 0) return Ok();
  AuditRole(c, context, definition, "register.revoke_role", held);
  kernel::BumpDataVersion(c, context.government.id);
  return Ok();
}

}  // namespace sinergi::registers
