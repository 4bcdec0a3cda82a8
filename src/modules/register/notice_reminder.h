// Reminders: clocks that run out, told to whom the register's `warns` names: before the due day and behind
// it, as its `warn` says.
//
//   RemindOnce(db, registers, government_id, units, clock());   // the first of the day looks, the others
//   do not
//
// Of the warnings whose day has come the latest is told; those that nobody looked for are not made up for.
// The day is claimed by a row in the same transaction: two servers, or a request and `sinergi remind`, never
// tell twice. Clocks in hours are looked at with the others, and by `sinergi remind` at any time. A clock
// whose end lies in a year without a calendar warns nobody.
//
// Errors: none expected. Threads: any.
#pragma once

#include "modules/register/record.h"
#include "modules/register/register_service.h"

namespace sinergi::registers {

struct Reminding {
  bool looked = false;  // false: somebody did so today
  int64_t told = 0;     // notices that are new
};
// Looks once a day and government.
Reminding RemindOnce(sql::Database& db, const Registers& registers, const kernel::Government& government,
                     Instant now);
// Looks now.
Reminding RemindNow(sql::Database& db, const Registers& registers, const kernel::Government& government,
                    Instant now);

}  // namespace sinergi::registers
