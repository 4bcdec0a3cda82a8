// Record: one entry of a register, and the verbs on it. Each runs inside the caller's Write: checks who may,
// applies one act of the table, keeps its fields, clocks, number and search text, adds the row of the act and
// the audit entry: all or nothing.
//
//   Result<Record> made = MakeRecord(c, context, definition, {.unit_id = 7, .typed = {{"name", {"…"}}}});
//   Result<Record> done = ActOn(c, context, definition, made->id, {.act = "register", .version =
//   made->version});
//
// Errors: register.record_unknown, kernel.forbidden, register.act_refused (not from this state),
// register.act_guard, register.record_changed (another version: one wins, the other is told),
// register.record_invalid with a field each.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/clock.h"
#include "base/result.h"
#include "kernel/actor.h"
#include "kernel/evidence.h"
#include "kernel/government.h"
#include "kernel/unit.h"
#include "modules/register/definition.h"
#include "platform/sql/database.h"

namespace sinergi::registers {

// What was typed: field name -> texts.
using Typed = std::map<std::string, std::vector<std::string>, std::less<>>;

// Where a clock of the record stands, as of the last act; see kernel/deadline.h.
struct ClockTimes {
  std::optional<int64_t> started, ended;  // Instants
  std::optional<Date> due;                // last day in time; moved by pauses and extensions
  std::optional<int64_t> due_at;          // Instant of clocks in hours
  std::optional<int64_t> used;            // days or minutes that counted, once ended
  std::optional<int64_t> met;             // once ended: 1 in time, 0 late
};

struct Record {
  int64_t id = 0, version = 0;
  int64_t unit_id = 0;
  std::string number;  // "" until given
  std::string state;
  Instant made_at = 0, state_since = 0;
  Date made;                       // day of the government
  int64_t made_by = 0;             // 0: a citizen
  std::vector<FieldValue> values;  // as Definition::fields
  std::vector<ClockTimes> clocks;  // as Definition::clocks
};

struct RoleGrant {
  std::string role;     // "ppid_officer"
  int64_t unit_id = 0;  // 0: the whole government
};

struct RecordContext {
  const kernel::Actor& actor;
  const kernel::UnitTree& units;
  const kernel::Government& government;
  const Calendar& calendar;  // of the government
  const FieldContext& fields;
  std::vector<RoleGrant> role_grants;  // of the actor
  Instant now = 0;
  Date today;
  bool citizen = false;  // behind the secret link: only what the public part allows
  std::vector<RoleGrant> named = {};  // where somebody holds a role of the registers by name
};

struct NewRecord {
  int64_t unit_id = 0;
  Typed typed;  // what is missing is asked for by the acts, not here: a draft may be completed later
  std::string secret_hash;  // of the citizen's link; "" for records made inside
  std::string number = {};  // one that it bears already, where the definition lets a file bring it
  // Files that came along, by field; kept in the store already.
  std::map<std::string, std::vector<kernel::Evidence>, std::less<>> files = {};
  Typed given = {};  // what the program fills in for a citizen: the record that theirs follows
};
struct ActRequest {
  std::string act, note;
  int64_t version = 0;  // what the actor saw
  Typed typed;          // fields the act asks
  std::vector<kernel::Evidence> files = {};  // of the act itself, in the store already
};

Result<Record> MakeRecord(sql::Connection& c, const RecordContext& context, const Definition& definition,
                          const NewRecord& fresh);
Result<Record> ChangeRecord(sql::Connection& c, const RecordContext& context, const Definition& definition,
                            int64_t id, const Typed& typed, int64_t version);
Result<Record> ActOn(sql::Connection& c, const RecordContext& context, const Definition& definition,
                     int64_t id, const ActRequest& request);
std::optional<Record> FindRecord(sql::Connection& c, int64_t government_id, const Definition& definition,
                                 int64_t id);

// Everything that is missing or wrong before an act may be taken, at once; empty when nothing is.
std::vector<FieldError> FaultsOf(const Definition& definition, const Record& record, const Act& act,
                                 const Date& today);
// Acts that this actor may take on this record now.
std::vector<const Act*> ActsOpen(const RecordContext& context, const Definition& definition,
                                 const Record& record);

}  // namespace sinergi::registers
