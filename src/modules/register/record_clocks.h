// The clocks of a record, reckoned anew from its acts whenever one is added.
#pragma once

#include "kernel/deadline.h"
#include "modules/register/record.h"

namespace sinergi::registers {

struct RecordAct {
  int64_t seq = 0;
  std::string act, from_state, to_state, note, login;
  Instant at = 0;
  int64_t account_id = 0;
};
std::vector<RecordAct> ListActs(sql::Connection& c, int64_t government_id, const Definition& definition,
                                int64_t record_id);

// The rule of a clock for this record: its length may depend on a choice.
kernel::ClockRule RuleFor(const Definition& definition, const RegisterClock& clock, const Record& record);
// Where a clock stands now with every day explained; nothing when it has not started. Errors as
// kernel/deadline.h.
Result<std::optional<kernel::Deadline>> ReckonClock(const RecordContext& context,
                                                    const Definition& definition, const RegisterClock& clock,
                                                    const Record& record, const std::vector<RecordAct>& acts);
// Sets record.clocks. A clock that cannot be reckoned (a year without a calendar) refuses the act.
Status SetClocks(const RecordContext& context, const Definition& definition, Record& record,
                 const std::vector<RecordAct>& acts);

}  // namespace sinergi::registers
