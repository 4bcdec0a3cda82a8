// What has to be done to the tables when a register's definition changes, and what is refused because it
// would lose or twist what people have entered. Pure.
//
//   Result<std::vector<Change>> changes = ChangesBetween(old, fresh);
//
// A field is renamed by `was: old_name`, and put aside by `retired: true`; nothing is ever dropped. Refused,
// each with its reason (register.change_refused with a fault a field): a field left out, another type of
// column, an option or a state left out, a clock left out.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "modules/register/record_columns.h"

namespace sinergi::registers {

struct Change {
  enum class Kind { kAddColumn, kRenameColumn, kAddTable, kRenameTable, kAddIndex };
  Kind kind = Kind::kAddColumn;
  std::string table;
  std::string name, from;  // column or table; its old name when renamed
  bool text = true;
};

Result<std::vector<Change>> ChangesBetween(const Definition& old, const Definition& fresh);

}  // namespace sinergi::registers
