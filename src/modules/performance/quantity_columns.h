// A quantity in the database is three columns: text as typed, lower and upper bound in millionths (null for a text).
#pragma once

#include <optional>

#include "base/quantity.h"
#include "platform/sql/database.h"

namespace sinergi::performance {

inline Quantity QuantityAt(const sql::Row& row, int column) {
  Quantity quantity;
  quantity.text = row.String(column);
  if (quantity.text.empty()) return quantity;
  const std::optional<int64_t> low = row.MaybeInt(column + 1), high = row.MaybeInt(column + 2);
  quantity.kind = !low || !high ? Quantity::Kind::kText : *low == *high ? Quantity::Kind::kNumber : Quantity::Kind::kRange;
  quantity.low_micro = low.value_or(0);
  quantity.high_micro = high.value_or(0);
  return quantity;
}

inline bool HasNumbers(const Quantity& q) { return q.kind == Quantity::Kind::kNumber || q.kind == Quantity::Kind::kRange; }
inline sql::Value LowOf(const Quantity& q) { return HasNumbers(q) ? sql::Value(q.low_micro) : sql::Value(); }
inline sql::Value HighOf(const Quantity& q) { return HasNumbers(q) ? sql::Value(q.high_micro) : sql::Value(); }

}  // namespace sinergi::performance
