// Conditions: a WHERE over a register's table r, put together piece by piece with its parameters.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "modules/register/definition.h"
#include "platform/sql/database.h"

namespace sinergi::registers {

struct Conditions {
  using Held = std::variant<int64_t, std::string>;
  std::string sql;
  std::vector<Held> values;

  void Add(std::string_view condition, std::vector<Held> with = {});
  void AddIds(std::string_view column, const std::vector<int64_t>& ids);  // none: no record
  void AddUnits(const std::vector<int64_t>& units) { AddIds("r.unit_id", units); }
  // One that was checked when the definition was read (definition_parts.h ReadSelection).
  // `today` for those of lists, which may name it.
  void AddSelection(const Definition& definition, const expression::Expression& selection,
                    const std::optional<Date>& today = {});
  std::vector<sql::Value> Bound() const;  // borrows the texts
};

}  // namespace sinergi::registers
