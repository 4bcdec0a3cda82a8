// The table of a register: "reg_<id>", one row a record, with the columns every register has, one or two for
// each field and six for each clock. Child rows of a table field live in "reg_<id>__<field>".
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/register/definition.h"
#include "platform/expression/to_sql.h"

namespace sinergi::registers {

std::string TableOf(const Definition& definition);                      // "reg_ppid_request"
std::string TableOf(const Definition& definition, const Field& table);  // "reg_ppid_request__items"

struct TableColumn {
  std::string name;
  bool text = true;
};
// All columns of the table in order, without the ones that every register has.
std::vector<TableColumn> OwnColumns(const Definition& definition);
// Of a clock: <clock>_start, _due, _due_at, _end, _used, _met.
std::vector<TableColumn> ClockColumns(const RegisterClock& clock);

// How a name of an expression is found in the table, which is called r; nothing where it has no column.
std::optional<expression::Column> ColumnOfName(const Definition& definition, std::string_view name);

}  // namespace sinergi::registers
