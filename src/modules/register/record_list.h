// Lists of records: a view of the definition, narrowed by filters, words and the units that somebody may see,
// a page at a time.
//
//   ListQuery query{.list = "work", .filters = {{"channel", "web"}}, .search = "anggaran", .units = {7, 8}};
//   RecordPage page = ListRecords(c, government_id, definition, query, today);
//
// Filters: "state", a choice, code, region, unit, person or yes/no field = its value; a date field, "made" or
// "<clock>.due" with "_from" or "_to" = a day; a number, money or percentage that is indexed = its value, or with
// "_from" or "_to" a bound, both included, written as `style` says (or with a point); "late" = yes: a clock that
// runs is behind its due day. Unknown filters are refused (register.bad_filter with the name), never ignored: a list
// that shows too much would be believed.
#pragma once

#include <map>

#include "modules/register/record.h"

namespace sinergi::registers {

constexpr int kCountedMost = 1'000;  // beyond it a list says "lebih dari 1.000"

struct ListQuery {
  std::string list = "default";
  std::map<std::string, std::string> filters = {};
  std::string search = {};
  bool personal = false;                           // search in personal fields too
  NumberStyle style = NumberStyle::kPoint;         // of numbers in filters
  std::string sort = {};                           // "" the list's own; "-made" downwards
  std::optional<std::vector<int64_t>> units = {};  // of these only; all where it is not set
  int64_t offset = 0;
  int limit = 50;
};

struct RecordPage {
  std::vector<Record> rows;  // without child rows
  int64_t count = 0;         // at most kCountedMost + 1
};

Result<RecordPage> ListRecords(sql::Connection& c, int64_t government_id, const Definition& definition,
                               const ListQuery& query, const Date& today);

}  // namespace sinergi::registers
