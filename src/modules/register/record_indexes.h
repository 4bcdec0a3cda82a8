// The indexes of a register's table, so that a list of a million records opens at once: one for what every
// register is found by, one for each field that lists are narrowed by, one for each column that a list of the
// definition sorts by.
//
//   MakeIndexes(c, ppid);                                   // in a Write; those that are there stay
//   OrderBy order = *OrderOf(ppid, "-answer.due");          // " ORDER BY r."answer_due" DESC NULLS LAST, …"
//
// Records are made one after the other, so their order of making is that of their ids.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modules/register/definition.h"
#include "platform/sql/database.h"

namespace sinergi::registers {

void MakeIndexes(sql::Connection& c, const Definition& definition);

// Whether lists are narrowed by this field along an index of its own.
bool HasIndex(const Field& field);

// The column behind a name that lists sort and filter by; nothing where there is none.
std::optional<std::string> ListColumn(const Definition& definition, std::string_view name);

// What has no value stands last, on both databases.
struct OrderBy {
  std::string sql;
  bool indexed = false;  // an index gives this order
};
// "-name" downwards, "" the newest first. Nothing where no column is called so.
std::optional<OrderBy> OrderOf(const Definition& definition, std::string_view sort);

}  // namespace sinergi::registers
