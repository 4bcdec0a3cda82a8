// The tables of a register: made from its definition when it is first met, changed when it changes, never
// dropped.
#pragma once

#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "modules/register/definition.h"
#include "platform/sql/database.h"

namespace sinergi::registers {

// Brings the tables in line with the definition and remembers its text as the newest version. The same text
// twice does nothing but what RenewTables() does. Errors: register.change_refused with a fault a field (see
// definition_change.h). Inside a Write.
Status ApplyDefinition(sql::Connection& c, const Definition& definition, std::string_view yaml, Instant now);

// Indexes and words to search by as this program makes them from the definition that was applied last, where an
// older one made others. Inside a Write.
void RenewTables(sql::Connection& c, const Definition& definition);

// Whether this text was applied last, with the indexes that this program makes.
bool IsApplied(sql::Connection& c, std::string_view id, std::string_view yaml);

// The text that was applied last, if any.
std::optional<std::string> AppliedDefinition(sql::Connection& c, std::string_view id);

}  // namespace sinergi::registers
