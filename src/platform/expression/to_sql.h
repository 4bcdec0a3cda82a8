// An expression as a condition or value of SQL, where it selects records: the same answer as Evaluate() on
// both databases.
//
//   auto sql = ToSql(expression, columns);   // {"(state = ? AND amount > ?)", {"refused", 1500000000}}
//
// Not everything can select: arithmetic other than + and -, and functions that the databases do not share,
// are refused when a data file is read (expression.not_selectable). Exact while numbers stay below 9.2 ×
// 10^12. Pure.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "platform/expression/expression.h"

namespace sinergi::expression {

// How a name is stored: numbers as whole units of 10^-places (at most 6), yes/no as 0 and 1, dates as
// "2024-03-01", choices and texts as text, several choices as "|a|b|"; nothing as NULL.
struct Column {
  std::string sql;  // "t.amount": of our own making, never from input
  int places = 0;
};
using Columns = std::function<std::optional<Column>(std::string_view name)>;

struct SqlText {
  std::string sql;  // with ? for every value
  std::vector<std::variant<int64_t, std::string>> values;
};

std::variant<SqlText, Fault> ToSql(const Expression& expression, const Columns& columns);

}  // namespace sinergi::expression
