// Who may do what with a record: the register's roles, held by those named for them and by the kernel's roles
// they stand for.
#pragma once

#include "modules/register/record.h"

namespace sinergi::registers {

// Whether a role given at grant_unit (0: everywhere) holds at the unit.
bool GrantCovers(const RecordContext& context, int64_t grant_unit, int64_t unit_id);
bool HoldsRole(const RecordContext& context, const Definition& definition, std::string_view role,
               int64_t unit_id);
bool MayMake(const RecordContext& context, const Definition& definition, int64_t unit_id);
bool MayEdit(const RecordContext& context, const Definition& definition, const Record& record);
bool MayTake(const RecordContext& context, const Definition& definition, const Act& act,
             const Record& record);
// Reading what is personal: whoever holds a role of the register there.
bool MaySeePersonal(const RecordContext& context, const Definition& definition, int64_t unit_id);

}  // namespace sinergi::registers
