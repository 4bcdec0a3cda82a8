// Here: a visit at one register: what its pages and its API begin with.
//
//   web.Page(router, "/registers/{register}", AtRegister(registers, [](Here& here) { … }));
//   InContext(here, c, NumberStyle::kIndonesian, [&](const RecordContext& context) { … });
//
// Reading follows the kernel's right to read at the record's unit, or any role of the register there; what is
// personal needs a role of the register (record_rights.h). Made for one request.
#pragma once

#include <functional>
#include <map>

#include "kernel/calendar_file.h"
#include "kernel/web.h"
#include "modules/register/record_fields.h"
#include "modules/register/record_rights.h"
#include "modules/register/register_service.h"

namespace sinergi::registers {

struct Here {
  kernel::Visit& v;
  const Registers& registers;
  const InForce& in_force;
  const Definition& definition;

  std::string Path(std::string_view below = {}) const;  // "/registers/ppid-request/12"
};
using HerePage = std::function<http::Response(Here&)>;

// Finds the register of the route's {register}: register.unknown. `registers` must outlive the router.
kernel::PageHandler AtRegister(const Registers& registers, HerePage page);

// As RecordFields, by the definitions in force and with each title read once.
class VisitFields : public RecordFields {
 public:
  VisitFields(sql::Connection& c, const kernel::Visit& v, NumberStyle style, const Registers& registers);
  std::string UnitName(int64_t unit_id) const override;  // of units that have ended too
  bool RecordExists(std::string_view register_id, int64_t id) const override;
  std::string RecordTitle(std::string_view register_id, int64_t id) const override;

 private:
  std::string FindTitle(const Definition& definition, int64_t id) const;

  sql::Connection& connection_;
  const int64_t government_id_;
  const Registers& registers_;
  mutable std::map<std::pair<std::string, int64_t>, std::string> titles_;
};

std::vector<RoleGrant> GrantsOf(sql::Connection& c, const kernel::Actor& actor);
// Where roles of the registers are held by name: there nobody holds them by his role of the kernel.
std::vector<RoleGrant> NamedRoles(sql::Connection& c, int64_t government_id);

// Calls fn with the context of this visit; inside a Read or Write.
template <class Fn>
auto InContext(const kernel::Visit& v, const Registers& registers, sql::Connection& c, NumberStyle style,
               Fn&& fn) {
  const VisitFields fields(c, v, style, registers);
  const RecordContext context{
      v.actor, *v.units,  *v.government, kernel::ShippedCalendar(), fields, GrantsOf(c, v.actor),
      v.now,   v.Today(), false,         NamedRoles(c, v.actor.government_id)};
  return fn(context);
}
template <class Fn>
auto InContext(const Here& here, sql::Connection& c, NumberStyle style, Fn&& fn) {
  return InContext(here.v, here.registers, c, style, std::forward<Fn>(fn));
}

bool MayRead(const RecordContext& context, const Definition& definition, int64_t unit_id);
// The units whose records may be read; nothing set: all of the government.
using UnitScope = std::optional<std::vector<int64_t>>;
UnitScope ReadableUnits(const RecordContext& context, const Definition& definition);
// Whether what is personal may be seen in all of them: lists narrowed by it would tell it otherwise.
bool MaySeePersonalIn(const RecordContext& context, const Definition& definition, const UnitScope& units);
// Units in which the actor may make a record.
std::vector<const kernel::Unit*> UnitsToMakeIn(const RecordContext& context, const Definition& definition);

// The record of a route's {id}, readable here: register.record_unknown, kernel.forbidden.
Result<Record> RecordHere(const Here& here, sql::Connection& c, const RecordContext& context);
std::optional<int64_t> IdIn(std::string_view text);

// What is personal leaves the store only with a line in the trail: the fields read, never their values.
void TellRead(sql::Connection& c, const Here& here, std::string_view subject,
              const std::vector<std::string>& fields, std::string_view by);
std::vector<std::string> PersonalFields(const Definition& definition);

const FieldValue& ValueIn(const Definition& definition, const Record& record, const Field& field);

}  // namespace sinergi::registers
